import { type DiskSource, exactly, memorySource } from '../../disk/disk-source.ts';
import { Recent } from '../../disk/recent.ts';
import { type EntryType, HostError } from '../../host.ts';
import { extentSource } from '../extents.ts';
import type { Volume, VolumeEntry, VolumeNode } from '../volume.ts';
import { tooMany } from '../volume-tree.ts';
import { fileExtents } from './file-map.ts';
import { decodeInode, type Inode } from './inode.ts';
import { readSuperblock, type Superblock } from './superblock.ts';

const rootInode = 2;
const maxLinkBytes = 4096;
/** Directories of more bytes than this are not listed. */
const maxDirectoryBytes = 64 * 1024 * 1024;
const entryTypes: readonly EntryType[] = [
  'other',
  'file',
  'directory',
  'other',
  'other',
  'other',
  'other',
  'symlink',
];

/**
 * An ext2, ext3 or ext4 file system, read without its journal. Encrypted files are a HostError `encrypted`.
 * Source: kernel.org, Documentation/filesystems/ext4.
 */
export function openExt(volume: DiskSource, path: string): Volume {
  return new ExtVolume(volume, readSuperblock(volume, path), path);
}

class ExtVolume implements Volume {
  readonly format = 'ext4';
  readonly label: string;
  readonly doubts: readonly string[];
  readonly root = rootInode;
  readonly #volume: DiskSource;
  readonly #super: Superblock;
  readonly #path: string;
  readonly #inodes = new Recent<Inode>(4096);
  readonly #descriptors = new Recent<Buffer>(64);

  constructor(volume: DiskSource, superblock: Superblock, path: string) {
    this.#volume = volume;
    this.#super = superblock;
    this.#path = path;
    this.label = superblock.label;
    this.doubts = superblock.doubts;
  }

  node(id: number, path: string): VolumeNode {
    return this.#inode(id, path);
  }

  entries(id: number, path: string, maxEntries: number): readonly VolumeEntry[] {
    const inode = this.#inode(id, path);
    if (inode.size > maxDirectoryBytes) throw tooMany(path, maxEntries);
    const source = this.#bytes(inode, path);
    const entries: VolumeEntry[] = [];
    const blockSize = inode.isInline ? source.size : this.#super.blockSize;
    // An inline directory begins with the number of its parent instead of `.` and `..`.
    const skipped = inode.isInline ? 4 : 0;
    for (let start = 0; start < source.size; start += blockSize) {
      const block = source.readSync(start, blockSize);
      readBlock(start === 0 ? block.subarray(skipped) : block, path, (name, id, type) => {
        if (entries.length >= maxEntries) throw tooMany(path, maxEntries);
        // ext2 did not always write the type beside the name.
        entries.push({
          name,
          id,
          type: type === 0 ? this.#inode(id, path).type : (entryTypes[type] ?? 'other'),
        });
      });
    }
    return entries;
  }

  readLink(id: number, path: string): string {
    const inode = this.#inode(id, path);
    if (inode.size > maxLinkBytes)
      throw new HostError('malformed-source', path, `${path}: a link of ${inode.size} bytes`);
    const isShort = inode.size < 60 && !inode.hasExtents;
    const bytes = isShort
      ? inode.map.subarray(0, inode.size)
      : this.#bytes(inode, path).readSync(0, inode.size);
    return bytes.toString('utf8');
  }

  open(id: number, path: string): DiskSource {
    return this.#bytes(this.#inode(id, path), path);
  }

  #bytes(inode: Inode, path: string): DiskSource {
    if (inode.isEncrypted) throw new HostError('encrypted', path, `${path} is encrypted (fscrypt)`);
    if (inode.isInline) {
      return memorySource(Buffer.concat([inode.map, inode.inlineRest]).subarray(0, Math.max(0, inode.size)));
    }
    const extents = fileExtents(this.#volume, this.#super.blockSize, inode, path);
    return extentSource(this.#volume, extents, inode.size, path);
  }

  #inode(id: number, path: string): Inode {
    return this.#inodes.get(id, () => {
      const { inodesPerGroup, inodeSize, blockSize, inodeCount } = this.#super;
      if (id < 1 || id > inodeCount) {
        throw new HostError('malformed-source', path, `${path}: inode ${id} does not exist`);
      }
      const group = Math.floor((id - 1) / inodesPerGroup);
      const at = this.#inodeTable(group) * blockSize + ((id - 1) % inodesPerGroup) * inodeSize;
      return decodeInode(exactly(this.#volume, at, inodeSize, path), id);
    });
  }

  /** Block at which the inodes of a group begin. */
  #inodeTable(group: number): number {
    const { blockSize, descriptorSize } = this.#super;
    const perBlock = Math.floor(blockSize / descriptorSize);
    const block = Math.floor(group / perBlock);
    const bytes = this.#descriptors.get(block, () =>
      exactly(this.#volume, this.#descriptorBlock(block, perBlock) * blockSize, blockSize, this.#path),
    );
    const at = (group % perBlock) * descriptorSize;
    const high = descriptorSize >= 64 ? bytes.readUInt32LE(at + 40) : 0;
    return bytes.readUInt32LE(at + 8) + high * 2 ** 32;
  }

  #descriptorBlock(block: number, perBlock: number): number {
    const { firstDataBlock, firstMetaGroup, blocksPerGroup, sparseSuper } = this.#super;
    if (block < firstMetaGroup) return firstDataBlock + 1 + block;
    const group = block * perBlock;
    const hasSuper =
      !sparseSuper || group <= 1 || isPower(group, 3) || isPower(group, 5) || isPower(group, 7);
    return firstDataBlock + group * blocksPerGroup + (hasSuper ? 1 : 0);
  }
}

function isPower(value: number, base: number): boolean {
  let power = base;
  while (power < value) power *= base;
  return power === value;
}

/** Entries of one block of a directory; those of its hash index look like one empty entry. */
function readBlock(
  block: Buffer,
  path: string,
  take: (name: string, id: number, type: number) => void,
): void {
  for (let at = 0; at + 8 <= block.length; ) {
    const id = block.readUInt32LE(at);
    const length = block.readUInt16LE(at + 4);
    // In blocks of 64 KiB these two stand for the whole block.
    const bytes = length === 0 || length === 65535 ? block.length - at : length;
    if (bytes < 8 || at + bytes > block.length) {
      throw new HostError('malformed-source', path, `${path}: an entry of this directory is damaged`);
    }
    const name = block
      .subarray(at + 8, at + 8 + Math.min(block.readUInt8(at + 6), bytes - 8))
      .toString('utf8');
    if (id !== 0 && name !== '' && name !== '.' && name !== '..' && !name.includes('/')) {
      take(name, id, block.readUInt8(at + 7));
    }
    at += bytes;
  }
}
