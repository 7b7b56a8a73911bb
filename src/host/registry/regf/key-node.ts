import type { Cell } from './cells.ts';

/** Layer semantics of a key or value in a container's registry. Source: msuhanov/regf, Layered keys. */
export type Layer = 'merge' | 'tombstone' | 'supersede-local' | 'supersede-tree';

const layers: readonly Layer[] = ['merge', 'tombstone', 'supersede-local', 'supersede-tree'];

/** What a key node says, decoded. Offsets count from the first hive bin. */
export interface KeyNode {
  readonly offset: number;
  readonly name: string;
  /** FILETIME, low and high half; cheaper to carry than a bigint. */
  readonly timeLow: number;
  readonly timeHigh: number;
  readonly parent: number;
  readonly flags: number;
  readonly subkeyCount: number;
  readonly subkeyList: number;
  readonly valueCount: number;
  readonly valueList: number;
  readonly classOffset: number;
  readonly classBytes: number;
  /** Bits of the layered key, meaningful only in a hive whose base block says so. */
  readonly layerBits: number;
}

const fixedBytes = 76;

/** Bytes of a key node's cell that are read: the fixed part and the longest name that its 16-bit length can state. */
export const maxKeyNodeBytes = fixedBytes + 65_535;

/** Flags of a key node. Source: msuhanov/regf, Key node, Flags. */
export const keyFlag = { root: 0x04, link: 0x10, compressedName: 0x20, predefinedHandle: 0x40 } as const;

/** Whether a cell holds a key node. */
export function isKeyNode({ buffer, start, end }: Cell): boolean {
  return end - start >= fixedBytes && buffer[start] === 0x6e && buffer[start + 1] === 0x6b;
}

/** The key node in a cell (for which {@link isKeyNode} holds). A name that is longer than its cell is cut. */
export function parseKeyNode({ buffer, start, end }: Cell, offset: number): KeyNode {
  const flags = buffer.readUInt16LE(start + 2);
  const nameStart = start + fixedBytes;
  const nameEnd = Math.min(end, nameStart + buffer.readUInt16LE(start + 72));
  return {
    offset,
    name: decodeName(buffer, nameStart, nameEnd, (flags & keyFlag.compressedName) !== 0),
    timeLow: buffer.readUInt32LE(start + 4),
    timeHigh: buffer.readUInt32LE(start + 8),
    parent: buffer.readUInt32LE(start + 16),
    flags,
    subkeyCount: buffer.readUInt32LE(start + 20),
    subkeyList: buffer.readUInt32LE(start + 28),
    valueCount: buffer.readUInt32LE(start + 36),
    valueList: buffer.readUInt32LE(start + 40),
    classOffset: buffer.readUInt32LE(start + 48),
    classBytes: buffer.readUInt16LE(start + 74),
    layerBits: buffer.readUInt8(start + 13),
  };
}

/** Whether the stated name is longer than what the cell holds. */
export function nameIsCut({ buffer, start, end }: Cell): boolean {
  return start + fixedBytes + buffer.readUInt16LE(start + 72) > end;
}

/** Text of a name: one byte a unit (Latin-1) where it is compressed, else UTF-16. */
export function decodeName(buffer: Buffer, start: number, end: number, compressed: boolean): string {
  if (compressed) return buffer.toString('latin1', start, end);
  return buffer.toString('utf16le', start, start + ((end - start) & ~1));
}

/** Layer semantics out of a key node's bits: the two lowest. */
export function layerOf(bits: number): Layer {
  return layers[bits & 3] ?? 'merge';
}
