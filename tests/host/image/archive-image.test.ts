import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { directoryHost } from '../../../src/host/directory-host.ts';
import { openArchiveImage } from '../../../src/host/image/archive-image.ts';
import type { OpenedImage } from '../../../src/host/image/opened-image.ts';
import { describeWith } from '../../support/needs.ts';
import { makeWindowsRoot, type WindowsRoot } from '../../support/windows-root.ts';
import {
  itemsOf,
  make,
  makeLinuxRoot,
  makeWorkplace,
  type Workplace,
  wants,
  wholeSeconds,
  write,
} from './archive/small-systems.ts';

let place: Workplace;
const at = (name: string) => join(place.path, name);

beforeAll(() => {
  place = makeWorkplace();
  makeLinuxRoot(at('linux'));
});
afterAll(() => place?.remove());

async function withImage<T>(name: string, use: (image: OpenedImage) => Promise<T> | T): Promise<T> {
  const image = await openArchiveImage(at(name), { wants });
  if (image === undefined) throw new Error(`${name} was not recognised`);
  try {
    return await use(image);
  } finally {
    await image.close();
  }
}

/** Format, names and platforms of the systems, and the gaps: reason and source. */
function outline(image: OpenedImage) {
  return {
    format: image.format,
    systems: image.systems.map(({ name, host }) => `${name} ${host.platform}`.trim()),
    gaps: image.gaps().map(({ reason, source }) => `${reason} ${source}`),
    apart: image.notLookedAt,
  };
}

async function itemsOfOnly(name: string): Promise<readonly string[]> {
  return withImage(name, async (image) => {
    expect(image.gaps()).toEqual([]);
    expect(image.systems).toHaveLength(1);
    const [system] = image.systems;
    return system === undefined ? [] : itemsOf(system.host);
  });
}

describeWith(['mksquashfs', 'xorriso', 'genisoimage', 'cpio'], 'a Linux root gives the same items', () => {
  const quiet = ['-quiet', '-no-progress', '-noappend'];
  it.each([
    ['gzip.squashfs', 'mksquashfs', ['linux', 'gzip.squashfs', ...quiet]],
    ['xz.squashfs', 'mksquashfs', ['linux', 'xz.squashfs', '-comp', 'xz', ...quiet]],
    ['zstd.squashfs', 'mksquashfs', ['linux', 'zstd.squashfs', '-comp', 'zstd', ...quiet]],
    ['lzo.squashfs', 'mksquashfs', ['linux', 'lzo.squashfs', '-comp', 'lzo', ...quiet]],
    ['plain.squashfs', 'mksquashfs', ['linux', 'plain.squashfs', '-noI', '-noD', '-noF', ...quiet]],
    ['rock-ridge.iso', 'xorriso', ['-as', 'mkisofs', '-quiet', '-R', '-o', 'rock-ridge.iso', 'linux']],
    ['joliet-too.iso', 'genisoimage', ['-quiet', '-R', '-J', '-o', 'joliet-too.iso', 'linux']],
    ['udf-too.iso', 'genisoimage', ['-quiet', '-R', '-J', '-udf', '-o', 'udf-too.iso', 'linux']],
    ['newc.cpio', 'sh', ['-c', 'cd linux && find . | cpio --quiet -o -H newc > ../newc.cpio']],
    ['odc.cpio', 'sh', ['-c', 'cd linux && find . | cpio --quiet -o -H odc > ../odc.cpio']],
  ])('%s', async (name, program, args) => {
    make(program, args, place.path);
    const expected = await itemsOf(await directoryHost(at('linux'), 'linux'));
    expect(expected.some((line) => line.includes('klnagent64'))).toBe(true);
    expect(await itemsOfOnly(name)).toEqual(expected);
  });

  it('is a gap in squashfs with LZ4', async () => {
    make('mksquashfs', ['linux', 'lz4.squashfs', '-comp', 'lz4', ...quiet], place.path);
    await withImage('lz4.squashfs', (image) => {
      expect(outline(image)).toMatchObject({ systems: [], gaps: ['unsupported-format lz4.squashfs'] });
    });
  });

  it('keeps links as they are, names with spaces and letters of all kinds, and empty files', async () => {
    make('mksquashfs', ['linux', 'names.squashfs', ...quiet], place.path);
    await withImage('names.squashfs', async ({ systems: [system] }) => {
      const files = system?.host.files;
      expect(await files?.readLink('/etc/out')).toBe('../../../../../../etc/passwd');
      expect(await files?.read('/etc/out', { maxBytes: 100 })).toBeUndefined();
      expect(await files?.readLink('/lib')).toBe('usr/lib');
      expect(String(await files?.read('/etc/name with space ', { maxBytes: 100 }))).toBe('kept');
      expect(String(await files?.read('/etc/leer/größe', { maxBytes: 100 }))).toBe('umlaut');
      expect(String(await files?.read('/etc/empty', { maxBytes: 100 }))).toBe('');
      expect((await files?.stat('/etc/os-release'))?.size).toBe(71);
    });
  });
});

describeWith(['wimlib-imagex', 'xorriso', 'genisoimage', 'mksquashfs'], 'a Windows root', () => {
  let root: WindowsRoot;
  let expected: readonly string[];
  const windowsMarkers = { paths: ['C:/Program Files (x86)/Kaspersky Lab'], reads: [] };
  beforeAll(async () => {
    root = makeWindowsRoot(join(import.meta.dirname, '../../e2e/windows/hosts/fleet-workstation'));
    wholeSeconds(root.path);
    const host = await directoryHost(root.path, 'windows');
    expected = await itemsOf(host, windowsMarkers);
    await host.close?.();
  });
  afterAll(() => root?.remove());

  it.each([
    ['lzx.wim', ['--compress=LZX']],
    ['xpress.wim', ['--compress=XPRESS']],
    ['lzms.wim', ['--compress=LZMS']],
    ['solid.esd', ['--solid']],
    ['plain.wim', ['--compress=none']],
  ])('gives the same items in %s', async (name, options) => {
    make('wimlib-imagex', ['capture', root.path, name, 'Office PC', ...options, '--quiet'], place.path);
    expect(expected.some((line) => line.includes('Kaspersky'))).toBe(true);
    await withImage(name, async (image) => {
      expect(outline(image)).toEqual({ format: 'WIM', systems: ['windows'], gaps: [], apart: [] });
      const [system] = image.systems;
      expect(system && (await itemsOf(system.host, windowsMarkers))).toEqual(expected);
    });
  });

  it('gives the same items as ISO image, and as UDF image with names of Windows', async () => {
    make(
      'genisoimage',
      ['-quiet', '-udf', '-J', '-allow-limited-size', '-o', 'w.iso', root.path],
      place.path,
    );
    await withImage('w.iso', async (image) => {
      expect(outline(image)).toMatchObject({ format: 'UDF image', systems: ['windows'], gaps: [] });
      const [system] = image.systems;
      expect(system && (await itemsOf(system.host, windowsMarkers))).toEqual(expected);
    });
  });

  it('is a system for each image of a WIM, named as the WIM names it', async () => {
    make('wimlib-imagex', ['capture', root.path, 'two.wim', 'Pro & Co', '--quiet'], place.path);
    make('wimlib-imagex', ['append', at('linux'), 'two.wim', 'no windows', '--quiet'], place.path);
    mkdirSync(at('nothing'), { recursive: true });
    make('wimlib-imagex', ['append', at('nothing'), 'two.wim', 'empty', '--quiet'], place.path);
    await withImage('two.wim', async (image) => {
      expect(outline(image)).toEqual({
        format: 'WIM',
        systems: ['two.wim image 1 (Pro & Co) windows', 'two.wim image 2 (no windows) linux'],
        gaps: [],
        apart: ['two.wim image 3 (empty) (no system)'],
      });
      const [windows, linux] = image.systems;
      expect(windows && (await itemsOf(windows.host, windowsMarkers))).toEqual(expected);
      expect(await linux?.host.files.readLink('/lib')).toBe('usr/lib');
    });
  });

  it('is read from a split WIM; a part that is missing is a gap', async () => {
    write(join(root.path, 'filler/a'), bytesOf(900_000, 1));
    write(join(root.path, 'filler/b'), bytesOf(900_000, 2));
    make('wimlib-imagex', ['capture', root.path, 'whole.wim', 'x', '--compress=none', '--quiet'], place.path);
    rmSync(join(root.path, 'filler'), { recursive: true });
    make('wimlib-imagex', ['split', 'whole.wim', 'parts.swm', '1', '--quiet'], place.path);
    await withImage('parts.swm', async (image) => {
      expect(outline(image)).toEqual({ format: 'WIM', systems: ['windows'], gaps: [], apart: [] });
      const [system] = image.systems;
      for (const [name, seed] of [
        ['a', 1],
        ['b', 2],
      ] as const) {
        const bytes = await system?.host.files.read(`C:/filler/${name}`, { maxBytes: 1_000_000 });
        expect(bytes?.equals(bytesOf(900_000, seed))).toBe(true);
      }
    });
    expect(await withImage('parts2.swm', outline)).toMatchObject({
      systems: [],
      gaps: ['missing-parent parts2.swm'],
    });
    rmSync(at('parts2.swm'));
    const { gaps } = await withImage('parts.swm', outline);
    expect(gaps).toContain('missing-parent parts.swm');
  });

  it('is found in the install.wim of an install medium, beside boot.wim', async () => {
    mkdirSync(at('medium/sources'), { recursive: true });
    make('wimlib-imagex', ['capture', root.path, 'medium/sources/install.wim', 'Pro', '--quiet'], place.path);
    make('wimlib-imagex', ['append', root.path, 'medium/sources/install.wim', 'Home', '--quiet'], place.path);
    make('wimlib-imagex', ['capture', root.path, 'medium/sources/boot.wim', 'PE', '--quiet'], place.path);
    writeFileSync(at('medium/setup.exe'), 'MZ');
    for (const [name, options] of [
      ['medium.iso', ['-J']],
      ['medium-udf.iso', ['-J', '-udf']],
    ] as const) {
      make('genisoimage', ['-quiet', ...options, '-o', name, 'medium'], place.path);
      await withImage(name, async (image) => {
        expect(outline(image)).toMatchObject({
          systems: [
            `${name} sources/boot.wim image 1 (PE) windows`,
            `${name} sources/install.wim image 1 (Pro) windows`,
            `${name} sources/install.wim image 2 (Home) windows`,
          ],
          gaps: [],
        });
        const [, pro] = image.systems;
        expect(pro && (await itemsOf(pro.host, windowsMarkers))).toEqual(expected);
      });
    }
  });
});

describeWith(['mksquashfs', 'xorriso', 'mke2fs'], 'a live medium', () => {
  it.each([
    'casper/filesystem.squashfs',
    'live/filesystem.squashfs',
    'LiveOS/squashfs.img',
    'a/b/c/airootfs.sfs',
  ])('holds its system in %s', async (inner) => {
    rmSync(at('live'), { recursive: true, force: true });
    mkdirSync(join(at('live'), inner, '..'), { recursive: true });
    make('mksquashfs', ['linux', `live/${inner}`, '-quiet', '-no-progress'], place.path);
    writeFileSync(at('live/boot.cat'), 'x');
    make('xorriso', ['-as', 'mkisofs', '-quiet', '-R', '-J', '-o', 'live.iso', 'live'], place.path);
    expect(await itemsOfOnly('live.iso')).toEqual(await itemsOf(await directoryHost(at('linux'), 'linux')));
  });

  it('holds its system in an ext4 file system inside a squashfs', async () => {
    rmSync(at('fedora'), { recursive: true, force: true });
    mkdirSync(at('fedora/LiveOS'), { recursive: true });
    make('mke2fs', ['-q', '-t', 'ext4', '-d', 'linux', 'rootfs.img', '8M'], place.path);
    mkdirSync(at('inner/LiveOS'), { recursive: true });
    copyFileSync(at('rootfs.img'), at('inner/LiveOS/rootfs.img'));
    make('mksquashfs', ['inner', 'fedora/LiveOS/squashfs.img', '-quiet', '-no-progress'], place.path);
    make('xorriso', ['-as', 'mkisofs', '-quiet', '-R', '-o', 'fedora.iso', 'fedora'], place.path);
    expect(await itemsOfOnly('fedora.iso')).toEqual(await itemsOf(await directoryHost(at('linux'), 'linux')));
  });
});

describe('what is not read', () => {
  it('is left to others where it has no mark', async () => {
    writeFileSync(at('zeros'), Buffer.alloc(100_000));
    expect(await openArchiveImage(at('zeros'), { wants })).toBeUndefined();
  });

  it('is a gap where there is a mark and nothing behind it', async () => {
    for (const [name, mark] of [
      ['bare.squashfs', 'hsqs'],
      ['bare.wim', 'MSWIM\0\0\0'],
      ['bare.cpio', '070701'],
    ] as const) {
      writeFileSync(at(name), Buffer.concat([Buffer.from(mark, 'latin1'), Buffer.alloc(5000, 0xee)]));
      const { systems, gaps } = await withImage(name, outline);
      expect(systems).toEqual([]);
      expect(gaps).toHaveLength(1);
    }
  });
});

/** Bytes that no one packs, the same for the same seed. */
function bytesOf(length: number, seed: number): Buffer {
  let state = seed;
  return Buffer.from(
    Array.from({ length }, () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return state >>> 24;
    }),
  );
}
