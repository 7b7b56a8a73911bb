import { describe, expect, it } from 'vitest';
import type { ReadInventoryOptions } from '../../src/cli/read-inventories.ts';
import type { Collection } from '../../src/judge.ts';
import { readBothWays } from '../support/read-both-ways.ts';

/** Software alone of these files, by name. */
const match = (
  files: Readonly<Record<string, string>>,
  options: Partial<ReadInventoryOptions> = {},
): Promise<Collection> => readBothWays(files, { softwareOnly: true, ...options });

const findings = (read: Collection): string[] => read.matched.findings.map(({ id }) => id);
const hosts = (read: Collection): string[] =>
  (read.inventories ?? []).map(({ host, hostname, type, id }) =>
    [host, hostname, type, id].filter((part) => part !== undefined).join(' | '),
  );
const gaps = (read: Collection): string[] =>
  read.coverage.flatMap((part) => part.gaps.map(({ message }) => message));
const lines = (...rows: readonly object[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('');

const kes = 'Kaspersky Endpoint Security for Windows';
const program = (name: string): object => ({
  name,
  version: '12.3',
  identifying_number: '',
  publisher: 'AO Kaspersky Lab',
});
const answer = (
  hostIdentifier: string,
  hostname: string | undefined,
  unixTime: number,
  ...names: string[]
) => ({
  name: 'pack_programs',
  action: 'snapshot',
  hostIdentifier,
  ...(hostname !== undefined && { decorations: { hostname } }),
  unixTime,
  snapshot: names.map(program),
});

describe('two machines of one name in results of osquery', () => {
  const log = lines(
    answer('B', 'MacBook-Pro.local', 1795000000, kes),
    answer('C', 'MacBook-Pro.local', 1795000500, '7-Zip'),
  );

  it('answer for themselves: a later answer of the one withdraws nothing of the other', async () => {
    const read = await match({ 'd5.log': log });
    expect(findings(read)).toEqual(['kes-windows@MacBook-Pro.local (B)']);
    expect(hosts(read)).toEqual([
      'MacBook-Pro.local (B) | MacBook-Pro.local | inventory | macbook-pro.local/B',
      'MacBook-Pro.local (C) | MacBook-Pro.local | inventory | macbook-pro.local/C',
    ]);
  });

  it('by a row of a line each, too', async () => {
    const rows = (id: string, time: number, name: string): object => {
      const { snapshot, ...rest } = answer(id, 'pc', time, name);
      return { ...rest, columns: snapshot[0] };
    };
    const read = await match({
      'rows.log': lines(rows('C', 1, 'a'), rows('C', 1, 'b'), rows('B', 1, kes), rows('C', 9, '7-Zip')),
    });
    expect(findings(read)).toEqual(['kes-windows@pc (B)']);
  });

  it('one machine keeps its name, and its later answer holds', async () => {
    const read = await match({
      'one.log': lines(answer('B', 'pc', 1, kes), answer('B', 'pc', 2, 'Kaspersky Free')),
    });
    expect(findings(read).map((id) => id.split('@')[1])).toEqual(['pc']);
    expect(hosts(read)).toEqual(['pc | inventory']);
  });

  it('rows of a table that gives no id are of neither', async () => {
    const pdq = `Computer Name,Application Name,Application Version\nMACBOOK-PRO.local,${kes},12\n`;
    const read = await match({ 'd5.log': log, 'pdq.csv': pdq });
    expect(findings(read)).toEqual(['kes-windows@MacBook-Pro.local', 'kes-windows@MacBook-Pro.local (B)']);
  });
});

describe('an answer without a row proves nothing', () => {
  it('of a host that gave no other', async () => {
    const read = await match({
      'snap.log': lines(answer('A', undefined, 1, '7-Zip'), answer('B', undefined, 1)),
    });
    expect(gaps(read)).toEqual(['of B: no software']);
    expect(hosts(read)).toEqual(['A | inventory']);
  });

  it('but another query may have said it', async () => {
    const read = await match({
      'snap.log': lines(answer('A', undefined, 1, '7-Zip'), { ...answer('A', undefined, 1), name: 'other' }),
    });
    expect(gaps(read)).toEqual([]);
  });
});

describe('names of hosts are the same but for case and a dot at the end', () => {
  const pdq = (...rows: readonly string[]): string =>
    ['Computer Name,Application Name,Application Version', ...rows, ''].join('\n');
  const header = {
    schema: 'phaseout/inventory@1',
    tool: {},
    target: { type: 'host', hostname: 'Laptop' },
  };
  const row = { kind: 'software', name: kes, origin: 'x', collector: 'x', platform: 'windows' };
  const trailer = { coverage: [{ collector: 'x', status: 'ok', items: 1, gaps: [] }], complete: true };
  it.each([
    ['a table', { 'a.csv': pdq(`LAPTOP,${kes},1`, 'laptop,Kaspersky Free,1', 'Laptop.,7-Zip,1') }, 'LAPTOP'],
    ['two tables', { 'a.csv': pdq('laptop,7-Zip,1'), 'b.csv': pdq(`LAPTOP,${kes},1`) }, 'laptop'],
    [
      'rows of our own',
      { 'a.ndjson': lines({ ...row, name: '7-Zip', host: 'LapTop' }, { ...row, host: 'laptop' }) },
      'LapTop',
    ],
    [
      'a table and an inventory of ours, which knows best',
      { 'a.csv': pdq('laptop,7-Zip,1'), 'b.ndjson': lines(header, { ...row, host: 'Laptop' }, trailer) },
      'Laptop',
    ],
  ])('in %s', async (_, files, name) => {
    const read = await match(files);
    expect([...new Set(findings(read).map((id) => id.split('@')[1]))]).toEqual([name]);
    expect([...new Set((read.inventories ?? []).map(({ host }) => host))]).toEqual([name]);
  });

  it('also in the rows that a report holds', async () => {
    const files = { 'a.csv': pdq('LAPTOP,7-Zip,1', 'laptop,Kaspersky Free,1') };
    const read = await match(files, { keepItems: true });
    expect(read.items?.map(({ host }) => host)).toEqual(['LAPTOP', 'LAPTOP']);
  });
});

describe('two devices of one name', () => {
  const headings = 'ApplicationName,ApplicationVersion,DeviceId,DeviceName,Platform';
  const intune = (...rows: readonly string[]): string =>
    [headings, ...rows.map((each) => `${kes},12,${each},Windows`), ''].join('\n');

  it('stay two in an export that gives their ids', async () => {
    const read = await match({ 'dup.csv': intune('id-1,LAPTOP', 'id-2,LAPTOP', 'id-1,laptop', 'id-3,PC') });
    expect(findings(read)).toEqual([
      'kes-windows@LAPTOP (id-1)',
      'kes-windows@LAPTOP (id-2)',
      'kes-windows@PC',
    ]);
  });

  it('have their own names in the rows that a report holds', async () => {
    const read = await match({ 'dup.csv': intune('id-1,LAPTOP', 'id-2,LAPTOP') }, { keepItems: true });
    expect(read.items?.map(({ host }) => host)).toEqual(['LAPTOP (id-1)', 'LAPTOP (id-2)']);
  });

  it('stay apart from an inventory of ours of that name', async () => {
    const target = { type: 'host', hostname: 'LAPTOP', id: 'machine:1' };
    const own = lines({ schema: 'phaseout/inventory@1', tool: {}, target }, { coverage: [], complete: true });
    const read = await match({ 'dup.csv': intune('id-1,LAPTOP', 'id-2,LAPTOP'), 'own.ndjson': own });
    expect(hosts(read)).toEqual([
      'LAPTOP (machine:1) | LAPTOP | host | machine:1',
      'LAPTOP (id-1) | LAPTOP | inventory | laptop/id-1',
      'LAPTOP (id-2) | LAPTOP | inventory | laptop/id-2',
    ]);
  });
});

describe('several files of rows that name no host', () => {
  const getPackage = (name: string): string =>
    JSON.stringify([{ Name: name, Version: '12.3', ProviderName: 'Programs' }]);
  const bare = (name: string): string =>
    lines({ kind: 'software', name, origin: 'x', collector: 'x', platform: 'windows' });
  it.each([
    ['Get-Package', 'json', getPackage],
    ['osqueryi --json', 'json', (name: string) => JSON.stringify([program(name)])],
    ['rows of our own', 'ndjson', bare],
    ['a table with --map', 'csv', (name: string) => `Title,Ver\n${name},1\n`],
  ])('are a host each: %s', async (format, ending, text) => {
    const map = format.endsWith('--map') ? { name: 'Title', version: 'Ver' } : undefined;
    const files = {
      [`h/PC1.${ending}`]: text(kes),
      [`h/PC2.${ending}`]: text('7-Zip'),
      [`h/PC3.${ending}`]: text(kes),
    };
    const read = await match(files, { map });
    expect(findings(read)).toEqual(['kes-windows@PC1', 'kes-windows@PC3']);
    expect(hosts(read)).toEqual(['PC1 | inventory', 'PC2 | inventory', 'PC3 | inventory']);
    const [first = ''] = Object.keys(files);
    expect(findings(await match({ [first]: text(kes) }, { map }))).toEqual(['kes-windows']);
  });

  it('but not where a column names hosts and is empty, or where nobody knows which hosts are meant', async () => {
    const pdq = (host: string): string =>
      `Computer Name,Application Name,Application Version\n${host},${kes},1\n`;
    expect(findings(await match({ 'p/a.csv': pdq(''), 'p/b.csv': pdq('') }))).toEqual(['kes-windows']);
    const counts = `ApplicationName,DeviceCount\n${kes},5\n`;
    expect(findings(await match({ 'c/a.csv': counts, 'c/b.csv': counts }))).toEqual(['kes-windows']);
  });

  it('a row between others that name theirs is of the file', async () => {
    const rows = lines(
      { kind: 'software', name: kes, origin: 'x', collector: 'x', platform: 'windows' },
      {
        kind: 'software',
        name: '7-Zip',
        host: 'PC9',
        origin: 'x',
        collector: 'x',
      },
    );
    const read = await match({ 'm/PC1.ndjson': rows, 'm/PC2.ndjson': bare('7-Zip') });
    expect(findings(read)).toEqual(['kes-windows@PC1']);
    expect(hosts(read)).toEqual(['PC1 | inventory', 'PC2 | inventory', 'PC9 | inventory']);
  });
});
