import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, expect, test } from 'vitest';
import { exportSql } from '../../../src/export/sql/export-sql.ts';
import { inventoryHeaderLine, inventoryTrailerLine, itemLine } from '../../../src/report/inventory-json.ts';
import { builtInPack } from '../../rule-pack/built-in-pack.ts';
import { inventoryRows, matchedLines, type ResultRow, resultLines } from './inventory.ts';

const folder = mkdtempSync(join(tmpdir(), 'phaseout-view-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("the view of the export's head reads native inventories as DuckDB finds them", async () => {
  const pack = builtInPack();
  const rows = inventoryRows().map((row) => ({ ...row, live: false }));
  const file = join(folder, 'inventory.ndjson');
  const header = {
    schema: 'phaseout/inventory@1',
    tool: { name: 'phaseout', version: '0' },
    target: { type: 'root' },
  } as const;
  writeFileSync(
    file,
    [
      inventoryHeaderLine(header),
      ...rows.map(({ host, item }) => itemLine(item, host)),
      inventoryTrailerLine({ coverage: [], complete: true }),
    ].join(''),
  );
  const text = exportSql(pack, { version: '0.0.0', dialect: 'duckdb' }).files[0]?.text ?? '';
  const view = text
    .split('\n')
    .filter((line) => line.startsWith('--   '))
    .map((line) => line.slice(5))
    .join('\n');
  expect(view).toContain("read_ndjson('inventory.ndjson'");
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  await connection.run(view.replace('inventory.ndjson', file.replaceAll("'", "''")));
  const answer = (await connection.runAndReadAll(text)).getRowObjects() as ResultRow[];
  expect(resultLines(answer)).toEqual(matchedLines(pack, rows));
}, 120_000);
