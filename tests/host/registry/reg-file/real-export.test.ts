import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readRegFile } from '../../../../src/host/registry/reg-file/read-reg-file.ts';
import { describeWith } from '../../../support/needs.ts';
import { type PublicFile, publicFile } from '../public-hives.ts';
import { listing, open } from '../regf/open.ts';

const folder = mkdtempSync(join(tmpdir(), 'phaseout-export-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const branches: readonly (readonly [
  file: PublicFile,
  long: string,
  short: string,
  key: string,
  keys: number,
])[] = [
  ['plaso/SYSTEM', 'HKEY_LOCAL_MACHINE\\SYSTEM', 'HKLM\\SYSTEM', 'ControlSet001\\services', 1765],
  ['plaso/NTUSER-WIN7.DAT', 'HKEY_USERS\\S-1-5-21', 'HKU\\S-1-5-21', 'Software', 1564],
  ['dfwinreg/NTUSER.DAT', 'HKEY_USERS\\S-1-5-21', 'HKU\\S-1-5-21', 'Software', 1219],
];

describeWith(['hivexregedit'], 'what hivexregedit exports of a hive that Windows wrote', () => {
  it.each(branches)('reads the same as the hive: %s', async (name, long, short, path, keys) => {
    const file = join(folder, name.replace('/', '-'));
    writeFileSync(file, publicFile(name));
    const text = execFileSync('hivexregedit', ['--export', '--prefix', long, file, `\\${path}`], {
      maxBuffer: 64 * 1024 * 1024,
    });
    const gaps: string[] = [];
    const tree = await readRegFile([text], {
      source: 'x.reg',
      onGap: (_reason, _source, message) => gaps.push(message),
    });
    const exported = tree.find(`${short}\\${path}`);
    const { hive } = await open(publicFile(name), { prefix: short });
    const stored = await hive.key(path);
    assert(exported !== undefined && stored !== undefined);
    // It sorts the values of a key by name.
    const lines = (await listing(stored)).sort();
    expect((await listing(exported)).sort()).toEqual(lines);
    expect(lines.filter((line) => !line.includes(' = '))).toHaveLength(keys);
    expect(gaps).toEqual([]);
  });
});
