import { inflateRawSync } from 'node:zlib';
import { HostError } from '../host.ts';
import { type Block, blockMapSource, zeroBlock } from './block-map.ts';
import { type DiskImage, type DiskSource, exactly, type Siblings, safeNumber } from './disk-source.ts';
import { Recent } from './recent.ts';
import { unzstd } from './unzstd.ts';

const magic = 0x514649fb;
/** 64 KiB tables in memory at once: together they map 32 GiB of the usual cluster size. */
const tablesKept = 64;
const clustersKept = 32;
const maxLevelOneBytes = 32 * 1024 * 1024;
/** Bits 9 to 55 of a table entry hold the place in the file. */
const placeMask = 0x00fffffffffffe00n;

/** What the header of a QCOW2 image says, as far as it is needed to read it. */
interface Header {
  readonly clusterBits: number;
  readonly size: number;
  readonly levelOneEntries: number;
  readonly levelOneAt: number;
  readonly zstd: boolean;
  readonly extended: boolean;
  readonly doubts: readonly string[];
}

/** Whether a file begins like a QCOW or QCOW2 image. */
export function isQcow2(head: Buffer): boolean {
  return head.length >= 4 && head.readUInt32BE(0) === magic;
}

/**
 * A QCOW2 image (versions 2 and 3) as the disk that it holds: two levels of tables lead to clusters, which may be
 * compressed (deflate or zstd) or lie in the parent. Snapshots inside are not looked at.
 * Source: QEMU, docs/interop/qcow2.txt.
 */
export function openQcow2(file: DiskSource, path: string, siblings: Siblings): DiskImage {
  const head = exactly(file, 0, 112, path);
  const header = readHeader(head, path);
  const parent = parentOf(file, head, path, siblings);
  return {
    format: 'qcow2',
    disk: blockMapSource(header.size, unitOf(header), path, locator(file, header, parent, path)),
    doubts: header.doubts,
  };
}

/** Extended entries map each 32nd of a cluster by itself. */
function unitOf({ clusterBits, extended }: Header): number {
  return 2 ** clusterBits / (extended ? 32 : 1);
}

function readHeader(head: Buffer, path: string): Header {
  const version = head.readUInt32BE(4);
  if (version !== 2 && version !== 3) {
    throw new HostError(
      'unsupported-format',
      path,
      `${path} is a QCOW image of version ${version}; versions 2 and 3 are read (qemu-img convert makes them)`,
    );
  }
  if (head.readUInt32BE(32) !== 0) {
    throw new HostError('encrypted', path, `${path} is an encrypted QCOW2 image; decrypt it first`);
  }
  const clusterBits = head.readUInt32BE(20);
  if (clusterBits < 9 || clusterBits > 21) {
    throw new HostError('malformed-source', path, `${path}: clusters of 2^${clusterBits} bytes do not exist`);
  }
  const flags = version === 3 ? head.readBigUInt64BE(72) : 0n;
  if ((flags & ~0x1fn) !== 0n || (flags & 4n) !== 0n) {
    throw new HostError(
      'unsupported-format',
      path,
      `${path} needs features that are not read (${flags}); qemu-img convert makes a plain image of it`,
    );
  }
  const doubts: string[] = [];
  if ((flags & 1n) !== 0n) doubts.push('the image was not closed properly by the machine that wrote it');
  if ((flags & 2n) !== 0n) doubts.push('the image marks itself as damaged');
  const size = safeNumber(head.readBigUInt64BE(24), path, 'the size of the disk');
  const entryBytes = (flags & 16n) === 0n ? 8 : 16;
  const levelOneEntries = head.readUInt32BE(36);
  const perTable = 2 ** clusterBits / entryBytes;
  if (levelOneEntries * 8 > maxLevelOneBytes || levelOneEntries * perTable * 2 ** clusterBits < size) {
    throw new HostError('malformed-source', path, `${path}: its first table does not fit its size`);
  }
  return {
    clusterBits,
    size,
    levelOneEntries,
    levelOneAt: safeNumber(head.readBigUInt64BE(40), path, 'the place of the first table'),
    zstd: (flags & 8n) !== 0n && head.readUInt32BE(100) > 104 && head.readUInt8(104) === 1,
    extended: entryBytes === 16,
    doubts,
  };
}

function parentOf(file: DiskSource, head: Buffer, path: string, siblings: Siblings): DiskSource | undefined {
  const at = safeNumber(head.readBigUInt64BE(8), path, "the place of the parent's name");
  if (at === 0) return undefined;
  const length = head.readUInt32BE(16);
  if (length > 1023) throw new HostError('malformed-source', path, `${path}: its parent has no real name`);
  const name = exactly(file, at, length, path).toString('utf8');
  const parent = siblings.disk(name);
  if (parent !== undefined) return parent;
  throw new HostError(
    'missing-parent',
    path,
    `${path} holds only changes to ${name}, which is not beside it; put it there, or merge both with qemu-img convert`,
  );
}

function locator(
  file: DiskSource,
  header: Header,
  parent: DiskSource | undefined,
  path: string,
): (unit: number) => Block {
  const { clusterBits, extended } = header;
  const clusterSize = 2 ** clusterBits;
  const entryBytes = extended ? 16 : 8;
  const perTable = clusterSize / entryBytes;
  const levelOne = exactly(file, header.levelOneAt, header.levelOneEntries * 8, path);
  const tables = new Recent<Buffer | undefined>(tablesKept);
  const unpacked = new Recent<Buffer>(clustersKept);
  const unit = unitOf(header);

  const tableOf = (cluster: number): Buffer | undefined =>
    tables.get(Math.floor(cluster / perTable), () => {
      const entry = levelOne.readBigUInt64BE(Math.floor(cluster / perTable) * 8);
      const at = Number(entry & placeMask);
      return at === 0 ? undefined : exactly(file, at, clusterSize, path);
    });
  const inParent = (index: number): Block =>
    parent === undefined ? zeroBlock : { kind: 'at', source: parent, offset: index * unit, mayEnd: true };

  return (index) => {
    const cluster = extended ? Math.floor(index / 32) : index;
    const within = extended ? (index % 32) * unit : 0;
    const table = tableOf(cluster);
    if (table === undefined) return inParent(index);
    const at = (cluster % perTable) * entryBytes;
    const entry = table.readBigUInt64BE(at);
    if ((entry & (1n << 62n)) !== 0n) {
      const bytes = unpacked.get(cluster, () => unpack(file, entry, header, path));
      return { kind: 'bytes', bytes: bytes.subarray(within, within + unit) };
    }
    const place = Number(entry & placeMask);
    if (extended) {
      const bitmap = table.readBigUInt64BE(at + 8);
      const part = BigInt(index % 32);
      if ((bitmap & (1n << (part + 32n))) !== 0n) return zeroBlock;
      if ((bitmap & (1n << part)) === 0n) return inParent(index);
    } else if ((entry & 1n) !== 0n) return zeroBlock;
    if (place === 0) return inParent(index);
    return { kind: 'at', source: file, offset: place + within };
  };
}

/** A compressed cluster: its place in the low bits, above them the number of 512-byte sectors that it reaches into. */
function unpack(file: DiskSource, entry: bigint, { clusterBits, zstd }: Header, path: string): Buffer {
  const placeBits = BigInt(62 - (clusterBits - 8));
  const place = Number(entry & ((1n << placeBits) - 1n));
  const sectors = Number((entry & ((1n << 62n) - 1n)) >> placeBits) + 1;
  const packed = file.readSync(place, sectors * 512 - (place % 512));
  const size = 2 ** clusterBits;
  try {
    if (zstd) return unzstd(packed, size);
    // The stream ends before the last sector does; what follows belongs to other clusters.
    return inflateRawSync(packed, { maxOutputLength: size, finishFlush: 2 });
  } catch (cause) {
    throw new HostError('malformed-source', path, `${path}: a compressed cluster cannot be unpacked`, cause);
  }
}
