import type { DirectoryEntry, FileStat } from '../host.ts';
import type { OpenFile, Tree } from '../tree.ts';

/** Where a started macOS shows the volume that holds everything but itself. */
const dataVolume = '/System/Volumes/Data';

/** Folders of the system volume that only stand for those of the data volume, see `/usr/share/firmlinks` of macOS 10.15. */
const firmlinks: ReadonlySet<string> = new Set([
  '/Applications',
  '/Library',
  '/Users',
  '/opt',
  '/private',
  '/usr/local',
]);

/** Links at the top of every macOS; they lie on the system volume. */
const topLinks: ReadonlyMap<string, string> = new Map([
  ['/etc', 'private/etc'],
  ['/tmp', 'private/tmp'],
  ['/var', 'private/var'],
]);

/**
 * The disk of a macOS at rest as the macOS itself would show it. Since 10.15 it is two volumes: where both are mounted
 * without the system's own links between them, or where only the data volume is there, its folders and `/var` are
 * found in their place all the same.
 * Source: https://superuser.com/questions/1490834 (contents of /usr/share/firmlinks); one.vg, "Apple File System (APFS)
 * Firmlink Black Magic".
 */
export class MacosTree implements Tree {
  readonly #tree: Tree;
  readonly #links = new Map<string, Promise<string | undefined>>();

  constructor(tree: Tree) {
    this.#tree = tree;
  }

  async lstat(path: string): Promise<FileStat | undefined> {
    const link = await this.#link(path);
    return link === undefined ? this.#tree.lstat(path) : { type: 'symlink', size: link.length, mtimeMs: 0 };
  }

  async readLink(path: string): Promise<string | undefined> {
    return (await this.#link(path)) ?? this.#tree.readLink(path);
  }

  list(path: string, maxEntries: number): Promise<DirectoryEntry[] | undefined> {
    return this.#tree.list(path, maxEntries);
  }

  open(path: string): Promise<OpenFile | undefined> {
    return this.#tree.open(path);
  }

  /** Where a path of the system volume leads; undefined where it is what it is. */
  #link(path: string): Promise<string | undefined> {
    if (!firmlinks.has(path) && !topLinks.has(path)) return Promise.resolve(undefined);
    let link = this.#links.get(path);
    if (link === undefined) {
      link = topLinks.has(path) ? this.#topLink(path) : this.#firmlink(path);
      this.#links.set(path, link);
    }
    return link;
  }

  async #topLink(path: string): Promise<string | undefined> {
    const target = topLinks.get(path);
    if (target === undefined || (await this.#tree.lstat(path)) !== undefined) return undefined;
    const isThere =
      (await this.#tree.lstat('/private'))?.type === 'directory' ||
      (await this.#link('/private')) !== undefined;
    return isThere ? target : undefined;
  }

  async #firmlink(path: string): Promise<string | undefined> {
    if (!(await this.#isDataVolume())) return undefined;
    // The data volume of a copy may have been unpacked into place as well: what holds something is taken as it is.
    const own = await this.#tree.lstat(path);
    if (own !== undefined && own.type !== 'directory') return undefined;
    if (own !== undefined && ((await this.#tree.list(path, 100_000)) ?? []).length > 0) return undefined;
    const there = `${dataVolume}${path}`;
    return (await this.#tree.lstat(there))?.type === 'directory' ? there : undefined;
  }

  /** No segment on the way may be a link, as for every path that a tree is asked for. */
  async #isDataVolume(): Promise<boolean> {
    for (const path of ['/System', '/System/Volumes', dataVolume]) {
      if ((await this.#tree.lstat(path))?.type !== 'directory') return false;
    }
    return true;
  }
}
