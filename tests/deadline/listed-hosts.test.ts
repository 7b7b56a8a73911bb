import { describe, expect, it } from 'vitest';
import { AboutHosts } from '../../src/deadline/about-hosts.ts';
import { listHosts, ownNames } from '../../src/deadline/listed-hosts.ts';
import type { StatedInventory } from '../../src/model/inventory.ts';

const about = new AboutHosts({
  target: { type: 'inventory', path: 'all.csv', client: 'Acme' },
  audiences: [],
  labels: new Map([
    ['B', { client: 'Beta', tags: ['vip'] }],
    ['C', { client: 'Acme' }],
  ]),
});
const table = (host: string): StatedInventory => ({ host, type: 'inventory' });
const own = (host: string): StatedInventory => ({ host, type: 'host', id: `machine:${host}` });
const none: ReadonlySet<string> = new Set();

describe('hosts that a report names', () => {
  it('say what is not said of all of them', () => {
    expect(listHosts([table('A'), own('B'), table('C')], { found: none, about })).toEqual({
      inventories: [
        { host: 'A', type: 'inventory' },
        { host: 'B', type: 'host', id: 'machine:B', client: 'Beta', tags: ['vip'] },
        { host: 'C', type: 'inventory' },
      ],
    });
  });

  const names = ({ inventories = [] }: ReturnType<typeof listHosts>): string =>
    inventories.map(({ host }) => host).join(' ');
  it.each([
    ['all where there is room', 5, [], false, 'Z A D E F', undefined],
    ['by name where there is none', 3, [], false, 'Z A D', 2],
    ['those with findings first', 3, ['F'], false, 'Z A F', 2],
    ['our own inventories whatever there is', 1, ['F'], false, 'Z F', 3],
    ['hosts that nobody could count', 5, [], true, 'Z A D E F', 1],
  ])('%s', (_, max, found, isCut, expected, leftOut) => {
    const given = [own('Z'), ...['A', 'D', 'E', 'F'].map(table)];
    const listed = listHosts(given, { found: new Set(found), about, isCut, max });
    expect(names(listed)).toBe(expected);
    expect(listed.hostsLeftOut).toBe(leftOut);
  });

  it('call themselves something else, or nothing', () => {
    const inventories: StatedInventory[] = [
      { host: 'WS-1 (Acme)', hostname: 'WS-1', type: 'host' },
      { host: 'a.tar', hostname: null, type: 'image' },
      table('WS-2'),
    ];
    expect([...ownNames(inventories)]).toEqual([
      ['WS-1 (Acme)', 'WS-1'],
      ['a.tar', undefined],
    ]);
  });
});
