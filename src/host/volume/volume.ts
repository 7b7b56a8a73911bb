import type { DiskSource } from '../disk/disk-source.ts';
import type { EntryType } from '../host.ts';

/** One file, directory or link of a volume. `id` is its number within the volume (inode, MFT record, first cluster). */
export interface VolumeNode {
  readonly id: number;
  readonly type: EntryType;
  readonly size: number;
  readonly mtimeMs: number;
}

/** One name in a directory of a volume. */
export interface VolumeEntry {
  readonly name: string;
  readonly id: number;
  readonly type: EntryType;
}

/**
 * A file system on a partition, read only as far as paths are looked up: names lead to nodes, nodes to bytes.
 * Everything is untrusted: readers bound what they follow, and throw HostError `malformed-source` for what cannot be.
 */
export interface Volume {
  /** `ext4`, `ntfs`, `fat32` … */
  readonly format: string;
  readonly label: string;
  /** What is to be known although it could be opened: a journal that was not replayed, hibernation. */
  readonly doubts: readonly string[];
  readonly root: number;
  node(id: number, path: string): VolumeNode;
  /** All names of a directory but `.` and `..`, unsorted. More than `maxEntries` are a HostError `too-large`. */
  entries(id: number, path: string, maxEntries: number): readonly VolumeEntry[];
  readLink(id: number, path: string): string;
  /** Bytes of a regular file. */
  open(id: number, path: string): DiskSource;
}
