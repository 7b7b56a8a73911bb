import { describe, expect, test } from 'vitest';
import type { Item } from '../../src/model/item.ts';
import { fc } from '../support/property.ts';
import { evidenceOf, item, match, packOf, product, protection, signature } from './make-pack.ts';

const pack = packOf(
  [
    product({
      product: 'kesl',
      name: 'Endpoint',
      signatures: [
        signature({ id: 'package', when: { name: { prefix: 'kesl' } } }),
        signature({ id: 'unit', kind: 'service', when: { name: 'kesl.service' } }),
        signature({
          id: 'folder',
          kind: 'marker',
          when: { path: { prefix: '/opt/kaspersky' } },
          proves: 'presence',
        }),
        signature({ id: 'process', kind: 'process', when: { name: 'wdserver' }, proves: 'nothing' }),
      ],
    }),
    product({
      product: 'agent',
      name: 'Agent',
      signatures: [
        signature({
          id: 'package',
          when: { name: 'klnagent' },
          beside: [{ host: { kind: 'software', when: { name: { prefix: 'k' } } } }],
        }),
      ],
    }),
    product({
      product: 'parts',
      class: 'component',
      signatures: [
        signature({
          id: 'driver',
          kind: 'driver',
          when: { name: 'klif' },
          proves: 'presence',
          owners: ['kesl'],
        }),
      ],
    }),
  ],
  [
    protection({
      protection: 'other-av',
      signatures: [signature({ id: 'package', when: { name: 'other-av' } })],
    }),
  ],
);

describe('equal rows', () => {
  const row = item({ name: 'kesl', version: '12.1' });

  test('merge into one evidence that keeps every origin and ref', () => {
    const result = match(pack, [
      { ...row, origin: 'b', ref: '7', collector: 'second' },
      { ...row, origin: 'a' },
      { ...row, origin: 'b', ref: '3' },
    ]);
    expect(result.findings[0]?.evidence).toEqual([
      {
        signature: 'kesl/package',
        item: { ...row, origin: 'a' },
        also: [
          { origin: 'b', ref: '3' },
          { origin: 'b', ref: '7' },
        ],
      },
    ]);
  });

  test('read twice from one place are one', () => {
    expect(match(pack, [row, row]).findings[0]?.evidence).toEqual([{ signature: 'kesl/package', item: row }]);
  });

  test('stay apart where any other field differs', () => {
    const rows = [
      row,
      { ...row, version: '12.2' },
      { ...row, scope: 'ann' },
      { ...row, attributes: { a: 1 } },
    ];
    expect(match(pack, rows).findings[0]?.evidence).toHaveLength(4);
  });

  test('the order of attributes makes no difference', () => {
    const rows = [
      { ...row, attributes: { a: 1, b: 2 } },
      { ...row, attributes: { b: 2, a: 1 } },
    ];
    expect(match(pack, rows).findings[0]?.evidence).toHaveLength(1);
  });
});

describe('order', () => {
  const rows: readonly Item[] = [
    { kind: 'process', collector: 'c', name: 'wdserver', origin: '/proc/9', state: 'running' },
    { kind: 'marker', collector: 'c', name: 'b', path: '/opt/kaspersky/b', origin: 'o' },
    { kind: 'marker', collector: 'c', name: 'a', path: '/opt/kaspersky/z', origin: 'o' },
    { kind: 'marker', collector: 'c', name: 'a', path: '/opt/kaspersky/a', origin: 'o' },
    item({ name: 'kesl-gui' }),
    item({ name: 'kesl', state: 'config-files' }),
    item({ name: 'kesl' }),
    { kind: 'service', collector: 'c', name: 'kesl.service', origin: 'o', state: 'running' },
    { kind: 'driver', collector: 'c', name: 'klif', origin: 'o', state: 'loaded' },
  ];

  test('of evidence: proof, kind, name, path', () => {
    const [finding] = match(pack, rows).findings;
    expect(finding?.evidence.map(({ signature: id, item: row }) => `${id} ${row.path ?? row.name}`)).toEqual([
      'kesl/unit kesl.service',
      'kesl/package kesl',
      'kesl/package kesl-gui',
      'parts/driver klif',
      'kesl/folder /opt/kaspersky/a',
      'kesl/folder /opt/kaspersky/z',
      'kesl/folder /opt/kaspersky/b',
      'kesl/package kesl',
      'kesl/process wdserver',
    ]);
  });

  test('of findings: status, product name, host', () => {
    const result = match(pack, [
      { ...item({ name: 'kesl', state: 'config-files' }), host: 'a' },
      { ...item({ name: 'kesl' }), host: 'b' },
      { ...item({ name: 'klnagent' }), host: 'b' },
      { ...item({ name: 'kesl' }), host: 'a10' },
      { ...item({ name: 'kesl' }), host: 'Z' },
      { kind: 'service', collector: 'c', name: 'kesl.service', origin: 'o', state: 'running', host: 'z' },
    ]);
    expect(result.findings.map(({ id, status }) => `${status} ${id}`)).toEqual([
      'active kesl@z',
      'installed agent@b',
      'installed kesl@Z',
      'installed kesl@a10',
      'installed kesl@b',
      'residue kesl@a',
    ]);
  });

  test('of arrival never matters', () => {
    const pool: readonly Item[] = [
      ...rows,
      ...rows.map((row): Item => ({ ...row, origin: 'elsewhere', ref: '1' })),
      ...rows.map((row): Item => ({ ...row, host: 'second' })),
      item({ name: 'klnagent' }),
      item({ name: 'other-av' }),
      item({ name: 'other-av', host: 'second' }),
    ];
    const expected = JSON.stringify(match(pack, pool));
    fc.assert(
      fc.property(fc.shuffledSubarray([...pool], { minLength: pool.length }), (shuffled) => {
        expect(JSON.stringify(match(pack, shuffled))).toBe(expected);
      }),
      { numRuns: 100 },
    );
  });
});

describe('hosts', () => {
  test('of the item, else of the session, else none', () => {
    const kesl = item({ name: 'kesl' });
    const items = [kesl, { ...kesl, host: 'other' }];
    expect(match(pack, items, { host: 'ws' }).findings.map(({ id, host }) => [id, host])).toEqual([
      ['kesl@other', 'other'],
      ['kesl@ws', 'ws'],
    ]);
    expect(match(pack, [kesl]).findings[0]).not.toHaveProperty('host');
  });

  test('named like a property of every object are hosts like others', () => {
    const items = ['__proto__', 'constructor'].map((host) => item({ name: 'kesl', host }));
    expect(match(pack, items).findings.map(({ id }) => id)).toEqual(['kesl@__proto__', 'kesl@constructor']);
  });
});

describe('limits', () => {
  const many = (count: number): Item[] =>
    Array.from({ length: count }, (_, index) => item({ name: 'kesl', version: String(10_000 + index) }));

  test('a thousand pieces of evidence are kept, and no word of truncation', () => {
    const result = match(pack, many(1000));
    expect(result.findings[0]?.evidence).toHaveLength(1000);
    expect(result.truncated).toEqual([]);
  });

  test('of more the same thousand are kept whatever the order, and the finding is named', () => {
    const items = many(9000);
    const result = match(pack, items);
    expect(result.items).toBe(9000);
    expect(result.findings[0]?.evidence).toHaveLength(1000);
    expect(result.truncated).toEqual(['kesl']);
    expect(JSON.stringify(match(pack, items.toReversed()))).toBe(JSON.stringify(result));
  });

  test('the one row that runs is never cut', () => {
    const unit = (index: number): Item => ({
      kind: 'service',
      collector: 'c',
      name: 'kesl.service',
      path: `/a/${index}`,
      state: index === 3999 ? 'running' : 'stopped',
      origin: 'o',
    });
    const result = match(
      pack,
      Array.from({ length: 9000 }, (_, index) => unit(index)),
    );
    expect(result.findings[0]?.status).toBe('active');
    expect(result.findings[0]?.evidence.filter(({ item: row }) => row.state === 'running')).toHaveLength(1);
  });

  test('a hundred further origins are kept', () => {
    const items = Array.from({ length: 300 }, (_, index) =>
      item({ name: 'kesl', origin: `origin-${1000 + index}` }),
    );
    const result = match(pack, items);
    expect(result.findings[0]?.evidence[0]?.item.origin).toBe('origin-1000');
    expect(result.findings[0]?.evidence[0]?.also).toHaveLength(100);
    expect(result.truncated).toEqual(['kesl']);
  });
});

test('more items may follow a result', async () => {
  const { compileMatcher } = await import('../../src/match/matcher.ts');
  const session = compileMatcher(pack).session({ live: true, platform: 'linux' });
  session.add(item({ name: 'klnagent' }));
  expect(evidenceOf(session.finish())).toEqual([]);
  session.add(item({ name: 'kesl' }));
  expect(evidenceOf(session.finish())).toEqual(['agent: agent/package', 'kesl: kesl/package']);
});

test('a finding carries what is needed to date it again', () => {
  const [finding] = match(pack, [item({ name: 'kesl', version: '12.1' })], { host: 'ws' }).findings;
  expect(finding).toEqual({
    id: 'kesl@ws',
    product: {
      id: 'kesl',
      name: 'Endpoint',
      vendor: 'AO Kaspersky Lab',
      class: 'endpoint-protection',
      platforms: ['linux'],
      capabilities: [],
    },
    status: 'installed',
    confidence: 'confirmed',
    version: '12.1',
    host: 'ws',
    evidence: [{ signature: 'kesl/package', item: item({ name: 'kesl', version: '12.1' }) }],
  });
});
