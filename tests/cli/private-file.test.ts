import {
  chmodSync,
  chownSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { writePrivate } from '../../src/cli/private-file.ts';
import { OutputError } from '../../src/errors.ts';
import { describeWith } from '../support/needs.ts';

// Not below /tmp, where every folder above would be one that others may write.
const base = mkdtempSync(join(process.cwd(), 'node_modules', '.private-file-'));
afterAll(() => rmSync(base, { recursive: true, force: true }));
let folders = 0;
const fresh = (): string => join(base, `f${folders++}`);

describe('a file that only this account may read and write', () => {
  it('is made with its folder, and replaced whole', async () => {
    const folder = join(fresh(), 'a', 'b');
    const file = await writePrivate(folder, 'rmm.json', 'one');
    expect([statSync(folder).mode & 0o777, statSync(file).mode & 0o777]).toEqual([0o700, 0o600]);
    expect(await writePrivate(folder, 'rmm.json', 'two')).toBe(file);
    expect(readFileSync(file, 'utf8')).toBe('two');
    expect(readdirSync(folder)).toEqual(['rmm.json']);
  });

  it('replaces a link in its place and leaves what it leads to', async () => {
    const folder = fresh();
    const victim = join(base, 'victim');
    writeFileSync(victim, 'precious');
    mkdirSync(folder, { mode: 0o700 });
    symlinkSync(victim, join(folder, 'rmm.json'));
    await writePrivate(folder, 'rmm.json', 'report');
    expect(readFileSync(victim, 'utf8')).toBe('precious');
    expect(lstatSync(join(folder, 'rmm.json')).isFile()).toBe(true);
  });

  it.each([
    [
      'a folder that is a link',
      (folder: string) => {
        mkdirSync(`${folder}-real`, { mode: 0o700 });
        symlinkSync(`${folder}-real`, folder);
      },
      'is no folder but a link or a file',
    ],
    [
      'a folder that others may write',
      (folder: string) => {
        mkdirSync(folder);
        chmodSync(folder, 0o777);
      },
      'may be written by others',
    ],
    [
      'a folder that others may write, sticky or not',
      (folder: string) => {
        mkdirSync(folder);
        chmodSync(folder, 0o1777);
      },
      'may be written by others',
    ],
    ['a file in its place', (folder: string) => writeFileSync(folder, 'x'), 'is no folder'],
  ])('%s is refused', async (_name, make, message) => {
    const folder = fresh();
    make(folder);
    await expect(writePrivate(folder, 'rmm.json', 'x')).rejects.toThrow(OutputError);
    await expect(writePrivate(folder, 'rmm.json', 'x')).rejects.toThrow(message);
  });

  it.runIf(process.platform === 'linux')(
    'a folder that cannot be made is refused at once',
    async () => {
      await expect(writePrivate('/proc/nope/x', 'rmm.json', 'x')).rejects.toThrow(/cannot make the folder/);
    },
    5_000,
  );

  it('a folder above that others may write is refused too', async () => {
    const above = fresh();
    mkdirSync(above);
    chmodSync(above, 0o777);
    await expect(writePrivate(join(above, 'own'), 'rmm.json', 'x')).rejects.toThrow(
      `${above} may be written by others`,
    );
  });
});

describeWith(['root'], 'a folder of another account', () => {
  it('is refused', async () => {
    const folder = fresh();
    mkdirSync(folder, { mode: 0o700 });
    chownSync(folder, 65534, 65534);
    await expect(writePrivate(folder, 'rmm.json', 'x')).rejects.toThrow('belongs to another account');
  });
});
