import { describe, expect, it } from 'vitest';
import { type Distinguishable, tellApart } from '../../src/model/tell-apart.ts';

const a = 'machine:00aa';
const b = 'machine:00bb';
const cases: readonly (readonly [string, readonly Distinguishable[], readonly string[]])[] = [
  ['different names stay', [{ hostname: 'WS-1' }, { hostname: 'WS-2', client: 'Acme' }], ['WS-1', 'WS-2']],
  [
    'one name at two clients, whatever else differs',
    [
      { hostname: 'WS-1', client: 'Acme', site: 'HQ', id: a },
      { hostname: 'WS-1', client: 'Beta', site: 'HQ', id: b },
    ],
    ['WS-1 (Acme)', 'WS-1 (Beta)'],
  ],
  [
    'at two sites of one client',
    [
      { hostname: 'WS-1', client: 'Acme', site: 'HQ', id: a },
      { hostname: 'WS-1', client: 'Acme', site: 'Lab', id: b },
    ],
    ['WS-1 (HQ)', 'WS-1 (Lab)'],
  ],
  [
    'a running host and a folder',
    [
      { hostname: 'WS-1', id: a },
      { hostname: 'WS-1', id: a, place: 'old', path: '/mnt/old' },
    ],
    ['WS-1', 'WS-1 (old)'],
  ],
  [
    'nothing but the id differs',
    [
      { hostname: 'WS-1', client: 'Acme', id: a },
      { hostname: 'WS-1', client: 'Acme', id: b },
    ],
    ['WS-1 (machine:00aa)', 'WS-1 (machine:00bb)'],
  ],
  [
    'one states a client, both an id',
    [
      { hostname: 'WS-1', client: 'Acme', id: a },
      { hostname: 'WS-1', id: b },
    ],
    ['WS-1 (machine:00aa)', 'WS-1 (machine:00bb)'],
  ],
  [
    'one trait alone tells not all of them apart',
    [
      { hostname: 'WS-1', client: 'Acme', site: 'HQ' },
      { hostname: 'WS-1', client: 'Acme', site: 'Lab' },
      { hostname: 'WS-1', client: 'Beta', site: 'Lab' },
    ],
    ['WS-1 (Acme, HQ)', 'WS-1 (Acme, Lab)', 'WS-1 (Beta, Lab)'],
  ],
  [
    'a name that another host has made for itself',
    [
      { hostname: 'WS-1', client: 'Acme' },
      { hostname: 'WS-1', client: 'Beta' },
      { hostname: 'WS-1 (Acme)', client: 'Beta' },
    ],
    ['WS-1 (Acme) #2', 'WS-1 (Beta)', 'WS-1 (Acme)'],
  ],
  [
    'without a name: the folder or image, else the id',
    [{ place: 'app.tar#app:1' }, { place: 'db.tar' }, { id: a }, {}],
    ['app.tar#app:1', 'db.tar', 'machine:00aa', 'host without a name'],
  ],
  [
    'one image at two clients',
    [
      { place: 'app.tar', client: 'Acme' },
      { place: 'app.tar', client: 'Beta' },
    ],
    ['app.tar (Acme)', 'app.tar (Beta)'],
  ],
  [
    'folders that have one name in two places, of which neither is shown',
    [
      { place: 'root', path: '/home/jdoe/root' },
      { place: 'root', path: '/home/asmith/root' },
    ],
    ['root #2', 'root'],
  ],
  [
    'ids that are alike for longer than is shown',
    [
      { hostname: 'WS-1', id: `${'x'.repeat(100)}1` },
      { hostname: 'WS-1', id: `${'x'.repeat(100)}2` },
    ],
    [`WS-1 (${'x'.repeat(100)})`, `WS-1 (${'x'.repeat(100)}) #2`],
  ],
];

describe('names of hosts', () => {
  it.each(cases)('%s', (_, hosts, names) => {
    expect(tellApart(hosts)).toEqual(names);
  });

  it.each(cases)('do not depend on the order: %s', (_, hosts, names) => {
    expect(tellApart(hosts.toReversed())).toEqual(names.toReversed());
  });

  it('cannot move the cursor', () => {
    expect(
      tellApart([
        { hostname: 'WS-1', client: 'A\u001b[2J' },
        { hostname: 'WS-1', client: 'B\u202e' },
      ]),
    ).toEqual(['WS-1 (A\\u{1b}[2J)', 'WS-1 (B\\u{202e})']);
  });
});
