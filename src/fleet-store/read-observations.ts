import type { DuckDBConnection } from '@duckdb/node-api';
import { TargetError } from '../errors.ts';
import { Observation, observationVersion } from '../fleet/observation.ts';
import { visible } from '../model/visible.ts';
import { readColumns } from './columns.ts';
import { allowMoreMemory, isOutOfMemory } from './memory.ts';
import { resumed } from './resume.ts';
import { numberColumn, observationColumns, partTables, selectStatement } from './schema.ts';

/** Values of a row by their keys. */
type Values = Readonly<Record<string, unknown>>;

/** One row of a table: the number of its observation, and its values as JSON. Parsed late, a row is garbage before the next. */
interface Row {
  readonly n: number;
  readonly json: string;
}

/**
 * All observations in the order in which they were added, one at a time: memory does not grow with their number. Every
 * table is read in its own order, in which the numbers ascend, and their rows are joined on the way: neither a sort nor
 * a join of DuckDB's holds any memory limit where rows are wide. Throws TargetError for rows that somebody else wrote.
 */
export async function* readObservations(
  connect: () => Promise<DuckDBConnection>,
  file: string,
): AsyncGenerator<Observation> {
  const connections: DuckDBConnection[] = [];
  const read = async (table: string, columns: Parameters<typeof selectStatement>[1]): Promise<Rows> => {
    const connection = await connect();
    connections.push(connection);
    const there = await readColumns(connection);
    const statement = selectStatement(table, columns, (column) => there.has(`${table}.${column}`));
    return new Rows(allRowsOf(connection, statement), () => changed(file, table));
  };
  try {
    const observations = await read('observation', observationColumns);
    const parts: [key: string, rows: Rows][] = [];
    for (const [key, { table, columns }] of Object.entries(partTables))
      parts.push([key, await read(table, columns)]);
    for (let row = await observations.next(); row !== undefined; row = await observations.next()) {
      const values = valuesOf(row);
      const value: Record<string, unknown> = { ...values, v: observationVersion, at: values['at'] ?? null };
      for (const [key, rows] of parts) value[key] = await rows.takeOf(row.n);
      yield checked(value, file);
    }
    for (const [, rows] of parts) await rows.expectEnd();
  } finally {
    for (const connection of connections) connection.closeSync();
  }
}

/** Rows of a table, of which the next one can be looked at before it is taken. */
class Rows {
  readonly #rows: AsyncGenerator<readonly Row[]>;
  readonly #fault: () => TargetError;
  #chunk: readonly Row[] = [];
  #at = 0;
  #last = 0;

  constructor(rows: AsyncGenerator<readonly Row[]>, fault: () => TargetError) {
    this.#rows = rows;
    this.#fault = fault;
  }

  /** The next row; its number is greater than that of the one before. */
  async next(): Promise<Row | undefined> {
    const row = this.#chunk[this.#at] ?? (await this.#more());
    if (row === undefined) return undefined;
    if (row.n <= this.#last) throw this.#fault();
    this.#last = row.n;
    this.#at++;
    return row;
  }

  /** The values of all rows with this number, which are the next ones. */
  async takeOf(n: number): Promise<Values[]> {
    const values: Values[] = [];
    for (;;) {
      const row = this.#chunk[this.#at] ?? (await this.#more());
      if (row === undefined || row.n > n) return values;
      if (row.n < n) throw this.#fault();
      values.push(valuesOf(row));
      this.#at++;
    }
  }

  /** Throws where a row is left that belongs to no observation. */
  async expectEnd(): Promise<void> {
    if ((this.#chunk[this.#at] ?? (await this.#more())) !== undefined) throw this.#fault();
  }

  async #more(): Promise<Row | undefined> {
    const { value, done } = await this.#rows.next();
    this.#chunk = done ? [] : value;
    this.#at = 0;
    return this.#chunk[0];
  }
}

/** All rows of a statement; where memory does not do, the rest of them with more. */
function allRowsOf(connection: DuckDBConnection, statement: string): AsyncGenerator<readonly Row[]> {
  return resumed(
    (from) => rowsOf(connection, from === 0 ? statement : `${statement} WHERE ${numberColumn} >= ${from}`),
    async (error) => {
      if (!isOutOfMemory(error)) return false;
      await allowMoreMemory(connection);
      return true;
    },
  );
}

async function* rowsOf(connection: DuckDBConnection, statement: string): AsyncGenerator<Row[]> {
  const result = await connection.stream(statement);
  for (let chunk = await result.fetchChunk(); chunk !== null && chunk.rowCount > 0; ) {
    const numbers = chunk.getColumnValues(0);
    const texts = chunk.getColumnValues(1);
    const rows = numbers.map((n, index) => ({ n: Number(n), json: String(texts[index]) }));
    // Its texts are copied; the garbage collector knows nothing of the memory behind it.
    chunk.reset();
    yield rows;
    chunk = await result.fetchChunk();
  }
}

/** What is not known is null in a table and absent in an observation. */
function valuesOf({ json }: Row): Values {
  const values: Values = JSON.parse(json);
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
}

function checked(value: Readonly<Record<string, unknown>>, file: string): Observation {
  const result = Observation.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const place = issue === undefined ? '' : ` (${issue.path.map(String).join('.')}: ${issue.message})`;
  throw new TargetError(
    `--db: ${visible(file)} holds an observation that this version cannot read${visible(place)}: digest ${visible(String(value['digest']))}`,
    {
      hint: 'a newer phaseout or another program wrote it: update phaseout, or go back to a copy of the file',
    },
  );
}

function changed(file: string, table: string): TargetError {
  return new TargetError(
    `--db: in ${visible(file)} rows of the table ${table} do not belong together: another program changed it`,
    { hint: 'go back to a copy of the file, or make a new one from the reports' },
  );
}
