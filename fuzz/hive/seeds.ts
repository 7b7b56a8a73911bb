import { readdirSync, readFileSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { publicFile } from '../../tests/host/registry/public-hives.ts';
import { tornUnderItsLog } from '../../tests/host/registry/torn-hive.ts';
import { changedPages, dirtied, writeNewLog, writeOldLog } from '../../tests/support/hive-log-writer.ts';
import { type KeySpec, storedText, type WriteOptions, writeHive } from '../../tests/support/hive-writer.ts';

/** A hive to mutate, with its logs. `kind` names what it is there to reach. */
export interface Seed {
  readonly kind: string;
  readonly hive: Buffer;
  readonly logs: readonly Buffer[];
}

const maxRealBytes = 2 * 1024 * 1024;

/** The published hives that are small enough to be read over and over. */
const published = [
  'plaso/NTUSER.DAT',
  'plaso/NTUSER-WIN7.DAT',
  'plaso/NTUSER-RunTests.DAT',
  'plaso/NTUSER-CCLEANER.DAT',
  'plaso/Amcache.hve',
  'plaso/win10-Amcache.hve',
  'dfwinreg/NTUSER.DAT',
] as const;

/** Seeds written here, one for each kind of list and state. */
export function writtenSeeds(): Seed[] {
  const plain = (kind: string, options: WriteOptions): Seed => ({
    kind,
    hive: writeHive(tree(1), options),
    logs: [],
  });
  return [
    plain('lf', { list: 'lf' }),
    plain('lh', { list: 'lh' }),
    plain('li', { list: 'li' }),
    plain('ri of lf', { list: 'lf', leafEntries: 3 }),
    plain('ri of lh', { list: 'lh', leafEntries: 3 }),
    plain('ri of li', { list: 'li', leafEntries: 3 }),
    plain('version 1.3', { list: 'lf', minorVersion: 3 }),
    plain('layered', { layered: true, minorVersion: 6 }),
    ...dirtySeeds(),
  ];
}

/** Hives that Windows wrote: published ones, one of them torn under its log, and those in the folders of PHASEOUT_TEST_HIVES. */
export function realSeeds(): Seed[] {
  const folders = (process.env['PHASEOUT_TEST_HIVES'] ?? '').split(delimiter).filter((name) => name !== '');
  const found = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((name) => join(folder, name))
      .filter((path) => statSync(path).isFile())
      .flatMap((path) => realSeed(readFileSync(path))),
  );
  return [
    ...published.flatMap((name) => realSeed(publicFile(name))),
    { kind: 'real under its log', ...tornUnderItsLog() },
    ...found,
  ];
}

function realSeed(hive: Buffer): Seed[] {
  if (hive.length < 8192 || hive.length > maxRealBytes) return [];
  if (hive.toString('latin1', 0, 4) !== 'regf' || hive.readUInt32LE(28) !== 0) return [];
  return [{ kind: 'real', hive, logs: [] }];
}

function tree(version: number): KeySpec {
  const text = (name: string, data: string, type = 1) => ({ name, type, data: storedText(data) });
  const bytes = (name: string, type: number, length: number) => ({
    name,
    type,
    data: Buffer.alloc(length, version),
  });
  const leaf = (name: string): KeySpec => ({
    name,
    values: [text('DisplayName', `Example ${name}`), bytes('n', 4, 4)],
  });
  const many = Array.from({ length: 14 }, (_, index) => leaf(`Program ${index}`));
  return {
    name: 'CMI-CreateHive',
    values: [text('', 'default')],
    keys: [
      { name: 'Many', keys: many, className: 'Shell', lastWrittenMs: 1_718_884_800_000 },
      { name: 'Deep', keys: [{ name: 'er', keys: [{ name: 'and', keys: [leaf('deeper')] }] }] },
      { name: 'Имя ключа', values: [text('Значение', 'текст')] },
      {
        name: 'Link',
        flags: 0x10,
        values: [{ name: 'SymbolicLinkValue', type: 6, data: Buffer.from('\\X', 'utf16le') }],
      },
      { name: 'Gone', layer: 1 },
      {
        name: 'Values',
        layer: 3,
        values: [
          text('expand', '%SystemRoot%', 2),
          text('multi', 'a\0b\0', 7),
          bytes('big', 3, 40_000),
          bytes('quad', 11, 8),
          bytes('none', 0, 0),
          { name: 'dead', type: 0, data: Buffer.alloc(0), tombstone: true },
        ],
      },
    ],
  };
}

function dirtySeeds(): Seed[] {
  const [before, after] = [writeHive(tree(1)), writeHive(tree(2))];
  const pages = changedPages(before, after);
  const half = Math.ceil(pages.length / 2);
  const binsBytes = before.length - 4096;
  const entry = (sequence: number, from: number, to: number) => ({
    sequence,
    binsBytes,
    pages: pages.slice(from, to),
  });
  const hive = dirtied(before, 7, 6);
  const first = writeNewLog(before, 7, [entry(7, 0, half)]);
  const second = writeNewLog(before, 8, [entry(8, half, pages.length)]);
  return [
    { kind: 'new log', hive, logs: [first, second] },
    { kind: 'old log', hive, logs: [writeOldLog(before, 7, pages)] },
  ];
}
