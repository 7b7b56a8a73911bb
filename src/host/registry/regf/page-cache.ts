import { type ByteSource, readBytes } from './byte-source.ts';

/** Size of one cached page in bytes. */
export const pageBytes = 32_768;

/** Pages that are kept by default: 8 MiB, whatever the size of the source. */
const defaultPages = 256;

/**
 * A page that has to be fetched asynchronously before the step that needs it can run. Thrown only over sources without
 * `readSync`, and caught by {@link PageCache.steps}: a step that meets one is run again from its start.
 */
class PageMiss extends Error {
  readonly page: number;

  constructor(page: number) {
    super(`page ${page} is not in memory`);
    this.page = page;
  }
}

/** How often one step may be run again for want of a page; a step needs far fewer pages than the cache holds. */
const maxMisses = 1000;

/**
 * A bounded page cache over a source: memory does not grow with the source, and a cell costs no read of its own.
 * Eviction is second-chance. Past the end of the source there are zero bytes.
 */
export class PageCache {
  readonly size: number;
  readonly #source: ByteSource;
  /** Slot of each page, or -1. */
  readonly #slotOf: Int32Array;
  readonly #pageIn: Int32Array;
  readonly #buffers: Buffer[] = [];
  readonly #touched: Uint8Array;
  #hand = 0;

  constructor(source: ByteSource, maxPages = defaultPages) {
    this.size = source.size;
    this.#source = source;
    this.#slotOf = new Int32Array(Math.ceil(source.size / pageBytes) + 1).fill(-1);
    this.#pageIn = new Int32Array(maxPages).fill(-1);
    this.#touched = new Uint8Array(maxPages);
  }

  /** The page that holds `offset`; `offset` must lie inside the source. */
  pageAt(offset: number): Buffer {
    const page = Math.floor(offset / pageBytes);
    const slot = this.#slotOf[page] ?? -1;
    if (slot >= 0) {
      this.#touched[slot] = 1;
      return this.#buffers[slot] as Buffer;
    }
    if (this.#source.readSync === undefined) throw new PageMiss(page);
    return this.#keep(page, this.#source.readSync(page * pageBytes, pageBytes));
  }

  /** A copy of `length` bytes from `offset`, across pages. The range must lie inside the source. */
  copy(offset: number, length: number): Buffer {
    const bytes = Buffer.allocUnsafe(length);
    for (let done = 0; done < length; ) {
      const position = (offset + done) & (pageBytes - 1);
      const count = Math.min(length - done, pageBytes - position);
      this.pageAt(offset + done).copy(bytes, done, position, position + count);
      done += count;
    }
    return bytes;
  }

  /**
   * Runs `step` for 0, 1, … `count - 1`. Over a source without `readSync` a step is run again after a page that it
   * lacked has come, so it must leave nothing behind before its last read.
   */
  async steps(count: number, step: (index: number) => void): Promise<void> {
    let misses = 0;
    for (let index = 0; index < count; ) {
      try {
        for (; index < count; index++) {
          step(index);
          misses = 0;
        }
      } catch (error) {
        if (!(error instanceof PageMiss) || ++misses > maxMisses) throw error;
        this.#keep(error.page, await readBytes(this.#source, error.page * pageBytes, pageBytes));
      }
    }
  }

  #keep(page: number, bytes: Buffer): Buffer {
    const expected = Math.min(pageBytes, this.size - page * pageBytes);
    let whole = bytes;
    if (bytes.length < expected) {
      // The file became shorter while it was read; zeros are damage that the reader reports.
      whole = Buffer.alloc(expected);
      bytes.copy(whole);
    }
    const slot = this.#freeSlot();
    this.#slotOf[page] = slot;
    this.#pageIn[slot] = page;
    this.#buffers[slot] = whole;
    this.#touched[slot] = 1;
    return whole;
  }

  #freeSlot(): number {
    for (;;) {
      const slot = this.#hand;
      this.#hand = (slot + 1) % this.#pageIn.length;
      const page = this.#pageIn[slot] ?? -1;
      if (page === -1) return slot;
      if (this.#touched[slot] === 0) {
        this.#slotOf[page] = -1;
        return slot;
      }
      this.#touched[slot] = 0;
    }
  }
}
