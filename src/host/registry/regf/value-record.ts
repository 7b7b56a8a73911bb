import type { Cell } from './cells.ts';
import { decodeName } from './key-node.ts';

/** A key value's record: its name and where its data is. */
export interface ValueRecord {
  readonly name: string;
  readonly type: number;
  /** Stated size of the data in bytes. */
  readonly size: number;
  /** Data of at most four bytes stands in the record itself, at this place of the cell's buffer. */
  readonly resident: number | undefined;
  readonly dataOffset: number;
  /** In a layered hive: this layer deletes the value. */
  readonly tombstone: boolean;
}

const fixedBytes = 20;

/** Bytes of a value's cell that are read: the fixed part and the longest name that its 16-bit length can state. */
export const maxValueRecordBytes = fixedBytes + 65_535;

/** The value record in a cell; undefined where there is none. Source: msuhanov/regf, Key value. */
export function parseValueRecord({ buffer, start, end }: Cell): ValueRecord | undefined {
  if (end - start < fixedBytes || buffer[start] !== 0x76 || buffer[start + 1] !== 0x6b) return undefined;
  const flags = buffer.readUInt16LE(start + 16);
  const nameStart = start + fixedBytes;
  const nameEnd = Math.min(end, nameStart + buffer.readUInt16LE(start + 2));
  const size = buffer.readUInt32LE(start + 4);
  const resident = (size & 0x80000000) !== 0;
  return {
    name: nameEnd === nameStart ? '' : decodeName(buffer, nameStart, nameEnd, (flags & 1) !== 0),
    type: buffer.readUInt32LE(start + 12),
    size: (size & 0x7fffffff) >>> 0,
    resident: resident ? start + 8 : undefined,
    dataOffset: buffer.readUInt32LE(start + 8),
    tombstone: (flags & 2) !== 0,
  };
}
