import { HostError } from '../../host.ts';
import type { Extent } from '../extents.ts';

const maxRuns = 1_000_000;

/**
 * Decodes a list of runs: each a length in clusters and a place relative to the one before; a run without place is a hole.
 * Throws HostError `malformed-source` where a place is before the volume.
 */
export function decodeRuns(list: Buffer, firstCluster: number, clusterBytes: number, path: string): Extent[] {
  const extents: Extent[] = [];
  let cluster = firstCluster;
  let place = 0;
  for (let at = 0; at < list.length; ) {
    const header = list.readUInt8(at);
    if (header === 0) break;
    const [lengthBytes, placeBytes] = [header & 15, header >> 4];
    if (
      lengthBytes < 1 ||
      lengthBytes > 6 ||
      placeBytes > 6 ||
      at + 1 + lengthBytes + placeBytes > list.length
    ) {
      throw damaged(path);
    }
    const length = list.readUIntLE(at + 1, lengthBytes);
    if (placeBytes > 0) place += list.readIntLE(at + 1 + lengthBytes, placeBytes);
    if (place < 0 || length === 0 || extents.length >= maxRuns) throw damaged(path);
    extents.push({
      start: cluster * clusterBytes,
      length: length * clusterBytes,
      at: placeBytes === 0 ? undefined : place * clusterBytes,
    });
    cluster += length;
    at += 1 + lengthBytes + placeBytes;
  }
  return extents;
}

function damaged(path: string): HostError {
  return new HostError('malformed-source', path, `${path}: the list of its clusters is damaged`);
}
