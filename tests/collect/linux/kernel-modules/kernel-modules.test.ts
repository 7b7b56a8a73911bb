import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { kernelModules } from '../../../../src/collect/linux/kernel-modules.ts';
import { readModInfo } from '../../../../src/collect/parse/elf-modinfo.ts';
import { gapsOf, runOnFiles, runOnRoot } from '../../run-on.ts';

const release = '6.1.0-40-amd64';
const moduleFile = readFileSync(
  join(import.meta.dirname, `root/lib/modules/${release}/extra/example-flt.ko`),
);
const loaded = [
  'example_flt 20480 2 - Live 0xffffffffc0a2f000 (OE)',
  'ext4 983040 1 - Live 0xffffffffc0912000',
  'mbcache 16384 1 ext4, Live 0xffffffffc08f0000',
  '',
].join('\n');

describe('kernel-modules', () => {
  it("reads what lies outside the kernel's own tree, what is loaded at boot, and DKMS", async () => {
    const { items, coverage } = await runOnRoot(kernelModules, import.meta.dirname);
    expect(coverage.gaps).toEqual([]);
    expect(items.map(({ name, state, origin }) => [name, state, origin])).toEqual([
      ['example_flt', 'installed', `/lib/modules/${release}/extra/example-flt.ko`],
      ['example_packed', 'installed', `/lib/modules/${release}/updates/dkms/example-packed.ko.gz`],
      ['example_xz', 'installed', `/lib/modules/${release}/updates/dkms/example-xz.ko.xz`],
      ['example_weak', 'installed', `/lib/modules/${release}/weak-updates/example-weak.ko`],
      ['loop', 'enabled', '/etc/modules'],
      ['example_flt', 'enabled', '/etc/modules-load.d/example.conf'],
      ['example-flt', 'installed', '/var/lib/dkms/example-flt/2.1.0'],
      ['other', 'installed', '/usr/src/other-1.4/dkms.conf'],
    ]);
    const told = {
      displayName: 'Example file filter',
      version: '2.1.0',
      publisher: 'Jane Example <jane@example.org>, Example Corp',
    };
    expect(items[0]).toMatchObject(told);
    expect(items[1]).toMatchObject(told);
    expect(items[2]).not.toHaveProperty('publisher');
    expect(items[6]).toMatchObject({ version: '2.1.0', attributes: { dkms: true } });
    expect(items[7]).toMatchObject({ version: '1.4', attributes: { dkms: true } });
  });

  it('live, joins a loaded module with its file in the running kernel', async () => {
    const { items, coverage } = await runOnFiles(
      kernelModules,
      {
        '/proc/modules': loaded,
        '/proc/sys/kernel/osrelease': `${release}\n`,
        [`/lib/modules/${release}/extra/example-flt.ko`]: moduleFile,
        '/lib/modules/5.10.0-9-amd64/extra/example-flt.ko': moduleFile,
      },
      { live: true },
    );
    expect(coverage.gaps).toEqual([]);
    expect(items.map(({ name, state, origin, attributes }) => [name, state, origin, attributes])).toEqual([
      [
        'example_flt',
        'installed',
        '/lib/modules/5.10.0-9-amd64/extra/example-flt.ko',
        { kernel: '5.10.0-9-amd64' },
      ],
      [
        'example_flt',
        'loaded',
        `/lib/modules/${release}/extra/example-flt.ko`,
        { kernel: release, taint: 'OE' },
      ],
      ['ext4', 'loaded', '/proc/modules#ext4', undefined],
      ['mbcache', 'loaded', '/proc/modules#mbcache', undefined],
    ]);
  });

  it('takes a kernel without modules as it is', async () => {
    const files = { '/proc/sys/kernel/osrelease': '6.1.0\n' };
    const { items, coverage } = await runOnFiles(kernelModules, files, { live: true });
    expect(items).toEqual([]);
    expect(coverage.status).toBe('ok');
  });

  it('does not believe /proc/modules of a system at rest', async () => {
    expect((await runOnFiles(kernelModules, { '/proc/modules': loaded })).items).toEqual([]);
  });

  it('keeps the name of a file that says nothing', async () => {
    const extra = `/lib/modules/${release}/extra`;
    const collected = await runOnFiles(kernelModules, {
      [`${extra}/a.ko`]: 'not an ELF file',
      [`${extra}/b.ko`]: moduleFile.subarray(0, 200),
      [`${extra}/c.ko.gz`]: Buffer.from([0x1f, 0x8b, 8, 0]),
      [`${extra}/d.ko`]: { error: 'permission-denied' },
      [`${extra}/e.ko`]: { type: 'other' },
      [`${extra}/f.ko`]: { link: 'f.ko' },
    });
    expect(collected.items.map(({ name }) => name)).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
    expect(gapsOf(collected)).toEqual([
      `malformed-source ${extra}/a.ko`,
      `malformed-source ${extra}/b.ko`,
      `malformed-source ${extra}/c.ko.gz`,
      `permission-denied ${extra}/d.ko`,
      `malformed-source ${extra}/e.ko`,
      `malformed-source ${extra}/f.ko`,
    ]);
    expect(collected.coverage.gaps[0]?.couldHide).toBe('residue');
  });

  it('leaves a tree without end', async () => {
    const deep = `/lib/modules/${release}/extra${'/d'.repeat(20)}/a.ko`;
    expect((await runOnFiles(kernelModules, { [deep]: moduleFile })).items).toEqual([]);
  });
});

describe('readModInfo', () => {
  it('survives every truncation and every broken header', () => {
    for (let length = 0; length < moduleFile.length; length++) readModInfo(moduleFile.subarray(0, length));
    for (let index = 0; index < 64; index++) {
      for (const byte of [0x00, 0x7f, 0xff]) {
        const broken = Buffer.from(moduleFile);
        broken[index] = byte;
        readModInfo(broken);
      }
    }
    expect(readModInfo(moduleFile)?.get('license')).toBe('GPL');
  });
});

describe('kernel-modules in hostile trees', () => {
  it('follows links to a release and to a folder in it, as depmod does', async () => {
    const { items } = await runOnFiles(kernelModules, {
      '/data/release/extra/one.ko': moduleFile,
      '/lib/modules/6.1': { link: '/data/release' },
      '/data/extra/two.ko': moduleFile,
      '/lib/modules/6.2/extra': { link: '/data/extra' },
      '/lib/modules/6.2/build': { link: '/data/extra' },
    });
    expect(items.map(({ path }) => path)).toEqual([
      '/lib/modules/6.1/extra/one.ko',
      '/lib/modules/6.2/extra/two.ko',
    ]);
  });

  it('folders too deep to be read are a gap', async () => {
    const collected = await runOnFiles(kernelModules, {
      '/lib/modules/6.1/1/2/3/4/5/6/7/deep.ko': moduleFile,
    });
    expect(gapsOf(collected)).toEqual(['too-large /lib/modules/6.1/1/2/3/4/5/6/7']);
  });

  it('more names in /etc/modules than are read are a gap', async () => {
    const names = Array.from({ length: 2_001 }, (_, index) => `m${index}`).join('\n');
    const collected = await runOnFiles(kernelModules, { '/etc/modules': names });
    expect(collected.items).toHaveLength(2_000);
    expect(gapsOf(collected)).toEqual(['too-large /etc/modules']);
  });

  it('a /proc that shows processes only (subset=pid) says nothing of modules', async () => {
    const shown = { '/proc/1/status': 'Name:\tinit\n' };
    expect(gapsOf(await runOnFiles(kernelModules, shown, { live: true }))).toEqual([
      'missing-source /proc/modules',
    ]);
    const noModules = { ...shown, '/proc/sys/kernel/osrelease': '6.1\n' };
    expect(gapsOf(await runOnFiles(kernelModules, noModules, { live: true }))).toEqual([]);
  });
});
