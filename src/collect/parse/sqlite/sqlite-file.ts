import { Assembly, type DatabaseFile, VisitedPages } from '../database-file.ts';
import { decodeRow, readVarint, type SqliteValue } from './sqlite-row.ts';
import { type LoggedPages, readLog } from './write-ahead-log.ts';

/** First bytes of every SQLite 3 database. */
export const sqliteMagic = Buffer.from('SQLite format 3\0', 'latin1');

const headerBytes = 100;
const interiorTable = 0x05;
const leafTable = 0x0d;
/** 64 GiB of the usual size. */
const maxPages = 2 ** 24;
/** Longer rows are given cut off, and said to be. */
const maxRowBytes = 32 * 1024 * 1024;

/** One row of a table. Its blobs hold until the next row is asked for. */
export interface SqliteRow {
  readonly id: number;
  readonly values: readonly SqliteValue[];
  /** False where the row ends before the length it states. */
  readonly complete: boolean;
}

/**
 * Reads tables of an SQLite database, overflow pages and a write-ahead log included, row by row, without an index or
 * a query. Damage is reported and what can be read is read; no page is read twice, so every walk ends.
 * Source: sqlite.org/fileformat2.html.
 */
export class SqliteFile {
  readonly #file: DatabaseFile;
  readonly #log: DatabaseFile | undefined;
  readonly #logged: LoggedPages | undefined;
  readonly #pageBytes: number;
  readonly #usable: number;
  readonly #pageCount: number;
  readonly #assembly = new Assembly();

  private constructor(
    file: DatabaseFile,
    log: DatabaseFile | undefined,
    logged: LoggedPages | undefined,
    header: Header,
  ) {
    this.#file = file;
    this.#log = log;
    this.#logged = logged;
    this.#pageBytes = header.pageBytes;
    this.#usable = header.usable;
    this.#pageCount = header.pageCount;
  }

  /** Throws HostError where the file cannot be read as an SQLite database at all. */
  static async open(file: DatabaseFile, log?: DatabaseFile): Promise<SqliteFile> {
    const bytes = await file.read(0, headerBytes);
    const pageBytes = pageBytesOf(bytes);
    const usable = pageBytes - (bytes[20] ?? 0);
    if (bytes.length < headerBytes || pageBytes === 0 || usable < 480)
      throw file.error('malformed-source', 'is damaged: its first page states no size of pages');
    if (bytes.readUInt32BE(56) > 1)
      throw file.error('unsupported-format', 'holds its text as UTF-16, which is not read');
    const logged = log === undefined ? undefined : await readLog(log, pageBytes);
    const present = Math.floor(file.size / pageBytes);
    // The size in the header counts only where the writer was new enough to keep it.
    const isStated = bytes.readUInt32BE(24) === bytes.readUInt32BE(92);
    const stated = logged?.pageCount ?? (isStated ? bytes.readUInt32BE(28) : 0);
    if (logged === undefined && (stated > present || file.size % pageBytes !== 0))
      file.context.damage(`the file is cut off: ${stated} pages stated, ${present} there`);
    // No page lies further back than this, whatever a number in the file says.
    const possible = present + (logged?.places.size ?? 0);
    if (possible > maxPages) file.context.damage(`it has ${possible} pages; ${maxPages} can be read`);
    const pageCount = Math.min(possible, maxPages);
    return new SqliteFile(file, log, logged, { pageBytes, usable, pageCount });
  }

  /** All rows of a table, in the order of their ids; undefined where there is no such table. */
  async table(name: string): Promise<AsyncGenerator<SqliteRow> | undefined> {
    for await (const { values } of this.#rows(1)) {
      const [type, itsName, , root] = values;
      if (type === 'table' && itsName === name && typeof root === 'number') return this.#rows(root);
    }
    return undefined;
  }

  async *#rows(root: number): AsyncGenerator<SqliteRow> {
    const visited = new VisitedPages(this.#pageCount);
    const open = [root];
    for (let number = open.pop(); number !== undefined; number = open.pop()) {
      const page = await this.#page(number, visited);
      if (page === undefined) continue;
      const start = number === 1 ? headerBytes : 0;
      const type = page[start];
      if (type !== interiorTable && type !== leafTable) {
        this.#damage(`page ${number} is no page of a table`);
        continue;
      }
      const cells = this.#cells(page, number, start);
      if (type === interiorTable) {
        const children = [...cells.map((at) => page.readUInt32BE(at)), page.readUInt32BE(start + 8)];
        // Pages are taken from the end.
        for (const child of children.reverse()) open.push(child);
        continue;
      }
      for (const at of cells) {
        const row = await this.#row(page, number, at, visited);
        if (row !== undefined) yield row;
      }
    }
  }

  /** Where the cells of a page are; those that lie outside it are damage. */
  #cells(page: Buffer, number: number, start: number): number[] {
    const isLeaf = page[start] === leafTable;
    const first = start + (isLeaf ? 8 : 12);
    const count = page.readUInt16BE(start + 3);
    const cells: number[] = [];
    for (let index = 0; index < count; index++) {
      const place = first + 2 * index;
      const at = place + 2 <= this.#usable ? page.readUInt16BE(place) : 0;
      if (at < first || at + 4 > this.#usable) {
        this.#damage(`page ${number} has a cell outside it`);
        // A page of nothing but damage is not gone through.
        if (place + 2 > this.#usable) break;
      } else cells.push(at);
    }
    return cells;
  }

  async #row(
    page: Buffer,
    number: number,
    at: number,
    visited: VisitedPages,
  ): Promise<SqliteRow | undefined> {
    const length = readVarint(page, at);
    const id = length && readVarint(page, length[1]);
    if (length === undefined || id === undefined) {
      this.#damage(`page ${number} has a row without length`);
      return undefined;
    }
    const payload = await this.#payload(page, id[1], length[0], visited);
    const values = decodeRow(payload);
    if (values === undefined) {
      this.#damage(`row ${id[0]} on page ${number} is no row`);
      return undefined;
    }
    return { id: id[0], values, complete: payload.length === length[0] };
  }

  /** The bytes of a row: a part on its page, the rest on a chain of overflow pages. */
  async #payload(page: Buffer, from: number, stated: number, visited: VisitedPages): Promise<Buffer> {
    const usable = this.#usable;
    if (stated <= usable - 35) return page.subarray(from, Math.min(from + stated, usable));
    const least = Math.floor(((usable - 12) * 32) / 255) - 23;
    const fitting = least + ((stated - least) % (usable - 4));
    const local = fitting <= usable - 35 ? fitting : least;
    this.#assembly.begin();
    this.#assembly.add(page, from, Math.min(from + local, usable));
    const length = Math.min(stated, maxRowBytes);
    let left = length - local;
    let next = from + local + 4 <= usable ? page.readUInt32BE(from + local) : 0;
    while (left > 0 && next !== 0) {
      const found = this.#page(next, visited);
      const more = found instanceof Promise ? await found : found;
      if (more === undefined) break;
      const part = Math.min(usable - 4, left);
      this.#assembly.add(more, 4, 4 + part);
      left -= part;
      next = more.readUInt32BE(0);
    }
    return this.#assembly.bytes;
  }

  /** A page that is wanted for the first time; undefined, and damage, for any other. */
  #page(number: number, visited: VisitedPages): Buffer | undefined | Promise<Buffer | undefined> {
    if (number < 1 || number > this.#pageCount) {
      this.#damage(`there is no page ${number}`);
      return undefined;
    }
    if (!visited.visit(number)) {
      this.#damage(`page ${number} is used twice`);
      return undefined;
    }
    const logged = this.#log === undefined ? undefined : this.#logged?.places.get(number);
    const file = logged === undefined || this.#log === undefined ? this.#file : this.#log;
    const place = logged ?? (number - 1) * this.#pageBytes;
    return file.kept(place, this.#pageBytes) ?? this.#fetch(file, place, number);
  }

  async #fetch(file: DatabaseFile, place: number, number: number): Promise<Buffer | undefined> {
    const page = await file.read(place, this.#pageBytes);
    if (page.length === this.#pageBytes) return page;
    this.#damage(`page ${number} is cut off`);
    return undefined;
  }

  #damage(message: string): void {
    this.#file.context.damage(message);
  }
}

interface Header {
  readonly pageBytes: number;
  readonly usable: number;
  readonly pageCount: number;
}

/** 0 where the header states none. */
function pageBytesOf(header: Buffer): number {
  if (header.length < headerBytes || !header.subarray(0, 16).equals(sqliteMagic)) return 0;
  const stated = header.readUInt16BE(16);
  if (stated === 1) return 65_536;
  return stated >= 512 && (stated & (stated - 1)) === 0 ? stated : 0;
}
