import { blockBytes, isZeroBlock, parseTarHeader, type TarHeader, type TarType } from './header.ts';
import { maxSparseParts, type PaxFields, parsePax } from './pax.ts';
import { expandSparse, gnuParts, type SparsePart } from './sparse.ts';

/** One entry of an archive. Names are untrusted and as they stand there. */
export interface TarEntry {
  readonly name: string;
  readonly type: Exclude<TarType, 'meta'>;
  /** Size of the file as a system would show it. */
  readonly size: number;
  /** Bytes of it in the archive, and where they begin. */
  readonly stored: number;
  readonly offset: number;
  readonly mtimeMs: number;
  readonly link: string;
  /** Set for a sparse file: what is stored of it is not its content. */
  readonly expand?: (stored: Buffer) => Buffer | undefined;
}

/** Takes the stored bytes of one entry, in chunks that are only lent. */
export interface TarSink {
  data(chunk: Buffer): void;
  /** `isWhole` is false where the archive ended before the entry did. */
  end(isWhole: boolean): void;
}

/** What is done with an archive while it is read. */
export interface TarHandler {
  /** Returns what takes the data, or undefined to pass over it. */
  entry(entry: TarEntry): TarSink | undefined;
  /** The archive cannot be read from here on. */
  damage(message: string, offset: number): void;
}

/** More of a name or an extended header is damage. */
const maxMetaBytes = 4 * 1024 * 1024;

/**
 * Reads a tar archive that arrives in chunks: ustar, pax, GNU long names and sparse files. Ends at two zero blocks or
 * the first header that cannot be read. Synchronous, because a layer has hundreds of thousands of entries.
 */
export class TarReader {
  readonly #handler: TarHandler;
  readonly #block = Buffer.alloc(blockBytes);
  #filled = 0;
  #position = 0;
  #state: 'header' | 'data' | 'meta' | 'sparse' | 'end' = 'header';
  #left = 0;
  #padding = 0;
  #sink: TarSink | undefined;
  #meta: Buffer[] = [];
  #metaFlag = '';
  #pax: PaxFields = {};
  #longName: string | undefined;
  #longLink: string | undefined;
  #zeros = 0;
  #sparse: { header: TarHeader; parts: SparsePart[]; realSize: number } | undefined;

  constructor(handler: TarHandler) {
    this.#handler = handler;
  }

  /** True where nothing that follows matters. */
  get ended(): boolean {
    return this.#state === 'end';
  }

  /** Entries end with the archive's end mark; without it the archive may have been cut off. */
  get hasEndMark(): boolean {
    return this.#zeros >= 2;
  }

  /** How many of the next bytes are passed over: a source that can seek need not read them. */
  get skippable(): number {
    if (this.#state !== 'data' || this.#sink !== undefined) return 0;
    return this.#left + this.#padding;
  }

  /** Passes over `count` bytes, at most {@link skippable}. */
  skip(count: number): void {
    const data = Math.min(count, this.#left);
    this.#left -= data;
    this.#padding -= count - data;
    this.#position += count;
    if (this.#left === 0 && this.#padding === 0) this.#state = 'header';
  }

  /** Takes the next bytes. */
  push(chunk: Buffer): void {
    let at = 0;
    while (at < chunk.length && this.#state !== 'end') {
      if (this.#state === 'data') {
        const count = Math.min(this.#left, chunk.length - at);
        if (count > 0) {
          this.#sink?.data(chunk.subarray(at, at + count));
          this.#left -= count;
        }
        if (this.#left === 0 && this.#sink !== undefined) this.#endSink(true);
        const padding = this.#left > 0 ? 0 : Math.min(this.#padding, chunk.length - at - count);
        this.#padding -= padding;
        at += count + padding;
        this.#position += count + padding;
        if (this.#left === 0 && this.#padding === 0) this.#state = 'header';
      } else if (this.#state === 'meta') {
        const count = Math.min(this.#left, chunk.length - at);
        this.#meta.push(Buffer.from(chunk.subarray(at, at + count)));
        this.#left -= count;
        at += count;
        this.#position += count;
        if (this.#left === 0) this.#endMeta();
      } else if (this.#filled === 0 && chunk.length - at >= blockBytes) {
        const block = chunk.subarray(at, at + blockBytes);
        at += blockBytes;
        this.#position += blockBytes;
        this.#take(block);
      } else {
        const count = Math.min(blockBytes - this.#filled, chunk.length - at);
        chunk.copy(this.#block, this.#filled, at, at + count);
        this.#filled += count;
        at += count;
        this.#position += count;
        if (this.#filled < blockBytes) continue;
        this.#filled = 0;
        this.#take(this.#block);
      }
    }
  }

  /** No more bytes come. An archive that ends within an entry is damage; a missing end mark is none. */
  finish(): void {
    if (this.#state === 'end') return;
    const isBetween = this.#state === 'header' && this.#filled === 0;
    this.#endSink(false);
    if (!isBetween && !(this.#state === 'data' && this.#left === 0)) {
      this.#handler.damage('it ends in the middle of an entry', this.#position);
    }
    this.#state = 'end';
  }

  #take(block: Buffer): void {
    if (this.#state === 'sparse') this.#continueSparse(block);
    else this.#header(block);
  }

  #header(block: Buffer): void {
    if (block[0] === 0 && isZeroBlock(block)) {
      if (++this.#zeros >= 2) this.#state = 'end';
      return;
    }
    this.#zeros = 0;
    const header = parseTarHeader(block);
    if (header === undefined) {
      this.#fail('a header in it is damaged', this.#position - blockBytes);
    } else if (header.type === 'meta') {
      this.#beginMeta(header);
    } else if (header.flag === 'S') {
      const { parts, more } = gnuParts(block, true);
      const realSize = sizeAt(block, 483);
      this.#sparse = { header, parts, realSize };
      if (more) this.#state = 'sparse';
      else this.#begin(header);
    } else {
      this.#begin(header);
    }
  }

  #continueSparse(block: Buffer): void {
    const sparse = this.#sparse;
    if (sparse === undefined) return;
    const { parts, more } = gnuParts(block, false);
    sparse.parts.push(...parts);
    if (sparse.parts.length > maxSparseParts) {
      this.#fail('a sparse file in it has too many parts', this.#position);
    } else if (!more) {
      this.#begin(sparse.header);
    }
  }

  #begin(header: TarHeader): void {
    const pax = this.#pax;
    const stored = header.stored === 0 && header.type !== 'file' ? 0 : (pax.size ?? header.stored);
    const sparse = this.#sparseOf(header);
    const name = pax.sparseName ?? pax.path ?? this.#longName ?? header.name;
    const entry: TarEntry = {
      name,
      // An old program marks a directory by its name alone.
      type: header.type === 'meta' ? 'other' : header.type,
      size: sparse?.size ?? stored,
      stored,
      offset: this.#position,
      mtimeMs: pax.mtimeMs ?? header.mtimeMs,
      link: pax.linkpath ?? this.#longLink ?? header.link,
      ...(sparse !== undefined && {
        expand: (bytes: Buffer) => expandSparse(bytes, sparse.size, sparse.parts),
      }),
    };
    this.#pax = {};
    this.#longName = undefined;
    this.#longLink = undefined;
    this.#sparse = undefined;
    this.#left = stored;
    this.#padding = (blockBytes - (stored % blockBytes)) % blockBytes;
    this.#state = stored > 0 ? 'data' : 'header';
    this.#sink = this.#handler.entry(entry);
    if (stored === 0) this.#endSink(true);
  }

  #sparseOf(header: TarHeader): { size: number; parts: readonly SparsePart[] | undefined } | undefined {
    const { realSize, sparseParts, hasSparseMap } = this.#pax;
    if (header.flag === 'S' && this.#sparse) {
      return { size: this.#pax.realSize ?? this.#sparse.realSize, parts: this.#sparse.parts };
    }
    if (realSize === undefined) return undefined;
    if (hasSparseMap) return { size: realSize, parts: undefined };
    return sparseParts === undefined ? undefined : { size: realSize, parts: sparseParts };
  }

  #beginMeta(header: TarHeader): void {
    const { stored, flag } = header;
    if (stored > maxMetaBytes) {
      this.#fail(`a header in it has ${stored} bytes`, this.#position);
      return;
    }
    this.#metaFlag = flag;
    this.#meta = [];
    this.#padding = (blockBytes - (stored % blockBytes)) % blockBytes;
    this.#left = stored + this.#padding;
    if (stored > 0) this.#state = 'meta';
  }

  #endMeta(): void {
    const whole = Buffer.concat(this.#meta);
    const bytes = whole.subarray(0, Math.max(0, whole.length - this.#padding));
    this.#meta = [];
    this.#padding = 0;
    this.#state = 'header';
    const text = (): string => bytes.toString('utf8').replace(/\0.*$/s, '');
    if (this.#metaFlag === 'L') this.#longName = text();
    else if (this.#metaFlag === 'K') this.#longLink = text();
    else if (this.#metaFlag === 'x' || this.#metaFlag === 'X') {
      const fields = parsePax(bytes);
      if (fields === undefined) this.#fail('an extended header in it is damaged', this.#position);
      else this.#pax = fields;
    }
  }

  #fail(message: string, offset: number): void {
    this.#endSink(false);
    this.#state = 'end';
    this.#handler.damage(message, offset);
  }

  #endSink(isWhole: boolean): void {
    const sink = this.#sink;
    this.#sink = undefined;
    sink?.end(isWhole);
  }
}

function sizeAt(block: Buffer, at: number): number {
  const value = Number.parseInt(block.toString('latin1', at, at + 12), 8);
  return Number.isSafeInteger(value) && value >= 0 ? value : 0;
}
