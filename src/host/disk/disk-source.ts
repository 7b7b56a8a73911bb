import { type ByteSource, bufferSource } from '../byte-source.ts';
import { HostError } from '../host.ts';

/** Bytes of a disk, or of a part of one, that answer at once. */
export interface DiskSource extends ByteSource {
  readSync(offset: number, length: number): Buffer;
}

/** What a disk image of one format turned out to be. */
export interface DiskImage {
  /** As the format's makers call it: `qcow2`, `vhdx` … */
  readonly format: string;
  /** The disk as the machine sees it. */
  readonly disk: DiskSource;
  /** What is to be known about it although it could be opened: a log that was not replayed, a snapshot inside. */
  readonly doubts: readonly string[];
}

/**
 * What a disk image names as its parent or its extents. An image is not trusted, so only the last part of the name
 * counts, and only a file in the image's own directory is opened; undefined where there is none.
 */
export interface Siblings {
  /** The file as it is. */
  file(name: string): DiskSource | undefined;
  /** The disk that the file holds, in whatever format. */
  disk(name: string): DiskSource | undefined;
}

/** Exactly `length` bytes; an image that ends before is a HostError `malformed-source` that names it. */
export function exactly(source: DiskSource, offset: number, length: number, path: string): Buffer {
  const bytes =
    offset >= 0 && offset + length <= source.size ? source.readSync(offset, length) : Buffer.alloc(0);
  if (bytes.length === length) return bytes;
  throw new HostError(
    'malformed-source',
    path,
    `${path} ends before byte ${offset + length}, which it says it has; the copy of the image is not whole`,
  );
}

/** A file that is asked for no place that it cannot have, whatever the tables in it say: such a place is damage. */
export function confined(file: DiskSource, path: string): DiskSource {
  const readSync = (offset: number, length: number): Buffer => {
    if (Number.isSafeInteger(offset) && offset >= 0 && length >= 0) {
      return offset >= file.size
        ? Buffer.alloc(0)
        : file.readSync(offset, Math.min(length, file.size - offset));
    }
    throw new HostError('malformed-source', path, `${path}: it points to byte ${offset}, which no file has`);
  };
  return { size: file.size, readSync, read: async (offset, length) => readSync(offset, length) };
}

/** A part of a source as a source of its own: a partition, a flat extent. Never reaches beyond its own end. */
export function windowOf(source: DiskSource, start: number, size: number): DiskSource {
  const readSync = (offset: number, length: number): Buffer =>
    source.readSync(start + offset, Math.max(0, Math.min(length, size - offset)));
  return { size, readSync, read: async (offset, length) => readSync(offset, length) };
}

/** A source over bytes in memory. */
export const memorySource: (bytes: Buffer) => DiskSource = bufferSource;

/** Number of a 64-bit field. More than a number can hold exactly is a HostError `malformed-source`. */
export function safeNumber(value: bigint, path: string, what: string): number {
  if (value >= 0n && value <= BigInt(Number.MAX_SAFE_INTEGER)) return Number(value);
  throw new HostError('malformed-source', path, `${path}: ${what} is ${value}, which no disk has`);
}
