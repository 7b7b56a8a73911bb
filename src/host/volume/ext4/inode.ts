import type { EntryType } from '../../host.ts';

/** One inode, decoded. `map` is where its blocks, its inline data or its link text begin. */
export interface Inode {
  readonly id: number;
  readonly type: EntryType;
  readonly size: number;
  readonly mtimeMs: number;
  readonly hasExtents: boolean;
  readonly isInline: boolean;
  readonly isEncrypted: boolean;
  readonly map: Buffer;
  /** Rest of an inline file that did not fit into `map`. */
  readonly inlineRest: Buffer;
}

const types: Readonly<Record<number, EntryType>> = { 4: 'directory', 8: 'file', 10: 'symlink' };

/** Source: kernel.org, Documentation/filesystems/ext4/inodes.rst. */
export function decodeInode(bytes: Buffer, id: number): Inode {
  const flags = bytes.readUInt32LE(32);
  const isInline = (flags & 0x10000000) !== 0;
  return {
    id,
    type: types[bytes.readUInt16LE(0) >> 12] ?? 'other',
    size: bytes.readUInt32LE(4) + bytes.readUInt32LE(108) * 2 ** 32,
    mtimeMs: bytes.readInt32LE(16) * 1000,
    hasExtents: (flags & 0x80000) !== 0,
    isInline,
    isEncrypted: (flags & 0x800) !== 0,
    map: bytes.subarray(40, 100),
    inlineRest: isInline ? inlineRest(bytes) : Buffer.alloc(0),
  };
}

/** The attribute `system.data` behind the inode's own fields. Source: the same, "Extended Attributes". */
function inlineRest(bytes: Buffer): Buffer {
  if (bytes.length < 136) return Buffer.alloc(0);
  const start = 128 + bytes.readUInt16LE(128);
  if (start + 4 > bytes.length || bytes.readUInt32LE(start) !== 0xea020000) return Buffer.alloc(0);
  const first = start + 4;
  for (let at = first; at + 16 <= bytes.length && bytes.readUInt32LE(at) !== 0; ) {
    const nameLength = bytes.readUInt8(at);
    const name = bytes.subarray(at + 16, at + 16 + nameLength).toString('latin1');
    if (bytes.readUInt8(at + 1) === 7 && name === 'data') {
      const from = first + bytes.readUInt16LE(at + 2);
      return bytes.subarray(from, from + bytes.readUInt32LE(at + 8));
    }
    at += (16 + nameLength + 3) & ~3;
  }
  return Buffer.alloc(0);
}
