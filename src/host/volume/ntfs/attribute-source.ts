import { type Block, blockMapSource } from '../../disk/block-map.ts';
import { type DiskSource, exactly, memorySource } from '../../disk/disk-source.ts';
import { Recent } from '../../disk/recent.ts';
import { HostError } from '../../host.ts';
import { checkExtents, type Extent, extentSource, firstAt, maxExtents } from '../extents.ts';
import { unpackLznt1 } from './lznt1.ts';
import type { Attribute } from './record.ts';
import { decodeRuns } from './runs.ts';

/**
 * The bytes of one attribute, out of all its parts in the order of their clusters. What was never written reads as
 * zeros. Throws HostError: `encrypted` for EFS, `malformed-source`.
 */
export function attributeSource(
  volume: DiskSource,
  clusterBytes: number,
  parts: readonly Attribute[],
  path: string,
): DiskSource {
  const first = parts[0];
  if (first === undefined) return memorySource(Buffer.alloc(0));
  if (first.isEncrypted) throw new HostError('encrypted', path, `${path} is encrypted (EFS)`);
  if (first.value !== undefined) return memorySource(first.value);
  const size = first.runs?.size ?? 0;
  const extents: Extent[] = [];
  for (const { runs } of parts) {
    if (runs === undefined) continue;
    for (const extent of decodeRuns(runs.list, runs.firstCluster, clusterBytes, path)) extents.push(extent);
    if (extents.length > maxExtents) break; // refused below
  }
  extents.sort((a, b) => a.start - b.start);
  if (!Number.isSafeInteger(size))
    throw new HostError('malformed-source', path, `${path}: a size of ${size} bytes`);
  const unitBits = first.runs?.unitBits ?? 0;
  if (first.isCompressed && unitBits > 0)
    return packedSource(volume, clusterBytes, unitBits, extents, size, path);
  return written(extentSource(volume, extents, size, path), first.runs?.initialised ?? size);
}

/** Beyond `initialised` the disk holds what was there before: it is never shown. */
function written(source: DiskSource, initialised: number): DiskSource {
  if (initialised >= source.size) return source;
  const readSync = (offset: number, length: number): Buffer => {
    const bytes = source.readSync(offset, length);
    const valid = Math.max(0, Math.min(bytes.length, initialised - offset));
    return valid === bytes.length ? bytes : Buffer.concat([bytes.subarray(0, valid)], bytes.length);
  };
  return { size: source.size, readSync, read: async (offset, length) => readSync(offset, length) };
}

/** Packed in units of some clusters: a whole unit is as it is, one with a hole at its end is packed, a hole is zeros. */
function packedSource(
  volume: DiskSource,
  clusterBytes: number,
  unitBits: number,
  extents: readonly Extent[],
  size: number,
  path: string,
): DiskSource {
  checkExtents(extents, path);
  const unitBytes = clusterBytes * 2 ** Math.min(unitBits, 8);
  const recent = new Recent<Buffer>(16);
  return blockMapSource(size, unitBytes, path, (index): Block => {
    const bytes = recent.get(index, () => {
      const start = index * unitBytes;
      const parts: Buffer[] = [];
      for (let index = firstAt(extents, start); index < extents.length; index++) {
        const extent = extents[index];
        if (extent === undefined || extent.start >= start + unitBytes) break;
        if (extent.at === undefined) continue;
        const from = Math.max(start, extent.start);
        const count = Math.min(start + unitBytes, extent.start + extent.length) - from;
        if (count > 0) parts.push(exactly(volume, extent.at + from - extent.start, count, path));
      }
      const stored = Buffer.concat(parts);
      if (stored.length === 0 || stored.length >= unitBytes) return stored;
      try {
        return unpackLznt1(stored, unitBytes);
      } catch (cause) {
        throw new HostError('malformed-source', path, `${path}: its packed content is damaged`, cause);
      }
    });
    return bytes.length === 0 ? { kind: 'zero' } : { kind: 'bytes', bytes };
  });
}
