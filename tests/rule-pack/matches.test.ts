import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { compileMatcher } from '../../src/match/matcher.ts';
import type { MatchResult } from '../../src/match/result.ts';
import { Item } from '../../src/model/item.ts';
import { builtInPack } from './built-in-pack.ts';
import { expectations, protections } from './expectations.ts';

const pack = builtInPack();
const matcher = compileMatcher(pack);
const fixtures = new URL('./fixtures/', import.meta.url);

describe('products', () => {
  test.each(expectations.map((each) => [each.fixture, each.host, each] as const))(
    '%s: %s',
    (fixture, host, expected) => {
      const result = match(rowsOf(fixture, host), expected.live);
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
      .filter((file) => file !== 'look-alikes' && file !== 'protections')
      .flatMap((file) => hostsOf(file).map((host) => `${file} ${host}`));
    expect(told.sort()).toEqual(found.sort());
  });

  test('every product of the pack is expected somewhere', () => {
    const told = new Set(
      expectations.flatMap(({ findings, notes }) =>
        [...findings, ...(notes ?? [])].map((text) => text.split(' ')[0]),
      ),
    );
    expect(pack.products.map((each) => each.product).filter((id) => !told.has(id))).toEqual([]);
  });

  test('every signature of every product is evidence somewhere', () => {
    const seen = new Set<string>();
    for (const { fixture, host, live } of expectations) {
      const { findings, notes } = match(rowsOf(fixture, host), live);
      for (const { evidence } of [...findings, ...notes])
        for (const { signature } of evidence) seen.add(signature);
    }
    const ids = pack.products.flatMap((each) => each.signatures.map(({ id }) => `${each.product}/${id}`));
    expect(ids.filter((id) => !seen.has(id))).toEqual([]);
  });
});

describe('look-alikes', () => {
  const rows = read('look-alikes');

  test('all together are nothing', () => {
    const { findings, notes, protections } = match(rows, true);
    expect({ findings: findings.map(line), notes, protections }).toEqual({
      findings: [],
      notes: [],
      protections: [],
    });
  });

  test.each(rows.map((row) => [row.kind, row.path ?? row.name, row] as const))(
    '%s %s is nothing, live or offline',
    (_, __, row) => {
      for (const live of [true, false]) expect(match([row], live).findings).toEqual([]);
    },
  );

  test('beside real evidence they are no evidence', () => {
    const { findings } = match([...rows, ...rowsOf('kesl', 'folder-only')], true);
    expect(findings.map(line)).toEqual(['kesl residue confirmed']);
    expect(findings[0]?.evidence.map(({ item }) => item.path).sort()).toEqual([
      '/opt/kaspersky',
      '/opt/kaspersky/kesl',
    ]);
  });
});

describe('protections', () => {
  test.each(protections)('%s', (host, ...hits) => {
    const result = match(rowsOf('protections', host), true);
    const told = result.protections.map(
      (hit) => `${hit.protection.protection} ${hit.running ? 'running' : 'idle'}`,
    );
    expect(told.sort()).toEqual(hits);
    expect(result.findings).toEqual([]);
  });

  test('every host of the fixture is in the table', () => {
    expect(protections.map(([host]) => host).sort()).toEqual(hostsOf('protections').sort());
  });

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
  ])('%s never counts as protection', (id) => {
    expect(pack.protections.find((each) => each.protection === id)?.provides).not.toBe('protection');
  });
});

function match(items: readonly Item[], live: boolean): MatchResult {
  const session = matcher.session({ live, platform: 'linux' });
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
