import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openImage } from '../../../src/host/image/open-image.ts';
import { describeWith } from '../../support/needs.ts';

const mib = 1024 * 1024;

describeWith(['sfdisk', 'mke2fs'], 'a disk with several partitions', () => {
  let folder: string;
  let disk: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'phaseout-disk-image-'));
    disk = join(folder, 'disk.raw');
    writeFileSync(disk, '');
    truncateSync(disk, 80 * mib);
    const table = [
      'label: gpt',
      'start=1MiB, size=4MiB, type=U',
      ...[8, 28, 48, 68].map((at) => `start=${at}MiB, size=10MiB, type=L`),
    ];
    execFileSync('sfdisk', ['-q', disk], {
      input: `${table.join('\n')}\n`,
      stdio: ['pipe', 'ignore', 'inherit'],
    });
    const fill = (at: number, name: string, file: string): void => {
      const tree = join(folder, name);
      mkdirSync(join(tree, 'etc'), { recursive: true });
      writeFileSync(join(tree, file), 'ID=debian\n');
      execFileSync(
        'mke2fs',
        ['-q', '-F', '-t', 'ext4', '-L', name, '-d', tree, '-E', `offset=${at * mib}`, disk, '8M'],
        {
          stdio: 'ignore',
        },
      );
    };
    fill(8, 'first', 'etc/os-release');
    fill(28, 'second', 'etc/os-release');
    fill(48, 'data', 'notes');
    // What LUKS begins with, made by hand.
    execFileSync('dd', [`of=${disk}`, 'bs=1M', 'seek=68', 'conv=notrunc'], {
      input: Buffer.concat([Buffer.from('LUKS\xba\xbe', 'latin1'), Buffer.alloc(1000)]),
      stdio: ['pipe', 'ignore', 'ignore'],
    });
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('every system is opened, an encrypted partition is a gap, the others are named', async () => {
    const image = await openImage(disk, { wants: [] });
    try {
      expect(image.format).toBe('raw disk');
      expect(image.systems.map(({ name, host }) => [name, host.platform])).toEqual([
        ['disk.raw partition 2', 'linux'],
        ['disk.raw partition 3', 'linux'],
      ]);
      expect(image.notLookedAt).toEqual(['partition 1 (EFI)', 'partition 4 (ext4 data, no system)']);
      expect(image.gaps().map(({ reason, source }) => [reason, source])).toEqual([
        ['encrypted', 'partition 5'],
      ]);
    } finally {
      await image.close();
    }
  });

  it('a system on a partition that calls itself EFI is looked at', async () => {
    // The type of the second partition becomes that of the first.
    const table = execFileSync('sfdisk', ['--dump', disk], { encoding: 'utf8' });
    const copy = join(folder, 'mislabelled.raw');
    execFileSync('cp', ['--sparse=always', disk, copy]);
    execFileSync('sfdisk', ['-q', '--part-type', copy, '2', 'U'], { stdio: ['pipe', 'ignore', 'inherit'] });
    expect(execFileSync('sfdisk', ['--dump', copy], { encoding: 'utf8' })).not.toBe(table);
    const image = await openImage(copy, { wants: [] });
    try {
      expect(image.systems.map(({ name }) => name)).toEqual([
        'mislabelled.raw partition 2',
        'mislabelled.raw partition 3',
      ]);
    } finally {
      await image.close();
    }
  });
});
