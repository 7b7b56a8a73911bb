import { describe, expect, test } from 'vitest';
import { exportSql } from '../../../src/export/sql/export-sql.ts';
import { builtInPack } from '../../rule-pack/built-in-pack.ts';
import { inventoryRows, matchedLines, resultLines } from './inventory.ts';
import { runDuckdb } from './run-duckdb.ts';

describe('the export for DuckDB', () => {
  test('gives the rows of phaseout match, on every case of the rule tests and on hostile hosts', async () => {
    const pack = builtInPack();
    const rows = inventoryRows();
    const [file] = exportSql(pack, { version: '0.0.0', dialect: 'duckdb' }).files;
    const expected = matchedLines(pack, rows);
    expect(expected.length).toBeGreaterThan(1500);
    expect(resultLines(await runDuckdb(file?.text ?? '', rows))).toEqual(expected);
  });
});
