import type { DiskSource } from '../disk/disk-source.ts';
import { luksMark } from '../disk/open-disk.ts';
import { HostError } from '../host.ts';
import { openExt } from './ext4/ext4-volume.ts';
import { isExt } from './ext4/superblock.ts';
import { openFat } from './fat/fat-volume.ts';
import { isFat } from './fat/geometry.ts';
import { isNtfs } from './ntfs/boot-sector.ts';
import { openNtfs } from './ntfs/ntfs-volume.ts';
import type { Volume } from './volume.ts';

/** What other file systems and containers begin with, and what to do about them. */
const others: readonly {
  readonly at: number;
  readonly mark: Buffer;
  readonly name: string;
  readonly isEncrypted?: true;
}[] = [
  { at: 3, mark: Buffer.from('-FVE-FS-'), name: 'BitLocker', isEncrypted: true },
  { at: 0, mark: luksMark, name: 'LUKS', isEncrypted: true },
  { at: 0, mark: Buffer.from('XFSB'), name: 'XFS' },
  { at: 0x10040, mark: Buffer.from('_BHRfS_M'), name: 'Btrfs' },
  { at: 32, mark: Buffer.from('NXSB'), name: 'APFS' },
  { at: 1024, mark: Buffer.from('H+'), name: 'HFS+' },
  { at: 1024, mark: Buffer.from('HX'), name: 'HFS+' },
  { at: 3, mark: Buffer.from('EXFAT   '), name: 'exFAT' },
  { at: 3, mark: Buffer.from('ReFS'), name: 'ReFS' },
  { at: 512, mark: Buffer.from('LABELONE'), name: 'LVM' },
  { at: 4096 - 10, mark: Buffer.from('SWAPSPACE2'), name: 'swap' },
  { at: 1024, mark: Buffer.from([0x10, 0x20, 0xf5, 0xf2]), name: 'F2FS' },
];

/** File systems that never hold an installed system. */
const harmless = new Set(['swap']);

/**
 * The file system on a partition: ext2 to ext4, NTFS, FAT. Undefined where nothing is there that could hold a system
 * (empty, swap, unknown bytes). Throws HostError `encrypted` or `unsupported-format`, which name what was recognised.
 */
export function openVolume(source: DiskSource, path: string): Volume | undefined {
  if (isNtfs(source)) return openNtfs(source, path);
  if (isExt(source)) return openExt(source, path);
  if (isFat(source)) return openFat(source, path);
  const other = others.find(({ at, mark }) => source.readSync(at, mark.length).equals(mark));
  if (other === undefined || harmless.has(other.name)) return undefined;
  throw other.isEncrypted
    ? new HostError(
        'encrypted',
        path,
        `${path} is encrypted (${other.name}); unlock it and scan the mounted volume with --root`,
      )
    : new HostError(
        'unsupported-format',
        path,
        `${path} holds ${other.name}, which is not read; mount it and scan it with --root`,
      );
}
