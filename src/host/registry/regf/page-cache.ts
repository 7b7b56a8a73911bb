import type { ByteSource } from './byte-source.ts';

/** Size of one cached page in bytes. Small, because the cells of a hive are scattered and most reads want one. */
export const pageBytes = 8192;

/** Pages that are kept: 8 MiB by default, whatever the size of the source. One step needs fewer than the least. */
const defaultPages = 1024;
const leastPages = 512;
const slabPages = 32;

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

/** How often one step may be run again for want of a page; more would mean that pages push each other out. */
const maxMisses = 2 * leastPages;

/**
 * A bounded page cache over a source: memory does not grow with the source, and a cell costs no read of its own.
 * The page that was not used for longest makes room, and its memory is used again: a view of a page holds as long as
 * fewer than {@link leastPages} others are touched. Past the end of the source there are zero bytes.
 */
export class PageCache {
  readonly size: number;
  readonly #source: ByteSource;
  readonly #maxPages: number;
  readonly #buffers: Buffer[] = [];
  readonly #pageIn: Int32Array;
  /** Slot of each page, or -1. */
  readonly #slotOf: Int32Array;
  /** Slots in a ring by time of use; `#newest` was used last, the one after it is the oldest. */
  readonly #older: Int32Array;
  readonly #newer: Int32Array;
  #newest = 0;
  #slab = Buffer.alloc(0);

  constructor(source: ByteSource, maxPages = defaultPages) {
    this.size = source.size;
    this.#source = source;
    const pages = Math.ceil(source.size / pageBytes) + 1;
    this.#maxPages = Math.max(leastPages, maxPages);
    this.#slotOf = new Int32Array(pages).fill(-1);
    this.#pageIn = new Int32Array(this.#maxPages).fill(-1);
    this.#older = new Int32Array(this.#maxPages);
    this.#newer = new Int32Array(this.#maxPages);
  }

  /** The page that holds `offset`; `offset` must lie inside the source. */
  pageAt(offset: number): Buffer {
    const page = Math.floor(offset / pageBytes);
    const slot = this.#slotOf[page] ?? -1;
    if (slot >= 0) {
      if (slot !== this.#newest) this.#touch(slot);
      return this.#buffers[slot] as Buffer;
    }
    if (this.#source.readSync === undefined) throw new PageMiss(page);
    const buffer = this.#claim(page);
    const count = this.#source.readSync(buffer, page * pageBytes);
    // The file may have become shorter while it was read; zeros are damage that the reader reports.
    if (count < pageBytes) buffer.fill(0, count);
    return buffer;
  }

  /** A copy of `length` bytes from `offset`, across pages. The range must lie inside the source. */
  copy(offset: number, length: number): Buffer {
    const bytes = Buffer.allocUnsafe(length);
    for (let done = 0; done < length; ) {
      const position = (offset + done) % pageBytes;
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
        const bytes = await this.#source.read(error.page * pageBytes, pageBytes);
        if ((this.#slotOf[error.page] ?? -1) >= 0) continue;
        const buffer = this.#claim(error.page);
        buffer.fill(0, bytes.copy(buffer));
      }
    }
  }

  /** Memory for a page that is not in the cache: new as long as there is room, else that of the oldest page. */
  #claim(page: number): Buffer {
    let slot = this.#buffers.length;
    if (slot < this.#maxPages) {
      this.#buffers.push(this.#freshPage(slot));
      this.#insert(slot);
    } else {
      slot = this.#newer[this.#newest] as number;
      this.#slotOf[this.#pageIn[slot] as number] = -1;
      this.#newest = slot;
    }
    this.#pageIn[slot] = page;
    this.#slotOf[page] = slot;
    return this.#buffers[slot] as Buffer;
  }

  /** A piece of a slab; a buffer per page would keep the garbage collector busy. */
  #freshPage(slot: number): Buffer {
    const place = (slot % slabPages) * pageBytes;
    if (place === 0) this.#slab = Buffer.allocUnsafeSlow(slabPages * pageBytes);
    return this.#slab.subarray(place, place + pageBytes);
  }

  #touch(slot: number): void {
    const older = this.#older[slot] as number;
    const newer = this.#newer[slot] as number;
    this.#newer[older] = newer;
    this.#older[newer] = older;
    this.#insert(slot);
  }

  /** Puts a slot behind the newest one. */
  #insert(slot: number): void {
    const newest = this.#newest;
    const oldest = this.#buffers.length === 1 ? slot : (this.#newer[newest] as number);
    this.#older[slot] = newest;
    this.#newer[slot] = oldest;
    this.#newer[newest] = slot;
    this.#older[oldest] = slot;
    this.#newest = slot;
  }
}
