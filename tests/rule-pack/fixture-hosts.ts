import { readdirSync, readFileSync } from 'node:fs';
import { Item } from '../../src/model/item.ts';
import { type TestOrigin, testOrigins } from '../../src/model/rule-test.ts';
import type { Platform } from '../../src/model/vocabulary.ts';
import type { ExpectedHost, ExpectedRow } from '../../src/rule-tests/expected-host.ts';
import { expectations, protections } from './expectations.ts';
import { windowsProtections } from './windows-expectations.ts';

const folder = new URL('./fixtures/', import.meta.url);

/** The look-alikes of each system, and leftovers that they must not add evidence to. */
const lookAlikes = [
  { fixture: 'look-alikes', beside: { fixture: 'kesl', host: 'folder-only' } },
  { fixture: 'windows-look-alikes', beside: { fixture: 'windows-endpoint', host: 'kes-folder-only' } },
];

const files = new Map(
  readdirSync(folder)
    .filter((name) => name.endsWith('.ndjson'))
    .map((name) => [name.replace('.ndjson', ''), readFixture(name)] as const),
);

/** Everything that the NDJSON fixtures expect, as hosts of rule tests; `test` is the name of the fixture. */
export function fixtureHosts(): ExpectedHost[] {
  return [...productHosts(), ...protectionHosts(), ...lookAlikes.flatMap(lookAlikeHosts)];
}

const origins: Readonly<Record<string, string>> = JSON.parse(
  readFileSync(new URL('origins.json', folder), 'utf8'),
);

/** Where the values of a host of a fixture come from, by `fixtures/origins.json`. */
export function originOf({ test, host }: ExpectedHost): TestOrigin {
  const origin = testOrigins.find((each) => each === (origins[`${test}/${host}`] ?? origins[test]));
  if (origin === undefined) throw new Error(`fixtures/origins.json has no class for ${test}`);
  return origin;
}

/** Keys of `fixtures/origins.json` that are about no fixture or host. */
export function strayOrigins(): string[] {
  const hosts = fixtureHosts();
  const known = new Set(hosts.flatMap(({ test, host }) => [test, `${test}/${host}`]));
  return Object.keys(origins).filter((key) => !known.has(key));
}

function productHosts(): ExpectedHost[] {
  return expectations.map(({ fixture, host, live, findings, notes = [] }) => ({
    ...hostOf(fixture, host, rowsOf(fixture, host), live),
    findings,
    notes,
  }));
}

function protectionHosts(): ExpectedHost[] {
  return [
    ...protections.map((row) => ['protections', row] as const),
    ...windowsProtections.map((row) => ['windows-protections', row] as const),
  ].map(([fixture, [host, ...hits]]) => ({
    ...hostOf(fixture, host, rowsOf(fixture, host), true),
    protections: hits,
  }));
}

/** Each look-alike by itself, live and offline; all together; and all beside real leftovers. */
function lookAlikeHosts({ fixture, beside }: (typeof lookAlikes)[number]): ExpectedHost[] {
  const rows = (files.get(fixture) ?? []).map((row) => ({ ...row, expect: [] }));
  const leftovers = expectations.find((each) => each.fixture === beside.fixture && each.host === beside.host);
  const alone = rows.flatMap((row) =>
    [true, false].map((live) => hostOf(fixture, `line ${row.at.line}`, [row], live)),
  );
  return [
    ...alone,
    { ...hostOf(fixture, 'all', rows, true), protections: [] },
    {
      ...hostOf(fixture, 'all beside leftovers', [...rows, ...rowsOf(beside.fixture, beside.host)], true),
      findings: leftovers?.findings ?? [],
    },
  ];
}

function hostOf(fixture: string, host: string, rows: readonly ExpectedRow[], live: boolean): ExpectedHost {
  return {
    test: fixture,
    host,
    live,
    rows,
    findings: [],
    notes: [],
    protections: undefined,
    file: `${fixture}.ndjson`,
    at: rows[0]?.at ?? { line: 1, column: 1 },
  };
}

function rowsOf(fixture: string, host: string): ExpectedRow[] {
  return (files.get(fixture) ?? []).filter(({ item }) => item.host === host);
}

function readFixture(name: string): ExpectedRow[] {
  const platform: Platform = name.startsWith('windows-') ? 'windows' : 'linux';
  return readFileSync(new URL(name, folder), 'utf8')
    .trimEnd()
    .split('\n')
    .map((row, index) => ({
      item: { platform, ...Item.parse(JSON.parse(row)) },
      expect: undefined,
      at: { line: index + 1, column: 1 },
    }));
}
