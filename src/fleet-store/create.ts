import { link, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { OutputError } from '../errors.ts';
import { visible } from '../model/visible.ts';
import { connect } from './connect.ts';
import type { DuckDb } from './duckdb.ts';
import type { Place } from './file-kind.ts';
import { removeLeftovers, temporaryName, untouchedForADay } from './leftovers.ts';
import { createStatements, databaseFormat, databaseVersion } from './schema.ts';

/**
 * Makes an empty database, whole or not at all: beside the file, then linked to its name. Where another process was
 * quicker, its database stays. Throws OutputError.
 */
export async function createDatabase(
  duckdb: DuckDb,
  { file, named }: Place,
  { now, by }: { readonly now: Date; readonly by: string },
): Promise<void> {
  const temporary = temporaryName(file);
  try {
    removeLeftovers(dirname(file), untouchedForADay(file, now));
    await removeDatabase(temporary);
    const { connection, close } = await connect(duckdb, { file: temporary, named }, 'READ_WRITE', {
      waitMs: 0,
    });
    try {
      await connection.run('BEGIN');
      for (const statement of createStatements) await connection.run(statement);
      await connection.run('INSERT INTO phaseout VALUES ($1, $2, CAST($3 AS TIMESTAMPTZ), $4)', [
        databaseFormat,
        databaseVersion,
        now.toISOString(),
        by,
      ]);
      await connection.run('COMMIT');
    } finally {
      close();
    }
    await linkUnlessThere(temporary, file);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new OutputError(`--db: cannot make ${visible(named)}: ${visible(reason)}`, {
      hint: 'check that the folder exists and may be written',
      cause: error,
    });
  } finally {
    await removeDatabase(temporary);
  }
}

async function linkUnlessThere(temporary: string, file: string): Promise<void> {
  try {
    await link(temporary, file);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    // Another process made it in the meantime; what it is gets checked as for any file that is there.
  }
}

async function removeDatabase(file: string): Promise<void> {
  for (const end of ['', '.wal', '.tmp']) await rm(`${file}${end}`, { force: true, recursive: true });
}
