import { expect, test } from 'vitest';
import { compileMatcher } from '../../src/match/matcher.ts';
import type { Item } from '../../src/model/item.ts';
import { builtInPack } from '../rule-pack/built-in-pack.ts';

const matcher = compileMatcher(builtInPack());
const state = (name: string, value: number, more: Partial<Item> = {}): Item => ({
  kind: 'marker',
  collector: 'protection-state',
  name,
  origin: `HKLM\\${name}`,
  attributes: { value },
  ...more,
});
const read: Item = {
  kind: 'marker',
  collector: 'windows-markers',
  name: 'Data',
  path: 'HKLM\\SOFTWARE\\KasperskyLab\\protected\\KES.21.19\\Data',
  origin: 'HKLM\\SOFTWARE\\KasperskyLab\\protected\\KES.21.19\\Data#kes-windows/last-update-64',
  attributes: { read: 'kes-windows/last-update-64', value: '1725926400' },
};

test('rows on the state of protection and values that were asked for reach the judgement, by host, in one order', () => {
  const rows = [state('defender-service-start', 2), read, state('defender-passive', 1)];
  const facts = [rows, [...rows].reverse()].map((order) => {
    const session = matcher.session({
      live: true,
      host: 'ws',
      platform: 'windows',
      os: 'Windows 11 Pro 26100',
    });
    for (const row of order) session.add(row);
    session.add(state('defender-policy-off', 1), { live: false, host: 'srv', role: 'server' });
    return session.finish().facts;
  });
  expect(facts[1]).toEqual(facts[0]);
  expect(
    facts[0]?.map(({ host, os, role, live, states, reads }) => [
      host,
      os ?? role,
      live,
      states.map(({ name }) => name).join(),
      reads.length,
    ]),
  ).toEqual([
    ['srv', 'server', false, 'defender-policy-off', 0],
    ['ws', 'Windows 11 Pro 26100', true, 'defender-passive,defender-service-start', 1],
  ]);
});

test('a folder of such a name is no state, and a flood of rows is bounded', () => {
  const session = matcher.session({ live: true, platform: 'windows' });
  session.add(state('defender-policy-off', 1, { path: 'C:\\defender-policy-off' }));
  expect(session.finish().facts).toEqual([]);
  for (let index = 0; index < 5000; index++)
    session.add(state('defender-passive', index, { origin: `HKLM\\${String(index).padStart(5, '0')}` }));
  const [facts] = session.finish().facts;
  expect(facts?.states).toHaveLength(200);
  expect(facts?.states.at(-1)?.origin).toBe('HKLM\\00199');
});
