import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inventoryColumns } from '../../../src/export/sql/columns.ts';
import { type InventoryRow, type ResultRow, rowValues } from './inventory.ts';

/** A PostgreSQL server of Debian's in a temporary folder, reached by a socket there. */
export interface PostgresServer {
  run(query: string, rows: readonly InventoryRow[]): ResultRow[];
  /** Runs a query after lines for psql that make and fill its table, started in a folder. */
  runLoaded(load: string, query: string, cwd: string): ResultRow[];
  /** What tells psql of it. */
  readonly settings: Readonly<Record<string, string>>;
  stop(): void;
}

/** Debian puts the server's programs into a folder a version that is not on PATH; the newest counts. */
function programFolder(): string {
  const versions = '/usr/lib/postgresql';
  const [newest] = existsSync(versions) ? readdirSync(versions).sort((a, b) => Number(b) - Number(a)) : [];
  if (newest === undefined) throw new Error(`no PostgreSQL server in ${versions}`);
  return join(versions, newest, 'bin');
}

/** Starts a server as a user without rights (as root it refuses to run). */
export function startPostgres(): PostgresServer {
  const folder = mkdtempSync(join(tmpdir(), 'phaseout-pg-'));
  const programs = programFolder();
  const isRoot = process.getuid?.() === 0;
  const nobody = isRoot ? ids('nobody') : undefined;
  if (nobody !== undefined) chownSync(folder, nobody.uid, nobody.gid);
  chmodSync(folder, 0o700);
  const as = { ...nobody, cwd: '/', stdio: 'ignore' as const, env: { ...process.env, HOME: folder } };
  const data = join(folder, 'data');
  // In Turkish the small letter of I is not i: nothing of the query may rest on the language of the database.
  execFileSync(
    join(programs, 'initdb'),
    [
      ...['-D', data, '-U', 'phaseout', '-A', 'trust', '--no-sync'],
      ...['-E', 'UTF8', '--locale=C', '--locale-provider=icu', '--icu-locale=tr'],
    ],
    as,
  );
  const options = `-c listen_addresses='' -c unix_socket_directories=${folder} -c fsync=off`;
  execFileSync(
    join(programs, 'pg_ctl'),
    ['-D', data, '-o', options, '-l', join(folder, 'log'), '-w', '-t', '120', 'start'],
    as,
  );
  return {
    run: (query, rows) => runIn(folder, tableOf(rows), query),
    runLoaded: (load, query, cwd) => runIn(folder, load, query, cwd),
    settings: { PGHOST: folder, PGUSER: 'phaseout', PGDATABASE: 'postgres' },
    stop: () => {
      execFileSync(join(programs, 'pg_ctl'), ['-D', data, '-m', 'immediate', 'stop'], as);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function tableOf(rows: readonly InventoryRow[]): string {
  const types = inventoryColumns.map(({ name }) => `${name} ${name === 'attributes' ? 'jsonb' : 'text'}`);
  return [
    `CREATE TABLE inventory (${types.join(', ')}, live boolean);`,
    ...rows.map((row) => `INSERT INTO inventory VALUES (${rowValues(row).map(literal).join(', ')});`),
  ].join('\n');
}

/** In one transaction that leaves nothing behind. */
function runIn(socket: string, load: string, query: string, cwd = '/'): ResultRow[] {
  const input = [
    'BEGIN;',
    load,
    // The header is a comment; the query becomes a table, so that the rows come back as JSON.
    `CREATE TEMP TABLE answer AS\n${query.replace(/^(?:--.*\n)+/, '')}`,
    "SELECT COALESCE(json_agg(to_json(answer)), '[]') FROM answer;",
  ].join('\n');
  const { status, stdout, stderr } = spawnSync(
    'psql',
    ['-h', socket, '-U', 'phaseout', '-qAtX', '-v', 'ON_ERROR_STOP=1', 'postgres'],
    { input, cwd, encoding: 'utf8', maxBuffer: 1 << 28 },
  );
  if (status !== 0) throw new Error(`psql: ${stderr}`);
  return JSON.parse(stdout) as ResultRow[];
}

function literal(value: string | boolean | null): string {
  if (value === null) return 'NULL';
  return typeof value === 'boolean' ? String(value) : `'${value.replaceAll("'", "''")}'`;
}

function ids(user: string): { uid: number; gid: number } {
  const id = (flag: string): number => Number(execFileSync('id', [flag, user], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}
