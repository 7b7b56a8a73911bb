import { HostError } from '../host.ts';
import { type Block, blockMapSource, zeroBlock } from './block-map.ts';
import {
  type DiskImage,
  type DiskSource,
  exactly,
  type Siblings,
  safeNumber,
  windowOf,
} from './disk-source.ts';
import { Recent } from './recent.ts';

const sectorBytes = 512;
const unallocated = 0xffffffff;
const maxTableEntries = 4 * 1024 * 1024;

/** Whether a file begins or ends like a VHD: a fixed one has its only mark in the last sector. */
export function isVhd(head: Buffer, tail: Buffer): boolean {
  return [head, tail].some((bytes) => bytes.subarray(0, 8).toString('latin1') === 'conectix');
}

/**
 * A VHD (Virtual PC, Hyper-V, Azure) as the disk that it holds: fixed, dynamic, or the changes to a parent beside it.
 * Source: Microsoft, Virtual Hard Disk Image Format Specification 1.0 (2006).
 */
export function openVhd(file: DiskSource, path: string, siblings: Siblings): DiskImage {
  const footer = footerOf(file, path);
  const size = safeNumber(footer.readBigUInt64BE(48), path, 'the size of the disk');
  const type = footer.readUInt32BE(60);
  if (type === 2) {
    if (size > file.size) exactly(file, 0, size, path);
    return { format: 'vhd', disk: windowOf(file, 0, size), doubts: [] };
  }
  if (type !== 3 && type !== 4) {
    throw new HostError(
      'unsupported-format',
      path,
      `${path} is a VHD of kind ${type}; kinds 2, 3 and 4 are read`,
    );
  }
  const header = exactly(
    file,
    safeNumber(footer.readBigUInt64BE(16), path, 'the place of the header'),
    1024,
    path,
  );
  if (header.subarray(0, 8).toString('latin1') !== 'cxsparse') {
    throw new HostError('malformed-source', path, `${path}: the header of the dynamic disk is missing`);
  }
  const parent = type === 4 ? parentOf(header, path, siblings) : undefined;
  return { format: 'vhd', disk: dynamicDisk(file, header, size, parent, path), doubts: [] };
}

function footerOf(file: DiskSource, path: string): Buffer {
  for (const at of [file.size - sectorBytes, 0]) {
    const footer = exactly(file, at, sectorBytes, path);
    if (footer.subarray(0, 8).toString('latin1') === 'conectix') return footer;
  }
  throw new HostError('malformed-source', path, `${path} has no footer`);
}

function parentOf(header: Buffer, path: string, siblings: Siblings): DiskSource {
  const units = Buffer.from(header.subarray(64, 64 + 512));
  const name = units.swap16().toString('utf16le').replace(/\0.*$/s, '');
  const parent = siblings.disk(name);
  if (parent !== undefined) return parent;
  throw new HostError(
    'missing-parent',
    path,
    `${path} holds only changes to ${name || 'another disk'}, which is not beside it; put it there, or merge both first`,
  );
}

function dynamicDisk(
  file: DiskSource,
  header: Buffer,
  size: number,
  parent: DiskSource | undefined,
  path: string,
): DiskSource {
  const blockSize = header.readUInt32BE(32);
  const entries = header.readUInt32BE(28);
  if (blockSize < sectorBytes || blockSize > 256 * 1024 * 1024 || (blockSize & (blockSize - 1)) !== 0) {
    throw new HostError('malformed-source', path, `${path}: blocks of ${blockSize} bytes do not exist`);
  }
  if (entries > maxTableEntries || entries * blockSize < size) {
    throw new HostError('malformed-source', path, `${path}: its table of blocks does not fit its size`);
  }
  const tableAt = safeNumber(header.readBigUInt64BE(16), path, 'the place of the table');
  const table = exactly(file, tableAt, entries * 4, path);
  const bitmapBytes = Math.ceil(blockSize / sectorBytes / 8 / sectorBytes) * sectorBytes;
  const placeOf = (block: number): number | undefined => {
    const sector = table.readUInt32BE(block * 4);
    return sector === unallocated ? undefined : sector * sectorBytes;
  };
  if (parent === undefined) {
    return blockMapSource(size, blockSize, path, (index) => {
      const at = placeOf(index);
      return at === undefined ? zeroBlock : { kind: 'at', source: file, offset: at + bitmapBytes };
    });
  }
  // Each sector says in the bitmap before its block whether it was changed.
  const bitmaps = new Recent<Buffer>(64);
  const perBlock = blockSize / sectorBytes;
  return blockMapSource(size, sectorBytes, path, (index): Block => {
    const block = Math.floor(index / perBlock);
    const within = index % perBlock;
    const at = placeOf(block);
    const changed =
      at !== undefined &&
      ((bitmaps.get(block, () => exactly(file, at, bitmapBytes, path))[within >> 3] ?? 0) &
        (0x80 >> (within & 7))) !==
        0;
    return changed
      ? { kind: 'at', source: file, offset: at + bitmapBytes + within * sectorBytes }
      : { kind: 'at', source: parent, offset: index * sectorBytes, mayEnd: true };
  });
}
