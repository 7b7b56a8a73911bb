import type { DuckDBConnection } from '@duckdb/node-api';

/** What DuckDB may use as a rule: its cache fills it, so memory does not grow with the history. */
export const usualMemory = '64MB';

/**
 * What it may use where that does not do: DuckDB takes up 2048 rows at a time, and rows of reports that were made to be
 * wide (200 collectors with long names) take some hundred MB.
 */
const mostMemory = '1GB';

/** Whether DuckDB had too little memory for something. */
export function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && /out of memory error/i.test(error.message);
}

/** Lets DuckDB use more from now on, for the whole database. */
export async function allowMoreMemory(connection: DuckDBConnection): Promise<void> {
  await connection.run(`SET memory_limit = '${mostMemory}'`);
}
