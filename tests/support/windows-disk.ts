import { execFileSync } from 'node:child_process';
import { truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const mib = 1024 * 1024;
const sectorsOf = (size: number): number => (size * mib) / 512;

/** The four partitions of every Windows that was set up from its own medium, sizes and places in MiB. */
const layout = [
  { name: 'EFI', type: 'C12A7328-F81F-11D2-BA4B-00A0C93EC93B', start: 1, size: 34 },
  { name: 'MSR', type: 'E3C9E316-0B5C-4DB8-817D-F92DF00215AE', start: 35, size: 16 },
  { name: 'Windows', type: 'EBD0A0A2-B9E5-4433-87C0-68B6B72699C7', start: 51, size: 64 },
  { name: 'recovery', type: 'DE94BBA4-06D1-4D40-A16A-BFD50179D6AC', start: 115, size: 24 },
] as const;
const diskMib = 140;

/** Name of a partition of {@link layout}. */
export type WindowsPartition = (typeof layout)[number]['name'];

/** Runs a program that is not to be heard unless it fails. */
function make(command: string, args: readonly string[], input?: string): void {
  execFileSync(command, args, { stdio: ['pipe', 'pipe', 'pipe'], ...(input !== undefined && { input }) });
}

/** Captures a folder as the one image of a WIM. */
export function makeWim(root: string, wim: string): void {
  make('wimlib-imagex', ['capture', root, wim, 'Windows', '--compress=LZX']);
}

/** An NTFS volume in a file, filled from a WIM without being mounted. */
export function makeNtfs(wim: string, file: string, size = `${layout[2].size}M`): void {
  make('truncate', ['-s', size, file]);
  make('mkntfs', ['-q', '-F', '-Q', '-L', 'Windows', file]);
  make('wimlib-imagex', ['apply', wim, '1', file]);
}

/** Writes a file over a part of another, leaving out what is zeros. */
export function writeInto(disk: string, part: string, atMib: number): void {
  make('dd', [`if=${part}`, `of=${disk}`, 'bs=1M', `seek=${atMib}`, 'conv=notrunc,sparse', 'status=none']);
}

/** Where a partition of {@link makeWindowsDisk} begins, in bytes. */
export function startOf(partition: WindowsPartition): number {
  return (layout.find(({ name }) => name === partition)?.start ?? 0) * mib;
}

/**
 * A raw disk with a partition table (GPT) and the usual four partitions: EFI (FAT), a reserved one without content,
 * Windows (the given volume), and recovery, which holds a Windows of its own kind that is not to be taken for the first.
 */
export function makeWindowsDisk(folder: string, disk: string, windows: string, recovery: string): void {
  writeFileSync(disk, '');
  truncateSync(disk, diskMib * mib);
  const lines = layout.map(
    ({ name, type, start, size }) =>
      `start=${sectorsOf(start)}, size=${sectorsOf(size)}, type=${type}, name="${name}"`,
  );
  make('sfdisk', ['--quiet', disk], `label: gpt\n${lines.join('\n')}\n`);
  const efi = join(folder, 'efi');
  make('truncate', ['-s', `${layout[0].size}M`, efi]);
  make('mkfs.fat', ['-F', '32', '-n', 'SYSTEM', efi]);
  writeInto(disk, efi, layout[0].start);
  writeInto(disk, windows, layout[2].start);
  writeInto(disk, recovery, layout[3].start);
}
