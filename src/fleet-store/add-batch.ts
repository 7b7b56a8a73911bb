import type { DuckDBConnection } from '@duckdb/node-api';
import type { Observation } from '../fleet/observation.ts';
import { wellFormedJson } from '../model/well-formed-json.ts';
import { insertStatement, numberColumn, observationColumns, partTables } from './schema.ts';

/** How many observations of a batch were new, and how many were there already. */
export interface Added {
  readonly added: number;
  readonly known: number;
}

/** What DuckDB parses in one statement, and so its memory, is bounded: characters of JSON, and rows. */
const statementLimits = { characters: 1_000_000, rows: 2000 } as const;

const importedAt = { name: 'imported_at', type: 'TIMESTAMPTZ', required: true } as const;
const insertObservations = insertStatement('observation', observationColumns, { importedAt });
const parts = Object.entries(partTables).map(([key, { table, columns }]) => ({
  key: key as keyof typeof partTables,
  insert: insertStatement(table, columns),
}));

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
  if (batch.length === 0) return { added: 0, known: 0 };
  await connection.run('BEGIN');
  try {
    const fresh = await unknown(connection, batch);
    let number = await lastNumber(connection);
    const numbered = fresh.map((observation) => ({ n: ++number, observation }));
    const rows = numbered.map(({ n, observation }) => {
      const { v, products, someGaps, packs, ...kept } = observation;
      return { ...kept, n };
    });
    for (const text of inStatements(rows))
      await connection.run(insertObservations, [text, now.toISOString()]);
    for (const { key, insert } of parts) {
      const members = numbered.flatMap(({ n, observation }) =>
        observation[key].map((each) => ({ ...each, n })),
      );
      for (const text of inStatements(members)) await connection.run(insert, [text]);
    }
    await connection.run('COMMIT');
    return { added: fresh.length, known: batch.length - fresh.length };
  } catch (error) {
    // A COMMIT that fails has ended the transaction itself: then there is nothing to roll back.
    await connection.run('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

async function unknown(connection: DuckDBConnection, batch: readonly Observation[]): Promise<Observation[]> {
  const byDigest = new Map(batch.map((observation) => [observation.digest, observation]));
  for (const text of inStatements([...byDigest.keys()])) {
    const known = await connection.runAndReadAll(knownStatement, [text]);
    for (const [digest] of known.getRows()) byDigest.delete(String(digest));
  }
  return [...byDigest.values()];
}

async function lastNumber(connection: DuckDBConnection): Promise<number> {
  const result = await connection.runAndReadAll(`SELECT max(${numberColumn}) FROM observation`);
  return Number(result.getRows()[0]?.[0] ?? 0);
}

/** Rows as JSON arrays of bounded length. */
function* inStatements(rows: readonly unknown[]): Generator<string> {
  let texts: string[] = [];
  let characters = 0;
  for (const row of rows) {
    const text = wellFormedJson(row);
    if (texts.length === statementLimits.rows || characters + text.length > statementLimits.characters) {
      if (texts.length > 0) yield `[${texts.join(',')}]`;
      texts = [];
      characters = 0;
    }
    texts.push(text);
    characters += text.length;
  }
  if (texts.length > 0) yield `[${texts.join(',')}]`;
}
