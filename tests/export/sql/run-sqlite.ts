import { spawnSync } from 'node:child_process';
import { inventoryColumns } from '../../../src/export/sql/columns.ts';
import { type InventoryRow, type ResultRow, rowValues } from './inventory.ts';

/** Runs an export over an inventory in SQLite's own program, in memory. */
export function runSqlite(query: string, rows: readonly InventoryRow[]): ResultRow[] {
  return runLoadedSqlite(tableOf(rows), query, '/');
}

function tableOf(rows: readonly InventoryRow[]): string {
  const columns = inventoryColumns.map(({ name }) => `${name} TEXT`).join(', ');
  return [
    `CREATE TABLE inventory (${columns}, live INTEGER);`,
    'BEGIN;',
    ...rows.map((row) => `INSERT INTO inventory VALUES (${rowValues(row).map(literal).join(', ')});`),
    'COMMIT;',
  ].join('\n');
}

/** Runs an export after lines for the program that make and fill its table, started in a folder. */
export function runLoadedSqlite(load: string, query: string, cwd: string): ResultRow[] {
  const input = [load, '.mode json', query].join('\n');
  const { status, stdout, stderr } = spawnSync('sqlite3', ['-bail', ':memory:'], {
    input,
    cwd,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (status !== 0 || stderr !== '') throw new Error(`sqlite3: ${stderr}`);
  return stdout === '' ? [] : (JSON.parse(stdout) as ResultRow[]);
}

function literal(value: string | boolean | null): string {
  if (value === null) return 'NULL';
  if (typeof value === 'boolean') return value ? '1' : '0';
  // The program reads its input by lines and would make CR LF a line feed.
  return `'${value.replaceAll("'", "''").replaceAll('\r', "' || char(13) || '")}'`;
}
