import { describe, expect, it } from 'vitest';
import { openHive } from '../../../../src/host/registry/regf/hive.ts';
import {
  changedPages,
  dirtied,
  type EntrySpec,
  writeNewLog,
  writeOldLog,
} from '../../../support/hive-log-writer.ts';
import { sealBaseBlock, writeHive } from '../../../support/hive-writer.ts';
import { dword, key, listing, open, slowSource } from './open.ts';

const version = (number: number, more = 0): Buffer =>
  writeHive(
    key('r', [
      key('Product', [], [dword('Version', number)]),
      ...Array.from({ length: more }, (_, index) => key(`Added${String(index).padStart(3, '0')}`)),
    ]),
  );

const before = version(1);
const after = version(2);
const grown = version(3, 200);
const bins = (hive: Buffer): number => hive.length - 4096;

function entry(sequence: number, from: Buffer, to: Buffer): EntrySpec {
  return { sequence, binsBytes: bins(to), pages: changedPages(from, to) };
}

const first = entry(7, before, after);
const second = entry(8, after, grown);
const dirty = dirtied(before, 7, 6);

async function versionIn(bytes: Buffer, logBytes: readonly Buffer[]) {
  const { hive, damage } = await open(bytes, { logBytes });
  const value = await (await hive.key('Product'))?.value('Version');
  return {
    version: value?.data,
    state: hive.state,
    applied: hive.appliedLogEntries,
    damage: damage.map(({ message, reason }) => `${reason}: ${message}`),
  };
}

function broken(log: Buffer, at: number): Buffer {
  const copy = Buffer.from(log);
  copy[at] = (copy[at] ?? 0) ^ 0x40;
  return copy;
}

const stale = (why: string, reason = 'malformed-source'): string[] => [
  `${reason}: the hive was not written out and ${why}: recent changes may be missing`,
];
const foreign = 'its transaction logs do not belong to this state of it';

describe('a hive that was not written out', () => {
  it('has entries in its made logs', () => {
    expect(first.pages.length).toBeGreaterThan(0);
    expect(grown.length).toBeGreaterThan(after.length);
  });

  const twoEntries = writeNewLog(before, 7, [first, second]);
  const cut = 512 + Math.ceil((40 + first.pages.length * (8 + 4096)) / 512) * 512;

  it.each([
    ['both entries of one log', dirty, [twoEntries], 3, 2, []],
    [
      'entries spread over two logs',
      dirty,
      [writeNewLog(before, 7, [first]), writeNewLog(before, 8, [second])],
      3,
      2,
      [],
    ],
    [
      'the later log first',
      dirty,
      [writeNewLog(before, 8, [second]), writeNewLog(before, 7, [first])],
      3,
      2,
      [],
    ],
    ['an old log beside', dirty, [writeNewLog(before, 3, [entry(3, before, before)]), twoEntries], 3, 2, []],
    [
      'up to a gap in the numbers',
      dirty,
      [writeNewLog(before, 7, [first, { ...second, sequence: 9 }])],
      2,
      1,
      [],
    ],
    ['up to a page that does not fit its hash', dirty, [broken(twoEntries, twoEntries.length - 1)], 2, 1, []],
    ['up to a header that does not fit its hash', dirty, [broken(twoEntries, cut + 24)], 2, 1, []],
    ['up to the end of a torn log', dirty, [twoEntries.subarray(0, twoEntries.length - 512)], 2, 1, []],
    ['with an empty second log', dirty, [twoEntries, Buffer.alloc(0)], 3, 2, []],
    ['a base block of no use, from the log', broken(dirty, 100), [twoEntries], 3, 2, []],
    [
      'a base block of zeros, from the log',
      Buffer.concat([Buffer.alloc(4096), dirty.subarray(4096)]),
      [twoEntries],
      3,
      2,
      [],
    ],
  ])('applies %s', async (_, bytes, logs, version, applied, damage) => {
    expect(await versionIn(bytes, logs)).toEqual({ version, state: 'recovered', applied, damage });
  });

  it.each([
    ['there is no log', dirty, [], stale('it has no transaction log', 'missing-source')],
    [
      'the logs are empty',
      dirty,
      [Buffer.alloc(0), Buffer.alloc(0)],
      stale('it has no transaction log', 'missing-source'),
    ],
    ['the log is damaged', dirty, [broken(twoEntries, 20)], stale('its transaction logs are damaged')],
    ['the log ended before', dirty, [writeNewLog(before, 5, [entry(5, before, after)])], stale(foreign)],
    ['the first entry is not the expected one', dirty, [writeNewLog(before, 7, [second])], stale(foreign)],
    ['the first entry is damaged', dirty, [broken(twoEntries, 512 + 24)], stale(foreign)],
  ])('is read as it is, with a report, where %s', async (_, bytes, logs, damage) => {
    expect(await versionIn(bytes, logs)).toEqual({ version: 1, state: 'stale', applied: 0, damage });
  });

  it('ignores the logs of a clean hive', async () => {
    expect(await versionIn(before, [twoEntries])).toEqual({
      version: 1,
      state: 'clean',
      applied: 0,
      damage: [],
    });
  });

  it('grows with its log, over sources that cannot answer at once too', async () => {
    const hive = await openHive(slowSource(dirty), {
      prefix: 'R',
      logs: [slowSource(twoEntries)],
      onDamage: (damage) => expect(damage).toBeUndefined(),
    });
    expect(await listing(hive.root)).toEqual(await listing((await open(grown)).hive.root));
    expect((await hive.root.subkeys()).length).toBe(201);
  });

  it('leaves the bytes that it was given alone', async () => {
    const copies = [Buffer.from(dirty), Buffer.from(twoEntries)];
    await versionIn(dirty, [twoEntries]);
    expect([dirty, twoEntries]).toEqual(copies);
  });

  it('refuses an entry that points outside the hive', async () => {
    const wild = { ...first, pages: first.pages.map((page) => ({ ...page, offset: 0x7ffff000 })) };
    expect((await versionIn(dirty, [writeNewLog(before, 7, [wild])])).damage).toEqual(stale(foreign));
  });
});

describe('a hive beside the log of another hive', () => {
  // The kernel writes part of the pages back and leaves the numbers: a log may begin far above them.
  const later = { ...first, sequence: 500 };
  const marked = (bytes: Buffer, at: number, text: string): Buffer => {
    const copy = Buffer.from(bytes);
    copy.write(text, at, 'utf16le');
    sealBaseBlock(copy);
    return copy;
  };
  const named = (name: string): Buffer => marked(before, 48, name.padEnd(32, '\0'));
  const withGuid = (guid: string): Buffer => marked(named('SYSTEM'), 112, guid);
  const later500 = (header: Buffer): Buffer => writeNewLog(header, 500, [later]);

  it.each([
    ['has its name in another case', named('SYSTEM'), named('System')],
    ['has no name', named('SYSTEM'), before],
    ['has its GUID', withGuid('guidguid'), withGuid('guidguid')],
    ['has no GUID', withGuid('guidguid'), named('SYSTEM')],
  ])('takes a log with higher numbers that %s', async (_, hive, header) => {
    expect(await versionIn(dirtied(hive, 7, 6), [later500(header)])).toEqual({
      version: 2,
      state: 'recovered',
      applied: 1,
      damage: [],
    });
  });

  const written = Buffer.from(before);
  written.writeUInt32LE(99, 12);
  sealBaseBlock(written);

  it.each([
    ['has another name', named('SYSTEM'), named('SOFTWARE')],
    ['has another GUID', withGuid('guidguid'), withGuid('diugdiug')],
    ['was written at another time', before, written],
  ])('leaves alone a log with higher numbers that %s', async (_, hive, header) => {
    expect(await versionIn(dirtied(hive, 7, 6), [later500(header)])).toEqual({
      version: 1,
      state: 'stale',
      applied: 0,
      damage: stale(foreign),
    });
  });

  it('leaves it alone and takes its own', async () => {
    const log = writeNewLog(named('SYSTEM'), 7, [first, second]);
    expect(await versionIn(dirtied(named('SYSTEM'), 7, 6), [later500(named('SAM')), log])).toMatchObject({
      version: 3,
      state: 'recovered',
      applied: 2,
    });
  });

  it('does not rebuild a damaged hive from a log of another time', async () => {
    expect(await versionIn(broken(dirty, 100), [writeNewLog(written, 7, [first])])).toMatchObject({
      version: 1,
      state: 'stale',
    });
  });
});

describe('a hive with a log of the old format', () => {
  const log = writeOldLog(before, 7, changedPages(before, after));

  it('is brought up to date', async () => {
    expect(await versionIn(dirty, [log])).toEqual({ version: 2, state: 'recovered', applied: 1, damage: [] });
  });

  it.each([
    ['was written at another time', (bytes: Buffer) => bytes.writeUInt32LE(99, 12)],
    ['was not written to its end', (bytes: Buffer) => bytes.writeUInt32LE(8, 4)],
  ])('does not take a log that %s', async (_, change) => {
    const other = Buffer.from(log);
    change(other);
    sealBaseBlock(other);
    expect(await versionIn(dirty, [other])).toMatchObject({
      version: 1,
      state: 'stale',
      damage: stale(foreign),
    });
  });

  it('does not take a log that is shorter than its bitmap says', async () => {
    expect(await versionIn(dirty, [log.subarray(0, log.length - 512)])).toMatchObject({
      version: 1,
      state: 'stale',
    });
  });
});
