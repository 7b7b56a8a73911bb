import type { DuckDBConnection } from '@duckdb/node-api';
import type { Observation } from '../fleet/observation.ts';
import { observationColumns } from './schema.ts';

/** How many observations of a batch were new, and how many were there already. */
export interface Added {
  readonly added: number;
  readonly known: number;
}

const columns = Object.values(observationColumns);
const shape = JSON.stringify([
  Object.fromEntries(Object.entries(observationColumns).map(([key, { json }]) => [key, json])),
]).replaceAll("'", "''");

const insertStatement = `INSERT INTO observation (${columns.map(({ name }) => name).join(', ')}, imported_at)
  SELECT ${columns.map(({ write }) => write).join(', ')}, CAST($2 AS TIMESTAMPTZ)
  FROM (SELECT unnest(from_json(CAST($1 AS VARCHAR), '${shape}')) AS o)`;

const knownStatement = `SELECT digest FROM observation
  WHERE digest IN (SELECT unnest(from_json(CAST($1 AS VARCHAR), '["VARCHAR"]')))`;

/**
 * Adds observations in one transaction: after a crash either all of them are there or none. What is there already (by
 * its digest) is left out. DuckDB's lock makes this process the only writer, so nothing can come in between.
 */
export async function addBatch(
  connection: DuckDBConnection,
  batch: readonly Observation[],
  now: Date,
): Promise<Added> {
  const byDigest = new Map(batch.map((observation) => [observation.digest, observation]));
  if (byDigest.size === 0) return { added: 0, known: 0 };
  await connection.run('BEGIN');
  try {
    const known = await connection.runAndReadAll(knownStatement, [JSON.stringify([...byDigest.keys()])]);
    for (const [digest] of known.getRows()) byDigest.delete(String(digest));
    if (byDigest.size > 0)
      await connection.run(insertStatement, [json([...byDigest.values()]), now.toISOString()]);
    await connection.run('COMMIT');
  } catch (error) {
    await connection.run('ROLLBACK');
    throw error;
  }
  return { added: byDigest.size, known: batch.length - byDigest.size };
}

/** JSON that DuckDB takes: half of a surrogate pair, which a hostile report may hold, becomes the replacement character. */
function json(observations: readonly Observation[]): string {
  const text = JSON.stringify(observations);
  if (!/\\ud[89a-f]/.test(text)) return text;
  return JSON.stringify(observations, (_key, value) =>
    typeof value === 'string' ? value.replace(/\p{Cs}/gu, '\ufffd') : value,
  );
}
