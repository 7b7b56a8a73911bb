import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exportSql } from '../../../src/export/sql/export-sql.ts';
import type { RulePack } from '../../../src/model/rule-pack.ts';
import { builtInPack } from '../../rule-pack/built-in-pack.ts';
import { describeWith } from '../../support/needs.ts';
import { type InventoryRow, inventoryRows, matchedLines, type ResultRow, resultLines } from './inventory.ts';
import { type PostgresServer, startPostgres } from './postgres-server.ts';
import { randomRows } from './random-rows.ts';
import { runDuckdb } from './run-duckdb.ts';
import { runSqlite } from './run-sqlite.ts';
import { testInventory, testPack } from './test-pack.ts';

type Run = (query: string, rows: readonly InventoryRow[]) => ResultRow[] | Promise<ResultRow[]>;

/** The built-in pack on every case of the rule tests and on hostile hosts; a pack of one test an operator. */
function sameAsMatch(dialect: string, run: Run): void {
  test('every case of the rule tests, and hostile hosts', async () => {
    const pack = builtInPack();
    const rows = inventoryRows();
    const expected = matchedLines(pack, rows);
    expect(expected.length).toBeGreaterThan(1500);
    expect(resultLines(await run(queryOf(pack, dialect), rows))).toEqual(expected);
  }, 300_000);

  test('each operator, on texts made for it', async () => {
    const rows = testInventory();
    const expected = matchedLines(testPack, rows);
    expect(expected.length).toBeGreaterThan(80);
    expect(resultLines(await run(queryOf(testPack, dialect), rows))).toEqual(expected);
  }, 120_000);

  test('texts put together at random', async () => {
    const pack = builtInPack();
    const rows = randomRows(6000);
    const expected = matchedLines(pack, rows);
    expect(expected.length).toBeGreaterThan(500);
    expect(resultLines(await run(queryOf(pack, dialect), rows))).toEqual(expected);
  }, 300_000);

  test('one platform', async () => {
    const pack = builtInPack();
    const rows = inventoryRows().filter(({ item }) => item.platform === 'windows');
    const [file] = exportSql(pack, { version: '0.0.0', dialect, platform: 'windows' }).files;
    expect(resultLines(await run(file?.text ?? '', rows))).toEqual(matchedLines(pack, rows));
  }, 300_000);
}

function queryOf(pack: RulePack, dialect: string): string {
  return exportSql(pack, { version: '0.0.0', dialect }).files[0]?.text ?? '';
}

describe('DuckDB gives the rows of match', () => sameAsMatch('duckdb', runDuckdb));

describeWith(['sqlite3'], 'SQLite gives the rows of match', () => sameAsMatch('sqlite', runSqlite));

describeWith(['postgres', 'psql'], 'PostgreSQL gives the rows of match', () => {
  let server: PostgresServer | undefined;
  beforeAll(() => {
    server = startPostgres();
  });
  afterAll(() => server?.stop());
  sameAsMatch('postgres', (query, rows) => server?.run(query, rows) ?? []);
});
