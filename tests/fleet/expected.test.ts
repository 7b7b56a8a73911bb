import { describe, expect, it } from 'vitest';
import { ExpectedHosts, type SeenHost } from '../../src/fleet/expected.ts';
import { parseExpected } from '../../src/fleet/parse-expected.ts';

describe('hosts of a list', () => {
  const cases: readonly (readonly [name: string, text: string, hosts: readonly string[]])[] = [
    ['a name a line', 'web-1\nweb-2.example.org\n\n10.0.0.7\n', ['web-1', 'web-2.example.org', '10.0.0.7']],
    ['lines of Windows', 'web-1\r\nweb-2\r\n', ['web-1', 'web-2']],
    [
      'CSV as the Ansible role writes it',
      'host,why\n"web-1",""\n"web-3","not reached: said ""no, never"""\n',
      ['web-1', 'web-3 (not reached: said "no, never")'],
    ],
    [
      'other columns, other marks, other order',
      'Site;OU;Host;Client\nHQ;a;WS-1;Acme\n;b;WS-2;\n',
      ['WS-1 of Acme at HQ', 'WS-2'],
    ],
    ['one column with a heading', 'host\nweb-1\n', ['web-1']],
    ['a heading of another tool above names', 'Hostname\nweb-1\n', ['web-1']],
    ['a heading of another tool with a blank', 'Computer Name\nweb-1\n', ['web-1']],
    ['its own heading before that of another tool', 'hostname;host\nx;web-1\n', ['web-1']],
    ['another heading in a table', 'client,device_name\nAcme,web-1\n', ['web-1 of Acme']],
    ['a name that begins like a heading', 'host1\nhostname-2\n', ['host1', 'hostname-2']],
    ['tabs', 'host\tclient\nweb-1\tAcme\n', ['web-1 of Acme']],
    ['a cell over two lines', 'host,why\nweb-1,"two\nlines"\n', ['web-1 (two\nlines)']],
    [
      'a heading that holds a comma',
      '"Owner, Name",Computer Name,client\n"Doe, J",web-1,Acme\n',
      ['web-1 of Acme'],
    ],
    ['a heading that holds another mark', '"Owner, Name";Host;Client\nx;web-1;Acme\n', ['web-1 of Acme']],
    ['a heading over two lines', '"Computer\nName",client\nweb-1,Acme\n', ['web-1 of Acme']],
    ['names in quotation marks', '"web-1"\nweb-2\n', ['web-1', 'web-2']],
    ['blank lines above', '\n ,\nhost,client\nweb-1,Acme\n', ['web-1 of Acme']],
    ['the mark of Excel above', 'sep=;\r\nhost;client\r\nweb-1;Acme\r\n', ['web-1 of Acme']],
  ];
  it.each(cases)('%s', (_, text, hosts) => {
    const shown = parseExpected(text, 'hosts.csv').map(
      ({ host, client, site, why }) =>
        `${host}${client ? ` of ${client}` : ''}${site ? ` at ${site}` : ''}${why ? ` (${why})` : ''}`,
    );
    expect(shown).toEqual(hosts);
  });

  const faults: readonly (readonly [name: string, text: string, fault: string])[] = [
    ['nothing', '', 'hosts.csv, line 1: no host at all'],
    ['headings alone', 'host,why\n', 'hosts.csv, line 1: no host at all'],
    ['a table without the heading', 'name,why\nweb-1,x\n', 'hosts.csv, line 1: no heading "host"'],
    ['a row of a table among names', 'web-1\nweb-2,Acme\n', 'hosts.csv, line 2: no heading "host"'],
    ['a table of others without the heading', 'name;why\nweb-1;x\n', 'hosts.csv, line 1: no heading "host"'],
    [
      'a name whose quotation mark is never closed',
      'web-1\n"web-2\n',
      'hosts.csv, line 2: a quotation mark opens a cell here and is never closed',
    ],
    ['a row without a name', 'host,why\nweb-1,\n,lost\n', 'hosts.csv, line 3: no host name'],
    [
      'a name that is none',
      `${'x'.repeat(256)}\n`,
      'hosts.csv, line 1: a host name of more than 255 characters',
    ],
    [
      'a quote that does not end',
      'host,why\nweb-1,"lost\nweb-2,x\n',
      'hosts.csv, line 2: a quotation mark opens a cell here and is never closed',
    ],
    [
      'a row below line ends in a cell',
      'host,why\r\nweb-1,"a\r\nb"\r\n,x\r\n',
      'hosts.csv, line 4: no host name',
    ],
  ];
  it.each(faults)('%s is a fault', (_, text, fault) => {
    expect(() => parseExpected(text, 'hosts.csv')).toThrow(fault);
  });
});

describe('who is missing', () => {
  const list = [
    { host: 'web-1' },
    { host: 'web-2.example.org' },
    { host: 'WEB-3' },
    { host: 'db.north.example.org' },
    { host: 'db.south.example.org' },
    { host: 'fs', client: 'Acme' },
    { host: 'fs', client: 'Bolt' },
    { host: 'off', why: 'not reached: no route' },
    { host: 'web-1' },
  ];
  const cases: readonly (readonly [name: string, seen: readonly SeenHost[], missing: readonly string[]])[] = [
    [
      'nobody reported',
      [],
      [
        'db.north.example.org',
        'db.south.example.org',
        'fs of Acme',
        'fs of Bolt',
        'off',
        'web-1',
        'web-2.example.org',
        'WEB-3',
      ],
    ],
    [
      'the same name, in other case, with or without its domain',
      [{ host: 'WEB-1.example.org' }, { host: 'web-2' }, { host: 'web-3.' }],
      ['db.north.example.org', 'db.south.example.org', 'fs of Acme', 'fs of Bolt', 'off'],
    ],
    [
      'a short name that could be two of the list is neither; a whole one is one',
      [{ host: 'db' }, { host: 'db.south.example.org' }, { host: 'web-2.example.com' }],
      ['db.north.example.org', 'fs of Acme', 'fs of Bolt', 'off', 'web-1', 'web-2.example.org', 'WEB-3'],
    ],
    [
      'one name at two clients',
      [{ host: 'fs', client: 'acme' }],
      [
        'db.north.example.org',
        'db.south.example.org',
        'fs of Bolt',
        'off',
        'web-1',
        'web-2.example.org',
        'WEB-3',
      ],
    ],
    [
      'a host that names no client is not that of each of two',
      [{ host: 'fs' }, { host: 'web-1' }, { host: 'web-2' }, { host: 'web-3' }],
      ['db.north.example.org', 'db.south.example.org', 'fs of Acme', 'fs of Bolt', 'off'],
    ],
    [
      'a host that calls itself something else, by its tag or a former name',
      [
        { host: 'localhost', tags: ['image', 'inventory=web-1'] },
        { host: 'new', formerNames: ['web-3'] },
      ],
      [
        'db.north.example.org',
        'db.south.example.org',
        'fs of Acme',
        'fs of Bolt',
        'off',
        'web-2.example.org',
      ],
    ],
  ];
  it.each(cases)('%s', (_, seen, missing) => {
    const hosts = new ExpectedHosts(list);
    for (const host of seen) hosts.seen(host);
    const { hosts: all, missed, list: named } = hosts.result();
    expect(named.map(({ host, client }) => (client ? `${host} of ${client}` : host))).toEqual(missing);
    expect({ all, missed }).toEqual({ all: 8, missed: missing.length });
  });

  it('all are named where the view names the first thousand', () => {
    const hosts = new ExpectedHosts(
      Array.from({ length: 1_200 }, (_, number) => ({ host: `ws-${String(number).padStart(4, '0')}` })),
    );
    hosts.seen({ host: 'ws-0000' });
    const { missed, list } = hosts.result();
    const all = hosts.missed();
    expect([missed, list.length, all.length, all[0]?.host, all.at(-1)?.host]).toEqual([
      1_199,
      1_000,
      1_199,
      'ws-0001',
      'ws-1199',
    ]);
    expect(all.slice(0, 1_000)).toEqual(list);
  });

  it('a host with an old report and a reason why there is none now is named with both', () => {
    const hosts = new ExpectedHosts([{ host: 'off', why: 'not reached: no route' }, { host: 'gone' }]);
    hosts.seen({ host: 'off', lastSeen: '2026-11-02T00:00:00Z' });
    hosts.seen({ host: 'off', lastSeen: '2026-11-20T00:00:00Z' });
    hosts.seen({ host: 'off', lastSeen: '2026-11-01T00:00:00Z' });
    expect(hosts.result()).toEqual({
      hosts: 2,
      missed: 2,
      neverSeen: 1,
      list: [
        { host: 'gone', client: '', site: '', why: '', seen: false },
        {
          host: 'off',
          client: '',
          site: '',
          why: 'not reached: no route',
          seen: true,
          lastSeen: '2026-11-20T00:00:00Z',
        },
      ],
    });
  });
});
