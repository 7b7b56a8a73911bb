import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { writtenSeeds } from '../../../../fuzz/hive/seeds.ts';
import { type KeySpec, storedText, writeHive } from '../../../support/hive-writer.ts';
import { describeWith } from '../../../support/needs.ts';
import { publicFile, publicHives } from '../public-hives.ts';
import { dword, key, listing, open, sz } from './open.ts';
import { differences, hivexDump } from './peers/hivex.ts';
import { reglookupDifferences, reglookupDump } from './peers/reglookup.ts';

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

type HiveFile = readonly [name: string, file: () => string];

/** A file in the temporary folder, written when it is first asked for. */
function written(name: string, bytes: () => Buffer): HiveFile {
  const file = join(folder, name.replaceAll(/\W/g, '-'));
  return [
    name,
    () => {
      if (!existsSync(file)) writeFileSync(file, bytes());
      return file;
    },
  ];
}

/**
 * Hives written here, one of each list kind, those that Windows wrote, what the fuzzer starts from, and every hive in
 * the folders that PHASEOUT_TEST_HIVES names. Layers and logs mean nothing to the other programs.
 */
function hives(): HiveFile[] {
  const made = (['lf', 'lh', 'li'] as const).map((list) =>
    written(`written with ${list} lists`, () => writeHive(tree, { list })),
  );
  const published = publicHives.map((name) => written(name, () => publicFile(name)));
  const fuzzed = writtenSeeds()
    .filter(({ kind, logs }) => kind !== 'layered' && logs.length === 0)
    .map(({ kind, hive }) => written(`seed ${kind}`, () => hive));
  const folders = (process.env['PHASEOUT_TEST_HIVES'] ?? '').split(delimiter).filter((name) => name !== '');
  const found = folders.flatMap((name) =>
    readdirSync(name, { recursive: true, encoding: 'utf8' }).map((file) => join(name, file)),
  );
  return [
    ...made,
    ...published,
    ...fuzzed,
    ...found.filter(isHive).map((file): HiveFile => [file, () => file]),
  ];
}

function isHive(file: string): boolean {
  if (!statSync(file).isFile()) return false;
  const bytes = readFileSync(file);
  return bytes.length > 8192 && bytes.toString('latin1', 0, 4) === 'regf' && bytes.readUInt32LE(28) === 0;
}

/**
 * What reglookup 1.0.1 reads differently, by hive. It puts the segments of big data in the order in which they stand in
 * the file, and takes the first four bytes of a longer DWORD; libhivex reads all of these as this program does.
 */
const knownToDiffer: Readonly<Record<string, readonly string[]>> = {
  'plaso/NTUSER-WIN7.DAT': [
    '{35378EAC-683F-11D2-A89A-00C04FBBCFA2}',
    '{42B5FAAE-6536-11d2-AE5A-0000F87571E3}',
    '{5794DAFD-BE60-433f-88A2-1A31939AC01F}',
  ].map((name) => `/Software/Microsoft/Windows/CurrentVersion/Group Policy/History/${name}/0 lParam`),
  'plaso/SYSTEM': [
    '/ControlSet001/Control/Session Manager/AppCompatCache AppCompatCache',
    '/ControlSet001/services/mfehidk VTPCerts',
    '/ControlSet001/services/rdyboost/Parameters BootPlan',
  ],
};

/** Of this hive, for which reglookup takes seconds, the branch that a scan reads most of; libhivex is compared in all of it. */
const branches: Readonly<Record<string, string>> = { 'plaso/SOFTWARE': '/Microsoft/Windows/CurrentVersion' };

describeWith(['hivexregedit', 'perl'], 'against libhivex', () => {
  it.each(hives())('lists the same keys, times and values: %s', async (_, file) => {
    const { hive } = await open(readFileSync(file()), { prefix: '' });
    const peer = hivexDump(file());
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
  it.each(hives())('lists the same keys, times and values: %s', async (name, file) => {
    const { hive } = await open(readFileSync(file()), { prefix: '' });
    const branch = branches[name];
    const root = await hive.key(branch?.replaceAll('/', '\\') ?? '');
    assert(root !== undefined);
    const found = await reglookupDifferences(root, reglookupDump(file(), branch), branch);
    expect(
      found.map(({ where }) => where),
      found.map(({ what }) => what).join('\n'),
    ).toEqual(knownToDiffer[name] ?? []);
  });
});
