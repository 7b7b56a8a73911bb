import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openImage } from '../../../src/host/image/open-image.ts';
import { describeWith } from '../../support/needs.ts';
import { writeTar } from '../../support/tar-writer.ts';

describeWith(['mke2fs', 'qemu-img', 'tar', 'gzip'], 'a virtual appliance', () => {
  let folder: string;
  const at = (name: string): string => join(folder, name);
  const run = (command: string, ...args: string[]): void =>
    void execFileSync(command, args, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'phaseout-ova-'));
    for (const name of ['first', 'second']) {
      mkdirSync(at(`${name}/etc`), { recursive: true });
      writeFileSync(at(`${name}/etc/os-release`), `ID=${name}\n`);
      run('mke2fs', '-q', '-F', '-t', 'ext4', '-d', name, `${name}.raw`, '16M');
      const format = ['-O', 'vmdk', '-o', 'subformat=streamOptimized'];
      run('qemu-img', 'convert', ...format, `${name}.raw`, `${name}.vmdk`);
    }
    writeFileSync(at('app.ovf'), '<?xml version="1.0"?><Envelope/>\n');
    run('tar', '--format=ustar', '-cf', 'one.ova', 'app.ovf', 'first.vmdk');
    run('tar', '--format=ustar', '-cf', 'two.ova', 'app.ovf', 'first.vmdk', 'second.vmdk');
    mkdirSync(at('data'));
    run('mke2fs', '-q', '-F', '-t', 'ext4', '-d', 'data', 'data.raw', '16M');
    run('tar', '-cf', 'data.ova', 'app.ovf', 'data.raw', 'first.vmdk');
    run('tar', '-cf', 'empty.ova', 'app.ovf', 'data.raw');
    run('tar', '-cf', 'cut.ova', 'app.ovf', 'first.vmdk');
    const whole = readFileSync(at('cut.ova'));
    writeFileSync(at('cut.ova'), whole.subarray(0, whole.length / 2));
    run('tar', '-czf', 'packed.ova.gz', 'app.ovf', 'first.vmdk');
    run('gzip', '-k', 'second.vmdk');
    run('tar', '-cf', 'inner.ova', 'app.ovf', 'second.vmdk.gz');
    run('tar', '-cf', 'disk.tar', 'first.raw');
    run('tar', '--sparse', '-cf', 'sparse.tar', 'first.raw');
  }, 60_000);

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each([
    ['one.ova', 'appliance (vmdk disk)', [['', 'ID=first\n']]],
    [
      'two.ova',
      'appliance (vmdk disk)',
      [
        ['first.vmdk', 'ID=first\n'],
        ['second.vmdk', 'ID=second\n'],
      ],
    ],
    ['disk.tar', 'appliance (raw disk)', [['', 'ID=first\n']]],
  ])('the systems on the disks of %s are opened where they lie', async (name, format, systems) => {
    const image = await openImage(at(name), { wants: [] });
    try {
      expect(image.format).toBe(format);
      expect(image.gaps()).toEqual([]);
      const seen = await Promise.all(
        image.systems.map(async ({ name: shown, host }) => [
          shown,
          (await host.files.read('/etc/os-release', { maxBytes: 100 }))?.toString(),
        ]),
      );
      expect(seen).toEqual(systems);
    } finally {
      await image.close();
    }
  });

  it.each([
    ['data.ova', 1, []],
    ['empty.ova', 0, ['empty-source']],
  ])('a disk of data is a gap only where no other has a system: %s', async (name, systems, reasons) => {
    const image = await openImage(at(name), { wants: [] });
    expect(image.systems.length).toBe(systems);
    expect(image.gaps().map(({ reason }) => reason)).toEqual(reasons);
    expect(image.notLookedAt).toEqual(['data.raw (ext4, no system)']);
    await image.close();
  });

  it('one that is cut off is a gap', async () => {
    const image = await openImage(at('cut.ova'), { wants: [] });
    expect(image.gaps()[0]?.message).toMatch(
      /^the archive is damaged at byte \d+: it ends in the middle of an entry/,
    );
    await image.close();
  });

  it.each([
    ['packed.ova.gz', /holds the disk first\.vmdk, but is packed/],
    ['inner.ova', /the disk second\.vmdk\.gz in .* is packed/],
    ['sparse.tar', /the disk first\.raw in .* is packed/],
  ])('%s is refused with what to do', async (name, message) => {
    await expect(openImage(at(name), { wants: [] })).rejects.toThrow(message);
  });

  it('a root filesystem with a disk in it is none', async () => {
    const root = writeTar({ 'etc/os-release': 'ID=debian\n', 'boot/initrd.img': 'x', 'disk.img': 'x' });
    writeFileSync(at('root.tar'), root);
    writeFileSync(at('root.tar.gz'), gzipSync(root));
    for (const name of ['root.tar', 'root.tar.gz']) {
      const image = await openImage(at(name), { wants: [] });
      expect(image.systems.map(({ host }) => host.platform)).toEqual(['linux']);
      await image.close();
    }
  });
});
