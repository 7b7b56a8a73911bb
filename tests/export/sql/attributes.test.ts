import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportSql } from '../../../src/export/sql/export-sql.ts';
import type { Item } from '../../../src/model/item.ts';
import type { RulePack } from '../../../src/model/rule-pack.ts';
import type { TextTest } from '../../../src/model/signature.ts';
import { describeWith } from '../../support/needs.ts';
import { type InventoryRow, matchedLines, type ResultRow, resultLines } from './inventory.ts';
import { type PostgresServer, startPostgres } from './postgres-server.ts';
import { runDuckdb } from './run-duckdb.ts';
import { runSqlite } from './run-sqlite.ts';
import { testPack } from './test-pack.ts';

/** Attributes as senders spell them, and a test that `phaseout match` finds true of them. */
const cases: readonly (readonly [name: string, attributes: string, test: TextTest])[] = [
  ...[
    ...['0', '-0', '-0.0', '1', '1.0', '100.00', '1e3', '1E3', '1.50', '-2.25', '0.1', '0.001', '0.0001'],
    ...['9007199254740991', '1e15', '123456789.125', '1e14', '999999999999999.0'],
  ].map((number) => [number, `{"n": ${number}}`, String(JSON.parse(number))] as const),
  ['a range', '{"n": 11.50}', { range: '=11.5' }],
  ['there', '{"n": 0}', { exists: true }],
  ['a key with escapes', '{"\\u006e": "x"}', 'x'],
  ['a key and a number with escapes', '{"\\u006e": 2.0}', '2'],
  ['a key with another escape beside it', '{"a\\"\\\\b": "y", "n": "x"}', 'x'],
  ['true', '{"\\u006e": true}', true],
];

/** Numbers that need more than SQLite's fifteen digits, or the rules of JavaScript for exponents. */
const longNumbers = [
  ...['0.30000000000000004', '12345678901234567890', '123456789012345680000', '1e20', '1e21', '1.5e300'],
  ...['0.00001', '1e-6', '1e-7', '1.25E-10', '5e-324', '1.7976931348623157e308', '9007199254740993', '1e15'],
].map((number) => [number, `{"n": ${number}}`, String(JSON.parse(number))] as const);

/** What DuckDB does not take as JSON. */
const endless = ['1e400', '-1e400', '1e-400'].map(
  (number) => [number, `{"n": ${number}}`, String(JSON.parse(number))] as const,
);

/** A key that stands twice: JavaScript takes the last one. */
const twice = [['a key twice', '{"n": "first", "n": "last"}', 'last']] as const;

type Case = (typeof cases)[number];
type Run = (query: string, rows: readonly InventoryRow[]) => ResultRow[] | Promise<ResultRow[]>;

function packOf(list: readonly Case[]): RulePack {
  const [product] = testPack.products;
  if (product === undefined) throw new Error('no product');
  const signatures = list.map(([, , test], index) => ({
    id: `case-${index}`,
    kind: 'software' as const,
    when: { name: `case ${index}`, 'attributes.n': test },
    proves: 'installed' as const,
    confidence: 'confirmed' as const,
    source: 'test',
  }));
  return { ...testPack, products: [{ ...product, product: 'thing', signatures }] };
}

function rowOf([, attributes]: Case, index: number): InventoryRow {
  const item: Item = {
    kind: 'software',
    collector: 'test',
    name: `case ${index}`,
    origin: 'test',
    ref: String(index),
    attributes: JSON.parse(attributes),
  };
  return { host: `host ${index}`, live: false, item, attributes };
}

/** Names of the cases that an engine finds. */
async function found(dialect: string, run: Run, list: readonly Case[]): Promise<string[]> {
  const pack = packOf(list);
  const rows = list.map(rowOf);
  const query = exportSql(pack, { version: '0.0.0', dialect }).files[0]?.text ?? '';
  const wanted = matchedLines(pack, rows);
  expect(wanted).toHaveLength(list.length);
  const answer = new Set(resultLines(await run(query, rows)));
  return list
    .filter((_, index) => wanted.some((line) => line.endsWith(` ${index}`) && answer.has(line)))
    .map(([name]) => name);
}

const names = (list: readonly Case[]): string[] => list.map(([name]) => name);

function sameAsMatch(dialect: string, run: Run, list: readonly Case[]): void {
  it('finds what match finds, however a sender spells it', async () => {
    expect(await found(dialect, run, list)).toEqual(names(list));
  });

  it('takes null for an attribute that is not there', async () => {
    const pack = packOf([['null', '{}', { exists: false }]]);
    const [row] = [rowOf(['null', '{}', ''], 0)];
    if (row === undefined) throw new Error('no row');
    const query = exportSql(pack, { version: '0.0.0', dialect }).files[0]?.text ?? '';
    const nulled = { ...row, attributes: '{"n": null}' };
    expect(resultLines(await run(query, [nulled]))).toEqual(matchedLines(pack, [row]));
  });
}

describe('DuckDB', () => {
  sameAsMatch('duckdb', runDuckdb, [...cases, ...longNumbers]);

  it('reads of a key that stands twice the first, which docs/exports.md says', async () => {
    expect(await found('duckdb', runDuckdb, twice)).toEqual([]);
  });
});

describeWith(['sqlite3'], 'SQLite', () => {
  sameAsMatch('sqlite', runSqlite, [...cases, ...twice]);

  it('spells long and small numbers in its own way, which the head of the file says', async () => {
    const text = exportSql(testPack, { version: '0.0.0', dialect: 'sqlite' }).files[0]?.text ?? '';
    expect(text).toContain('numbers below 0.0001, of more than 15 digits, or whole and beyond 2^53');
    expect(await found('sqlite', runSqlite, longNumbers)).toEqual(['1.5e300', '1.25E-10', '1e15']);
  });
});

describeWith(['postgres', 'psql'], 'PostgreSQL', () => {
  let server: PostgresServer | undefined;
  beforeAll(() => {
    server = startPostgres();
  });
  afterAll(() => server?.stop());
  sameAsMatch('postgres', (query, rows) => server?.run(query, rows) ?? [], [
    ...cases,
    ...longNumbers,
    ...endless,
    ...twice,
  ]);
});
