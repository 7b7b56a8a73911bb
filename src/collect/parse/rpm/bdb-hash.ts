import { Assembly, type DatabaseFile, VisitedPages } from '../database-file.ts';
import { maxHeaderBytes, type StoredHeader } from './stored-header.ts';

const metaBytes = 512;
const pageHeaderBytes = 26;
const hashMagic = 0x00061561;
const otherMagics: ReadonlyMap<number, string> = new Map([
  [0x00053162, 'a tree'],
  [0x00042253, 'a queue'],
  [0x00074582, 'a heap'],
]);

const hashPage = 13;
/** As Berkeley DB 4.5 and earlier write it. */
const unsortedHashPage = 2;
const overflowPage = 7;
const inlineItem = 1;
const overflowItem = 3;

/** Pages that are read of one such file; 2 GiB of the usual size. */
const maxPages = 2 ** 19;

/** Whether a file starts as a Berkeley DB does, of whatever kind and byte order. */
export function isBerkeleyDb(start: Buffer): boolean {
  if (start.length < 16) return false;
  const magics = [start.readUInt32LE(12), start.readUInt32BE(12)];
  return magics.some((magic) => magic === hashMagic || otherMagics.has(magic));
}

/**
 * The headers of a Berkeley DB hash, in the order of its pages, in either byte order: every hash page is read, whatever
 * the buckets say, so that a damaged directory hides nothing. No overflow page is read twice, so every chain ends.
 * Source: Berkeley DB dbinc/db_page.h; knqyf263/go-rpmdb pkg/bdb (commit 7e39c901).
 */
export async function* bdbHeaders(file: DatabaseFile): AsyncGenerator<StoredHeader> {
  const meta = await file.read(0, metaBytes);
  const bigEndian = checkKind(file, meta);
  const pageBytes = uint32(meta, 20, bigEndian);
  if (pageBytes < 512 || pageBytes > 65_536 || (pageBytes & (pageBytes - 1)) !== 0)
    throw file.error('malformed-source', 'is damaged: it states no size of pages');
  if (meta[24] !== 0) throw file.error('encrypted', 'is encrypted');
  if (((meta[26] ?? 0) & 1) !== 0)
    throw file.error('unsupported-format', 'has a checksum on every page, which is not read');

  const { damage } = file.context;
  const present = Math.floor(file.size / pageBytes);
  const stated = uint32(meta, 32, bigEndian) + 1;
  if (present < stated || file.size % pageBytes !== 0)
    damage(`it is cut off: ${stated} pages stated, ${present} there`);
  // What lies behind the last page is no part of the database; were it one, records would be missing.
  const wanted = Math.min(present, stated);
  if (wanted > maxPages) damage(`it has ${wanted} pages; ${maxPages} were read`);
  const pages = new Pages(file, Math.min(wanted, maxPages), pageBytes, bigEndian);
  for (let number = 1; number < pages.count; number++) yield* pages.headersOn(number);
  const records = uint32(meta, 88, bigEndian);
  if (pages.records < records) damage(`it states ${records} records; ${pages.records} were found`);
}

/** True for big-endian. */
function checkKind(file: DatabaseFile, meta: Buffer): boolean {
  if (meta.length < metaBytes) throw file.error('malformed-source', 'ends in its first page');
  if (meta.readUInt32LE(12) === hashMagic) return false;
  if (meta.readUInt32BE(12) === hashMagic) return true;
  const kind = otherMagics.get(meta.readUInt32LE(12)) ?? otherMagics.get(meta.readUInt32BE(12));
  throw file.error('unsupported-format', `is ${kind ?? 'no Berkeley DB'}, not a hash`);
}

class Pages {
  readonly count: number;
  /** Values that were met so far. */
  records = 0;
  readonly #file: DatabaseFile;
  readonly #bytes: number;
  readonly #bigEndian: boolean;
  readonly #visited: VisitedPages;
  readonly #assembly = new Assembly();

  constructor(file: DatabaseFile, count: number, bytes: number, bigEndian: boolean) {
    this.#file = file;
    this.count = count;
    this.#bytes = bytes;
    this.#bigEndian = bigEndian;
    this.#visited = new VisitedPages(count);
  }

  /** What is filed on one page: keys and values take turns, and each item ends where the one before it starts. */
  async *headersOn(number: number): AsyncGenerator<StoredHeader> {
    const page =
      this.#file.kept(number * this.#bytes, this.#bytes) ??
      (await this.#file.read(number * this.#bytes, this.#bytes));
    const type = page[25];
    if (page.length < this.#bytes || (type !== hashPage && type !== unsortedHashPage)) return;
    const entries = uint16(page, 20, this.#bigEndian);
    let end = this.#bytes;
    let key = 0;
    for (let index = 0; index < entries; index++) {
      const place = pageHeaderBytes + 2 * index;
      const at = place + 2 <= this.#bytes ? uint16(page, place, this.#bigEndian) : 0;
      if (at < pageHeaderBytes || at >= end) {
        this.#damage(`page ${number} has an item outside it`);
        return;
      }
      const item = page.subarray(at, end);
      end = at;
      if (index % 2 === 0) key = item.length >= 5 ? uint32(item, 1, this.#bigEndian) : 0;
      else {
        this.records++;
        const bytes = await this.#value(item, number);
        // Number 0 is the counter of packages.
        if (bytes !== undefined && !(key === 0 && bytes.length <= 8)) yield { number: key, bytes };
      }
    }
  }

  async #value(item: Buffer, number: number): Promise<Buffer | undefined> {
    if (item[0] === inlineItem) return item.subarray(1);
    if (item[0] !== overflowItem || item.length < 12) {
      this.#damage(`page ${number} has an item of an unknown kind`);
      return undefined;
    }
    const stated = uint32(item, 8, this.#bigEndian);
    this.#assembly.begin();
    let left = Math.min(stated, maxHeaderBytes);
    let next = uint32(item, 4, this.#bigEndian);
    while (left > 0 && next !== 0) {
      const page = await this.#overflow(next);
      if (page === undefined) break;
      const used = Math.min(uint16(page, 22, this.#bigEndian), this.#bytes - pageHeaderBytes, left);
      this.#assembly.add(page, pageHeaderBytes, pageHeaderBytes + used);
      left -= used;
      next = uint32(page, 16, this.#bigEndian);
    }
    return this.#assembly.bytes;
  }

  async #overflow(number: number): Promise<Buffer | undefined> {
    if (number >= this.count || !this.#visited.visit(number)) {
      this.#damage(`page ${number} ${number >= this.count ? 'is not there' : 'is used twice'}`);
      return undefined;
    }
    const page =
      this.#file.kept(number * this.#bytes, this.#bytes) ??
      (await this.#file.read(number * this.#bytes, this.#bytes));
    if (page.length === this.#bytes && page[25] === overflowPage) return page;
    this.#damage(`page ${number} is no overflow page`);
    return undefined;
  }

  #damage(message: string): void {
    this.#file.context.damage(message);
  }
}

function uint16(bytes: Buffer, at: number, bigEndian: boolean): number {
  return bigEndian ? bytes.readUInt16BE(at) : bytes.readUInt16LE(at);
}

function uint32(bytes: Buffer, at: number, bigEndian: boolean): number {
  return bigEndian ? bytes.readUInt32BE(at) : bytes.readUInt32LE(at);
}
