import { segmentsOf } from './paths.ts';
import { foldName } from './registry/key-path.ts';

/** Where a link leads: from the top of the tree, or from the directory that holds it. */
export interface LinkText {
  readonly absolute: boolean;
  readonly segments: readonly string[];
}

/** How the paths of one kind of system are read. Results are segments below the top of a tree. */
export interface PathRules {
  /** Segments of a path that was asked for; undefined where it names a drive that is not here. */
  segments(path: string): string[] | undefined;
  /** What the text of a link says; undefined where it leads to a drive or device that is not here. */
  link(text: string): LinkText | undefined;
  /** Segments that `..` never takes away: 1 where the first one is the drive. */
  readonly floor: 0 | 1;
  /** Names are looked up in any case, although the file system that holds them tells cases apart. */
  readonly ignoresCase: boolean;
}

/** Linux and macOS. */
export const posixRules: PathRules = {
  segments: segmentsOf,
  link: (text) => ({ absolute: text.startsWith('/'), segments: segmentsOf(text) }),
  floor: 0,
  ignoresCase: false,
};

/**
 * A Windows system below a directory of another one: its drives are `C:` and those in `drives` (upper case, with colon),
 * which all are that directory; names are found in any case.
 */
export function mountedWindowsRules(drives: ReadonlySet<string>): PathRules {
  const below = (path: string): string[] | undefined => {
    const [first = '', ...rest] = segmentsOf(path);
    if (!isDrive(first)) return segmentsOf(path);
    const drive = first.toUpperCase();
    return drive === 'C:' || drives.has(drive) ? rest : undefined;
  };
  return { segments: below, link: (text) => windowsLink(text, below), floor: 0, ignoresCase: true };
}

/**
 * The running Windows, whose tree has the drives at its top; a path without one lies on the system's. A 32-bit process on
 * a 64-bit Windows (`redirected`) is shown other files in `System32` and reaches the real ones as `Sysnative`.
 * Where the system lies on another drive, `C:/Windows` and `C:/Users`, as collectors write them, mean its own: another
 * Windows on C: is not the one that runs.
 * Source: learn.microsoft.com, File System Redirector.
 */
export function liveWindowsRules(systemRoot: string, redirected: boolean): PathRules {
  const [systemDrive = 'C:', ...folder] = segmentsOf(systemRoot.replaceAll('\\', '/'));
  const system32 = foldName([systemDrive, ...folder, 'System32'].join('/'));
  const unredirected = (segments: string[]): string[] => {
    const depth = folder.length + 1;
    if (redirected && foldName(segments.slice(0, depth + 1).join('/')) === system32)
      segments[depth] = 'Sysnative';
    return segments;
  };
  const literal = (path: string): string[] => {
    const [first = '', ...rest] = segmentsOf(path);
    return isDrive(first) ? [first.toUpperCase(), ...rest] : [systemDrive.toUpperCase(), ...segmentsOf(path)];
  };
  const own = (segments: string[]): string[] => {
    const [drive, name = '', ...rest] = segments;
    if (drive !== 'C:' || systemDrive.toUpperCase() === 'C:') return segments;
    if (foldName(name) === 'WINDOWS') return [systemDrive.toUpperCase(), ...folder, ...rest];
    return foldName(name) === 'USERS' ? [systemDrive.toUpperCase(), name, ...rest] : segments;
  };
  return {
    segments: (path) => unredirected(own(literal(path))),
    // What a link says is no path of a collector.
    link: (text) => windowsLink(text, (path) => unredirected(literal(path))),
    floor: 1,
    ignoresCase: false,
  };
}

/**
 * Junctions and links as Windows, and the drivers of other systems, tell them: `C:\x`, `\??\C:\x`, `\\?\C:\x`, `\x`,
 * `/mnt/c/x` (the Linux subsystem, and images that were copied from a mounted disk), `..\x`.
 */
function windowsLink(text: string, below: (path: string) => string[] | undefined): LinkText | undefined {
  const slashed = text.replaceAll('\\', '/').replace(/^\/(?:\/\?|\?\?)\//, '');
  const path = slashed.replace(/^\/mnt\/([a-z])(?=\/|$)/, '$1:');
  if (/^[a-z]:/i.test(path)) {
    const segments = below(path);
    return segments === undefined ? undefined : { absolute: true, segments };
  }
  // `\\server\share` and `Volume{…}`: not on this disk.
  if (path.startsWith('//') || (slashed !== text.replaceAll('\\', '/') && slashed === path)) return undefined;
  if (path.startsWith('/')) return { absolute: true, segments: below(path) ?? [] };
  return { absolute: false, segments: segmentsOf(path) };
}

/** True for the first segment of a Windows path, e.g. `C:`. */
export function isDrive(segment: string): boolean {
  return /^[a-z]:$/i.test(segment);
}
