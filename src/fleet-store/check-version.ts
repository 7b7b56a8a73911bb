import type { DuckDBConnection } from '@duckdb/node-api';
import type { TargetError } from '../errors.ts';
import { visible } from '../model/visible.ts';
import { refused } from './file-kind.ts';
import { databaseFormat, databaseVersion } from './schema.ts';

/**
 * Checks that an open database is ours and of a version that this program knows. Reads only. Throws TargetError for a
 * database of another program or a newer version.
 */
export async function checkVersion(connection: DuckDBConnection, file: string): Promise<void> {
  const tables = await connection.runAndReadAll(
    `SELECT count(*) FROM duckdb_columns() WHERE database_name = current_database() AND schema_name = 'main'
      AND table_name = 'phaseout' AND column_name IN ('format', 'version')`,
  );
  if (Number(tables.getRows()[0]?.[0]) !== 2) throw foreign(file);
  const rows = (await connection.runAndReadAll('SELECT format, version FROM phaseout LIMIT 2')).getRowsJS();
  const [row] = rows;
  if (rows.length !== 1 || row?.[0] !== databaseFormat || typeof row[1] !== 'number') throw foreign(file);
  if (row[1] > databaseVersion) {
    throw refused(
      file,
      `has version ${visible(String(row[1]))} of the fleet database, and this program knows versions up to ${databaseVersion}: update phaseout`,
    );
  }
  // Version 1 is the first: a later program brings an older database up to date here, in one transaction.
  if (row[1] !== databaseVersion) throw foreign(file);
}

function foreign(file: string): TargetError {
  return refused(file, 'is a DuckDB database of something else');
}
