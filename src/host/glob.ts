import type { Dirent } from 'node:fs';
import { type DirectoryEntry, HostError, type HostFiles } from './host.ts';
import { matchSegment } from './match-segment.ts';
import { isDrive } from './path-rules.ts';
import { joinPath, segmentsOf } from './paths.ts';
import { foldName } from './registry/key-path.ts';

const maxMatches = 10_000;
const maxDepth = 128;

/** Whether a path is a pattern: only `*` and `?` mean anything, so brackets and braces of real names stay harmless. */
export function hasWildcard(path: string): boolean {
  return path.includes('*') || path.includes('?');
}

/** What reports a directory that could not be read. */
type OnError = (error: HostError) => void;

/**
 * Expands a pattern segment by segment. Literal segments are only looked up, so a directory that may be entered but
 * not listed hides nothing; a wildcard within one segment is a listing. From `**` on the pattern is fast-glob's, which
 * is loaded only then and sees the host's files through an adapter, so that it cannot leave them.
 * More than 10,000 hits are a HostError `too-large`.
 */
export async function expandGlob(files: HostFiles, pattern: string, onError?: OnError): Promise<string[]> {
  const report = onError ?? rethrow;
  const segments = segmentsOf(pattern);
  const drive = segments[0] !== undefined && isDrive(segments[0]) ? segments.shift() : undefined;
  const ignoreCase = drive !== undefined;
  let paths = [drive ?? '/'];
  for (const [index, segment] of segments.entries()) {
    if (segment === '**') {
      paths = await flatten(paths, (path) =>
        fastGlob(files, path, segments.slice(index), ignoreCase, report),
      );
    } else if (!hasWildcard(segment)) paths = paths.map((path) => joinPath(path, segment));
    else paths = await flatten(paths, (path) => children(files, path, segment, ignoreCase, report));
    if (paths.length > maxMatches) {
      throw new HostError('too-large', pattern, `${pattern} fits more than ${maxMatches} paths`);
    }
    if (segment === '**') break;
  }
  return (await flatten(paths, (path) => existing(files, path, report))).sort();
}

async function flatten(paths: readonly string[], expand: (path: string) => Promise<string[]>) {
  const all: string[] = [];
  for (const path of paths) for (const found of await expand(path)) all.push(found);
  return all;
}

async function children(
  files: HostFiles,
  directory: string,
  pattern: string,
  ignoreCase: boolean,
  report: OnError,
): Promise<string[]> {
  const entries = await entriesOf(files, directory, report);
  const fold = ignoreCase ? foldName : (name: string) => name;
  return entries
    .filter(({ name }) => matchSegment(fold(pattern), fold(name)))
    .map(({ name }) => joinPath(directory, name));
}

async function existing(files: HostFiles, path: string, report: OnError): Promise<string[]> {
  try {
    return (await files.lstat(path)) === undefined ? [] : [path];
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    report(error);
    return [];
  }
}

async function entriesOf(
  files: HostFiles,
  path: string,
  report: OnError,
): Promise<readonly DirectoryEntry[]> {
  try {
    return await files.list(path);
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    report(error);
    return [];
  }
}

async function fastGlob(
  files: HostFiles,
  directory: string,
  segments: readonly string[],
  ignoreCase: boolean,
  report: OnError,
): Promise<string[]> {
  const { default: glob } = await import('fast-glob');
  const failures: HostError[] = [];
  const readdir = (path: string, _options: unknown, done: (error: null, entries: Dirent[]) => void): void => {
    void entriesOf(files, hostPath(path, ignoreCase), (error) => failures.push(error)).then((entries) =>
      done(null, entries.map(asDirent)),
    );
  };
  const found = await glob(segments.map(escapeSegment).join('/'), {
    // A drive is no path of the running system; it is put back before the host sees it.
    cwd: ignoreCase ? `/${directory}` : directory,
    caseSensitiveMatch: !ignoreCase,
    dot: true,
    onlyFiles: false,
    deep: maxDepth,
    followSymbolicLinks: false,
    braceExpansion: false,
    extglob: false,
    // fast-glob reads directories and nothing else while it follows no links.
    fs: { readdir: readdir as typeof import('node:fs').readdir },
  });
  for (const failure of failures) report(failure);
  return found.map((path) => joinPath(directory, path));
}

/**
 * fast-glob makes paths absolute the way the running system does; on Windows that adds a drive. A path of a scanned
 * Windows has its own drive behind that (`/C:/Users`).
 */
function hostPath(path: string, hasDrive: boolean): string {
  const absolute = path.replace(/^[A-Za-z]:(?=[\\/])/, '').replaceAll('\\', '/');
  return hasDrive ? absolute.slice(1) : absolute;
}

/** Everything but `*` and `?` is meant literally; brackets and braces become classes of one character. */
function escapeSegment(segment: string): string {
  return segment.replace(/[\\()!+@|^$]/g, '\\$&').replace(/[[\]{}]/g, '[$&]');
}

function asDirent(entry: DirectoryEntry): Dirent {
  const is = (type: DirectoryEntry['type']) => () => entry.type === type;
  const no = () => false;
  const dirent = {
    name: entry.name,
    isFile: is('file'),
    isDirectory: is('directory'),
    isSymbolicLink: is('symlink'),
    isBlockDevice: no,
    isCharacterDevice: no,
    isFIFO: no,
    isSocket: no,
    parentPath: '',
    path: '',
  };
  return dirent;
}

function rethrow(error: HostError): never {
  throw error;
}
