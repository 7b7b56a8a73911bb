import type { DuckDBConnection } from '@duckdb/node-api';
import { type Column, observationColumns, partTables } from './schema.ts';

/** Which columns a database has, as `TABLE.COLUMN`: one that an older program made lacks those that came since. */
export type KnownColumns = ReadonlySet<string>;

/** Reads which columns a database has. */
export async function readColumns(connection: DuckDBConnection): Promise<KnownColumns> {
  const result = await connection.runAndReadAll(
    `SELECT table_name || '.' || column_name FROM duckdb_columns()
      WHERE database_name = current_database() AND schema_name = 'main'`,
  );
  return new Set(result.getRows().map(([name]) => String(name)));
}

/** Adds what an older program did not know, in one transaction; nothing is known of it in the rows that are there. */
export async function addMissingColumns(connection: DuckDBConnection): Promise<void> {
  const there = await readColumns(connection);
  const missing = allColumns().filter(({ table, column }) => !there.has(`${table}.${column.name}`));
  if (missing.length === 0) return;
  await connection.run('BEGIN');
  for (const { table, column } of missing)
    await connection.run(`ALTER TABLE ${table} ADD COLUMN ${column.name} ${column.type}`);
  await connection.run('COMMIT');
}

function allColumns(): { readonly table: string; readonly column: Column }[] {
  const tables = [{ table: 'observation', columns: observationColumns }, ...Object.values(partTables)];
  return tables.flatMap(({ table, columns }) =>
    Object.values<Column>(columns).map((column) => ({ table, column })),
  );
}
