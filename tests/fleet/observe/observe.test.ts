import { describe, expect, it } from 'vitest';
import { hashText } from '../../../src/cli/fleet/hash-text.ts';
import type { Observation } from '../../../src/fleet/observation.ts';
import { Observation as Schema } from '../../../src/fleet/observation.ts';
import { observe } from '../../../src/fleet/observe.ts';

const finding = {
  id: 'kes-windows@WS-1',
  product: {
    id: 'kes-windows',
    name: 'Kaspersky Endpoint Security for Windows',
    vendor: 'AO Kaspersky Lab',
    class: 'endpoint-protection',
    platforms: ['windows'],
    capabilities: ['signature-updates', 'vendor-cloud'],
  },
  status: 'active',
  basis: 'running',
  confidence: 'confirmed',
  version: '12.3.0.493',
  evidence: [{ signature: 'kes-windows/service', item: { name: 'AVP' } }],
};

const gap = {
  reason: 'permission-denied',
  source: 'C:\\Users\\jdoe\\NTUSER.DAT',
  message: 'no right',
  couldHide: 'installed',
};

/** A report of one scanned Windows, as `--format json` writes it. */
const scan = {
  schema: 'phaseout/report@1',
  tool: { name: 'phaseout', version: '0.1.0' },
  scannedAt: '2026-11-20T08:00:00.000Z',
  asOf: '2026-11-20T03:00:00-05:00',
  audiences: ['us-person'],
  audienceAssumed: true,
  target: {
    type: 'host',
    platform: 'windows',
    os: 'Windows 11 Pro 26100',
    hostname: 'WS-1',
    id: 'machine:0011',
    client: 'Acme',
    tags: ['image=gold', 'vdi'],
  },
  rulePacks: [{ id: 'pack', version: '2026.11.22', sha256: 'ab', builtin: true }],
  coverage: [
    { collector: 'uninstall-keys', status: 'ok', items: 12, gaps: [] },
    { collector: 'windows-markers', status: 'ok', items: 0, gaps: [] },
    { collector: 'minifilters', status: 'skipped', reason: 'needs-live-host', items: 0, gaps: [] },
  ],
  complete: true,
  summary: { items: 12 },
  readiness: { answer: 'verify', text: '', confidence: 'probable', evidence: [] },
  encryption: { state: 'decrypted', text: '', evidence: [] },
  databases: [],
  managedBy: [
    { product: 'network-agent-windows', server: 'ksc.example.org' },
    { product: 'network-agent-windows', server: 'ksc.example.org' },
  ],
  notes: [],
  findings: [finding],
  disclaimer: '',
};

function one(value: unknown): Observation {
  const observed = observe(value, { hash: hashText });
  if ('fault' in observed) throw new Error(observed.fault);
  const [first, ...more] = observed.observations;
  expect(more).toEqual([]);
  if (first === undefined) throw new Error('none');
  return first;
}

describe('what is kept of a report', () => {
  it('who the host is, what was found, how far was looked', () => {
    const { digest, ...kept } = one(scan);
    expect(digest).toMatch(/^[0-9a-f]{32}$/);
    expect(kept).toEqual({
      v: 1,
      at: Date.UTC(2026, 10, 20, 8),
      type: 'host',
      interrupted: false,
      packs: [{ id: 'pack', version: '2026.11.22', sha256: 'ab' }],
      hostname: 'WS-1',
      id: 'machine:0011',
      platform: 'windows',
      os: 'Windows 11 Pro 26100',
      client: 'Acme',
      tags: ['image=gold', 'vdi'],
      image: 'gold',
      whole: true,
      looked: ['uninstall-keys', 'windows-markers'],
      gaps: 0,
      someGaps: [],
      products: [
        {
          ...finding.product,
          status: 'active',
          basis: 'running',
          confidence: 'confirmed',
          version: '12.3.0.493',
        },
      ],
      servers: ['ksc.example.org'],
      readiness: 'verify',
      encryption: 'decrypted',
    });
    expect(Schema.parse({ digest, ...kept })).toEqual({ digest, ...kept });
  });

  it('the same report has the same digest, another another', () => {
    expect(one({ ...scan, summary: { items: 99 } }).digest).toBe(one(scan).digest);
    expect(one({ ...scan, scannedAt: '2026-11-20T08:00:01.000Z' }).digest).not.toBe(one(scan).digest);
  });

  it('what only later versions take from a report leaves its digest as earlier ones made it', () => {
    const recommendation = { stops: [{ reason: 'protection', text: 'Settle it.' }] };
    const stopped = one({ ...scan, findings: [{ ...finding, recommendation }] });
    expect(stopped.products[0]?.stops).toEqual(['protection']);
    // Of the versions that kept neither stops nor acceptances.
    expect(stopped.digest).toBe('36cff061c4effc7d93261dcbfcb35b0c');
    const accepted = one({ ...scan, findings: [{ ...finding, accepted: { until: '2027-01-01' } }] });
    expect(accepted.digest).not.toBe(stopped.digest);
  });

  const parts: readonly (readonly [string, object, Partial<Observation>])[] = [
    [
      'a gap: not whole',
      { coverage: [...scan.coverage, { collector: 'services', status: 'gap', items: 0, gaps: [gap] }] },
      { whole: false, gaps: 1, couldHide: 'installed' },
    ],
    [
      'a gap that could hide only a note',
      {
        coverage: [
          ...scan.coverage,
          { collector: 'services', status: 'gap', items: 0, gaps: [{ ...gap, only: 'hidden' }] },
        ],
      },
      { whole: true, gaps: 0 },
    ],
    [
      'a gap without a reason',
      { coverage: [...scan.coverage, { collector: 'services', status: 'gap', items: 0, gaps: [] }] },
      { whole: false, gaps: 1, couldHide: 'active' },
    ],
    [
      'a collector that was left out (--only)',
      {
        coverage: [
          ...scan.coverage,
          { collector: 'services', status: 'skipped', reason: 'not-selected', items: 0, gaps: [] },
        ],
      },
      { whole: false, gaps: 0 },
    ],
    ['an interrupted scan', { complete: false }, { whole: false, interrupted: true }],
    ['completeness that is not said', { complete: undefined }, { whole: false, interrupted: true }],
    ['no coverage at all', { coverage: [] }, { whole: false, looked: [] }],
    [
      'coverage of somebody else',
      { coverage: [{ collector: 'osquery', status: 'ok', items: 3, gaps: [] }] },
      { whole: false },
    ],
    ['coverage that is none', { coverage: ['ok', 7, { status: 'ok' }] }, { whole: false, gaps: 1 }],
    [
      'a finding without a product: something is there that is not known',
      { findings: [{ status: 'active' }] },
      { whole: false, gaps: 1, couldHide: 'active', products: [] },
    ],
    ['no time', { scannedAt: undefined }, { at: null }],
    ['a time of a clock without power', { scannedAt: '1970-01-01T00:00:00Z' }, { at: null }],
    ['a time without a zone', { scannedAt: '2026-11-20T08:00:00' }, { at: null }],
    ['a day that does not exist', { scannedAt: '2026-02-30T08:00:00Z' }, { at: null }],
    [
      'a hardware id that tells machines apart',
      { target: { ...scan.target, hardwareId: '4C4C4544-0042-3510-8052-B4C04F4E3132' } },
      { hardwareId: '4c4c4544-0042-3510-8052-b4c04f4e3132' },
    ],
    [
      'who found it, of a report that was judged again',
      { savedBy: { tool: scan.tool, rulePacks: [{ id: 'old', version: '1.0.0', sha256: 'cd' }] } },
      { packs: [{ id: 'old', version: '1.0.0', sha256: 'cd' }] },
    ],
    [
      'an audience that somebody named',
      { audienceAssumed: false, audiences: ['de-advice'] },
      { audiences: ['de-advice'] },
    ],
  ];
  it.each(parts)('%s', (_, change, expected) => {
    expect(one({ ...scan, ...change })).toMatchObject(expected);
  });

  it.each([
    '00000000-0000-0000-0000-000000000000',
    'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF',
    '03000200-0400-0500-0006-000700080009',
    'To be filled by O.E.M.',
    'Default string',
    '1234',
  ])('hardware id %s is that of many machines', (hardwareId) => {
    expect(one({ ...scan, target: { ...scan.target, hardwareId } }).hardwareId).toBeUndefined();
  });
});

describe('a report of several hosts', () => {
  const several = {
    ...scan,
    target: { type: 'inventory', path: 'all.ndjson' },
    coverage: [
      { collector: 'windows-markers', status: 'ok', items: 1, gaps: [], host: 'A' },
      { collector: 'windows-markers', status: 'ok', items: 1, gaps: [], host: 'B' },
      { collector: 'native', status: 'gap', items: 2, gaps: [{ ...gap, couldHide: 'residue' }] },
    ],
    findings: [
      { ...finding, host: 'A' },
      { ...finding, host: 'C' },
    ],
    hosts: [{ host: 'A', client: 'X', site: 'North', audiences: ['de-advice'], readiness: { answer: 'no' } }],
  };

  const leftOver = {
    collector: 'services',
    status: 'gap',
    items: 1,
    gaps: [{ ...gap, couldHide: 'residue' }],
  };
  const markers = { collector: 'windows-markers', status: 'ok', items: 0, gaps: [] };
  const skipped = {
    collector: 'uninstall-keys',
    status: 'skipped',
    reason: 'not-selected',
    items: 0,
    gaps: [],
  };
  it.each<readonly [string, object, Observation['couldHide']]>([
    ['all else was looked at', {}, 'residue'],
    ['sources were left out', { coverage: [leftOver, markers, skipped] }, undefined],
    ['the scan was interrupted', { complete: false }, undefined],
    ['somebody else collected it', { coverage: [leftOver] }, undefined],
  ])('a gap says what could be hidden only where nothing else is missing: %s', (_, change, couldHide) => {
    const observed = one({ ...scan, coverage: [leftOver, markers], ...change });
    expect([observed.whole, observed.gaps, observed.couldHide]).toEqual([false, 1, couldHide]);
  });

  it('of one host alone keeps whose it is, its audiences and its id', () => {
    const only = one({
      ...scan,
      target: { type: 'inventory', path: 'one.csv' },
      hosts: [
        {
          host: 'WS-1',
          client: 'Beta',
          tags: ['image=gold'],
          audiences: ['us-federal'],
          readiness: { answer: 'no' },
          encryption: { state: 'encrypted' },
        },
      ],
      inventories: [{ host: 'WS-1', type: 'host', id: 'machine:0011', scannedAt: '2026-11-19T08:00:00Z' }],
      findings: [{ ...finding, host: 'WS-1' }],
      coverage: [{ collector: 'csv', status: 'ok', items: 3, gaps: [] }],
    });
    expect(only).toMatchObject({
      hostname: 'WS-1',
      client: 'Beta',
      image: 'gold',
      id: 'machine:0011',
      audiences: ['us-federal'],
      readiness: 'no',
      encryption: 'encrypted',
      products: [{ id: 'kes-windows' }],
    });
  });

  it.each([
    ['first', (all: readonly object[]) => all],
    ['last', (all: readonly object[]) => all.toReversed()],
  ])(
    'rows of a table make a scan, named %s, one of the time of the report, of nobody in particular',
    (_, order) => {
      const scanned = {
        host: 'WS-1',
        type: 'host',
        platform: 'windows',
        id: 'machine:0011',
        hardwareId: 'hw-1234',
      };
      const observed = one({
        ...scan,
        scannedAt: '2026-11-22T08:00:00Z',
        target: { type: 'inventory', path: 'old.ndjson, new.csv' },
        inventories: order([
          { ...scanned, scannedAt: '2026-06-01T08:00:00Z' },
          { host: 'WS-1', type: 'inventory' },
        ]),
        findings: [{ ...finding, host: 'WS-1' }],
      });
      expect(observed).toMatchObject({
        hostname: 'WS-1',
        type: 'inventory',
        at: Date.UTC(2026, 10, 22, 8),
        platform: 'windows',
        whole: false,
      });
      expect(observed).not.toHaveProperty('id');
      expect(observed).not.toHaveProperty('hardwareId');
    },
  );

  it('is an observation for each host that it names, also of hosts without a finding', () => {
    const observed = observe(several, { hash: hashText });
    if ('fault' in observed) throw new Error(observed.fault);
    const observations = [...observed.observations];
    expect(
      observations.map(({ hostname, id, client, site, audiences, readiness, gaps, whole, products }) => ({
        hostname,
        id,
        client,
        site,
        audiences,
        readiness,
        gaps,
        whole,
        products: products.map((product) => product.id),
      })),
    ).toEqual([
      {
        hostname: 'A',
        id: undefined,
        client: 'X',
        site: 'North',
        audiences: ['de-advice'],
        readiness: 'no',
        gaps: 1,
        whole: false,
        products: ['kes-windows'],
      },
      {
        hostname: 'B',
        id: undefined,
        client: undefined,
        site: undefined,
        audiences: undefined,
        readiness: 'unknown',
        gaps: 1,
        whole: false,
        products: [],
      },
      {
        hostname: 'C',
        id: undefined,
        client: undefined,
        site: undefined,
        audiences: undefined,
        readiness: 'unknown',
        gaps: 1,
        whole: false,
        products: ['kes-windows'],
      },
    ]);
  });
});

describe('a report about a table', () => {
  const shared = {
    collector: 'pdq',
    status: 'gap',
    items: 3,
    gaps: [{ ...gap, reason: 'missing-source', couldHide: 'active' }],
  };
  const table = {
    ...scan,
    target: { type: 'inventory', path: 'week.csv' },
    coverage: [shared],
    findings: [{ ...finding, host: 'A' }],
    inventories: ['A', 'B'].map((host) => ({ host, type: 'inventory' })),
  };
  const all = (value: unknown): Partial<Observation>[] => {
    const observed = observe(value, { hash: hashText });
    if ('fault' in observed) throw new Error(observed.fault);
    return [...observed.observations];
  };

  it('knows its clean hosts, of the time of the report, and proves nothing about any', () => {
    const known = { at: Date.UTC(2026, 10, 20, 8), type: 'inventory', whole: false, gaps: 1 };
    expect(all(table)).toMatchObject([
      { hostname: 'A', ...known, products: [{ id: 'kes-windows' }] },
      { hostname: 'B', ...known, products: [] },
    ]);
    const alone = { ...table, findings: [], inventories: [{ host: 'B', type: 'inventory' }] };
    expect(all(alone)).toMatchObject([{ hostname: 'B', ...known, products: [] }]);
  });

  it('what it says of its one host with findings is said of none of the others', () => {
    expect(all(table)).toMatchObject([
      { hostname: 'A', readiness: 'verify', encryption: 'decrypted', servers: ['ksc.example.org'] },
      { hostname: 'B', readiness: 'unknown', encryption: 'component-installed', servers: [] },
    ]);
  });

  it('is for whom somebody said, each host where each has its own', () => {
    const named = { ...table, audienceAssumed: false, audiences: ['de-advice'] };
    expect(all(named).map(({ audiences }) => audiences)).toEqual([['de-advice'], ['de-advice']]);
    const assigned = { ...named, unassigned: ['B'], hosts: [{ host: 'A', audiences: ['us-federal'] }] };
    expect(all(assigned).map(({ audiences }) => audiences)).toEqual([['us-federal'], undefined]);
  });

  it('rows that name no host are of a host of their own', () => {
    const mixed = { ...table, findings: [finding], inventories: [{ host: 'B', type: 'inventory' }] };
    expect(all(mixed).map(({ hostname, products }) => [hostname, products?.length])).toEqual([
      ['B', 0],
      [undefined, 1],
    ]);
  });

  it('tells how many hosts it has no room for, and what it names counts', () => {
    const observed = observe({ ...table, hostsLeftOut: 800_000 }, { hash: hashText });
    expect(observed).toMatchObject({
      missing: 'it counts, but had no room for 800000 hosts or more of its inventory: match that in parts',
    });
  });
});

describe('a report of two hosts of one name', () => {
  it('is of two hosts, each with its own name, labels, id, place and time', () => {
    const stated = { type: 'host', hostname: 'WS-1', scannedAt: '2026-11-19T08:00:00Z' };
    const observed = observe(
      {
        ...scan,
        target: { type: 'inventory', path: 'a, b' },
        coverage: ['WS-1 (Acme)', 'WS-1 (Beta)', 'b.tar'].map((host) => ({
          ...scan.coverage[1],
          host,
        })),
        findings: [{ ...finding, host: 'WS-1 (Beta)' }],
        inventories: [
          { host: 'WS-1 (Acme)', ...stated, id: 'machine:1', client: 'Acme' },
          { host: 'WS-1 (Beta)', ...stated, id: 'machine:2', client: 'Beta', tags: ['image=gold'] },
          { ...stated, host: 'b.tar', hostname: null, type: 'image', path: 'b.tar', image: 'app:1' },
        ],
      },
      { hash: hashText },
    );
    if ('fault' in observed) throw new Error(observed.fault);
    expect(
      [...observed.observations].map(
        ({ hostname, client, id, image, place, at, type, whole, products }) =>
          [
            hostname,
            client,
            id,
            image,
            place,
            type,
            at === Date.UTC(2026, 10, 19, 8),
            whole,
            products.length,
          ] as const,
      ),
    ).toEqual([
      ['WS-1', 'Acme', 'machine:1', undefined, undefined, 'host', true, true, 0],
      ['WS-1', 'Beta', 'machine:2', 'gold', undefined, 'host', true, true, 1],
      [undefined, undefined, undefined, undefined, 'b.tar#app:1', 'image', true, true, 0],
    ]);
  });
});

describe('what is no report', () => {
  it.each([
    ['a number', 7, 'it is no JSON object'],
    ['something else', { hello: 'world' }, 'it is no report of phaseout (no schema "phaseout/report@1")'],
    [
      'a line of findings',
      finding,
      'it holds findings alone (--format ndjson), which say nothing of hosts without any, nor of what was not looked at: write reports with --format json instead',
    ],
    [
      'the first line of an inventory',
      { schema: 'phaseout/inventory@1' },
      'it is an inventory, not a report: run phaseout match --format json on it first',
    ],
    [
      'a later version',
      { schema: 'phaseout/report@2' },
      'it is of another kind or version (phaseout/report@2)',
    ],
    ['one without a target', { ...scan, target: undefined }, 'it is a report without a target'],
    [
      'one that was cut off',
      { ...scan, findings: undefined },
      'it is a report without findings and coverage (cut off?)',
    ],
  ])('%s', (_, value, fault) => {
    expect(observe(value, { hash: hashText })).toMatchObject({ fault });
  });
});

describe('hostile content', () => {
  const long = 'x'.repeat(100_000);
  it('texts are cut, ids are not', () => {
    const kept = one({
      ...scan,
      target: { ...scan.target, hostname: long, id: long, os: long },
      findings: [{ ...finding, version: long, product: { ...finding.product, name: long } }],
      coverage: [
        ...scan.coverage,
        { collector: 'services', status: 'gap', items: 0, gaps: [{ ...gap, message: long }] },
      ],
    });
    expect(JSON.stringify(kept).length).toBeLessThan(3_000);
    expect(kept.id).toBeUndefined();
  });

  it('findings and gaps are bounded, and what is left out makes it not whole', () => {
    const findings = Array.from({ length: 5_000 }, (_, index) => ({
      ...finding,
      product: { ...finding.product, id: `p${index}` },
    }));
    const gaps = Array.from({ length: 5_000 }, () => gap);
    const kept = one({
      ...scan,
      findings,
      coverage: [...scan.coverage, { collector: 'services', status: 'gap', items: 0, gaps }],
    });
    expect(kept.products).toHaveLength(200);
    expect(kept.someGaps).toHaveLength(5);
    expect(kept).toMatchObject({ gaps: 5_001, whole: false, couldHide: 'active' });
  });

  it('keys of prototypes are nothing special', () => {
    const value = JSON.parse(`{"__proto__":{"polluted":1},${JSON.stringify(scan).slice(1)}`);
    expect(one(value).digest).toBe(one(scan).digest);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });

  it.each([null, 7, 'text', [], [1], { a: 1 }])('every part may be %j', (junk) => {
    for (const key of Object.keys(scan)) {
      if (key === 'schema') continue;
      const observed = observe({ ...scan, [key]: junk }, { hash: hashText });
      if ('observations' in observed) for (const each of observed.observations) Schema.parse(each);
    }
    for (const key of Object.keys(scan.target)) {
      const observed = observe({ ...scan, target: { ...scan.target, [key]: junk } }, { hash: hashText });
      if ('observations' in observed) for (const each of observed.observations) Schema.parse(each);
    }
  });
});
