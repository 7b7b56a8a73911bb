import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A small image, and what it is. */
export interface Seed {
  readonly kind: string;
  readonly bytes: Buffer;
  /** Places of bytes that are not zero: where a change is likely to be met. */
  readonly places: readonly number[];
}

/** Small images of every kind that is read, made by the tools of their makers' (qemu-img, mke2fs, mkntfs, mkfs.fat, sfdisk). */
export function diskSeeds(): Seed[] {
  const folder = mkdtempSync(join(tmpdir(), 'phaseout-fuzz-disk-'));
  try {
    const run = (program: string, ...args: string[]): void => {
      execFileSync(program, args, { cwd: folder, stdio: ['pipe', 'ignore', 'ignore'] });
    };
    const root = join(folder, 'root');
    mkdirSync(join(root, 'etc', 'deep', 'er'), { recursive: true });
    for (let index = 0; index < 60; index++)
      writeFileSync(join(root, 'etc', `a-name-of-some-length-${index}`), `${index}`);
    writeFileSync(join(root, 'etc', 'deep', 'er', 'text'), 'text that packs well '.repeat(4000));
    run('mke2fs', '-q', '-F', '-t', 'ext4', '-b', '1024', '-d', root, 'ext4', '2M');
    run('mke2fs', '-q', '-F', '-t', 'ext2', '-b', '1024', '-d', root, 'ext2', '2M');
    run('truncate', '-s', '2M', 'ntfs', 'ntfs-packed', 'table');
    run('mkntfs', '-q', '-F', '-Q', '-c', '512', 'ntfs');
    run('wimlib-imagex', 'capture', root, 'root.wim', '--compress=none');
    run('wimlib-imagex', 'apply', 'root.wim', '1', 'ntfs');
    run('mkntfs', '-q', '-F', '-Q', '-C', 'ntfs-packed');
    run('ntfscp', '-q', 'ntfs-packed', join(root, 'etc', 'deep', 'er', 'text'), 'text');
    run('truncate', '-s', '360K', 'fat');
    run('mkfs.fat', 'fat');
    run('mcopy', '-s', '-Q', '-i', 'fat', join(root, 'etc'), '::');
    execFileSync('sfdisk', ['-q', 'table'], {
      cwd: folder,
      input: 'label: gpt\nstart=64, size=1000\nsize=500\n',
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    const formats: readonly [kind: string, format: string, ...args: string[]][] = [
      ['qcow2', 'qcow2', '-o', 'cluster_size=4096'],
      ['qcow2 packed', 'qcow2', '-c'],
      ['qcow2 parts', 'qcow2', '-o', 'extended_l2=on,cluster_size=16k'],
      ['vhd', 'vpc'],
      ['vdi', 'vdi'],
      ['vmdk', 'vmdk'],
      ['vmdk stream', 'vmdk', '-o', 'subformat=streamOptimized'],
    ];
    for (const [kind, format, ...args] of formats)
      run('qemu-img', 'convert', '-f', 'raw', '-O', format, ...args, 'ext4', kind);
    const names = ['ext4', 'ext2', 'ntfs', 'ntfs-packed', 'fat', 'table', ...formats.map(([kind]) => kind)];
    return names.map((kind) => {
      const bytes = readFileSync(join(folder, kind));
      return { kind, bytes, places: placesOf(bytes) };
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function placesOf(bytes: Buffer): number[] {
  const places: number[] = [];
  for (let at = 0; at < bytes.length; at++) if (bytes[at] !== 0) places.push(at);
  return places;
}
