import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { memorySource } from '../../../src/host/disk/disk-source.ts';
import { partitionsOf } from '../../../src/host/disk/partitions.ts';
import { describeWith } from '../../support/needs.ts';
import { scratchFolder } from '../volume/sample-tree.ts';
import { fileOf } from './disk-files.ts';

const folder = scratchFolder();
const mib = 1024 * 1024;

interface Listed {
  readonly partitiontable: {
    readonly sectorsize?: number;
    readonly partitions: readonly {
      readonly start: number;
      readonly size: number;
      readonly type: string;
      readonly name?: string;
    }[];
  };
}

/** The table that sfdisk writes from `script`, and what sfdisk then says of it. */
function diskWith(name: string, script: string): { path: string; listed: Listed } {
  const path = join(folder, name);
  execFileSync('truncate', ['-s', '200M', path]);
  execFileSync('sfdisk', ['-q', path], { input: script, stdio: ['pipe', 'ignore', 'pipe'] });
  return {
    path,
    listed: JSON.parse(execFileSync('sfdisk', ['--json', path], { encoding: 'utf8' })),
  };
}

describeWith(['sfdisk', 'truncate'], 'tables that sfdisk writes', () => {
  const windows = [
    'label: gpt',
    'size=16M, type=C12A7328-F81F-11D2-BA4B-00A0C93EC93B, name="EFI system partition"',
    'size=16M, type=E3C9E316-0B5C-4DB8-817D-F92DF00215AE, name="Microsoft reserved partition"',
    'size=100M, type=EBD0A0A2-B9E5-4433-87C0-68B6B72699C7, name="Basic data partition"',
    'size=30M, type=DE94BBA4-06D1-4D40-A16A-BFD50179D6AC, name="Wiederherstellung"',
  ].join('\n');
  const logical =
    'label: dos\nsize=20M, type=7\nsize=30M, type=83\nsize=100M, type=5\nsize=20M, type=83\nsize=30M, type=7\nsize=10M, type=c\n';

  test.each([
    ['the four partitions of a Windows disk', windows],
    ['a table of the BIOS with logical partitions', logical],
    ['gaps in the numbers', 'label: gpt\n3: size=20M\n7: size=20M\n'],
  ] as const)('%s', (name, script) => {
    const { path, listed } = diskWith(name.replaceAll(' ', '-'), script);
    const bytes = 512;
    const expected = listed.partitiontable.partitions
      .filter(({ type }) => type !== '5')
      .map(({ start, size, type, name: label }) => ({
        start: start * bytes,
        size: size * bytes,
        type: type.length > 2 ? type.toLowerCase() : `0x${type.padStart(2, '0')}`,
        name: label ?? '',
      }));
    const found = partitionsOf(fileOf(path), name).partitions.map(({ number: _, ...rest }) => rest);
    expect(found).toEqual(expected);
    expect(found.length).toBeGreaterThan(1);
  });

  test('numbers are those of the table', () => {
    const { path } = diskWith('numbers', 'label: gpt\n3: size=20M\n7: size=20M\n');
    expect(partitionsOf(fileOf(path), 'numbers').partitions.map(({ number }) => number)).toEqual([3, 7]);
    const bios = diskWith('bios', logical);
    expect(partitionsOf(fileOf(bios.path), 'bios').partitions.map(({ number }) => number)).toEqual([
      1, 2, 4, 5, 6,
    ]);
  });

  test('a file system without a table is one partition, although its first sector ends like a table', () => {
    for (const [name, ...make] of [
      ['fat', 'mkfs.fat', '-F', '32'],
      ['ntfs', 'mkntfs', '-q', '-F', '-Q'],
      ['ext4', 'mke2fs', '-q', '-F'],
    ] as const) {
      const path = join(folder, name);
      execFileSync('truncate', ['-s', '64M', path]);
      execFileSync(make[0], [...make.slice(1), path], { stdio: 'pipe' });
      expect(partitionsOf(fileOf(path), name)).toEqual({
        partitions: [{ number: 0, start: 0, size: 64 * mib, type: '', name: '' }],
        doubts: [],
      });
    }
  });
});

test('a chain of logical partitions that runs in a circle ends', () => {
  const disk = Buffer.alloc(mib);
  const entry = (record: number, index: number, type: number, first: number, sectors: number): void => {
    const at = record * 512 + 446 + index * 16;
    disk.writeUInt8(type, at + 4);
    disk.writeUInt32LE(first, at + 8);
    disk.writeUInt32LE(sectors, at + 12);
    disk.writeUInt16LE(0xaa55, record * 512 + 510);
  };
  entry(0, 0, 5, 8, 1000);
  entry(8, 0, 0x83, 4, 10);
  entry(8, 1, 5, 0x10, 100);
  entry(24, 0, 0x83, 4, 10);
  entry(24, 1, 5, 0x10, 100);
  const found = partitionsOf(memorySource(disk), 'circle');
  expect(found.partitions.map(({ start }) => start)).toEqual([12 * 512, 28 * 512]);
  expect(found.doubts).toEqual(['the chain of logical partitions is a circle; there may be others']);
});

test('sectors of 4096 bytes', () => {
  const disk = Buffer.alloc(4 * mib);
  disk.write('EFI PART', 4096, 'latin1');
  disk.writeBigUInt64LE(2n, 4096 + 72);
  disk.writeUInt32LE(4, 4096 + 80);
  disk.writeUInt32LE(128, 4096 + 84);
  disk.write('a2a0d0ebe5b9334487c068b6b72699c7', 8192, 'hex');
  disk.writeBigUInt64LE(256n, 8192 + 32);
  disk.writeBigUInt64LE(511n, 8192 + 40);
  expect(partitionsOf(memorySource(disk), 'disk').partitions).toEqual([
    { number: 1, start: mib, size: mib, type: 'ebd0a0a2-b9e5-4433-87c0-68b6b72699c7', name: '' },
  ]);
});

test('a damaged table is an error that says so, or partitions within the disk', () => {
  const disk = Buffer.alloc(mib);
  disk.write('EFI PART', 512, 'latin1');
  disk.writeBigUInt64LE(2n, 512 + 72);
  disk.writeUInt32LE(0xffffffff, 512 + 80);
  disk.writeUInt32LE(128, 512 + 84);
  expect(partitionsOf(memorySource(disk), 'disk')).toMatchObject({
    partitions: [],
    doubts: ['the table has room for 4294967295 partitions; the first 256 were looked at'],
  });
  disk.writeUInt32LE(7, 512 + 84);
  expect(() => partitionsOf(memorySource(disk), 'disk')).toThrow('partition entries of 7 bytes do not exist');
  disk.writeUInt32LE(128, 512 + 84);
  disk.writeBigUInt64LE(2n ** 60n, 512 + 72);
  expect(() => partitionsOf(memorySource(disk), 'disk')).toThrow('which no disk has');
  writeFileSync(join(folder, 'short'), disk.subarray(0, 600));
  expect(partitionsOf(memorySource(disk.subarray(0, 600)), 'disk').partitions).toHaveLength(1);
});

test('a partition that begins beyond the end is a doubt: the image was cut off', () => {
  const disk = Buffer.alloc(mib);
  disk.write('EFI PART', 512, 'latin1');
  disk.writeBigUInt64LE(2n, 512 + 72);
  disk.writeUInt32LE(4, 512 + 80);
  disk.writeUInt32LE(128, 512 + 84);
  disk.write('a2a0d0ebe5b9334487c068b6b72699c7', 1024, 'hex');
  disk.writeBigUInt64LE(4096n, 1024 + 32);
  disk.writeBigUInt64LE(8191n, 1024 + 40);
  expect(partitionsOf(memorySource(disk), 'disk')).toMatchObject({
    partitions: [],
    doubts: ['partition 1 begins beyond the end of the disk; was the image cut off?'],
  });
});
