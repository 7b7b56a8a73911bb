import { type DiskSource, exactly } from '../disk/disk-source.ts';
import { HostError } from '../host.ts';

/** A run of bytes of a file: where it begins in the file, its length, and where it lies on the volume (undefined: zeros). */
export interface Extent {
  readonly start: number;
  readonly length: number;
  readonly at: number | undefined;
}

/** A file in more pieces than this is not read; the largest hive or database is far below. */
export const maxExtents = 500_000;

/** Pieces of one file overlap only where somebody wants a small disk to be read for ever. */
export function checkExtents(extents: readonly Extent[], path: string): void {
  if (extents.length > maxExtents) {
    throw new HostError('too-large', path, `${path} lies in more than ${maxExtents} pieces`);
  }
  let end = 0;
  for (const { start, length } of extents) {
    if (start < end) {
      throw new HostError('malformed-source', path, `${path}: two of its pieces claim the same place`);
    }
    end = start + length;
  }
}

/**
 * A file whose bytes lie in extents, sorted by `start`; what no extent covers reads as zeros. HostError where extents
 * overlap.
 */
export function extentSource(
  volume: DiskSource,
  extents: readonly Extent[],
  size: number,
  path: string,
): DiskSource {
  checkExtents(extents, path);
  const readSync = (offset: number, length: number): Buffer => {
    const end = Math.min(size, offset + length);
    if (offset < 0 || offset >= end) return Buffer.alloc(0);
    let index = firstAt(extents, offset);
    const first = extents[index];
    if (first?.at !== undefined && offset >= first.start && end <= first.start + first.length) {
      return exactly(volume, first.at + offset - first.start, end - offset, path);
    }
    const out = Buffer.alloc(end - offset);
    for (; index < extents.length; index++) {
      const extent = extents[index];
      if (extent === undefined || extent.start >= end) break;
      const from = Math.max(offset, extent.start);
      const count = Math.min(end, extent.start + extent.length) - from;
      if (count <= 0 || extent.at === undefined) continue;
      exactly(volume, extent.at + from - extent.start, count, path).copy(out, from - offset);
    }
    return out;
  };
  return { size, readSync, read: async (offset, length) => readSync(offset, length) };
}

/** Index of the last extent that begins at or before `offset`, or 0. */
export function firstAt(extents: readonly Extent[], offset: number): number {
  let [low, high] = [0, extents.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((extents[middle]?.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}
