import { mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rpm } from '../../../../src/collect/linux/rpm.ts';
import { directoryHost } from '../../../../src/host/directory-host.ts';
import type { MemoryEntry } from '../../../../src/host/memory-host.ts';
import { fc } from '../../../support/property.ts';
import { gapsOf, runOn, runOnFiles } from '../../run-on.ts';
import { type RpmFixture, rpmFixture, rpmFixtures } from './fixture.ts';

const directory = '/var/lib/rpm';
const fileOf: Readonly<Record<RpmFixture, string>> = {
  sqlite: 'rpmdb.sqlite',
  'sqlite-log': 'rpmdb.sqlite-wal',
  ndb: 'Packages.db',
  bdb: 'Packages',
  'bdb-big-endian': 'Packages',
  'bdb-centos5': 'Packages',
};
const formats = ['sqlite', 'ndb', 'bdb', 'bdb-big-endian'] as const;

function at(fixture: RpmFixture, bytes = rpmFixture(fixture)): Record<string, MemoryEntry> {
  return { [`${directory}/${fileOf[fixture]}`]: bytes };
}

/** As `rpm -qa` lists them. */
const listed = [
  'kesl 12.3.0-1162',
  'klnagent64 15.1.0-20748',
  'klog 1:2.3-1.el9',
  'libstdc++ 1.0^git1-1',
  'many-files 0:0-0~rc1',
];

async function read(files: Readonly<Record<string, MemoryEntry>>) {
  const collected = await runOnFiles(rpm, files);
  return {
    packages: collected.items.map(({ name, version }) => `${name} ${version}`).sort(),
    gaps: gapsOf(collected),
    messages: collected.coverage.gaps.map(({ message }) => message),
    items: collected.items,
  };
}

describe('rpm', () => {
  it.each(formats)('reads what real rpm wrote as %s', async (format) => {
    const { packages, gaps } = await read(at(format));
    expect(gaps).toEqual([]);
    expect(packages).toEqual(format === 'ndb' ? listed.filter((name) => !name.startsWith('klog')) : listed);
  });

  it('gives each package as an item', async () => {
    const { items } = await read(at('sqlite'));
    expect(items.find(({ name }) => name === 'klog')).toEqual({
      kind: 'software',
      collector: 'rpm',
      name: 'klog',
      version: '1:2.3-1.el9',
      publisher: 'AO Kaspersky Lab',
      installedAt: '2026-11-22T08:41:52Z',
      state: 'installed',
      origin: '/var/lib/rpm/rpmdb.sqlite#klog-1:2.3-1.el9.noarch',
      platform: 'linux',
      attributes: { architecture: 'noarch', packager: 'Zoë <zoe@example.org>' },
    });
  });

  it('reads a database of CentOS 5 as rpm itself does, signing keys apart', async () => {
    const { items, gaps } = await read(at('bdb-centos5'));
    const rows = items.map(({ name, version, attributes, publisher, installedAt }) =>
      [name, version, attributes?.['architecture'], publisher, Date.parse(installedAt ?? '') / 1000].join(
        '\t',
      ),
    );
    const expected = readFileSync(join(rpmFixtures(), 'bdb-centos5.txt'), 'utf8').trim().split('\n');
    expect(gaps).toEqual([]);
    expect(rows.sort()).toEqual(expected.filter((row) => !row.startsWith('gpg-pubkey')).sort());
    expect(rows).toHaveLength(110);
  });

  it('reads what only the write-ahead log holds', async () => {
    const { packages, gaps } = await read({ ...at('sqlite'), ...at('sqlite-log') });
    expect(gaps).toEqual([]);
    expect(packages).toEqual([
      'kesl 12.3.0-1162',
      'klnagent64 15.1.0-20748',
      'libstdc++ 1.0^git1-1',
      'many-files 0:0-0~rc1',
      'many-files 0:0-0~rc1',
    ]);
  });

  it.each([
    ['its first byte', 3, 'is not usable'],
    ['its checksum', 24, 'has a damaged start'],
    ['a page of it', 5000, 'is damaged at byte'],
  ])('says that a write-ahead log damaged in %s was not read', async (_, place, words) => {
    const log = rpmFixture('sqlite-log');
    log[place] = (log[place] ?? 0) ^ 0x10;
    const { packages, messages } = await read({ ...at('sqlite'), ...at('sqlite-log', log) });
    expect(messages.join()).toContain(words);
    expect(packages).toContain('kesl 12.3.0-1162');
  });

  it('says that a change was broken off', async () => {
    const { gaps } = await read({ ...at('sqlite'), [`${directory}/rpmdb.sqlite-journal`]: 'x' });
    expect(gaps).toEqual([`malformed-source ${directory}/rpmdb.sqlite-journal`]);
  });

  it('tells the format by the content, not by the name', async () => {
    expect((await read({ '/usr/lib/sysimage/rpm/Packages': rpmFixture('sqlite') })).packages).toEqual(listed);
  });

  it('reads a directory that several links lead to once', async () => {
    const { items, gaps } = await read({
      '/usr/share/rpm/rpmdb.sqlite': rpmFixture('sqlite'),
      '/usr/lib/sysimage/rpm': { link: '../../share/rpm' },
      '/var/lib/rpm': { link: '/usr/lib/sysimage/rpm' },
    });
    expect(gaps).toEqual([]);
    expect(items.map(({ name }) => name).sort()).toEqual([
      'kesl',
      'klnagent64',
      'klog',
      'libstdc++',
      'many-files',
    ]);
  });

  const empty: readonly {
    readonly name: string;
    readonly files: Readonly<Record<string, MemoryEntry>>;
    readonly gaps: readonly string[];
  }[] = [
    { name: 'nothing there', files: { '/etc/hostname': 'a' }, gaps: [] },
    { name: 'a directory without a file', files: { [directory]: { type: 'directory' } }, gaps: [] },
    { name: 'a file of no bytes', files: at('sqlite', Buffer.alloc(0)), gaps: ['empty-source rpmdb.sqlite'] },
    {
      name: 'a file of no bytes where dpkg has the packages',
      files: { ...at('bdb', Buffer.alloc(0)), '/var/lib/dpkg/status': 'Package: dash\n' },
      gaps: [],
    },
    {
      name: 'text',
      files: at('bdb', Buffer.from('this is no database at all')),
      gaps: ['malformed-source Packages'],
    },
    {
      name: 'an index without its database',
      files: { [`${directory}/Name`]: 'x' },
      gaps: ['missing-source rpm'],
    },
    {
      name: 'a tree of Berkeley DB',
      files: at('bdb', Buffer.concat([Buffer.alloc(12), Buffer.from('62310500', 'hex'), Buffer.alloc(600)])),
      gaps: ['unsupported-format Packages'],
    },
    {
      name: 'a fifo',
      files: { [`${directory}/Packages`]: { type: 'other' } },
      gaps: ['malformed-source Packages'],
    },
  ];
  it.each(empty)('$name', async ({ files, gaps }) => {
    const found = await read(files);
    expect(found.packages).toEqual([]);
    expect(found.gaps.map((gap) => gap.replace(/\/.*\//, ''))).toEqual(gaps);
  });
});

describe('a damaged rpm database', () => {
  it.each(['sqlite', 'bdb', 'ndb'] as const)(
    '%s that claims eight terabytes is read where there is something',
    async (format) => {
      const root = mkdtempSync(join(tmpdir(), 'phaseout-sparse-'));
      try {
        mkdirSync(join(root, directory), { recursive: true });
        const path = join(root, directory, fileOf[format]);
        writeFileSync(path, rpmFixture(format));
        truncateSync(path, 8 * 2 ** 40);
        const { items, coverage } = await runOn(rpm, await directoryHost(root, 'linux'));
        expect(coverage.gaps.some(({ reason }) => reason === 'crashed')).toBe(false);
        expect(coverage.status).toBe(format === 'sqlite' ? 'gap' : 'ok');
        expect(items.length).toBeGreaterThanOrEqual(4);
      } finally {
        rmSync(root, { recursive: true });
      }
    },
    120_000,
  );

  it.each(formats)('%s, cut off anywhere: a gap, and what is whole is read', async (format) => {
    const whole = rpmFixture(format);
    const counts = new Set<number>();
    for (let length = 1; length < whole.length; length += 4099) {
      const { packages, gaps } = await read(at(format, whole.subarray(0, length)));
      expect(gaps.length, `${length} bytes`).toBeGreaterThan(0);
      counts.add(packages.length);
    }
    expect([...counts].some((count) => count > 0 && count < 5)).toBe(true);
  });

  it.each(formats)('%s with changed bytes never ends the scan', async (format) => {
    const whole = rpmFixture(format);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 20 }),
        async (changes) => {
          const bytes = Buffer.from(whole);
          for (const [place, byte] of changes) bytes[place] = byte;
          const { gaps } = await read(at(format, bytes));
          expect(gaps.filter((gap) => gap.startsWith('crashed'))).toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('a chain of overflow pages that bites its tail ends, and the other packages are read', async () => {
    const bytes = rpmFixture('bdb');
    const page = 4096;
    const chained = [...Array(bytes.length / page).keys()].filter(
      (number) => bytes[number * page + 25] === 7 && bytes.readUInt32LE(number * page + 16) !== 0,
    );
    const last = chained.at(-1) ?? 0;
    bytes.writeUInt32LE(last, last * page + 16);
    const { packages, gaps, messages } = await read(at('bdb', bytes));
    expect(messages.join()).toContain(`page ${last} is used twice`);
    expect(gaps).toContain(`malformed-source ${directory}/Packages`);
    expect(packages.length).toBeGreaterThanOrEqual(4);
  });

  it('a table whose page leads back to its root ends', async () => {
    const bytes = rpmFixture('sqlite');
    const page = 4096;
    // Every leaf of a table becomes an inner page that leads to the first page.
    for (let number = 1; number < bytes.length / page; number++) {
      if (bytes[number * page] !== 0x0d) continue;
      bytes[number * page] = 0x05;
      bytes.writeUInt32BE(number + 1, number * page + 8);
    }
    const { packages, messages } = await read(at('sqlite', bytes));
    expect(packages).toEqual([]);
    expect(messages.join()).toContain('is used twice');
  });

  it('a lost page of the table: the index knows what was on it', async () => {
    const bytes = rpmFixture('sqlite');
    const page = 4096;
    // A leaf on which headers begin (each with its entry for the region) no longer counts any row.
    const region = Buffer.from('0000003f00000007', 'hex');
    const leaf = [...Array(bytes.length / page).keys()]
      .map((number) => number * page)
      .find((start) => bytes[start] === 0x0d && bytes.subarray(start, start + page).includes(region));
    if (leaf === undefined) throw new Error('no leaf holds a header');
    bytes.writeUInt16BE(0, leaf + 3);
    const { packages, messages } = await read(at('sqlite', bytes));
    expect(packages.length).toBeLessThan(5);
    const lost = listed.filter((row) => !packages.includes(row)).map((row) => row.split(' ')[0]);
    for (const name of lost)
      expect(messages.join()).toContain(`which the index calls ${name}, was not found`);
  });

  it('a lost page of the hash: the first page states how many records there are', async () => {
    const bytes = rpmFixture('bdb');
    const hash = [...Array(bytes.length / 4096).keys()].find(
      (number) => bytes[number * 4096 + 25] === 13 && bytes.readUInt16LE(number * 4096 + 20) > 1,
    );
    bytes[(hash ?? 0) * 4096 + 25] = 0;
    const { packages, messages } = await read(at('bdb', bytes));
    expect(packages.length).toBeLessThan(5);
    expect(messages.join()).toMatch(/it states 6 records; \d were found/);
  });

  it('a slot that leads nowhere', async () => {
    const bytes = rpmFixture('ndb');
    bytes.writeUInt32LE(0, 32 + 8);
    const { packages, messages } = await read(at('ndb', bytes));
    expect(packages).toHaveLength(3);
    expect(messages.join()).toContain('the slot of package 1 leads nowhere');
  });

  it('slots that all claim one long package are read once', async () => {
    const bytes = rpmFixture('ndb');
    const first = bytes.subarray(32, 48);
    for (let slot = 48; slot < 4096; slot += 16) first.copy(bytes, slot);
    const { packages, gaps } = await read(at('ndb', bytes));
    expect(gaps.length).toBeGreaterThan(50);
    expect(packages.length).toBeLessThan(20);
  });

  it('a header that states a gigabyte is read as far as it goes', async () => {
    const bytes = rpmFixture('ndb');
    const header = bytes.indexOf('BlbS') + 16;
    bytes.writeUInt32BE(0x0fffff00, header + 4);
    const { packages, gaps, messages } = await read(at('ndb', bytes));
    expect(packages).toHaveLength(4);
    expect(gaps).toHaveLength(1);
    expect(messages[0]).toMatch(
      /^\S+: the header is too long to be read whole: 268\d+ bytes stated, \d+ read$/,
    );
  });
});
