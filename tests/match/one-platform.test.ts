import { expect, test } from 'vitest';
import { compileMatcher } from '../../src/match/matcher.ts';
import type { Item } from '../../src/model/item.ts';
import { item, packOf, product, signature } from './make-pack.ts';

/** An agent with one service name on two platforms, and with a name of its own on each. */
const pack = packOf([
  product({
    product: 'agent-linux',
    platforms: ['linux'],
    signatures: [
      signature({ id: 'unit', kind: 'service', when: { name: 'klnagent' }, confidence: 'probable' }),
      signature({ id: 'package', when: { name: 'klnagent64' } }),
    ],
  }),
  product({
    product: 'agent-windows',
    platforms: ['windows'],
    signatures: [
      signature({ id: 'service', kind: 'service', when: { name: 'klnagent' } }),
      signature({ id: 'entry', when: { name: 'Network Agent' } }),
    ],
  }),
  product({
    product: 'server-windows',
    platforms: ['windows'],
    signatures: [signature({ id: 'service', kind: 'service', when: { name: 'klnagent' } })],
  }),
]);

const service: Partial<Item> & { name: string } = { kind: 'service', name: 'klnagent' };

const rows: [why: string, items: (Partial<Item> & { name: string })[], findings: string[]][] = [
  [
    'the same row for two platforms: one of them, and not for certain',
    [service],
    ['agent-windows probable', 'server-windows probable'],
  ],
  ['the row names its platform', [{ ...service, platform: 'linux' }], ['agent-linux probable']],
  [
    'a path names the platform',
    [{ ...service, path: 'C:\\Program Files (x86)\\klnagent.exe' }],
    ['agent-windows confirmed', 'server-windows confirmed'],
  ],
  ['another row speaks for one of them', [service, { name: 'klnagent64' }], ['agent-linux confirmed']],
  [
    'other rows speak for both: both stay',
    [service, { name: 'klnagent64' }, { name: 'Network Agent' }],
    ['agent-linux confirmed', 'agent-windows confirmed'],
  ],
];

test.each(rows)('%s', (_why, items, findings) => {
  for (const order of [items, [...items].reverse()]) {
    const session = compileMatcher(pack).session({ live: true });
    for (const each of order) session.add(item(each));
    const made = session.finish().findings.map(({ product: { id }, confidence }) => `${id} ${confidence}`);
    expect(made.sort()).toEqual(findings);
  }
});

test('a signature that needs a platform is tried only on rows that tell theirs, by themselves, their sender or their place', () => {
  const matcher = compileMatcher(
    packOf([
      product({
        product: 'app-windows',
        platforms: ['windows'],
        signatures: [signature({ id: 'entry', when: { name: 'App' } })],
      }),
      product({
        product: 'app-macos',
        platforms: ['macos', 'windows'],
        signatures: [signature({ id: 'name', when: { name: 'App' }, needsPlatform: true })],
      }),
    ]),
  );
  const said = (row: Partial<Item>, sender: { platform?: 'macos' } = {}): string[] => {
    const session = matcher.session({ live: true, ...sender });
    session.add(item({ name: 'App', ...row }));
    return session.finish().findings.map(({ product: { id } }) => id);
  };
  expect(said({})).toEqual(['app-windows']);
  expect(said({ platform: 'macos' })).toEqual(['app-macos']);
  expect(said({}, { platform: 'macos' })).toEqual(['app-macos']);
  expect(said({ path: 'C:\\Program Files\\App\\app.exe' })).toEqual(['app-macos', 'app-windows']);
});
