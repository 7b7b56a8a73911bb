import { type DiskSource, exactly } from '../../disk/disk-source.ts';
import { HostError } from '../../host.ts';

/** What the superblock says, as far as it is needed to find inodes. Sizes in bytes. */
export interface Superblock {
  readonly blockSize: number;
  readonly inodeSize: number;
  readonly inodesPerGroup: number;
  readonly blocksPerGroup: number;
  readonly inodeCount: number;
  readonly firstDataBlock: number;
  readonly descriptorSize: number;
  /** Number of descriptor blocks that lie together; the others lie in their own groups. Infinity: all together. */
  readonly firstMetaGroup: number;
  readonly sparseSuper: boolean;
  readonly label: string;
  readonly doubts: readonly string[];
}

const magic = 0xef53;
/** compression, journal device, entries with data: never used by an installed system. */
const unreadable = 0x1 | 0x8 | 0x1000;

/** Whether a volume begins like ext2, ext3 or ext4. */
export function isExt(volume: DiskSource): boolean {
  const bytes = volume.readSync(1024 + 56, 2);
  return bytes.length === 2 && bytes.readUInt16LE(0) === magic;
}

/** Source: kernel.org, Documentation/filesystems/ext4/super.rst. */
export function readSuperblock(volume: DiskSource, path: string): Superblock {
  const block = exactly(volume, 1024, 1024, path);
  const incompatible = block.readUInt32LE(96);
  if ((incompatible & unreadable) !== 0) {
    throw new HostError(
      'unsupported-format',
      path,
      `${path}: an ext file system with features that are not read (0x${incompatible.toString(16)})`,
    );
  }
  const blockBits = block.readUInt32LE(24);
  const inodesPerGroup = block.readUInt32LE(40);
  const blocksPerGroup = block.readUInt32LE(32);
  const inodeSize = block.readUInt32LE(76) === 0 ? 128 : block.readUInt16LE(88);
  const is64Bit = (incompatible & 0x80) !== 0;
  const descriptorSize = is64Bit ? block.readUInt16LE(254) : 32;
  const sane =
    blockBits <= 6 &&
    inodesPerGroup > 0 &&
    blocksPerGroup > 0 &&
    inodeSize >= 128 &&
    inodeSize <= 1024 << blockBits &&
    descriptorSize >= 32 &&
    descriptorSize <= 1024;
  if (!sane) throw new HostError('malformed-source', path, `${path}: its superblock cannot be right`);
  return {
    blockSize: 1024 << blockBits,
    inodeSize,
    inodesPerGroup,
    blocksPerGroup,
    inodeCount: block.readUInt32LE(0),
    firstDataBlock: block.readUInt32LE(20),
    descriptorSize,
    firstMetaGroup: (incompatible & 0x10) === 0 ? Number.POSITIVE_INFINITY : block.readUInt32LE(260),
    sparseSuper: (block.readUInt32LE(100) & 1) !== 0,
    label: block.subarray(120, 136).toString('utf8').replace(/\0.*$/s, ''),
    doubts:
      (incompatible & 0x4) === 0
        ? []
        : ['its last changes are still in the journal, which is not replayed; e2fsck applies them'],
  };
}
