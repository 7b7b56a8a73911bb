import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readAccepted, rememberAccepted } from '../../src/cli/accepted-packs.ts';
import type { Accepted } from '../../src/rules/signing/accepted.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'phaseout-state-'));
  file = join(folder, 'state.json');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const row = (pack: string, version = '1.0.0'): Accepted => ({
  key: 'a'.repeat(64),
  pack,
  version,
  date: '2026-11-22',
  sha256: version.replaceAll('.', '').padStart(64, '0'),
});

describe('the state file', () => {
  it('is made when it is not there, for its owner alone, and nothing is left beside it', async () => {
    expect(await readAccepted(file)).toEqual([]);
    await rememberAccepted(file, [row('a')]);
    expect(await readAccepted(file)).toEqual([row('a')]);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['state.json']);
  });

  it('is not touched where nothing is new', async () => {
    await rememberAccepted(file, [row('a')]);
    utimesSync(file, 1, 1);
    await rememberAccepted(file, [row('a')]);
    expect(statSync(file).mtimeMs).toBe(1_000);
  });

  it('loses nothing to many writers at once, and ends with the newest', async () => {
    await Promise.all(Array.from({ length: 20 }, (_, index) => rememberAccepted(file, [row(`p${index}`)])));
    expect(await readAccepted(file)).toHaveLength(20);
    const versions = ['1.1.0', '1.4.0', '1.2.0', '1.5.0', '1.3.0'];
    await Promise.allSettled(versions.map((version) => rememberAccepted(file, [row('p7', version)])));
    const after = await readAccepted(file);
    expect(after).toHaveLength(20);
    expect(after.find(({ pack }) => pack === 'p7')?.version).toBe('1.5.0');
    expect(readdirSync(folder)).toEqual(['state.json']);
  });

  it('refuses an older pack and stays as it was', async () => {
    await rememberAccepted(file, [row('a', '2.0.0')]);
    const before = readFileSync(file, 'utf8');
    await expect(rememberAccepted(file, [row('b'), row('a', '1.9.9')])).rejects.toThrow(
      /^the pack is refused: a 1\.9\.9 of 2026-11-22 is older than 2\.0\.0 of 2026-11-22/,
    );
    expect(readFileSync(file, 'utf8')).toBe(before);
  });

  it.each([
    ['cut off', '{"schema":"phaseout/acc'],
    ['empty', ''],
    ['another file', 'root:x:0:0:\n'],
  ])('that is %s is refused and left as it is', async (_, text) => {
    writeFileSync(file, text);
    await expect(rememberAccepted(file, [row('a')])).rejects.toMatchObject({
      name: 'TargetError',
      exitCode: 2,
      message: expect.stringMatching(/is damaged, or is none; it was left as it is$/),
    });
    expect(readFileSync(file, 'utf8')).toBe(text);
    expect(readdirSync(folder)).toEqual(['state.json']);
  });

  it('that is huge, a folder or a device is refused', async () => {
    writeFileSync(file, Buffer.alloc(1024 * 1024 + 1, ' '));
    await expect(readAccepted(file)).rejects.toThrow(/is larger than 1048576 bytes$/);
    mkdirSync(join(folder, 'd'));
    await expect(readAccepted(join(folder, 'd'))).rejects.toThrow(/is no regular file$/);
    await expect(readAccepted('/dev/null')).rejects.toThrow(/is no regular file$/);
  });

  it('may be named through a link, which stays', async () => {
    writeFileSync(join(folder, 'real.json'), '{"schema":"phaseout/accepted-packs@1","accepted":[]}');
    symlinkSync('real.json', file);
    await rememberAccepted(file, [row('a')]);
    expect(readdirSync(folder).sort()).toEqual(['real.json', 'state.json']);
    expect(await readAccepted(join(folder, 'real.json'))).toEqual([row('a')]);
  });

  it('in a folder that does not exist is an error that says so', async () => {
    await expect(rememberAccepted(join(folder, 'no/state.json'), [row('a')])).rejects.toMatchObject({
      name: 'OutputError',
      exitCode: 2,
      hint: 'check that its folder exists and may be written',
    });
  });

  it('is written in spite of what a killed writer left', async () => {
    writeFileSync(`${file}.lock`, '');
    utimesSync(`${file}.lock`, 1, 1);
    writeFileSync(`${file}.new`, 'half');
    await Promise.all([rememberAccepted(file, [row('a')]), rememberAccepted(file, [row('b')])]);
    expect((await readAccepted(file)).map(({ pack }) => pack)).toEqual(['a', 'b']);
    expect(readdirSync(folder)).toEqual(['state.json']);
  });

  it('that somebody else goes on writing is given up, with the way out', async () => {
    writeFileSync(`${file}.lock`, '');
    await expect(rememberAccepted(file, [row('a')], 200)).rejects.toMatchObject({
      message: expect.stringMatching(/^another phaseout has been writing .* for 0\.2 seconds$/),
      hint: `if none is running, delete ${file}.lock`,
    });
    expect(readdirSync(folder)).toEqual(['state.json.lock']);
  });
});
