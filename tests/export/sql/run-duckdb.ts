import { DuckDBInstance } from '@duckdb/node-api';
import { inventoryColumns } from '../../../src/export/sql/columns.ts';
import { type InventoryRow, type ResultRow, rowValues } from './inventory.ts';

/** Runs a query over an inventory in DuckDB, in memory. */
export async function runDuckdb(query: string, rows: readonly InventoryRow[]): Promise<ResultRow[]> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const types = inventoryColumns.map(({ name }) => `${name} ${name === 'attributes' ? 'JSON' : 'VARCHAR'}`);
  await connection.run(`CREATE TABLE inventory (${types.join(', ')}, live BOOLEAN)`);
  const appender = await connection.createAppender('inventory');
  for (const row of rows) {
    for (const value of rowValues(row)) {
      if (value === null) appender.appendNull();
      else if (typeof value === 'boolean') appender.appendBoolean(value);
      else appender.appendVarchar(value);
    }
    appender.endRow();
  }
  appender.closeSync();
  const result = await connection.runAndReadAll(query);
  return result.getRowObjects().map(textsOf);
}

function textsOf(row: Readonly<Record<string, unknown>>): ResultRow {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, value === null ? null : String(value)]),
  );
}
