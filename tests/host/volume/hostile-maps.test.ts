import { describe, expect, it } from 'vitest';
import { memorySource } from '../../../src/host/disk/disk-source.ts';
import { fileExtents } from '../../../src/host/volume/ext4/file-map.ts';
import type { Inode } from '../../../src/host/volume/ext4/inode.ts';
import { extentSource } from '../../../src/host/volume/extents.ts';
import { attributeSource } from '../../../src/host/volume/ntfs/attribute-source.ts';

const blockSize = 4096;

function inode(map: Buffer, fields: Partial<Inode>): Inode {
  const plain = { id: 12, type: 'file', mtimeMs: 0, isInline: false, isEncrypted: false } as const;
  return { ...plain, size: 2 ** 40, hasExtents: true, inlineRest: Buffer.alloc(0), map, ...fields };
}

/** A node of an extent tree whose entries all lead to one block. */
function treeNode(bytes: number, depth: number, block: number): Buffer {
  const node = Buffer.alloc(bytes);
  const count = Math.floor((bytes - 12) / 12);
  node.writeUInt16LE(0xf30a, 0);
  node.writeUInt16LE(depth === 0 ? 0 : count, 2);
  node.writeUInt16LE(count, 4);
  node.writeUInt16LE(depth, 6);
  for (let at = 12; at + 12 <= 12 + count * 12; at += 12) node.writeUInt32LE(block, at + 4);
  return node;
}

describe('maps of blocks that never end', () => {
  it('an extent tree of five levels, each entry of which leads to the same block', () => {
    const levels = [5, 4, 3, 2, 1, 0];
    const volume = memorySource(
      Buffer.concat(levels.map((depth, index) => treeNode(blockSize, depth, index + 1))),
    );
    const map = treeNode(60, 5, 1);
    expect(() => fileExtents(volume, blockSize, inode(map, {}), '/f')).toThrow(
      '/f: more than 65536 tables list its blocks',
    );
  });

  it('tables of tables of tables, all of them one', () => {
    const same = Buffer.alloc(blockSize);
    for (let at = 0; at < blockSize; at += 4) same.writeUInt32LE(1, at);
    const volume = memorySource(Buffer.concat([Buffer.alloc(blockSize), same, Buffer.alloc(blockSize)]));
    const map = Buffer.alloc(60);
    map.writeUInt32LE(1, 56);
    const file = inode(map, { hasExtents: false });
    expect(() => fileExtents(volume, blockSize, file, '/f')).toThrow(
      /more than (?:65536 tables|500000 pieces)/,
    );
  });
});

describe('pieces that overlap', () => {
  const volume = memorySource(Buffer.from('abcdefgh'));

  it('are refused', () => {
    const pieces = [
      { start: 0, length: 4, at: 0 },
      { start: 2, length: 4, at: 4 },
    ];
    expect(() => extentSource(volume, pieces, 6, '/f')).toThrow('/f: two of its pieces claim the same place');
  });

  it('those that touch, leave a hole or are not written are read', () => {
    const pieces = [
      { start: 0, length: 2, at: 6 },
      { start: 2, length: 2, at: undefined },
      { start: 5, length: 1, at: 0 },
    ];
    expect(extentSource(volume, pieces, 7, '/f').readSync(0, 7).toString()).toBe('gh\0\0\0a\0');
  });

  it('in an attribute of NTFS, also a packed one', () => {
    for (const isCompressed of [false, true]) {
      const part = (firstCluster: number) => ({
        type: 0x80,
        name: '',
        isCompressed,
        isEncrypted: false,
        runs: { firstCluster, list: Buffer.from([0x11, 4, 1, 0]), size: 6, initialised: 6, unitBits: 4 },
      });
      expect(() => attributeSource(volume, 1, [part(0), part(2)], '/f')).toThrow('claim the same place');
    }
  });
});
