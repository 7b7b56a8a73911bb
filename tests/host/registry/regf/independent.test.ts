import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { type KeySpec, storedText, writeHive } from '../../../support/hive-writer.ts';
import { describeWith } from '../../../support/needs.ts';
import { dword, key, listing, open, sz } from './open.ts';
import { differences, hivexDump } from './peers/hivex.ts';
import { reglookupDump, reglookupLines } from './peers/reglookup.ts';

const folder = mkdtempSync(join(tmpdir(), 'phaseout-regf-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const data = (length: number): Buffer =>
  Buffer.from(Array.from({ length }, (_, index) => (index * 31) % 256));

/** One of everything that a hive can hold. */
const tree: KeySpec = timed(
  key(
    'CMI-CreateHive{2A7FB991-7BBE-4F9D-B91E-7CB51D4737F5}',
    [
      key(
        'Many',
        Array.from({ length: 1200 }, (_, index) => key(`Key ${index}`, [], [dword('n', index)])),
      ),
      key(
        'Names',
        ['Grün', 'Ключ', 'キー', '🔑 key', 'a/b', '100%'].map((name) => key(name, [], [sz(name, name)])),
      ),
      { ...key('Timed'), lastWrittenMs: Date.UTC(2024, 5, 20, 12), className: 'Shell' },
    ],
    [
      sz('', 'default'),
      { name: 'expand', type: 2, data: storedText('%SystemRoot%\\x, "y"') },
      { name: 'multi', type: 7, data: storedText('one\0two\0') },
      { name: 'none', type: 0, data: Buffer.alloc(0) },
      { name: 'three bytes', type: 3, data: data(3) },
      { name: 'big endian', type: 5, data: data(4) },
      { name: 'qword', type: 11, data: data(8) },
      { name: 'resources', type: 8, data: data(100) },
      { name: 'one cell', type: 3, data: data(16_344) },
      { name: 'segments', type: 3, data: data(100_000) },
      { name: 'odd text', type: 1, data: Buffer.from('e9006200ff', 'hex') },
    ],
  ),
);

/** The same with a time on every key: what a key without one shows differs between programs. */
function timed(spec: KeySpec): KeySpec {
  return { lastWrittenMs: Date.UTC(2024, 8, 29), ...spec, keys: [...(spec.keys ?? [])].map(timed) };
}

/** Hives written here, one of each list kind, and every hive in the folders that PHASEOUT_TEST_HIVES names. */
function hives(): [name: string, file: string][] {
  const made = (['lf', 'lh', 'li'] as const).map((list): [string, string] => {
    const file = join(folder, list);
    writeFileSync(file, writeHive(tree, { list }));
    return [`written with ${list} lists`, file];
  });
  const folders = (process.env['PHASEOUT_TEST_HIVES'] ?? '').split(delimiter).filter((name) => name !== '');
  const found = folders.flatMap((name) =>
    readdirSync(name, { recursive: true, encoding: 'utf8' }).map((file) => join(name, file)),
  );
  return [...made, ...found.filter(isCleanHive).map((file): [string, string] => [file, file])];
}

function isCleanHive(file: string): boolean {
  if (!statSync(file).isFile()) return false;
  const bytes = readFileSync(file);
  return bytes.length > 8192 && bytes.toString('latin1', 0, 4) === 'regf' && bytes.readUInt32LE(28) === 0;
}

describeWith(['hivexregedit', 'perl'], 'against libhivex', () => {
  it.each(hives())('lists the same keys, times and values: %s', async (_, file) => {
    const { hive } = await open(readFileSync(file), { prefix: '' });
    const peer = hivexDump(file);
    expect(peer.length).toBeGreaterThan(0);
    expect(await differences(hive.root, peer)).toEqual([]);
  });

  it('reads what hivexregedit merged into a hive', async () => {
    const file = join(folder, 'edited');
    writeFileSync(file, writeHive(key('root', [key('Microsoft', [key('Old')])])));
    const edit = join(folder, 'edit.reg');
    writeFileSync(
      edit,
      [
        'Windows Registry Editor Version 5.00',
        '',
        '[HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Uninstall]',
        '',
        '[HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Uninstall\\{8A1D}]',
        '"DisplayName"="Example Endpoint Security"',
        '"EstimatedSize"=dword:0000002a',
        '"Paths"=hex(7):61,00,00,00,62,00,00,00,00,00',
        '',
        '[-HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Old]',
        '',
      ].join('\n'),
    );
    execFileSync('hivexregedit', ['--merge', file, '--prefix', 'HKEY_LOCAL_MACHINE\\SOFTWARE', edit]);
    const { hive, damage } = await open(readFileSync(file));
    expect(await listing(hive.root)).toEqual([
      'R',
      'R\\Microsoft',
      'R\\Microsoft\\Uninstall',
      'R\\Microsoft\\Uninstall\\{8A1D}',
      'R\\Microsoft\\Uninstall\\{8A1D} = DisplayName:sz:Example Endpoint Security',
      'R\\Microsoft\\Uninstall\\{8A1D} = EstimatedSize:dword:42',
      'R\\Microsoft\\Uninstall\\{8A1D} = Paths:multi-sz:a|b',
    ]);
    expect((await hive.key('microsoft\\uninstall\\{8a1d}'))?.name).toBe('{8A1D}');
    expect(damage).toEqual([]);
  });
});

describeWith(['reglookup'], 'against reglookup', () => {
  it.each(hives())('lists the same keys, times and plain values: %s', async (_, file) => {
    const { hive } = await open(readFileSync(file), { prefix: '' });
    const [ours, theirs] = [await reglookupLines(hive.root), new Set(reglookupDump(file))];
    const keys = (lines: Iterable<string>): number =>
      [...lines].filter((line) => line.includes(',KEY,,')).length;
    expect(ours.filter((line) => !theirs.has(line))).toEqual([]);
    expect(keys(ours)).toBe(keys(theirs));
  });
});
