import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { PhaseoutError, type TargetError } from '../errors.ts';
import { visible } from '../model/visible.ts';
import type { DuckDb } from './duckdb.ts';
import { type Place, refused } from './file-kind.ts';
import { usualMemory } from './memory.ts';

/** An open database with its one connection. */
export interface Connected {
  readonly connection: DuckDBConnection;
  /** Another connection to the same database, to be closed by the caller. */
  further(): Promise<DuckDBConnection>;
  /** Waits for nothing: writes what is committed into the file and gives the lock back. */
  close(): void;
}

/** How long another process is waited for, and who is told. */
export interface Patience {
  /** Ms; 0 does not wait. */
  readonly waitMs: number;
  /** When the wait ends, as `performance.now()` counts; else it begins with the call. */
  readonly until?: number;
  /** Called once, with the words of DuckDB on who holds the lock, when waiting begins. */
  readonly onWait?: (holder: string) => void;
}

const retryMs = 100;

/** What DuckDB may use; spills lie beside the file. One thread: the program itself uses the other core. */
const limits = { memory_limit: usualMemory, threads: '1' } as const;
/** Rows that wait for the reader, of each table; the default is ten times that. */
const streamedBytes = '100KB';

/**
 * Opens a database file that is there, waiting while another process holds DuckDB's lock on it. Nothing is fetched from
 * the network. Throws PhaseoutError (exit code 2) where the lock does not come free in time, TargetError where DuckDB
 * cannot read the file.
 */
export async function connect(
  duckdb: DuckDb,
  place: Place,
  access: 'READ_ONLY' | 'READ_WRITE',
  { waitMs, until = performance.now() + waitMs, onWait }: Patience,
): Promise<Connected> {
  for (let tries = 0; ; tries++) {
    try {
      return await open(duckdb, place.file, access);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      const holder = lockHolder(message);
      if (holder === undefined) throw unreadable(place.named, message, error);
      if (performance.now() >= until) throw locked(place.named, waitMs, holder, error);
      if (tries === 0) onWait?.(holder);
      // Not all at once after a long wait: a random part keeps many writers from meeting again and again.
      await new Promise((resolve) => setTimeout(resolve, retryMs * (0.5 + Math.random())));
    }
  }
}

async function open(duckdb: DuckDb, file: string, access: string): Promise<Connected> {
  const instance: DuckDBInstance = await duckdb.DuckDBInstance.create(file, {
    access_mode: access,
    ...limits,
    temp_directory: `${file}.tmp`,
    // The reader joins tables on their order.
    preserve_insertion_order: 'true',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  try {
    const further = async (): Promise<DuckDBConnection> => {
      const connection = await instance.connect();
      await connection.run("SET TimeZone = 'UTC'");
      await connection.run(`SET streaming_buffer_size = '${streamedBytes}'`);
      return connection;
    };
    const connection = await further();
    return {
      connection,
      further,
      close() {
        connection.closeSync();
        instance.closeSync();
      },
    };
  } catch (error) {
    instance.closeSync();
    throw error;
  }
}

/**
 * Who holds DuckDB's lock, by the words with which it says that it is held; undefined where it says something else. On
 * Linux and macOS: `Could not set lock on file "…": Conflicting lock is held in PROGRAM (PID 1)`. On Windows what the
 * system says, in its language, then `File is already open in PROGRAM (PID 1)`. Source: issues 9988 of duckdb/duckdb,
 * 557 of t8y2/dbx and 1285 of suketa/ruby-duckdb; the words of Windows were not seen here.
 */
export function lockHolder(message: string): string | undefined {
  const isHeld = /could not set lock on file|being used by another process|file is already open in/i;
  if (!isHeld.test(message)) return undefined;
  const named = /(?:held in|already open in)\s+(?<holder>\S.*?\(PID \d+\))/i;
  return named.exec(message)?.groups?.['holder'] ?? 'another process';
}

function locked(file: string, waitMs: number, holder: string, cause: unknown): PhaseoutError {
  return new PhaseoutError(
    `--db: ${visible(file)} is in use by ${visible(holder)}, and did not come free in ${waitMs / 1000} s; nothing was written`,
    {
      hint: 'run it again later, or let it wait longer with --db-wait SECONDS; reports that are there already count once',
      cause,
    },
  );
}

function unreadable(file: string, message: string, cause: unknown): TargetError {
  const [line = ''] = message.split('\n');
  if (/Trying to read a database file with version number/i.test(message)) {
    return refused(file, 'was written by a newer DuckDB than this program has', cause);
  }
  return refused(file, `cannot be opened by DuckDB (${visible(line)})`, cause);
}
