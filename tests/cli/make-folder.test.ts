import { mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeFolder } from '../../src/cli/make-folder.ts';
import { OutputError } from '../../src/errors.ts';

let base = '';
beforeAll(() => {
  base = mkdtempSync(join(tmpdir(), 'phaseout-make-folder-'));
});
afterAll(() => rmSync(base, { recursive: true, force: true }));

describe('a folder is made', () => {
  it('with those above it, with the rights that are asked for, and stays where it is there', async () => {
    const folder = join(base, 'a', 'b', 'c');
    await makeFolder(folder, 0o700);
    await makeFolder(folder);
    expect([folder, join(base, 'a')].map((path) => statSync(path).mode & 0o777)).toEqual([0o700, 0o700]);
  });

  it('by two at once', async () => {
    const folder = join(base, 'twice', 'below', 'deep');
    await Promise.all([makeFolder(folder), makeFolder(folder), makeFolder(folder)]);
    expect(statSync(folder).isDirectory()).toBe(true);
  });
});

describe('what cannot be made is said', () => {
  it.each([
    ['below a file', 'file/below/x', /cannot make the folder .*\/file\/below\/x: ENOTDIR/],
    ['where a link leads nowhere', 'link/below', /cannot make the folder .*\/link\/below: /],
  ])('%s', async (_, name, said) => {
    writeFileSync(join(base, 'file'), '');
    if (name.startsWith('link')) symlinkSync(join(base, 'nowhere'), join(base, 'link'));
    await expect(makeFolder(join(base, name))).rejects.toThrow(said);
  });

  it.runIf(process.platform === 'linux')(
    'in /proc, at once',
    async () => {
      const failed = makeFolder('/proc/nope/x');
      await expect(failed).rejects.toThrow(OutputError);
      await expect(failed).rejects.toMatchObject({
        exitCode: 2,
        hint: expect.stringContaining('can be made'),
      });
    },
    5_000,
  );
});
