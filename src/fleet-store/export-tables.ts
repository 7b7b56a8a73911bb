import { mkdir, readdir, rename, rm, rmdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { OutputError, UsageError } from '../errors.ts';
import { visible } from '../model/visible.ts';
import type { ExportFormat } from './export-format.ts';
import { removeLeftovers, temporaryName, untouchedForADay } from './leftovers.ts';
import { partTables } from './schema.ts';

/** The tables of an export; the view `latest` can be made of them. */
const tables = ['observation', ...Object.values(partTables).map(({ table }) => table)];

/**
 * Writes every table to a file of its own in a new folder, whole or not at all: beside it first, then renamed. The folder
 * above must be there. Throws UsageError where the folder is there and not empty, OutputError where it cannot be written.
 */
export async function exportTables(
  connection: DuckDBConnection,
  folder: string,
  format: ExportFormat,
  now: Date,
): Promise<readonly string[]> {
  const target = resolve(folder);
  const temporary = temporaryName(target);
  const isThere = await checkExportFolder(folder);
  const written: string[] = [];
  try {
    removeLeftovers(dirname(target), untouchedForADay(target, now));
    await rm(temporary, { recursive: true, force: true });
    await mkdir(temporary);
    for (const table of tables) {
      const name = `${table}.${format}`;
      const query = format === 'csv' ? await forSpreadsheets(connection, table) : `FROM ${table}`;
      await connection.run(`COPY (${query}) TO ${literal(join(temporary, name))} (${options[format]})`);
      written.push(join(folder, name));
    }
    if (isThere) await rmdir(target);
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    const reason = error instanceof Error ? error.message : String(error);
    throw new OutputError(`cannot export to ${visible(folder)}: ${visible(reason)}; nothing was written`, {
      hint: 'check that the folder above it may be written and the disk has room',
      cause: error,
    });
  }
  return written;
}

const options: Readonly<Record<ExportFormat, string>> = {
  parquet: 'FORMAT parquet, COMPRESSION zstd',
  csv: 'FORMAT csv, HEADER true',
};

/**
 * Only a folder that is new or empty: an older export is never mixed with a newer one, nor anybody's files replaced.
 * Returns whether it is there. Throws UsageError where it is not empty, OutputError where it cannot be looked into.
 */
export async function checkExportFolder(folder: string): Promise<boolean> {
  try {
    if ((await readdir(folder)).length === 0) return true;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT') return false;
    throw new OutputError(`--export: ${visible(folder)} cannot be used (${String(code ?? error)})`, {
      hint: 'name a new folder',
      cause: error,
    });
  }
  throw new UsageError(`--export: ${visible(folder)} is there already and is not empty`, {
    hint: 'name a new folder, such as one with the date in its name',
  });
}

/** Starts of a formula in spreadsheets, as in the CSV of a report. Source: OWASP, CSV Injection. */
const formula = `^[\\s''"]*[=+\\-@\\t\\r＝＋－＠]`;

/** Lists become JSON, and text that a spreadsheet would take for a formula begins with an apostrophe. */
async function forSpreadsheets(connection: DuckDBConnection, table: string): Promise<string> {
  const described = await connection.runAndReadAll(`DESCRIBE ${table}`);
  const columns = described.getRows().map(([name, type]) => {
    const column = `"${String(name)}"`;
    if (String(type).endsWith('[]')) return `CAST(to_json(${column}) AS VARCHAR) AS ${column}`;
    if (type !== 'VARCHAR') return column;
    return `CASE WHEN regexp_matches(${column}, '${formula}') THEN '''' || ${column} ELSE ${column} END AS ${column}`;
  });
  return `SELECT ${columns.join(', ')} FROM ${table}`;
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
