import { type DiskSource, exactly } from '../disk/disk-source.ts';

/** A run of bytes of a file: where it begins in the file, its length, and where it lies on the volume (undefined: zeros). */
export interface Extent {
  readonly start: number;
  readonly length: number;
  readonly at: number | undefined;
}

/** A file whose bytes lie in extents, sorted by `start`; what no extent covers reads as zeros. */
export function extentSource(
  volume: DiskSource,
  extents: readonly Extent[],
  size: number,
  path: string,
): DiskSource {
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
function firstAt(extents: readonly Extent[], offset: number): number {
  let [low, high] = [0, extents.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((extents[middle]?.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}
