import { type ByteSource, readBytes } from '../../host/byte-source.ts';
import { HostError } from '../../host/host.ts';
import { takeTurn } from '../../host/take-turn.ts';

const blockBytes = 64 * 1024;
/** Blocks that are kept: 2 MiB. */
const maxBlocks = 32;

/** What a reader of a database file is given beside its bytes. */
export interface DatabaseContext {
  /** For messages. */
  readonly path: string;
  /** Aborted when the time is up: the next read throws. */
  readonly signal?: AbortSignal;
  /** Takes note of one thing that is damaged; reading goes on behind it. */
  damage(message: string): void;
}

/**
 * A file that is read here and there: in blocks, a few of which are kept, so that neighbouring pages cost one read and
 * memory does not grow with the file. What it gives are views that stay as they are.
 */
export class DatabaseFile {
  readonly size: number;
  readonly context: DatabaseContext;
  readonly #source: ByteSource;
  readonly #blocks = new Map<number, Buffer>();

  constructor(source: ByteSource, context: DatabaseContext) {
    this.#source = source;
    this.size = source.size;
    this.context = context;
  }

  /** `length` bytes from `offset`, or fewer where the file ends before. */
  async read(offset: number, length: number): Promise<Buffer> {
    const end = Math.min(this.size, offset + length);
    if (offset >= end) return Buffer.alloc(0);
    const first = Math.floor(offset / blockBytes);
    const block = this.#blocks.get(first) ?? (await this.#load(first));
    const from = offset - first * blockBytes;
    if (end <= (first + 1) * blockBytes) return block.subarray(from, from + end - offset);
    // Longer than a block, or across two: read at once, and not kept.
    await this.#turn();
    return readBytes(this.#source, offset, end - offset);
  }

  /** {@link read} where the bytes are at hand, which spares a turn of the event loop for each page; else undefined. */
  kept(offset: number, length: number): Buffer | undefined {
    const first = Math.floor(offset / blockBytes);
    const from = offset - first * blockBytes;
    const block = this.#blocks.get(first);
    return block !== undefined && from + length <= block.length
      ? block.subarray(from, from + length)
      : undefined;
  }

  /** What is wrong with the file as a whole. */
  error(reason: HostError['reason'], message: string): HostError {
    return new HostError(reason, this.context.path, `${this.context.path} ${message}`);
  }

  async #load(number: number): Promise<Buffer> {
    await this.#turn();
    const block = await readBytes(this.#source, number * blockBytes, blockBytes);
    this.#blocks.set(number, block);
    if (this.#blocks.size > maxBlocks) {
      for (const oldest of this.#blocks.keys()) {
        this.#blocks.delete(oldest);
        break;
      }
    }
    return block;
  }

  async #turn(): Promise<void> {
    await takeTurn();
    if (this.context.signal?.aborted) throw this.error('timeout', 'was not read to its end');
  }
}

/** Pages that were visited: each once, so that no chain of a damaged file goes in a circle. */
export class VisitedPages {
  readonly #bits: Uint8Array;

  constructor(pages: number) {
    this.#bits = new Uint8Array(Math.ceil((pages + 1) / 8));
  }

  /** True where the page was not visited before. */
  visit(page: number): boolean {
    const [index, bit] = [page >> 3, 1 << (page & 7)];
    const byte = this.#bits[index];
    if (byte === undefined || (byte & bit) !== 0) return false;
    this.#bits[index] = byte | bit;
    return true;
  }
}

/** Pieces of one record put together in memory that is used again for the next one. */
export class Assembly {
  #memory = Buffer.alloc(0);
  #length = 0;

  /** Begins a new record; what was put together before is no longer to be used. */
  begin(): void {
    this.#length = 0;
  }

  /** Adds the bytes `from` … `to` of a piece. */
  add(piece: Buffer, from: number, to: number): void {
    const length = this.#length + Math.max(0, to - from);
    if (length > this.#memory.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(2 * this.#memory.length, length, 64 * 1024));
      this.#memory.copy(larger, 0, 0, this.#length);
      this.#memory = larger;
    }
    piece.copy(this.#memory, this.#length, from, to);
    this.#length = length;
  }

  /** What was put together, until the next `begin`. */
  get bytes(): Buffer {
    return this.#memory.subarray(0, this.#length);
  }
}
