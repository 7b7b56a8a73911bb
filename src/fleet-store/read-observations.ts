import type { DuckDBConnection } from '@duckdb/node-api';
import { TargetError } from '../errors.ts';
import { Observation, observationVersion } from '../fleet/observation.ts';
import { visible } from '../model/visible.ts';
import { observationColumns } from './schema.ts';

const fields = Object.entries(observationColumns).map(([key, { read }]) => `"${key}": ${read}`);

const statement = `SELECT CAST(to_json({${fields.join(', ')}}) AS VARCHAR) FROM observation
  ORDER BY image, installation_id, hardware_id, lower(hostname), scanned_at, digest`;

/**
 * All observations, those of one installation one after the other and the earliest first; the whole order is total.
 * DuckDB sorts within its memory limit and spills beside the file. Throws TargetError for a row that somebody else wrote.
 */
export async function* readObservations(
  connection: DuckDBConnection,
  file: string,
): AsyncGenerator<Observation> {
  const result = await connection.stream(statement);
  for (let chunk = await result.fetchChunk(); chunk !== null && chunk.rowCount > 0; ) {
    for (const text of chunk.getColumnValues(0)) yield observation(String(text), file);
    chunk = await result.fetchChunk();
  }
}

function observation(text: string, file: string): Observation {
  const row = JSON.parse(text, withoutNull);
  const result = Observation.safeParse({ ...row, at: row.at ?? null, v: observationVersion });
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const place = issue === undefined ? '' : ` (${issue.path.map(String).join('.')}: ${issue.message})`;
  throw new TargetError(
    `--db: ${visible(file)} holds a row that this version cannot read${visible(place)}: digest ${visible(String(row.digest))}`,
    { hint: 'a newer phaseout or another program wrote it: update phaseout, or delete that row' },
  );
}

/** What is not known is null in a table and absent in an observation. */
function withoutNull(_key: string, value: unknown): unknown {
  return value === null ? undefined : value;
}
