import { type FileStat, HostError } from './host.ts';
import { NameFinder } from './name-finder.ts';
import { type PathRules, posixRules } from './path-rules.ts';
import type { Tree } from './tree.ts';

const maxLinks = 40;
const maxSegments = 1024;
const maxCached = 4096;

/** A path in which no segment is a link (but perhaps the last, where links were not to be followed), and what is there. */
export interface Resolved {
  readonly path: string;
  readonly stat: FileStat;
}

/**
 * Follows links segment by segment inside a tree, as the scanned system itself would: an absolute link starts at the
 * tree's root and `..` stops there, so nothing outside can be reached. More than 40 links (as in Linux, see
 * path_resolution(7)) are a HostError.
 */
export class Resolver {
  readonly #tree: Tree;
  readonly #hidden: ReadonlySet<string>;
  readonly #rules: PathRules;
  readonly #names: NameFinder | undefined;
  readonly #directories = new Map<string, string>();

  /** `hidden` names directories at the top that count as missing, such as `proc` of a mounted root. */
  constructor(tree: Tree, hidden: readonly string[] = [], rules: PathRules = posixRules) {
    this.#tree = tree;
    this.#hidden = new Set(hidden);
    this.#rules = rules;
    this.#names = rules.ignoresCase ? new NameFinder(tree) : undefined;
  }

  /** What is at a path, or undefined where nothing is. `followLast` decides about a link in the last segment. */
  async resolve(path: string, followLast: boolean): Promise<Resolved | undefined> {
    if (path.includes('\0')) return undefined;
    const segments = this.#rules.segments(path);
    if (segments === undefined) return undefined;
    const last = segments.pop();
    if (last === undefined || last === '..') {
      return this.#walk(path, '', last === undefined ? segments : [...segments, last], followLast);
    }
    const directory = await this.#directory(path, segments);
    return directory === undefined ? undefined : this.#walk(path, directory, [last], followLast);
  }

  /** Resolved path of a directory, `` for the root. Remembered: a scan asks for the same directories again and again. */
  async #directory(path: string, segments: readonly string[]): Promise<string | undefined> {
    if (segments.length === 0) return '';
    const key = segments.join('/');
    const known = this.#directories.get(key);
    if (known !== undefined) return known;
    const found = await this.#walk(path, '', segments, true);
    if (found?.stat.type !== 'directory') return undefined;
    if (this.#directories.size >= maxCached) this.#directories.clear();
    const resolved = found.path === '/' ? '' : found.path;
    this.#directories.set(key, resolved);
    return resolved;
  }

  async #walk(
    asked: string,
    start: string,
    segments: readonly string[],
    followLast: boolean,
  ): Promise<Resolved | undefined> {
    const pending = [...segments].reverse();
    let current = start;
    let stat: FileStat | undefined;
    let links = 0;
    for (let segment = pending.pop(); segment !== undefined; segment = pending.pop()) {
      if (segment === '..') {
        const slash = current.lastIndexOf('/');
        if (slash > 0 || this.#rules.floor === 0) current = current.slice(0, Math.max(0, slash));
        stat = undefined;
        continue;
      }
      if (current === '' && this.#hidden.has(segment)) return undefined;
      let next = `${current}/${segment}`;
      const isLast = pending.length === 0;
      stat = await this.#tree.lstat(next);
      if (stat === undefined && this.#names !== undefined) {
        const name = await this.#names.find(current === '' ? '/' : current, segment);
        if (name === undefined) return undefined;
        next = `${current}/${name}`;
        stat = await this.#tree.lstat(next);
      }
      if (stat === undefined) return undefined;
      if (stat.type === 'symlink' && (!isLast || followLast)) {
        links++;
        const text = await this.#tree.readLink(next);
        if (text === undefined) return undefined;
        const target = this.#rules.link(text);
        if (target === undefined) return undefined;
        if (target.absolute) current = '';
        pending.push(...[...target.segments].reverse());
        stat = undefined;
        if (links > maxLinks || pending.length > maxSegments) {
          throw new HostError(
            'malformed-source',
            asked,
            `${asked} leads through too many links, or in a circle`,
          );
        }
        continue;
      }
      if (!isLast && stat.type !== 'directory') return undefined;
      current = next;
    }
    stat ??= await this.#tree.lstat(current === '' ? '/' : current);
    return stat === undefined ? undefined : { path: current === '' ? '/' : current, stat };
  }
}
