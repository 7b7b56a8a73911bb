import { describe, expect, it } from 'vitest';
import type { ReadInventoryOptions } from '../../src/cli/read-inventories.ts';
import type { Collection } from '../../src/judge.ts';
import type { Target } from '../../src/model/inventory.ts';
import { readBothWays } from '../support/read-both-ways.ts';

/** These inventories, in this order. */
const match = (texts: readonly string[], options: Partial<ReadInventoryOptions> = {}): Promise<Collection> =>
  readBothWays(Object.fromEntries(texts.map((text, index) => [`${index}.txt`, text])), options);

const at = { collector: 'services', origin: 'HKLM', platform: 'windows' };
const agent = { kind: 'service', name: 'klnagent', state: 'running', ...at };
const other = { kind: 'service', name: 'Spooler', state: 'running', ...at };
const scannedAt = '2026-11-20T08:00:00Z';

function rows(...all: readonly object[]): string {
  return all.map((row) => `${JSON.stringify(row)}\n`).join('');
}

/** A whole native inventory of one host. */
function inventory(target: Partial<Target>, ...items: readonly object[]): string {
  const named = items.map((item) => ({ ...item, host: target.hostname }));
  const coverage = [{ collector: 'windows-markers', status: 'ok', items: items.length, gaps: [] }];
  return rows(
    { schema: 'phaseout/inventory@1', tool: {}, scannedAt, target: { type: 'host', ...target } },
    ...named,
    { coverage, complete: true },
  );
}

const findings = (read: Collection): string[] => read.matched.findings.map(({ id }) => id);
const inventories = (read: Collection): string[] =>
  (read.inventories ?? []).map(({ host, hostname, type, client, id, path, scannedAt: seen }) =>
    [host, hostname === null ? 'no name' : hostname, type, client, id, path, seen?.slice(0, 10)]
      .filter((part) => part !== undefined)
      .join(' | '),
  );
const coverage = (read: Collection): string[] =>
  read.coverage.map((part) => `${part.collector} ${part.host ?? '-'}`);

const pdq = 'Computer Name,Application Name,Application Version\n';

describe('every host that has rows is named', () => {
  it.each([
    [
      'a table',
      [`${pdq}WS-2,Editor,1\nWS-1,Kaspersky Endpoint Security for Windows,12.3\nWS-2,Other,1\n`],
      ['WS-1 | inventory', 'WS-2 | inventory'],
    ],
    [
      'two tables',
      [`${pdq}WS-2,Editor,1\n`, `${pdq}WS-1,Editor,1\nWS-2,Editor,2\n`],
      ['WS-1 | inventory', 'WS-2 | inventory'],
    ],
    [
      'bare rows',
      [rows({ ...other, host: 'WS-2' }, { ...agent, host: 'WS-1' }, other)],
      ['WS-1 | inventory', 'WS-2 | inventory'],
    ],
    [
      'results of osquery',
      [
        rows(
          {
            name: 'services',
            action: 'snapshot',
            hostIdentifier: 'web-1',
            unixTime: 1,
            snapshot: [{ name: 'ssh' }],
          },
          {
            name: 'services',
            action: 'added',
            hostIdentifier: 'web-2',
            unixTime: 1,
            columns: { name: 'ssh' },
          },
          {
            name: 'services',
            action: 'removed',
            hostIdentifier: 'web-3',
            unixTime: 1,
            columns: { name: 'ssh' },
          },
        ),
      ],
      ['web-1 | inventory', 'web-2 | inventory'],
    ],
    [
      'an inventory of ours beside a table',
      [inventory({ hostname: 'WS-1', id: 'machine:1' }, other), `${pdq}WS-1,Editor,1\nWS-9,Editor,1\n`],
      ['WS-1 | host | machine:1 | 2026-11-20', 'WS-1 | inventory', 'WS-9 | inventory'],
    ],
    [
      'a table whose rows are of one of two inventories of ours',
      [
        inventory({ hostname: 'WS-1', id: 'machine:1' }, other),
        inventory({ hostname: 'WS-2', id: 'machine:2' }, other),
        `${pdq}ws-2.,Editor,1\n`,
      ],
      ['WS-1 | host | machine:1 | 2026-11-20', 'WS-2 | host | machine:2 | 2026-11-20', 'WS-2 | inventory'],
    ],
    [
      'an inventory of ours beside bare rows',
      [inventory({ hostname: 'WS-1', id: 'machine:1' }, other), rows({ ...other, host: 'WS-1' })],
      ['WS-1 | host | machine:1 | 2026-11-20', 'WS-1 | inventory'],
    ],
    [
      'bare rows in the file of an inventory of ours, behind it',
      [`${inventory({ hostname: 'WS-1', id: 'machine:1' }, other)}${rows({ ...other, host: 'WS-1' })}`],
      ['WS-1 | host | machine:1 | 2026-11-20', 'WS-1 | inventory'],
    ],
    [
      'and before it',
      [`${rows({ ...other, host: 'WS-1' })}${inventory({ hostname: 'WS-1', id: 'machine:1' }, other)}`],
      ['WS-1 | host | machine:1 | 2026-11-20', 'WS-1 | inventory'],
    ],
    [
      'two inventories of ours in one file, of which the first has a row of the second host and of another',
      [
        `${rows({ schema: 'phaseout/inventory@1', tool: {}, scannedAt, target: { type: 'host', hostname: 'WS-1' } }, { ...other, host: 'ws-2' }, { ...other, host: 'WS-3' }, { coverage: [], complete: true })}${inventory({ hostname: 'WS-2' }, other)}`,
      ],
      ['WS-1 | host | 2026-11-20', 'WS-2 | host | 2026-11-20', 'WS-3 | inventory'],
    ],
    ['one inventory of ours: it says of itself who it is', [inventory({ hostname: 'WS-1' }, agent)], []],
    ['a table without hosts', ['Application Name,Application Version\nEditor,1\n'], []],
  ])('%s', async (_, texts, expected) => {
    const from = texts[0]?.startsWith('Application') ? 'pdq' : undefined;
    expect(inventories(await match(texts, { from }))).toEqual(expected);
  });

  it('rows of a table are evidence of the host whose inventory is beside it, in either order', async () => {
    const driver = { kind: 'driver', name: 'klif', state: 'loaded', ...at };
    const own = inventory({ hostname: 'WS-1' }, driver);
    const table = `${pdq}WS-1,Kaspersky Endpoint Security for Windows,12.3\n`;
    expect(findings(await match([own]))).toEqual(['kaspersky-components-windows@WS-1']);
    for (const texts of [
      [own, table],
      [table, own],
    ]) {
      const [finding, ...more] = (await match(texts)).matched.findings;
      expect(more).toEqual([]);
      expect(finding?.id).toBe('kes-windows@WS-1');
      expect(finding?.evidence.map(({ item }) => item.kind).sort()).toEqual(['driver', 'software']);
    }
  });

  it('but only where they are asked for', async () => {
    const read = await match([`${pdq}WS-1,Editor,1\n`], { wantsHosts: false });
    expect([read.inventories, read.hosts]).toEqual([undefined, undefined]);
  });

  it('what an inventory of ours looked at is not said of hosts of a table', async () => {
    const read = await match([inventory({ hostname: 'WS-1' }, other), rows({ ...other, host: 'WS-9' })]);
    expect(coverage(read)).toEqual(['windows-markers WS-1', 'native -']);
  });
});

describe('two hosts of one name', () => {
  const acme = { hostname: 'WS-1', client: 'Acme', id: 'machine:1' };
  const beta = { hostname: 'WS-1', client: 'Beta', id: 'machine:2' };
  const ids = ['network-agent-windows@WS-1 (Acme)', 'network-agent-windows@WS-1 (Beta)'];

  it('have findings, coverage and labels of their own, in whatever order they come', async () => {
    for (const texts of [
      [inventory(acme, agent), inventory(beta, agent)],
      [inventory(beta, agent), inventory(acme, agent)],
      [`${inventory(acme, agent)}${inventory(beta, agent)}`],
    ]) {
      const read = await match(texts);
      expect(findings(read)).toEqual(ids);
      expect(coverage(read).sort()).toEqual(['windows-markers WS-1 (Acme)', 'windows-markers WS-1 (Beta)']);
      expect(inventories(read).sort()).toEqual([
        'WS-1 (Acme) | WS-1 | host | machine:1 | 2026-11-20',
        'WS-1 (Beta) | WS-1 | host | machine:2 | 2026-11-20',
      ]);
      expect([...(read.hosts ?? [])].sort()).toEqual(['WS-1 (Acme)', 'WS-1 (Beta)']);
      expect(read.labels?.get('WS-1 (Beta)')).toEqual({ client: 'Beta' });
    }
  });

  it('evidence of the one is none of the other', async () => {
    expect(findings(await match([inventory(acme, other), inventory(beta, agent)]))).toEqual([ids[1]]);
  });

  it('rows of a table that name one of them are of a host of that name', async () => {
    const table = `${pdq}WS-1,Kaspersky Endpoint Security for Windows,12.3\n`;
    const read = await match([inventory(acme, agent), table, inventory(beta, agent)]);
    expect(findings(read)).toEqual([...ids, 'kes-windows@WS-1']);
    expect(inventories(read)).toEqual([
      'WS-1 (Acme) | WS-1 | host | machine:1 | 2026-11-20',
      'WS-1 (Beta) | WS-1 | host | machine:2 | 2026-11-20',
      'WS-1 | inventory',
    ]);
  });

  it('only the id differs', async () => {
    const read = await match([inventory(acme, agent), inventory({ ...acme, id: 'machine:2' }, agent)]);
    expect(findings(read)).toEqual([
      'network-agent-windows@WS-1 (machine:1)',
      'network-agent-windows@WS-1 (machine:2)',
    ]);
  });

  it('what the operator says of all counts more than what they say', async () => {
    const read = await match(
      [inventory({ ...acme, id: 'machine:1' }, agent), inventory({ ...beta, id: 'machine:1' }, agent)],
      { labels: { client: 'Gamma' } },
    );
    expect(findings(read)).toEqual(['network-agent-windows@WS-1']);
  });

  it('two inventories of one host stay one host', async () => {
    const read = await match([inventory(acme, agent), inventory(acme, other)]);
    expect(findings(read)).toEqual(['network-agent-windows@WS-1']);
    expect(inventories(read)).toEqual([
      'WS-1 | host | machine:1 | 2026-11-20',
      'WS-1 | host | machine:1 | 2026-11-20',
    ]);
  });

  it('images without a name are called by what was looked at', async () => {
    const image = (path: string): Partial<Target> => ({ type: 'image', platform: 'windows', path });
    const read = await match([
      inventory(image('/home/jdoe/a.tar'), agent),
      inventory(image('D:\\b.tar'), other),
    ]);
    expect(findings(read)).toEqual(['network-agent-windows@a.tar']);
    expect(coverage(read)).toEqual(['windows-markers a.tar', 'windows-markers b.tar']);
    expect(inventories(read)).toEqual([
      'a.tar | no name | image | /home/jdoe/a.tar | 2026-11-20',
      'b.tar | no name | image | D:\\b.tar | 2026-11-20',
    ]);
    expect(findings(await match([inventory(image('a.tar'), agent)]))).toEqual(['network-agent-windows']);
  });
});
