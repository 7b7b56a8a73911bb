import { HostError } from '../host.ts';
import { type DiskSource, exactly, safeNumber } from './disk-source.ts';
import { guid } from './vhdx.ts';

/** One partition of a disk, in bytes from the disk's start. */
export interface Partition {
  /** Counted from 1 in the order of the table; 0 for a disk without a table. */
  readonly number: number;
  readonly start: number;
  readonly size: number;
  /** A GUID, or the type byte of an MBR as `0x07`. Empty for a disk without a table. */
  readonly type: string;
  readonly name: string;
}

/** The partitions of a disk, and what makes the list doubtful, in words. */
export interface PartitionTable {
  readonly partitions: readonly Partition[];
  readonly doubts: readonly string[];
}

const maxPartitions = 256;
const extendedTypes = new Set([0x05, 0x0f, 0x85]);

/**
 * The partitions of a disk: GPT (sectors of 512 or 4096 bytes), MBR with logical ones, or the whole disk as one where
 * there is no table. Entries that reach beyond the disk are cut off at its end; what begins beyond it, and what lies
 * behind the first 256, is a doubt.
 * Source: UEFI Specification 2.10, section 5; for the MBR its section 5.2.
 */
export function partitionsOf(disk: DiskSource, path: string): PartitionTable {
  const found = new Found(disk);
  for (const sector of [512, 4096]) {
    const header = disk.readSync(sector, 92);
    if (header.length === 92 && header.subarray(0, 8).toString('latin1') === 'EFI PART') {
      gptPartitions(found, header, sector, path);
      return found;
    }
  }
  const record = disk.readSync(0, 512);
  if (isMasterBootRecord(record)) mbrPartitions(found, record, path);
  if (found.partitions.length > 0) return found;
  return { partitions: [{ number: 0, start: 0, size: disk.size, type: '', name: '' }], doubts: [] };
}

function gptPartitions(found: Found, header: Buffer, sector: number, path: string): void {
  const at = safeNumber(header.readBigUInt64LE(72), path, 'the place of the partition table') * sector;
  const stated = header.readUInt32LE(80);
  const count = Math.min(stated, maxPartitions);
  const entryBytes = header.readUInt32LE(84);
  if (entryBytes < 128 || entryBytes > 4096) {
    throw new HostError(
      'malformed-source',
      path,
      `${path}: partition entries of ${entryBytes} bytes do not exist`,
    );
  }
  if (stated > count)
    found.doubt(`the table has room for ${stated} partitions; the first ${count} were looked at`);
  const table = exactly(found.disk, at, count * entryBytes, path);
  for (let index = 0; index < count; index++) {
    const entry = table.subarray(index * entryBytes, index * entryBytes + 128);
    if (entry.subarray(0, 16).every((byte) => byte === 0)) continue;
    const first = safeNumber(entry.readBigUInt64LE(32), path, 'the start of a partition') * sector;
    const last = safeNumber(entry.readBigUInt64LE(40), path, 'the end of a partition') * sector;
    found.add({
      number: index + 1,
      start: first,
      size: last + sector - first,
      type: guid(entry),
      name: entry.subarray(56, 128).toString('utf16le').replace(/\0.*$/s, ''),
    });
  }
}

/** The mark of a boot record, and four entries that can be such; a file system's own first sector has the mark, too. */
function isMasterBootRecord(record: Buffer): boolean {
  if (record.length < 512 || record.readUInt16LE(510) !== 0xaa55) return false;
  const name = record.subarray(3, 11).toString('latin1');
  if (name === 'NTFS    ' || name === '-FVE-FS-' || record.subarray(82, 87).toString('latin1') === 'FAT32')
    return false;
  if (/^FAT1[26]/.test(record.subarray(54, 62).toString('latin1'))) return false;
  return [446, 462, 478, 494].every((at) => ((record[at] ?? 0) & 0x7f) === 0);
}

function mbrPartitions(found: Found, record: Buffer, path: string): void {
  for (let index = 0; index < 4; index++) {
    const entry = entryOf(record, index);
    if (entry.type === 0 || entry.sectors === 0) continue;
    if (extendedTypes.has(entry.type)) logicalPartitions(found, entry.first, path);
    else found.add(mbrPartition(index + 1, entry, 0));
  }
  found.partitions.sort((a, b) => a.number - b.number);
}

/** A chain of records, each with one partition and the way to the next record. A circle is a doubt. */
function logicalPartitions(found: Found, base: number, path: string): void {
  const seen = new Set<number>();
  let next = base;
  for (let number = 5; number < maxPartitions; number++) {
    if (seen.has(next)) {
      found.doubt('the chain of logical partitions is a circle; there may be others');
      return;
    }
    seen.add(next);
    const record = exactly(found.disk, next * 512, 512, path);
    if (record.readUInt16LE(510) !== 0xaa55) return;
    const [entry, link] = [entryOf(record, 0), entryOf(record, 1)];
    if (entry.type !== 0 && entry.sectors !== 0) found.add(mbrPartition(number, entry, next));
    if (!extendedTypes.has(link.type) || link.first === 0) return;
    next = base + link.first;
  }
  found.doubt(`there are more than ${maxPartitions} partitions; the others were not looked at`);
}

interface MbrEntry {
  readonly type: number;
  readonly first: number;
  readonly sectors: number;
}

function entryOf(record: Buffer, index: number): MbrEntry {
  const at = 446 + index * 16;
  return {
    type: record.readUInt8(at + 4),
    first: record.readUInt32LE(at + 8),
    sectors: record.readUInt32LE(at + 12),
  };
}

function mbrPartition(number: number, { type, first, sectors }: MbrEntry, base: number): Partition {
  return {
    number,
    start: (base + first) * 512,
    size: sectors * 512,
    type: `0x${type.toString(16).padStart(2, '0')}`,
    name: '',
  };
}

class Found implements PartitionTable {
  readonly disk: DiskSource;
  readonly partitions: Partition[] = [];
  readonly doubts: string[] = [];

  constructor(disk: DiskSource) {
    this.disk = disk;
  }

  add(partition: Partition): void {
    const size = Math.min(partition.size, this.disk.size - partition.start);
    if (size > 0) this.partitions.push({ ...partition, size });
    else if (partition.size > 0) {
      this.doubt(`partition ${partition.number} begins beyond the end of the disk; was the image cut off?`);
    } else this.doubt(`partition ${partition.number} ends before it begins`);
  }

  doubt(text: string): void {
    this.doubts.push(text);
  }
}
