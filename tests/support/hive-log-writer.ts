import { sealBaseBlock } from './hive-writer.ts';

/** New content of pages: offset after the base block, and bytes in whole pages. */
export interface DirtyPage {
  readonly offset: number;
  readonly bytes: Buffer;
}

/** One entry of a log of the new format. */
export interface EntrySpec {
  readonly sequence: number;
  /** Size of the hive bins once applied. */
  readonly binsBytes: number;
  readonly pages: readonly DirtyPage[];
}

/** Pages of 4096 bytes in which `after` differs from `before`, both whole hives. */
export function changedPages(before: Buffer, after: Buffer): DirtyPage[] {
  const pages: DirtyPage[] = [];
  for (let at = 4096; at < after.length; at += 4096) {
    const bytes = after.subarray(at, at + 4096);
    if (!bytes.equals(before.subarray(at, at + 4096))) pages.push({ offset: at - 4096, bytes });
  }
  return pages;
}

/** A log of the new format for a hive: its base block with `sequence`, then the entries. */
export function writeNewLog(hive: Buffer, sequence: number, entries: readonly EntrySpec[]): Buffer {
  return Buffer.concat([logHeader(hive, sequence, 6), ...entries.map(writeEntry)]);
}

/** A log of the old format: bitmap of 512-byte pages, then those pages. */
export function writeOldLog(hive: Buffer, sequence: number, pages: readonly DirtyPage[]): Buffer {
  const binsBytes = hive.readUInt32LE(40);
  const vector = Buffer.alloc(Math.ceil((4 + binsBytes / 512 / 8) / 512) * 512);
  vector.write('DIRT', 'latin1');
  for (const { offset, bytes } of pages) {
    for (let bit = offset / 512; bit < (offset + bytes.length) / 512; bit++) {
      const at = 4 + (bit >> 3);
      vector[at] = (vector[at] ?? 0) | (1 << (bit & 7));
    }
  }
  return Buffer.concat([logHeader(hive, sequence, 1), vector, ...pages.map(({ bytes }) => bytes)]);
}

/** A copy of the hive as a crash leaves it: the write was begun and not ended. */
export function dirtied(hive: Buffer, primarySequence = 2, secondarySequence = 1): Buffer {
  const bytes = Buffer.from(hive);
  bytes.writeUInt32LE(primarySequence, 4);
  bytes.writeUInt32LE(secondarySequence, 8);
  sealBaseBlock(bytes);
  return bytes;
}

function logHeader(hive: Buffer, sequence: number, type: number): Buffer {
  const header = Buffer.from(hive.subarray(0, 512));
  header.writeUInt32LE(sequence, 4);
  header.writeUInt32LE(sequence, 8);
  header.writeUInt32LE(type, 28);
  sealBaseBlock(header);
  return header;
}

function writeEntry({ sequence, binsBytes, pages }: EntrySpec): Buffer {
  const size = pages.reduce((sum, { bytes }) => sum + 8 + bytes.length, 40);
  const entry = Buffer.alloc(Math.ceil(size / 512) * 512);
  entry.write('HvLE', 'latin1');
  entry.writeUInt32LE(entry.length, 4);
  entry.writeUInt32LE(sequence, 12);
  entry.writeUInt32LE(binsBytes, 16);
  entry.writeUInt32LE(pages.length, 20);
  let at = 40 + 8 * pages.length;
  pages.forEach(({ offset, bytes }, index) => {
    entry.writeUInt32LE(offset, 40 + 8 * index);
    entry.writeUInt32LE(bytes.length, 44 + 8 * index);
    bytes.copy(entry, at);
    at += bytes.length;
  });
  sealEntry(entry);
  return entry;
}

/** Computes both hashes of an entry anew. */
export function sealEntry(entry: Buffer): void {
  entry.writeBigUInt64LE(marvin32(entry.subarray(40, entry.readUInt32LE(4))), 24);
  entry.writeBigUInt64LE(marvin32(entry.subarray(0, 32)), 32);
}

const mask = 0xffffffffn;

/** Marvin32 written out with big integers, apart from the reader's own; the vectors in marvin32.test.ts hold for both. */
export function marvin32(bytes: Buffer): bigint {
  let low = 0x7a4e55c5n;
  let high = 0x82ef4d88n;
  const rotate = (value: bigint, by: bigint): bigint => ((value << by) | (value >> (32n - by))) & mask;
  const mix = (word: bigint): void => {
    low = (low + word) & mask;
    high ^= low;
    low = (rotate(low, 20n) + high) & mask;
    high = rotate(high, 9n) ^ low;
    low = (rotate(low, 27n) + high) & mask;
    high = rotate(high, 19n);
  };
  const padded = Buffer.concat([bytes, Buffer.from([0x80]), Buffer.alloc(3 - (bytes.length % 4))]);
  for (let at = 0; at < padded.length; at += 4) mix(BigInt(padded.readUInt32LE(at)));
  mix(0n);
  return (high << 32n) | low;
}
