import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDiskImage } from '../../../src/host/image/disk-image.ts';
import type { OpenedImage } from '../../../src/host/image/opened-image.ts';
import { describeWith } from '../../support/needs.ts';
import { hfsVolumeOf } from './archive/write-dmg.ts';

let folder: string;
const at = (name: string): string => join(folder, name);
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'phaseout-mac-disk-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string, content: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

async function seen(image: OpenedImage | undefined): Promise<unknown> {
  const info = '/Applications/Kaspersky.app/Contents/Info.plist';
  return {
    systems: await Promise.all(
      image?.systems.map(async ({ host, name }) => ({
        name,
        platform: host.platform,
        info: String(await host.files.read(info, { maxBytes: 1000 })),
        var: await host.files.readLink('/var'),
      })) ?? [],
    ),
    gaps: image?.gaps(),
    notLookedAt: image?.notLookedAt,
  };
}

describeWith(['xorriso', 'sfdisk', 'dd', 'mke2fs', 'qemu-img'], 'a Mac on a disk', () => {
  const run = (command: string, args: readonly string[], input?: string): void =>
    void execFileSync(command, args, {
      cwd: folder,
      stdio: ['pipe', 'pipe', 'pipe'],
      ...(input && { input }),
    });
  const put = (part: string, mib: number): void =>
    run('dd', [`if=${part}`, 'of=disk', 'bs=1M', `seek=${mib}`, 'conv=notrunc', 'status=none']);
  const wants = ['/Applications/*.app/Contents/Info.plist'];

  function hfs(name: string, files: Readonly<Record<string, string>>): void {
    for (const [path, content] of Object.entries(files)) write(at(`${name}.root/${path}`), content);
    run('xorriso', ['-as', 'mkisofs', '-quiet', '-hfsplus', '-V', name, '-o', `${name}.iso`, `${name}.root`]);
    writeFileSync(at(name), hfsVolumeOf(readFileSync(at(`${name}.iso`))));
  }

  beforeAll(() => {
    hfs('Macintosh', {
      'System/Library/CoreServices/SystemVersion.plist': '<plist/>',
      'Applications/Kaspersky.app/Contents/Info.plist': '<plist>app</plist>',
      'private/var/db/x': 'x',
    });
    hfs('Data', { 'photos/one': '1' });
    const mac = { 'System/Library/CoreServices/a': '', 'private/var/b': '' };
    for (const [path, content] of Object.entries(mac)) write(at(`ext/${path}`), content);
    write(at('ext/Applications/Kaspersky.app/Contents/Info.plist'), '<plist>ext</plist>');
    run('mke2fs', ['-q', '-t', 'ext4', '-d', 'ext', 'ext4', '8M']);
    run('truncate', ['-s', '64M', 'disk']);
    const type = '48465300-0000-11AA-AA11-00306543ECAC';
    run(
      'sfdisk',
      ['--quiet', 'disk'],
      `label: gpt\nstart=2048, size=32768, type=${type}\nstart=34816, size=32768, type=${type}\nstart=67584, size=16384\n`,
    );
    put('Macintosh', 1);
    put('Data', 17);
    put('ext4', 33);
    run('qemu-img', ['convert', '-O', 'qcow2', 'disk', 'disk.qcow2']);
  });

  it('is read from an HFS+ partition of a raw disk, and seen as the Mac itself would show it', async () => {
    const image = await openDiskImage(at('disk'), { wants });
    try {
      expect(await seen(image)).toEqual({
        systems: [
          { name: 'disk partition 1', platform: 'macos', info: '<plist>app</plist>', var: 'private/var' },
          { name: 'disk partition 3', platform: 'macos', info: '<plist>ext</plist>', var: 'private/var' },
        ],
        gaps: [],
        notLookedAt: ['partition 2 (HFS+ volume, no system)'],
      });
    } finally {
      await image?.close();
    }
  });

  it('on HFS+ in any other disk is a gap', async () => {
    const image = await openDiskImage(at('disk.qcow2'), { wants });
    try {
      expect(image?.systems.map(({ name }) => name)).toEqual(['']);
      expect(image?.gaps().map(({ reason, source }) => `${reason} ${source}`)).toEqual([
        'unsupported-format partition 1',
        'unsupported-format partition 2',
      ]);
    } finally {
      await image?.close();
    }
  });
});
