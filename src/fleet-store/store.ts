import { readdir, realpath, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { OutputError, TargetError } from '../errors.ts';
import type { Observation } from '../fleet/observation.ts';
import { visible } from '../model/visible.ts';
import { type Added, addBatch } from './add-batch.ts';
import { checkVersion } from './check-version.ts';
import { addMissingColumns } from './columns.ts';
import { type Connected, connect, type Patience } from './connect.ts';
import { createDatabase } from './create.ts';
import { type DuckDb, loadDuckDb } from './duckdb.ts';
import type { ExportFormat } from './export-format.ts';
import { exportTables } from './export-tables.ts';
import { isDatabaseFile, type Place, refused } from './file-kind.ts';
import { allowMoreMemory, isOutOfMemory } from './memory.ts';
import { readObservations } from './read-observations.ts';

/** How a database is opened. */
export interface StoreOptions extends Patience {
  /** `write` makes the file where there is none; `read` lets others read at the same time. */
  readonly access: 'read' | 'write';
  /** Name and version of the program, kept in a new database. */
  readonly by: string;
  /** The clock; tests set it. */
  readonly now?: () => Date;
}

/** The history of a fleet in an embedded database. */
export interface FleetStore {
  /**
   * Adds whole reports (all observations of each) in one transaction; those that are there already count once. A batch
   * should hold some thousands: each transaction waits for the disk.
   */
  add(batch: readonly Observation[]): Promise<Added>;
  /** How many observations it holds. */
  count(): Promise<number>;
  /** All of them, in the order in which they were added. Nothing may be added while they are read. */
  observations(): AsyncIterable<Observation>;
  /** Writes the tables to files in a new folder and says which. Throws UsageError and OutputError. */
  export(folder: string, format: ExportFormat): Promise<readonly string[]>;
  /** Writes what is committed into the file and gives the lock back. */
  close(): Promise<void>;
}

/**
 * Opens the history in a file. Throws PhaseoutError (exit code 2) where DuckDB is not installed or another process keeps
 * the file, TargetError where the file is not ours, newer than this program, or missing with `access: 'read'`.
 */
export async function openFleetStore(named: string, options: StoreOptions): Promise<FleetStore> {
  const duckdb = await loadDuckDb();
  const patience = { ...options, until: performance.now() + options.waitMs };
  const now = options.now ?? (() => new Date());
  const file = await fileOf(named);
  const place = { file, named };
  if (!(await isDatabaseFile(place))) await makeDatabase(duckdb, place, options, now());
  // Looked at without writing first: even opening somebody else's database to write would change it.
  await closing(await connect(duckdb, place, 'READ_ONLY', patience), ({ connection }) =>
    checkVersion(connection, named),
  );
  const connected = await connect(
    duckdb,
    place,
    options.access === 'write' ? 'READ_WRITE' : 'READ_ONLY',
    patience,
  );
  const { connection } = connected;
  const addWithMore = async (batch: readonly Observation[]): Promise<Added> => {
    try {
      await allowMoreMemory(connection);
      return await addBatch(connection, batch, now());
    } catch (error) {
      throw notWritten(named, error);
    }
  };
  if (options.access === 'write') {
    await removeSpills(`${file}.tmp`);
    await prepared(connected, named);
  }
  return {
    async add(batch) {
      try {
        return await addBatch(connection, batch, now());
      } catch (error) {
        if (isOutOfMemory(error)) return await addWithMore(batch);
        throw notWritten(named, error);
      }
    },
    async count() {
      const result = await connection.runAndReadAll('SELECT count(*) FROM observation');
      return Number(result.getRows()[0]?.[0] ?? 0);
    },
    observations: () => readObservations(connected.further, named),
    export: (folder, format) => exportTables(connection, folder, format, now()),
    async close() {
      connected.close();
    },
  };
}

async function prepared({ connection, close }: Connected, named: string): Promise<void> {
  try {
    await addMissingColumns(connection);
  } catch (error) {
    close();
    throw notWritten(named, error);
  }
}

function notWritten(named: string, cause: unknown): OutputError {
  const [line = ''] = (cause instanceof Error ? cause.message : String(cause)).split('\n');
  return new OutputError(`--db: cannot add to ${visible(named)}: ${visible(line)}`, {
    hint: 'what was added before stays; when there is room, run it again: reports that are there already count once',
    cause,
  });
}

async function makeDatabase(
  duckdb: DuckDb,
  place: Place,
  { access, by }: StoreOptions,
  now: Date,
): Promise<void> {
  const { file, named } = place;
  if (access === 'read') {
    throw new TargetError(`--db: there is no ${visible(named)}`, {
      hint: 'name reports too, and the database is made: phaseout fleet --db FILE REPORT…',
    });
  }
  if ((await isThere(`${file}.wal`)) && !(await isDatabaseFile(place))) {
    throw refused(
      `${named}.wal`,
      'is left of a database that is gone: move it away or bring its database back',
    );
  }
  await createDatabase(duckdb, place, { now, by });
}

async function closing(connected: Connected, use: (connected: Connected) => Promise<void>): Promise<void> {
  try {
    await use(connected);
  } finally {
    connected.close();
  }
}

/** Spills of a process that was killed: who may write is alone, so nobody uses them. DuckDB removes those of its own. */
async function removeSpills(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []); // most often there is none
  for (const name of names)
    if (name.startsWith('duckdb_temp_')) await rm(join(folder, name), { force: true });
}

/** Where the file lies, links followed: what DuckDB writes beside it must not lie beside a link. */
async function fileOf(named: string): Promise<string> {
  try {
    return await realpath(named);
  } catch {
    // Not there yet: then its folder decides; a folder that is missing is told when the file is made.
    return join(await realpath(dirname(named)).catch(() => dirname(named)), basename(named));
  }
}

async function isThere(file: string): Promise<boolean> {
  try {
    await stat(file);
    return true;
  } catch {
    return false; // only whether, not why
  }
}
