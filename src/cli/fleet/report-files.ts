import { type Dir, type Dirent, opendirSync, realpathSync, type Stats, statSync } from 'node:fs';
import { join } from 'node:path';
import type { GapReason } from '../../model/vocabulary.ts';
import { inventoryFiles } from '../inventory-files.ts';

/** One file that may hold reports. */
export interface ReportFile {
  /** `-` is standard input. */
  readonly path: string;
  /** Named by the user, not met in a folder or by a pattern: then it must be what it should be. */
  readonly named: boolean;
}

/** What a folder was asked for and did not give, and why. */
export type OnUnreadable = (reason: GapReason, path: string, message: string) => void;

const isReport = /\.(?:json|ndjson|jsonl)(?:\.(?:gz|zst|zstd))?$/i;
/** Folders within folders; a deeper tree is nothing that somebody collected. */
const maxDepth = 32;

/**
 * The files that arguments name: files, patterns, and in folders whatever is called `*.json`, `*.ndjson` or `*.jsonl`,
 * also packed, at any depth. Folders are read bit by bit, so that a million files are no million names in memory. Links
 * to folders (a client's share beside the others) are followed wherever they lead; each real folder is read once, so that
 * a circle ends. What cannot be followed or read is told. Throws TargetError where a pattern finds nothing.
 */
export async function* reportFiles(
  names: readonly string[],
  onUnreadable: OnUnreadable,
): AsyncGenerator<ReportFile> {
  const seen = new Set<string>();
  for (const path of await inventoryFiles(names)) {
    if (path !== '-' && isFolder(path)) yield* folderFiles(path, 0, seen, onUnreadable);
    else yield { path, named: names.includes(path) };
  }
}

function* folderFiles(
  folder: string,
  depth: number,
  seen: Set<string>,
  onUnreadable: OnUnreadable,
): Generator<ReportFile> {
  if (depth > maxDepth) {
    onUnreadable('too-large', folder, `folders are read ${maxDepth} deep`);
    return;
  }
  const entries = opened(folder, seen, onUnreadable);
  if (entries === undefined) return;
  try {
    for (;;) {
      const entry = nextOf(entries, folder, onUnreadable);
      if (entry === null) return;
      const path = join(folder, entry.name);
      const kind = entry.isSymbolicLink() ? followed(path, onUnreadable) : entry;
      if (kind?.isDirectory()) yield* folderFiles(path, depth + 1, seen, onUnreadable);
      else if (kind?.isFile() && isReport.test(entry.name)) yield { path, named: false };
    }
  } finally {
    entries.closeSync();
  }
}

/** A folder to be read; undefined where it was read already, under whatever name, or cannot be. */
function opened(folder: string, seen: Set<string>, onUnreadable: OnUnreadable): Dir | undefined {
  try {
    const real = realpathSync(folder);
    if (seen.has(real)) return undefined;
    seen.add(real);
    return opendirSync(folder, { bufferSize: 1024 });
  } catch (error) {
    onUnreadable('permission-denied', folder, `the folder cannot be read (${codeOf(error)})`);
    return undefined;
  }
}

/** Null at the end, and where the rest cannot be read. */
function nextOf(entries: Dir, folder: string, onUnreadable: OnUnreadable): Dirent | null {
  try {
    return entries.readSync();
  } catch (error) {
    onUnreadable('permission-denied', folder, `the folder cannot be read to its end (${codeOf(error)})`);
    return null;
  }
}

/** What a link leads to; undefined where it leads nowhere: that may have been a folder of many reports. */
function followed(path: string, onUnreadable: OnUnreadable): Stats | undefined {
  try {
    return statSync(path);
  } catch (error) {
    const code = codeOf(error);
    const reason = code === 'ENOENT' ? 'missing-source' : 'permission-denied';
    onUnreadable(reason, path, `the link cannot be followed (${code})`);
    return undefined;
  }
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    // What is not there is told by whoever opens it.
    return false;
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
