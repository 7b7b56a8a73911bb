import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { windowOf } from '../../../src/host/disk/disk-source.ts';
import { DiskTree } from '../../../src/host/disk-tree.ts';
import { HostError } from '../../../src/host/host.ts';
import { openNtfs } from '../../../src/host/volume/ntfs/ntfs-volume.ts';
import { packedFile } from '../../../src/host/volume/ntfs/packed-file.ts';
import { VolumeTree } from '../../../src/host/volume/volume-tree.ts';
import { describeWith } from '../../support/needs.ts';
import { fileOf } from '../disk/disk-files.ts';
import { everything, fillTree, noise, scratchFolder } from './sample-tree.ts';

const folder = scratchFolder();
const root = join(folder, 'root');
const system = { stdio: 'pipe' } as const;

function volumeOf(name: string, size: string, ...args: string[]): string {
  const image = join(folder, name.replaceAll(' ', '-'));
  execFileSync('truncate', ['-s', size, image]);
  execFileSync('mkntfs', ['-q', '-F', '-Q', '-L', 'Laufwerk', ...args, image], system);
  return image;
}

describeWith(
  ['mkntfs', 'wimlib-imagex', 'ntfscp', 'ntfscat', 'truncate'],
  'volumes that mkntfs makes',
  () => {
    let expected: Record<string, string>;
    const wim = join(folder, 'root.wim');
    beforeAll(async () => {
      mkdirSync(root);
      fillTree(root, { links: false });
      writeFileSync(join(root, 'text'), 'a text that packs well. '.repeat(40_000));
      expected = await everything(new DiskTree(root));
      execFileSync('wimlib-imagex', ['capture', root, wim, '--compress=none'], system);
    });

    test.each([
      ['plain'],
      ['small clusters', '-c', '512'],
      ['large clusters', '-c', '65536'],
      ['large sectors', '-s', '4096'],
    ])('%s: reads like the folder that it was filled from', async (name, ...make) => {
      const image = volumeOf(name, '96M', ...make);
      execFileSync('wimlib-imagex', ['apply', wim, '1', image], system);
      const volume = openNtfs(fileOf(image), name);
      expect(await everything(new VolumeTree(volume))).toEqual(expected);
      expect({ label: volume.label, doubts: volume.doubts }).toEqual({ label: 'Laufwerk', doubts: [] });
    });

    test('files that NTFS packs read as ntfscat reads them', async () => {
      const image = volumeOf('packed', '64M', '-C');
      const files = { text: 'a text that packs well. '.repeat(40_000), noise: noise(300_000), mixed: '' };
      files.mixed = `${files.text}${files.noise.toString('latin1')}${'\0'.repeat(200_000)}end`;
      const tree = new VolumeTree(openNtfs(fileOf(image), 'packed'));
      expect(await tree.lstat('/text')).toBeUndefined();
      for (const [name, content] of Object.entries(files)) {
        writeFileSync(join(folder, name), content);
        execFileSync('ntfscp', ['-q', image, join(folder, name), name], system);
      }
      const filled = new VolumeTree(openNtfs(fileOf(image), 'packed'));
      for (const name of Object.keys(files)) {
        const file = await filled.open(`/${name}`);
        const whole = execFileSync('ntfscat', [image, name], { maxBuffer: 2 ** 24 });
        expect(whole.equals(readFileSync(join(folder, name)))).toBe(true);
        expect((await file?.readAt(0, whole.length))?.equals(whole)).toBe(true);
      }
      expect(execFileSync('ntfsinfo', ['-F', 'text', image], { encoding: 'utf8' })).toContain('COMPRESSED');
    });

    test.each([
      ['4096', 0],
      ['8192', 2],
      ['16384', 3],
    ])('chunks of %s bytes as CompactOS packs them', (chunk, algorithm) => {
      // Only Windows itself packs files so; a WIM holds the same table and chunks (XPRESS, Huffman).
      const packed = join(folder, `packed-${chunk}.wim`);
      const one = join(folder, `one-${chunk}`);
      mkdirSync(one);
      const content = Buffer.concat([readFileSync(process.execPath).subarray(0, 700_001), noise(20_000)]);
      writeFileSync(join(one, 'file'), content);
      const options = ['--compress=xpress', `--chunk-size=${chunk}`];
      execFileSync('wimlib-imagex', ['capture', one, packed, ...options], system);
      const { at, length } = resourceOf(readFileSync(packed), content.length);
      const file = packedFile(windowOf(fileOf(packed), at, length), algorithm, content.length, 'file');
      expect(file.readSync(0, content.length).equals(content)).toBe(true);
      expect(file.readSync(50_000, 9000).equals(content.subarray(50_000, 59_000))).toBe(true);
      expect(() =>
        packedFile(windowOf(fileOf(packed), at + 8, length - 8), algorithm, content.length, 'file').readSync(
          0,
          content.length,
        ),
      ).toThrow(HostError);
    });

    test('junctions and links give the text that Windows keeps', async () => {
      const linked = join(folder, 'linked');
      mkdirSync(join(linked, 'target'), { recursive: true });
      execFileSync('ln', ['-s', 'target', join(linked, 'relative')]);
      const own = join(folder, 'linked.wim');
      execFileSync('wimlib-imagex', ['capture', linked, own], system);
      const image = volumeOf('linked image', '32M');
      execFileSync('wimlib-imagex', ['apply', own, '1', image], system);
      const tree = new VolumeTree(openNtfs(fileOf(image), 'linked'));
      expect((await tree.lstat('/relative'))?.type).toBe('symlink');
      expect(await tree.readLink('/relative')).toBe('target');
    });

    test('a volume that was not closed and a Windows that hibernates are doubts', () => {
      const image = volumeOf('hibernating', '32M');
      writeFileSync(join(folder, 'hiberfil.sys'), Buffer.concat([Buffer.from('HIBR'), noise(5000)]));
      execFileSync('ntfscp', ['-q', image, join(folder, 'hiberfil.sys'), 'hiberfil.sys'], system);
      expect(openNtfs(fileOf(image), 'hibernating').doubts).toEqual([
        'this Windows hibernates (or uses fast start-up), so its last changes may not be on the disk; shut it down fully',
      ]);
      const dirty = volumeOf('dirty', '32M');
      // ntfslabel and others leave no mark, ntfsfix sets it so that Windows checks the volume.
      execFileSync('ntfsfix', [dirty], { stdio: 'ignore' });
      expect(openNtfs(fileOf(dirty), 'dirty').doubts).toEqual([
        'Windows did not close this volume properly; its journal is not replayed (chkdsk does that)',
      ]);
    });

    test('a volume that is cut off is named as such', async () => {
      const image = volumeOf('cut', '96M');
      execFileSync('wimlib-imagex', ['apply', wim, '1', image], system);
      truncateSync(image, 1024 * 1024);
      await expect(
        (async () => everything(new VolumeTree(openNtfs(fileOf(image), 'cut'))))(),
      ).rejects.toMatchObject({ reason: 'malformed-source' });
    });
  },
);

/** Where the one blob of a size lies in a WIM. Source: wimlib, docs, "The Windows Imaging (WIM) file format". */
function resourceOf(wim: Buffer, size: number): { at: number; length: number } {
  const table = Number(wim.readBigUInt64LE(56));
  for (let at = table; at + 50 <= wim.length; at += 50) {
    if (Number(wim.readBigUInt64LE(at + 16)) === size) {
      return { at: Number(wim.readBigUInt64LE(at + 8)), length: wim.readUIntLE(at, 6) };
    }
  }
  throw new Error('the WIM does not hold the file');
}
