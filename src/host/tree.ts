import type { DirectoryEntry, FileStat } from './host.ts';

/** A file that was opened for reading. Close it whatever happens. */
export interface OpenFile {
  /** Size as the file system states it; 0 also for files that are made while they are read (/proc). */
  readonly size: number;
  /** The next bytes, at most `length`; an empty buffer at the end. */
  read(length: number): Promise<Buffer>;
  /** Exactly `length` bytes from `offset`, or fewer where the file ends before. Leaves alone what `read` gives next. */
  readAt(offset: number, length: number): Promise<Buffer>;
  /** {@link readAt} where the file lies on a disk that answers at once. */
  readSyncAt?(offset: number, length: number): Buffer;
  close(): Promise<void>;
}

/**
 * The few operations that every kind of host supplies; links, bounds and confinement are settled above it, once.
 * Paths are host paths in which no segment but the last is a link. A missing path gives undefined; everything else
 * that goes wrong is a HostError.
 */
export interface Tree {
  lstat(path: string): Promise<FileStat | undefined>;
  /** Text of a link that `lstat` has shown to be one. */
  readLink(path: string): Promise<string | undefined>;
  /** Unsorted. More than `maxEntries` names are a HostError `too-large`. */
  list(path: string, maxEntries: number): Promise<DirectoryEntry[] | undefined>;
  /** Opens a regular file and nothing else. */
  open(path: string): Promise<OpenFile | undefined>;
}
