import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { compileMatcher } from '../../src/match/matcher.ts';
import type { MatchResult } from '../../src/match/result.ts';
import { Item } from '../../src/model/item.ts';
import { observe } from '../../src/rule-tests/observe.ts';
import { builtInPack } from './built-in-pack.ts';
import { caseHosts } from './cases.ts';
import { expectations, protections } from './expectations.ts';
import { windowsProtections } from './windows-expectations.ts';

const pack = builtInPack();
const matcher = compileMatcher(pack);
const fixtures = new URL('./fixtures/', import.meta.url);

/** Per system: the fixture of look-alikes, one of other protection with what it must say, and leftovers beside them. */
const systems = [
  {
    lookAlikes: 'look-alikes',
    protections: 'protections',
    hits: protections,
    leftovers: { fixture: 'kesl', host: 'folder-only', finding: 'kesl residue confirmed' },
    evidence: ['/opt/kaspersky', '/opt/kaspersky/kesl'],
  },
  {
    lookAlikes: 'windows-look-alikes',
    protections: 'windows-protections',
    hits: windowsProtections,
    leftovers: {
      fixture: 'windows-endpoint',
      host: 'kes-folder-only',
      finding: 'kes-windows residue confirmed',
    },
    evidence: ['C:\\Program Files (x86)\\Kaspersky Lab\\Kaspersky Endpoint Security for Windows'],
  },
] as const;

describe('products', () => {
  test.each(expectations.map((each) => [each.fixture, each.host, each] as const))(
    '%s: %s',
    (fixture, host, expected) => {
      const result = match(rowsOf(fixture, host), expected.live, fixture);
      expect(result.findings.map(line).sort()).toEqual(expected.findings);
      expect(result.notes.map(({ product, kind }) => `${product} ${kind}`)).toEqual(expected.notes ?? []);
    },
  );

  test('every host of every product fixture is in the table, and the other way round', () => {
    const told = expectations.map(({ fixture, host }) => `${fixture} ${host}`);
    const files = readdirSync(fixtures)
      .filter((file) => file.endsWith('.ndjson'))
      .map((file) => file.replace('.ndjson', ''));
    const found = files
      .filter((file) => !/look-alikes$|protections$/.test(file))
      .flatMap((file) => hostsOf(file).map((host) => `${file} ${host}`));
    expect(told.sort()).toEqual(found.sort());
  });

  test('every product of the pack is expected somewhere', () => {
    const told = new Set(
      [...expectations, ...caseHosts()].flatMap(({ findings, notes }) =>
        [...findings, ...(notes ?? [])].map((text) => text.split(' ')[0]),
      ),
    );
    expect(pack.products.map((each) => each.product).filter((id) => !told.has(id))).toEqual([]);
  });

  test('every signature of every product is evidence somewhere', () => {
    const seen = new Set<string>();
    for (const { fixture, host, live } of expectations) {
      const { findings, notes } = match(rowsOf(fixture, host), live, fixture);
      for (const { evidence } of [...findings, ...notes])
        for (const { signature } of evidence) seen.add(signature);
    }
    for (const host of caseHosts()) {
      for (const signature of observe(matcher, host).evidence.flat()) seen.add(signature);
    }
    const ids = pack.products.flatMap((each) => each.signatures.map(({ id }) => `${each.product}/${id}`));
    expect(ids.filter((id) => !seen.has(id))).toEqual([]);
  });
});

describe.each(systems)('$lookAlikes', ({ lookAlikes, leftovers, evidence: shown }) => {
  const rows = read(lookAlikes);

  test('all together are nothing', () => {
    const { findings, notes, protections } = match(rows, true, lookAlikes);
    expect({ findings: findings.map(line), notes, protections }).toEqual({
      findings: [],
      notes: [],
      protections: [],
    });
  });

  test.each(rows.map((row) => [row.kind, row.path ?? row.name, row] as const))(
    '%s %s is nothing, live or offline',
    (_, __, row) => {
      for (const live of [true, false]) expect(match([row], live, lookAlikes).findings).toEqual([]);
    },
  );

  test('beside real evidence they are no evidence', () => {
    const { fixture, host, finding } = leftovers;
    const { findings } = match([...rows, ...rowsOf(fixture, host)], true, lookAlikes);
    expect(findings.map(line)).toEqual([finding]);
    expect(findings[0]?.evidence.map(({ item }) => item.path).sort()).toEqual(shown);
  });
});

describe.each(systems)('$protections', ({ protections: fixture, hits: expected }) => {
  test.each(expected)('%s', (host, ...hits) => {
    const result = match(rowsOf(fixture, host), true, fixture);
    const told = result.protections.map(
      (hit) => `${hit.protection.protection} ${hit.running ? 'running' : 'idle'}`,
    );
    expect(told.sort()).toEqual(hits);
    expect(result.findings).toEqual([]);
  });

  test('every host of the fixture is in the table', () => {
    expect(expected.map(([host]) => host).sort()).toEqual(hostsOf(fixture).sort());
  });
});

describe('management and telemetry', () => {
  test.each([
    'sophos-linux-sensor',
    'trend-micro-agent-linux',
    'eset-management-agent-linux',
    'trellix-agent-linux',
    'trellix-hx-linux',
    'carbon-black-edr-linux',
    'elastic-agent-linux',
    'clamav',
    'wazuh-agent-linux',
    'osquery-linux',
    'falco-linux',
    'filebeat-linux',
    'microsoft-defender-endpoint-windows',
    'sophos-management-windows',
    'eset-management-agent-windows',
    'trend-micro-basecamp-windows',
    'trellix-agent-windows',
    'trellix-hx-windows',
    'carbon-black-edr-windows',
    'elastic-agent-windows',
    'forticlient-windows',
    'cybereason-sensor-windows',
    'huntress-windows',
    'watchguard-panda-agent-windows',
    'harfanglab-sensor-windows',
    'wazuh-agent-windows',
  ])('%s never counts as protection', (id) => {
    expect(pack.protections.find((each) => each.protection === id)?.provides).not.toBe('protection');
  });
});

function match(items: readonly Item[], live: boolean, fixture: string): MatchResult {
  const platform = fixture.startsWith('windows-') ? 'windows' : 'linux';
  const session = matcher.session({ live, platform });
  for (const item of items) session.add(item);
  return session.finish();
}

function line({ product, status, basis, confidence, version }: MatchResult['findings'][number]): string {
  const alive = basis === undefined ? status : `${status}/${basis}`;
  return [product.id, alive, confidence, ...(version === undefined ? [] : [version])].join(' ');
}

function read(fixture: string): Item[] {
  const text = readFileSync(new URL(`${fixture}.ndjson`, fixtures), 'utf8');
  return text
    .trimEnd()
    .split('\n')
    .map((row) => Item.parse(JSON.parse(row)));
}

function rowsOf(fixture: string, host: string): Item[] {
  return read(fixture).filter((row) => row.host === host);
}

function hostsOf(fixture: string): string[] {
  return [...new Set(read(fixture).map(({ host }) => host ?? ''))];
}
