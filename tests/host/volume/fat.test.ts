import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { DiskTree } from '../../../src/host/disk-tree.ts';
import { openFat } from '../../../src/host/volume/fat/fat-volume.ts';
import { VolumeTree } from '../../../src/host/volume/volume-tree.ts';
import { describeWith } from '../../support/needs.ts';
import { fileOf } from '../disk/disk-files.ts';
import { everything, fillTree, scratchFolder } from './sample-tree.ts';

const folder = scratchFolder();
const root = join(folder, 'root');

describeWith(['mkfs.fat', 'mcopy', 'truncate'], 'volumes that mkfs.fat makes', () => {
  let expected: Record<string, string>;
  beforeAll(async () => {
    mkdirSync(root);
    // mtools takes ages for many names that are short in one way, and knows no letters beyond 16 bits.
    fillTree(root, { links: false, wide: 150, emoji: false });
    expected = await everything(new DiskTree(root));
  });

  test.each([
    ['fat32', '300M', '-F', '32', '-s', '1'],
    ['fat32', '300M', '-F', '32'],
    ['fat16', '120M', '-F', '16'],
    ['fat12', '30M', '-F', '12', '-s', '64'],
  ])('%s of %s reads like the folder that was copied in', async (format, size, ...make) => {
    const image = join(mkdtempSync(join(folder, 'image-')), 'image');
    execFileSync('truncate', ['-s', size, image]);
    execFileSync('mkfs.fat', [...make, '-n', 'ESP', image], { stdio: 'pipe' });
    const all = readdirSync(root).map((name) => join(root, name));
    execFileSync('mcopy', ['-s', '-Q', '-i', image, ...all, '::'], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, MTOOLS_SKIP_CHECK: '1', LC_ALL: 'C.UTF-8' },
    });
    const volume = openFat(fileOf(image), format);
    expect(await everything(new VolumeTree(volume))).toEqual(expected);
    expect({ format: volume.format, label: volume.label }).toEqual({ format, label: 'ESP' });
  });
});
