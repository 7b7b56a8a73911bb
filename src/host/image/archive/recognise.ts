import type { DiskSource } from '../../disk/disk-source.ts';

/** What 7-Zip is asked to read a file as; its own names of the formats. */
export type ArchiveKind = 'wim' | 'iso' | 'udf' | 'squashfs' | 'dmg' | 'hfs' | 'apfs' | 'cpio';

const sector = 2048;

/**
 * Which install medium or packed file system a file is, by its marks; undefined for anything else. An ISO image that
 * can also be written to a stick begins with a partition table, so this is asked before a disk is looked for.
 * Sources: Windows Imaging File Format (Microsoft, 2007); ECMA-119 8.1; ECMA-167 2/9.1; squashfs_fs.h and cpio.5;
 * Apple TN1150; Apple File System Reference, nx_superblock_t. The trailer of a DMG is not published by Apple.
 */
export function archiveKind(file: DiskSource): ArchiveKind | undefined {
  const head = file.readSync(0, 1028);
  const at = (offset: number, mark: string) => head.toString('latin1', offset, offset + mark.length) === mark;
  if (at(0, 'MSWIM\0\0\0') || at(0, 'WLPWM\0\0\0')) return 'wim';
  if (at(0, 'hsqs') || at(0, 'sqsh')) return 'squashfs';
  if (at(0, '070701') || at(0, '070702') || at(0, '070707')) return 'cpio';
  const descriptors = volumeDescriptors(file);
  if (descriptors.includes('NSR02') || descriptors.includes('NSR03')) return 'udf';
  if (descriptors.includes('CD001')) return 'iso';
  if (file.size >= 512 && file.readSync(file.size - 512, 4).toString('latin1') === 'koly') return 'dmg';
  if (at(1024, 'H+\0\x04') || at(1024, 'HX\0\x05')) return 'hfs';
  return at(32, 'NXSB') ? 'apfs' : undefined;
}

/** How a report names the format. */
export const kindNames: Readonly<Record<ArchiveKind, string>> = {
  wim: 'WIM',
  iso: 'ISO image',
  udf: 'UDF image',
  squashfs: 'squashfs',
  dmg: 'DMG',
  hfs: 'HFS+ volume',
  apfs: 'APFS container',
  cpio: 'cpio archive',
};

/** Marks of the descriptors from sector 16 on; a bridge image has those of ISO 9660 first and of UDF after them. */
function volumeDescriptors(file: DiskSource): readonly string[] {
  const marks: string[] = [];
  for (let index = 16; index < 80; index++) {
    const mark = file.readSync(index * sector + 1, 5).toString('latin1');
    if (!/^(CD001|BEA01|NSR0[23]|TEA01|BOOT2)$/.test(mark)) break;
    marks.push(mark);
  }
  return marks;
}
