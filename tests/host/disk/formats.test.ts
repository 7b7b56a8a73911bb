import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { HostError } from '../../../src/host/host.ts';
import { describeWith } from '../../support/needs.ts';
import { fc } from '../../support/property.ts';
import { diskIn } from './disk-files.ts';

const mib = 1024 * 1024;
const folder = mkdtempSync(join(tmpdir(), 'phaseout-disks-'));
const raw = join(folder, 'disk.raw');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** 21 MiB: text that packs well, noise that does not, holes, and an end that fills no cluster. */
function makeDisk(): Buffer {
  const disk = Buffer.alloc(21 * mib + 512 * 3);
  for (let at = 0; at < 2 * mib; at += 64) disk.write(`line ${at} of a text that packs well\n`, at, 'latin1');
  let seed = 42;
  for (let at = 7 * mib; at < 9 * mib; at += 4) {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    disk.writeUInt32LE(seed, at);
  }
  disk.write('the last sector', disk.length - 512, 'latin1');
  return disk;
}

const qemu = (...args: string[]): void => {
  execFileSync('qemu-img', args, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
};

describeWith(['qemu-img', 'qemu-io'], 'images that qemu-img makes', () => {
  const bytes = makeDisk();
  beforeAll(() => writeFileSync(raw, bytes));

  const formats: readonly [name: string, format: string, ...args: string[]][] = [
    ['raw', 'raw'],
    ['qcow2', 'qcow2'],
    ['qcow2, old version', 'qcow2', '-o', 'compat=0.10'],
    ['qcow2, packed', 'qcow2', '-c'],
    ['qcow2, packed with zstd', 'qcow2', '-c', '-o', 'compression_type=zstd'],
    ['qcow2, small clusters', 'qcow2', '-o', 'cluster_size=4096'],
    ['qcow2, parts of clusters', 'qcow2', '-o', 'extended_l2=on,cluster_size=128k'],
    ['vhd, dynamic', 'vpc', '-o', 'subformat=dynamic,force_size=on'],
    ['vhd, fixed', 'vpc', '-o', 'subformat=fixed,force_size=on'],
    ['vhdx, dynamic', 'vhdx', '-o', 'subformat=dynamic,block_size=1M'],
    ['vhdx, fixed', 'vhdx', '-o', 'subformat=fixed'],
    ['vdi, dynamic', 'vdi'],
    ['vdi, static', 'vdi', '-o', 'static=on'],
    ['vmdk, sparse', 'vmdk', '-o', 'subformat=monolithicSparse'],
    ['vmdk, stream', 'vmdk', '-o', 'subformat=streamOptimized'],
    ['vmdk, flat', 'vmdk', '-o', 'subformat=monolithicFlat'],
    ['vmdk, extents', 'vmdk', '-o', 'subformat=twoGbMaxExtentSparse'],
    ['vmdk, flat extents', 'vmdk', '-o', 'subformat=twoGbMaxExtentFlat'],
  ];

  test.each(formats)('%s holds the same bytes', (name, format, ...args) => {
    const file = name.replaceAll(/[^a-z0-9]+/g, '-');
    qemu('convert', '-f', 'raw', '-O', format, ...args, raw, file);
    const { disk } = diskIn(join(folder, file));
    // Some formats round the size up to whole cylinders or blocks; what is added are zeros.
    expect(disk.size).toBeGreaterThanOrEqual(bytes.length);
    expect(disk.readSync(0, bytes.length).equals(bytes)).toBe(true);
    expect(disk.readSync(bytes.length, mib).every((byte) => byte === 0)).toBe(true);
    fc.assert(
      fc.property(fc.nat(bytes.length), fc.nat(200_000), (offset, length) => {
        const read = disk.readSync(offset, Math.min(length, bytes.length - offset));
        return read.equals(bytes.subarray(offset, Math.min(bytes.length, offset + length)));
      }),
      { numRuns: 50 },
    );
  });

  test.each([
    ['qcow2', 'qcow2'],
    ['qcow2 with parts of clusters', 'qcow2', '-o', 'extended_l2=on,cluster_size=128k'],
  ])('changes to a parent: %s', (name, format, ...args) => {
    const child = `child-${name.replaceAll(' ', '-')}`;
    qemu('convert', '-f', 'raw', '-O', 'qcow2', raw, `${child}-parent`);
    qemu('create', '-q', '-f', format, ...args, '-F', 'qcow2', '-b', `${child}-parent`, child);
    execFileSync('qemu-io', [
      '-f',
      'qcow2',
      '-c',
      'write -P 0x61 1000960 4096',
      '-c',
      'write -z 7M 1M',
      join(folder, child),
    ]);
    const expected = Buffer.from(bytes)
      .fill(0x61, 1000960, 1000960 + 4096)
      .fill(0, 7 * mib, 8 * mib);
    expect(diskIn(join(folder, child)).disk.readSync(0, bytes.length).equals(expected)).toBe(true);
    rmSync(join(folder, `${child}-parent`));
    expect(reasonOf(child)).toBe('missing-parent');
  });

  test('a parent is looked for beside the image and nowhere else', () => {
    qemu('create', '-q', '-u', '-f', 'qcow2', '-F', 'raw', '-b', '/etc/passwd', 'spy.qcow2', '1M');
    expect(reasonOf('spy.qcow2')).toBe('missing-parent');
    qemu('create', '-q', '-u', '-f', 'qcow2', '-F', 'qcow2', '-b', 'loop-b', 'loop-a', '1M');
    qemu('create', '-q', '-u', '-f', 'qcow2', '-F', 'qcow2', '-b', 'loop-a', 'loop-b', '1M');
    expect(reasonOf('loop-a')).toBe('malformed-source');
  });

  test('an encrypted image is named as such', () => {
    qemu('create', '-q', '-f', 'qcow2', 'locked.qcow2', '1M');
    // The method in the header (1: AES, 2: LUKS); making one for real takes qemu-img seconds of key derivation.
    const image = readFileSync(join(folder, 'locked.qcow2'));
    image.writeUInt32BE(2, 32);
    writeFileSync(join(folder, 'locked.qcow2'), image);
    expect(reasonOf('locked.qcow2')).toBe('encrypted');
  });

  test.each(formats.filter(([, format]) => format !== 'raw').map(([name]) => name))('%s, cut off', (name) => {
    const file = name.replaceAll(/[^a-z0-9]+/g, '-');
    const whole = readFileSync(join(folder, file));
    for (const share of [0.1, 0.5]) {
      const cut = join(folder, `${file}-cut`);
      writeFileSync(cut, whole);
      truncateSync(cut, Math.floor(whole.length * share));
      let outcome = 'read';
      try {
        const { disk, format } = diskIn(cut);
        // Without its mark a fixed VHD is a raw disk; what is left of a text still leads to whole extents.
        if (format === 'raw' || name.startsWith('vmdk, flat') || name === 'vmdk, extents') continue;
        disk.readSync(0, bytes.length);
      } catch (error) {
        outcome = (error as HostError).reason;
      }
      expect({ share, outcome }).not.toEqual({ share, outcome: 'read' });
    }
  });
});

function reasonOf(name: string): string {
  try {
    diskIn(join(folder, name));
    return 'opened';
  } catch (error) {
    return (error as HostError).reason;
  }
}
