import { HostError } from '../host.ts';
import { type Block, blockMapSource, zeroBlock } from './block-map.ts';
import { type DiskImage, type DiskSource, exactly, safeNumber } from './disk-source.ts';
import { Recent } from './recent.ts';

const kib64 = 64 * 1024;
const mib = 1024 * 1024;
const tablePage = kib64;
const batRegion = '2dc27766-f623-4200-9d64-115e9bfd4a08';
const metadataRegion = '8b7ca206-4790-4b9a-b8fe-575f050f886e';
const fileParameters = 'caa16737-fa36-4d43-b3b6-33f0aa44e76b';
const virtualDiskSize = '2fa54224-cd1b-4876-b211-5dbed83bf4b8';
const logicalSectorSize = '8141bf1d-a96f-4709-ba47-f233a8faab5f';

/** Whether a file begins like a VHDX. */
export function isVhdx(head: Buffer): boolean {
  return head.subarray(0, 8).toString('latin1') === 'vhdxfile';
}

/**
 * A VHDX (Hyper-V) as the disk that it holds. Its log is not replayed: that it holds something is a doubt. One that
 * holds only changes to a parent cannot be read.
 * Source: [MS-VHDX] Virtual Hard Disk v2 (VHDX) File Format.
 */
export function openVhdx(file: DiskSource, path: string): DiskImage {
  const doubts = hasLog(file, path)
    ? [
        'its last changes are still in a log that is not read; open and close it in Hyper-V to have them applied',
      ]
    : [];
  const regions = regionsOf(file, path);
  const metadata = metadataOf(file, need(regions.get(metadataRegion), path, 'metadata'), path);
  const parameters = need(metadata.get(fileParameters), path, 'parameters');
  const blockSize = parameters.readUInt32LE(0);
  if (parameters.length < 8 || (parameters.readUInt32LE(4) & 2) !== 0) {
    throw new HostError(
      'missing-parent',
      path,
      `${path} holds only changes to another disk; merge them first (Merge-VHD)`,
    );
  }
  if (blockSize < mib || blockSize > 256 * mib || (blockSize & (blockSize - 1)) !== 0) {
    throw new HostError('malformed-source', path, `${path}: blocks of ${blockSize} bytes do not exist`);
  }
  const size = safeNumber(
    need(metadata.get(virtualDiskSize), path, 'size').readBigUInt64LE(0),
    path,
    'the size of the disk',
  );
  const sectorSize = need(metadata.get(logicalSectorSize), path, 'sector size').readUInt32LE(0);
  if (sectorSize !== 512 && sectorSize !== 4096) {
    throw new HostError('malformed-source', path, `${path}: sectors of ${sectorSize} bytes do not exist`);
  }
  const bat = need(regions.get(batRegion), path, 'table of blocks');
  return {
    format: 'vhdx',
    disk: blockMapSource(size, blockSize, path, locator(file, bat, { blockSize, sectorSize, size }, path)),
    doubts,
  };
}

/** The newer of two headers says whether a log waits. */
function hasLog(file: DiskSource, path: string): boolean {
  let newest: { readonly sequence: bigint; readonly log: boolean } | undefined;
  for (const at of [kib64, 2 * kib64]) {
    const header = exactly(file, at, 80, path);
    if (header.subarray(0, 4).toString('latin1') !== 'head') continue;
    const sequence = header.readBigUInt64LE(8);
    const log = header.subarray(48, 64).some((byte) => byte !== 0);
    if (newest === undefined || sequence > newest.sequence) newest = { sequence, log };
  }
  if (newest === undefined) throw new HostError('malformed-source', path, `${path} has no whole header`);
  return newest.log;
}

interface Region {
  readonly at: number;
  readonly length: number;
}

function regionsOf(file: DiskSource, path: string): Map<string, Region> {
  for (const at of [3 * kib64, 4 * kib64]) {
    const table = exactly(file, at, kib64, path);
    if (table.subarray(0, 4).toString('latin1') !== 'regi') continue;
    const regions = new Map<string, Region>();
    for (let index = 0; index < Math.min(table.readUInt32LE(8), 2047); index++) {
      const entry = table.subarray(16 + index * 32, 48 + index * 32);
      regions.set(guid(entry), {
        at: safeNumber(entry.readBigUInt64LE(16), path, 'the place of a region'),
        length: entry.readUInt32LE(24),
      });
    }
    return regions;
  }
  throw new HostError('malformed-source', path, `${path} has no table of regions`);
}

function metadataOf(file: DiskSource, region: Region, path: string): Map<string, Buffer> {
  const table = exactly(file, region.at, kib64, path);
  if (table.subarray(0, 8).toString('latin1') !== 'metadata') {
    throw new HostError('malformed-source', path, `${path} has no table of metadata`);
  }
  const values = new Map<string, Buffer>();
  for (let index = 0; index < Math.min(table.readUInt16LE(10), 2047); index++) {
    const entry = table.subarray(32 + index * 32, 64 + index * 32);
    const [offset, length] = [entry.readUInt32LE(16), entry.readUInt32LE(20)];
    if (length >= 4 && length <= 64)
      values.set(guid(entry), exactly(file, region.at + offset, Math.max(length, 8), path));
  }
  return values;
}

function locator(
  file: DiskSource,
  bat: Region,
  disk: { readonly blockSize: number; readonly sectorSize: number; readonly size: number },
  path: string,
): (index: number) => Block {
  // After each run of blocks stands one entry for a bitmap, which only disks with a parent use.
  const perBitmap = (2 ** 23 * disk.sectorSize) / disk.blockSize;
  const pages = new Recent<Buffer>(64);
  return (index) => {
    const at = (index + Math.floor(index / perBitmap)) * 8;
    if (at + 8 > bat.length) {
      throw new HostError('malformed-source', path, `${path}: its table of blocks does not fit its size`);
    }
    const page = pages.get(Math.floor(at / tablePage), () => {
      const start = Math.floor(at / tablePage) * tablePage;
      return exactly(file, bat.at + start, Math.min(tablePage, bat.length - start), path);
    });
    const entry = page.readBigUInt64LE(at % tablePage);
    // 6 is wholly there; 7 (partly) only with a parent; all others read as zeros.
    if ((entry & 7n) !== 6n) return zeroBlock;
    return { kind: 'at', source: file, offset: Number(entry >> 20n) * mib };
  };
}

function need<Value>(value: Value | undefined, path: string, what: string): Value {
  if (value !== undefined) return value;
  throw new HostError('malformed-source', path, `${path}: its ${what} is missing`);
}

/** A GUID as it is written; its first three groups lie in little-endian order. */
export function guid(bytes: Buffer): string {
  const hex = (from: number, to: number): string => bytes.subarray(from, to).toString('hex');
  const turned = (from: number, to: number): string =>
    Buffer.from(bytes.subarray(from, to)).reverse().toString('hex');
  return `${turned(0, 4)}-${turned(4, 6)}-${turned(6, 8)}-${hex(8, 10)}-${hex(10, 16)}`;
}
