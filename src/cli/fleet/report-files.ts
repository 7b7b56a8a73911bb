import { type Dirent, opendirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { inventoryFiles } from '../inventory-files.ts';

/** One file that may hold reports. */
export interface ReportFile {
  /** `-` is standard input. */
  readonly path: string;
  /** Named by the user, not met in a folder or by a pattern: then it must be what it should be. */
  readonly named: boolean;
}

/** What a folder was asked for and did not give. */
export type OnUnreadable = (path: string, message: string) => void;

const isReport = /\.(?:json|ndjson|jsonl)(?:\.(?:gz|zst|zstd))?$/i;
/** Folders within folders; a deeper tree is nothing that somebody collected. */
const maxDepth = 32;

/**
 * The files that arguments name: files, patterns, and in folders whatever is called `*.json`, `*.ndjson` or `*.jsonl`,
 * also packed, at any depth. Folders are read bit by bit, so that a million files are no million names in memory. Links
 * to folders are not followed. Throws TargetError where a pattern finds nothing.
 */
export async function* reportFiles(
  names: readonly string[],
  onUnreadable: OnUnreadable,
): AsyncGenerator<ReportFile> {
  for (const path of await inventoryFiles(names)) {
    if (path !== '-' && isFolder(path)) yield* folderFiles(path, 0, onUnreadable);
    else yield { path, named: names.includes(path) };
  }
}

function* folderFiles(folder: string, depth: number, onUnreadable: OnUnreadable): Generator<ReportFile> {
  if (depth > maxDepth) {
    onUnreadable(folder, `folders are read ${maxDepth} deep`);
    return;
  }
  let entries: ReturnType<typeof opendirSync>;
  try {
    entries = opendirSync(folder, { bufferSize: 1024 });
  } catch (error) {
    onUnreadable(folder, `the folder cannot be read (${codeOf(error)})`);
    return;
  }
  try {
    for (let entry = entries.readSync(); entry !== null; entry = entries.readSync()) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) yield* folderFiles(path, depth + 1, onUnreadable);
      else if (isReport.test(entry.name) && isFile(entry, path)) yield { path, named: false };
    }
  } catch (error) {
    onUnreadable(folder, `the folder cannot be read to its end (${codeOf(error)})`);
  } finally {
    entries.closeSync();
  }
}

function isFile(entry: Dirent, path: string): boolean {
  if (!entry.isSymbolicLink()) return entry.isFile();
  try {
    return statSync(path).isFile();
  } catch {
    // A link that leads nowhere: opening it will say so.
    return true;
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
