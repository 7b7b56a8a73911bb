import { type DiskSource, exactly } from '../../disk/disk-source.ts';
import { HostError } from '../../host.ts';
import { type Extent, maxExtents } from '../extents.ts';
import type { Inode } from './inode.ts';

/** Tables that lead to the pieces of one file. Their entries may all name one table, which would never end. */
const maxTables = 65_536;
const extentMagic = 0xf30a;

/** Where the bytes of a file lie on the volume. */
export function fileExtents(volume: DiskSource, blockSize: number, inode: Inode, path: string): Extent[] {
  const extents: Extent[] = [];
  let tables = 0;
  if (inode.hasExtents) walkTree(inode.map, undefined);
  else walkPointers();
  return extents.sort((a, b) => a.start - b.start);

  function add(block: number, count: number, at: number | undefined): void {
    if (extents.length >= maxExtents) {
      throw new HostError('too-large', path, `${path} lies in more than ${maxExtents} pieces`);
    }
    extents.push({
      start: block * blockSize,
      length: count * blockSize,
      at: at === undefined ? undefined : at * blockSize,
    });
  }

  function read(block: number): Buffer {
    if (++tables > maxTables) {
      throw new HostError('too-large', path, `${path}: more than ${maxTables} tables list its blocks`);
    }
    return exactly(volume, block * blockSize, blockSize, path);
  }

  /** Source: kernel.org, Documentation/filesystems/ext4/ifork.rst, "Extent Tree". */
  function walkTree(node: Buffer, above: number | undefined): void {
    if (node.readUInt16LE(0) !== extentMagic) throw damaged();
    const depth = node.readUInt16LE(6);
    const count = node.readUInt16LE(2);
    // Each level is one lower than the one above, so that no circle can be followed.
    if (depth > 5 || (above !== undefined && depth !== above - 1) || 12 + count * 12 > node.length)
      throw damaged();
    for (let at = 12; at < 12 + count * 12; at += 12) {
      const block = node.readUInt32LE(at);
      if (depth > 0) {
        const below = node.readUInt32LE(at + 4) + node.readUInt16LE(at + 8) * 2 ** 32;
        walkTree(read(below), depth);
        continue;
      }
      const length = node.readUInt16LE(at + 4);
      const place = node.readUInt32LE(at + 8) + node.readUInt16LE(at + 6) * 2 ** 32;
      // Longer than 32768: set aside and never written, reads as zeros.
      if (length > 32768) add(block, length - 32768, undefined);
      else add(block, length, place);
    }
  }

  /** Twelve blocks, then tables of blocks, tables of tables, and tables of those. */
  function walkPointers(): void {
    const blocks = Math.ceil(inode.size / blockSize);
    let next = 0;
    for (let index = 0; index < 12 && next < blocks; index++) place(inode.map.readUInt32LE(index * 4));
    for (let level = 1; level <= 3 && next < blocks; level++) {
      table(inode.map.readUInt32LE((11 + level) * 4), level);
    }

    function place(block: number): void {
      const last = extents.at(-1);
      if (block === 0) {
        next++;
        return;
      }
      const follows = last !== undefined && last.start + last.length === next * blockSize;
      if (follows && last.at === block * blockSize - last.length) {
        extents[extents.length - 1] = { ...last, length: last.length + blockSize };
      } else add(next, 1, block);
      next++;
    }

    function table(block: number, level: number): void {
      const perTable = blockSize / 4;
      if (block === 0) {
        next += perTable ** level;
        return;
      }
      const bytes = read(block);
      for (let at = 0; at < blockSize && next < blocks; at += 4) {
        if (level === 1) place(bytes.readUInt32LE(at));
        else table(bytes.readUInt32LE(at), level - 1);
      }
    }
  }

  function damaged(): HostError {
    return new HostError('malformed-source', path, `${path}: the list of its blocks is damaged`);
  }
}
