import { HostError } from '../../host.ts';
import { applyFixups } from './record.ts';

/** One name of a directory as its index holds it. */
export interface IndexEntry {
  readonly name: string;
  readonly record: number;
  readonly sequence: number;
  readonly isDirectory: boolean;
  /** Tag of a reparse point, or 0. */
  readonly isReparse: boolean;
}

/** A short name that Windows made beside the long one. */
const dosNameSpace = 2;

/** Names in the root of a directory's index. Throws HostError `malformed-source`. */
export function rootEntries(value: Buffer, path: string): IndexEntry[] {
  if (value.length < 32) throw damaged(path);
  return nodeEntries(value.subarray(16), path);
}

/** Names in one block of a directory's index; none where it is not in use. `block` is changed. */
export function blockEntries(block: Buffer, path: string): IndexEntry[] {
  if (block.subarray(0, 4).toString('latin1') !== 'INDX' || !applyFixups(block)) throw damaged(path);
  return nodeEntries(block.subarray(24), path);
}

function nodeEntries(node: Buffer, path: string): IndexEntry[] {
  const entries: IndexEntry[] = [];
  const end = node.readUInt32LE(4);
  if (end > node.length) throw damaged(path);
  for (let at = node.readUInt32LE(0); at + 16 <= end; ) {
    const length = node.readUInt16LE(at + 8);
    const flags = node.readUInt16LE(at + 12);
    if (length < 16 || at + length > end) throw damaged(path);
    if ((flags & 2) !== 0) break;
    const key = node.subarray(at + 16, at + 16 + node.readUInt16LE(at + 10));
    const nameEnd = 66 + (key[64] ?? 0) * 2;
    if (key.length < 66 || nameEnd > key.length) throw damaged(path);
    if (key[65] !== dosNameSpace) {
      const kind = key.readUInt32LE(56);
      entries.push({
        name: key.subarray(66, nameEnd).toString('utf16le'),
        record: node.readUIntLE(at, 6),
        sequence: node.readUInt16LE(at + 6),
        isDirectory: (kind & 0x10000000) !== 0,
        isReparse: (kind & 0x400) !== 0,
      });
    }
    at += length;
  }
  return entries;
}

function damaged(path: string): HostError {
  return new HostError('malformed-source', path, `${path}: the index of this directory is damaged`);
}
