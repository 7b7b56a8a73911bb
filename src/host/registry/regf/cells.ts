import { baseBlockBytes } from './base-block.ts';
import { type PageCache, pageBytes } from './page-cache.ts';

/**
 * The content of a cell, `buffer` from `start` to `end`. It is a view of the page cache: whoever keeps bytes of it
 * copies them.
 */
export interface Cell {
  readonly buffer: Buffer;
  readonly start: number;
  readonly end: number;
}

/** An offset that points nowhere. */
export const nowhere = 0xffffffff;

/** What can be wrong with a cell, in words that end the sentence "the … cell …". */
export type CellFault = 'lies outside the hive' | 'has an impossible size' | 'is not in use';

/** Cells of a hive by their offset from the first hive bin. Every range is checked before it is read. */
export class Cells {
  /** Bytes after the base block. */
  readonly limit: number;
  readonly #pages: PageCache;

  constructor(pages: PageCache) {
    this.#pages = pages;
    this.limit = pages.size - baseBlockBytes;
  }

  /** The cell at `offset`, at most `maxBytes` of it, or what is wrong with it. */
  open(offset: number, maxBytes: number): Cell | CellFault {
    if (offset % 8 !== 0 || offset < 32 || offset + 8 > this.limit) return 'lies outside the hive';
    const position = baseBlockBytes + offset;
    const page = this.#pages.pageAt(position);
    const start = (position % pageBytes) + 4;
    // Aligned to 8, so the size never straddles two pages.
    const size = -page.readInt32LE(start - 4);
    if (size < 0) return 'is not in use';
    if (size < 8 || size > this.limit - offset) return 'has an impossible size';
    const length = Math.min(size - 4, maxBytes);
    if (start + length <= pageBytes) return { buffer: page, start, end: start + length };
    return { buffer: this.#pages.copy(position + 4, length), start: 0, end: length };
  }
}
