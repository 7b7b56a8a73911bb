import type { DatabaseFile } from '../database-file.ts';
import { SqliteFile, sqliteMagic } from '../sqlite/sqlite-file.ts';
import { bdbHeaders, isBerkeleyDb } from './bdb-hash.ts';
import { ndbHeaders, ndbMagic } from './ndb.ts';
import type { StoredHeader } from './stored-header.ts';

/**
 * The headers of an rpm database of any of the three formats, told apart by their first bytes. `log` is the write-ahead
 * log beside an SQLite database. Throws HostError where the file is none of them.
 */
export async function* rpmHeaders(file: DatabaseFile, log?: DatabaseFile): AsyncGenerator<StoredHeader> {
  const start = await file.read(0, 16);
  if (start.equals(sqliteMagic)) yield* sqliteHeaders(await SqliteFile.open(file, log), file);
  else if (start.subarray(0, 4).equals(ndbMagic)) yield* ndbHeaders(file);
  else if (isBerkeleyDb(start)) yield* bdbHeaders(file);
  else throw file.error('malformed-source', 'is no rpm database: it starts as none of the known formats');
}

/** `Packages(hnum, blob)`: rpm-software-management/rpm lib/backend/sqlite.c. */
async function* sqliteHeaders(database: SqliteFile, file: DatabaseFile): AsyncGenerator<StoredHeader> {
  const rows = await database.table('Packages');
  if (rows === undefined) throw file.error('malformed-source', 'has no table of packages');
  const read = new Set<number>();
  for await (const { id, values } of rows) {
    read.add(id);
    const blob = values[1];
    // A row that is cut off is told by its header, which states its own length.
    if (Buffer.isBuffer(blob)) yield { number: id, bytes: blob };
    else file.context.damage(`row ${id} of the packages holds no header`);
  }
  await compareWithIndex(database, file, read);
}

/** `Name(key, hnum, idx)` has a row for each package: one that only it knows was lost with a damaged page. */
async function compareWithIndex(
  database: SqliteFile,
  file: DatabaseFile,
  read: ReadonlySet<number>,
): Promise<void> {
  for await (const { values } of (await database.table('Name')) ?? []) {
    const [key, number] = values;
    if (typeof number !== 'number' || read.has(number)) continue;
    const name = (Buffer.isBuffer(key) ? key.toString('utf8') : String(key)).slice(0, 200);
    file.context.damage(`package ${number}, which the index calls ${name}, was not found`);
  }
}
