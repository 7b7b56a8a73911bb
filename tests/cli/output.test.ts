import { execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { writeWhole, writtenTwice } from '../../src/cli/output.ts';
import { describeWith } from '../support/needs.ts';

const base = mkdtempSync(join(tmpdir(), 'phaseout-output-'));
afterAll(() => rmSync(base, { recursive: true, force: true }));
let folder = base;
let count = 0;
beforeEach(() => {
  folder = join(base, String(count++));
  mkdirSync(folder);
});

const mode = (file: string): string => (statSync(file).mode & 0o777).toString(8);

describe('a file is written whole', () => {
  it('and replaced, with the rights that it had', async () => {
    const file = join(folder, 'a.json');
    await writeWhole(file, 'first');
    expect([readFileSync(file, 'utf8'), mode(file)]).toEqual(['first', '644']);
    chmodSync(file, 0o600);
    await writeWhole(file, 'second');
    expect([readFileSync(file, 'utf8'), mode(file)]).toEqual(['second', '600']);
    expect(readdirSync(folder)).toEqual(['a.json']);
  });

  it('behind a link, which stays; another name of the old file keeps the old text', async () => {
    writeFileSync(join(folder, 'real'), 'old');
    symlinkSync('real', join(folder, 'link'));
    linkSync(join(folder, 'real'), join(folder, 'other'));
    await writeWhole(join(folder, 'link'), 'new');
    expect(['real', 'link', 'other'].map((name) => readFileSync(join(folder, name), 'utf8'))).toEqual([
      'new',
      'new',
      'old',
    ]);
  });

  it('under the longest name that a file can have', async () => {
    const file = join(folder, 'x'.repeat(255));
    await writeWhole(file, 'text');
    expect(readFileSync(file, 'utf8')).toBe('text');
  });

  it('or not at all: a folder in its place', async () => {
    mkdirSync(join(folder, 'a.json'));
    await expect(writeWhole(join(folder, 'a.json'), 'x')).rejects.toThrow(/cannot write .*a\.json/);
    expect(readdirSync(folder)).toEqual(['a.json']);
  });

  it('or not at all: killed in the middle', async () => {
    const file = join(folder, 'a.json');
    writeFileSync(file, 'old');
    const program = join(base, 'output.mjs');
    await build({
      entryPoints: ['src/cli/output.ts'],
      outfile: program,
      bundle: true,
      platform: 'node',
      format: 'esm',
    });
    const script = `import { writeWhole } from ${JSON.stringify(pathToFileURL(program).href)};
for (;;) await writeWhole(${JSON.stringify(file)}, 'n'.repeat(150_000_000));`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: 'ignore' });
    try {
      const half = (): boolean =>
        readdirSync(folder).some((name) => name.endsWith('.tmp') && statSync(join(folder, name)).size > 0);
      for (let waited = 0; !half() && waited < 20_000; waited += 1)
        await new Promise((done) => setTimeout(done, 1));
      child.kill('SIGKILL');
      await new Promise((done) => child.once('exit', done));
      // On a slow machine one whole text may have come before the half one.
      expect([3, 150_000_000]).toContain(statSync(file).size);
      expect(readdirSync(folder)).toHaveLength(2);
    } finally {
      child.kill('SIGKILL');
    }
  }, 60_000);
});

describeWith(['root', 'mount', 'umount'], 'a disk that is full', () => {
  it('leaves the old file and nothing else', async () => {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder]);
    try {
      writeFileSync(join(folder, 'a.json'), 'old');
      await expect(writeWhole(join(folder, 'a.json'), 'n'.repeat(200_000))).rejects.toThrow(/ENOSPC/);
      expect(readdirSync(folder)).toEqual(['a.json']);
      expect(readFileSync(join(folder, 'a.json'), 'utf8')).toBe('old');
    } finally {
      execFileSync('umount', [folder]);
    }
  });

  it('as one that cannot be written to', async () => {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'ro', 'tmpfs', folder]);
    try {
      await expect(writeWhole(join(folder, 'a.json'), 'x')).rejects.toThrow(/EROFS/);
    } finally {
      execFileSync('umount', [folder]);
    }
  });
});

describe('two outputs to one file', () => {
  const there = (name: string): string => {
    const file = join(folder, name);
    writeFileSync(file, '');
    return file;
  };
  const cases: readonly (readonly [string, () => readonly string[], boolean])[] = [
    ['two names', () => [join(folder, 'a'), join(folder, 'b')], false],
    ['one name', () => [join(folder, 'a'), join(folder, 'a')], true],
    ['written in two ways', () => [join(folder, 'a'), join(folder, 'x', '..', 'a')], true],
    ['in a folder that is not there', () => ['/no/such/a', '/no/such/../such/a'], true],
    [
      'a file and a link to it',
      () => {
        const file = there('real');
        symlinkSync(file, join(folder, 'link'));
        return [file, join(folder, 'link')];
      },
      true,
    ],
    [
      'folders that are one',
      () => {
        mkdirSync(join(folder, 'f'));
        symlinkSync('f', join(folder, 'g'));
        return [join(folder, 'f', 'a'), join(folder, 'g', 'a')];
      },
      true,
    ],
    ['standard output', () => ['-', '-'], true],
    ['a device', () => ['/dev/null', '/dev/null'], false],
  ];
  it.each(cases)('%s', (_name, files, expected) => {
    const list = files();
    expect(writtenTwice(list)).toBe(expected ? list[1] : undefined);
  });
});
