import { stat } from 'node:fs/promises';
import type { Matcher } from '../../match/matcher.ts';
import type { RulePack } from '../../model/rule-pack.ts';
import type { RowFormat } from './block.ts';
import { BlockReader } from './block-reader.ts';
import { fileBlocks, streamBlocks } from './blocks.ts';
import { Buffers } from './buffers.ts';
import type { Crew } from './crew.ts';
import { readBlocks, type TakeBlock } from './read-blocks.ts';
import { startCrew } from './start-crew.ts';

/** From so much on, threads and the prefilter are worth their start. */
const largeBytes = 8 * 1024 * 1024;

/** What reads lines of JSON for one run. */
export interface StreamOptions {
  readonly matcher: Matcher;
  /** What the matcher was compiled from, for other threads; without it there is none. */
  readonly pack?: Pick<RulePack, 'products' | 'protections'> | undefined;
  /** Threads beside this one; by default as many as there are processors for. */
  readonly threads?: number | undefined;
  /** From so many bytes on threads and the prefilter are worth their start. */
  readonly largeBytes?: number | undefined;
  readonly signal: AbortSignal;
  /** Told what slows the reading down and does not change its outcome. */
  readonly onWarning?: ((message: string) => void) | undefined;
}

/** Where lines come from. */
export interface LineSource {
  /** A plain file that can be opened (again), or undefined. */
  readonly file: string | undefined;
  readonly chunks: AsyncIterable<Uint8Array>;
  readonly name: string;
}

/** Reads inventories of lines of JSON, in blocks, on all processors where they are large. */
export class RowStreams {
  readonly #options: StreamOptions;
  readonly #buffers = new Buffers();
  readonly #formats = new Map<string, OneFormat>();

  constructor(options: StreamOptions) {
    this.#options = options;
  }

  /** Hands over what the blocks of one inventory amount to, in order. */
  async read(format: RowFormat, source: LineSource, take: TakeBlock): Promise<void> {
    const size = source.file === undefined ? 0 : await plainSize(source.file);
    const one = this.#format(format, size ?? 0);
    const { maxLine } = one.reader;
    const { signal } = this.#options;
    let blocks = streamBlocks(source.chunks, maxLine, this.#buffers, signal);
    if (source.file !== undefined && size !== undefined) {
      await close(source.chunks);
      blocks = fileBlocks(source.file, source.name, maxLine, this.#buffers, signal);
    }
    await readBlocks(blocks, one.reader, (block) => one.crewFor(block.end), this.#buffers, take);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#formats.values()].map((one) => one.close()));
  }

  #format(format: RowFormat, bytes: number): OneFormat {
    const key = JSON.stringify(format);
    let one = this.#formats.get(key);
    if (one === undefined) {
      one = new OneFormat(this.#options, format);
      this.#formats.set(key, one);
    }
    one.expect(bytes);
    return one;
  }
}

/** The reader of one format on this thread, and the crew once there is enough to read. */
class OneFormat {
  readonly reader: BlockReader;
  readonly #options: StreamOptions;
  readonly #format: RowFormat;
  #crew: Crew | undefined;
  /** Bytes that are read before it is worth anything; infinite once it is. */
  #small: number;

  constructor(options: StreamOptions, format: RowFormat) {
    this.reader = new BlockReader(options.matcher, format);
    this.#small = options.largeBytes ?? largeBytes;
    this.#options = options;
    this.#format = format;
  }

  /** So much is still to come. */
  expect(bytes: number): void {
    if (bytes >= this.#small) this.#small = 0;
  }

  /** The crew, if there is one for what comes next. */
  crewFor(bytes: number): Crew | undefined {
    if (this.#small === Number.POSITIVE_INFINITY) return this.#crew;
    this.#small -= bytes;
    if (this.#small > 0) return undefined;
    this.#small = Number.POSITIVE_INFINITY;
    const { pack, threads, onWarning = () => undefined } = this.#options;
    if (pack !== undefined) this.#crew = startCrew(pack, this.#format, threads, onWarning);
    this.reader.useFilter();
    return this.#crew;
  }

  async close(): Promise<void> {
    await this.#crew?.close();
  }
}

/** Lets go of a stream of which only the beginning was looked at. A generator that never began would close nothing. */
async function close(chunks: AsyncIterable<Uint8Array>): Promise<void> {
  const iterator = chunks[Symbol.asyncIterator]();
  await iterator.next();
  await iterator.return?.();
}

/** Size of a plain file; undefined for anything else. */
async function plainSize(file: string): Promise<number | undefined> {
  const status = await stat(file).catch(() => undefined);
  return status?.isFile() ? status.size : undefined;
}
