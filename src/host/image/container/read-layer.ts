import type { DiskSource } from '../../disk/disk-source.ts';
import { HostError } from '../../host.ts';
import { segmentsOf } from '../../paths.ts';
import { release } from '../release.ts';
import { type TarEntry, type TarHandler, TarReader, type TarSink } from '../tar/tar-reader.ts';
import { unpack } from '../unpack.ts';
import type { ContentStore } from './content-store.ts';
import { LayerLog } from './layer-log.ts';

/** Where a layer's bytes come from. */
export interface LayerSource {
  /** How messages call it. */
  readonly name: string;
  /** The bytes as they are stored, from the start; may be called again. Chunks are only lent. */
  open(): AsyncIterable<Buffer>;
  /** The same bytes at any place, where they lie unpacked in a file and need no checking. */
  readonly plain?: DiskSource | undefined;
  /** Also what follows the end of the archive has to pass, because the whole has a digest. */
  readonly isChecked?: boolean;
}

/** What is wanted of layers, and who is told of damage. */
export interface LayerReading {
  readonly store: ContentStore;
  /** Whether the content of a file is kept while it passes by. */
  keeps(path: string, size: number): boolean;
  onDamage(reason: HostError['reason'], source: string, message: string): void;
  readonly signal?: AbortSignal | undefined;
  onBytes?(count: number): void;
  /** Entries that may still be read, over all layers. */
  readonly budget: { entries: number };
}

/** A file that is larger is never kept, and not read later either. */
export const maxContentBytes = 1024 ** 3;
/** A sparse file is put together in memory, so that a small archive must not say that it is huge. */
const maxSparseBytes = 64 * 1024 * 1024;
/** Stands for content that was not kept, and is not simply the bytes in the archive. */
export const sparseContent = -2;
const maxPathUnits = 4096;
const maxDepth = 255;
/** Damaged names of one layer that are reported one by one. */
const maxReports = 20;

/** Reads a layer from its start to its end, once. Damage ends it; what came before stays. */
export async function readLayer(source: LayerSource, reading: LayerReading): Promise<LayerLog> {
  const builder = new LayerBuilder(source.name, reading);
  await pump(source, builder.reader, source.name, reading);
  return builder.finish();
}

/**
 * Content of the entries whose data begin at `offsets`, by reading the layer again. For what was not known to be
 * wanted: the target of a link that leads to an unusual place.
 */
export async function readAgain(
  source: LayerSource,
  offsets: ReadonlySet<number>,
  reading: LayerReading,
): Promise<ReadonlyMap<number, number>> {
  const found = new Map<number, number>();
  const reader = new TarReader({
    entry: (entry) =>
      offsets.has(entry.offset) && entry.type === 'file' && !isTooLarge(entry)
        ? keep(entry, reading.store, (content) => found.set(entry.offset, content))
        : undefined,
    damage: () => undefined, // reported when the layer was read first
  });
  await pump(
    source,
    reader,
    source.name,
    { ...reading, onDamage: () => undefined },
    () => found.size >= offsets.size,
  );
  return found;
}

/** Collects the entries of one layer. Its reader takes the bytes. */
export class LayerBuilder {
  readonly handler: TarHandler;
  readonly reader: TarReader;
  readonly #log = new LayerLog();
  readonly #name: string;
  readonly #reading: LayerReading;
  #refused = 0;

  constructor(name: string, reading: LayerReading) {
    this.#name = name;
    this.#reading = reading;
    this.handler = {
      entry: (entry) => this.#entry(entry),
      damage: (message, offset) =>
        reading.onDamage(
          'malformed-source',
          name,
          `${name} is damaged at byte ${offset}: ${message}; what follows was not read`,
        ),
    };
    this.reader = new TarReader(this.handler);
  }

  finish(): LayerLog {
    if (this.#refused > maxReports) {
      this.#reading.onDamage(
        'outside-root',
        this.#name,
        `and ${this.#refused - maxReports} more names in ${this.#name} that cannot be`,
      );
    }
    return this.#log;
  }

  #entry(entry: TarEntry): TarSink | undefined {
    const { budget, store } = this.#reading;
    if (budget.entries <= 0) {
      if (budget.entries-- === 0) {
        this.#reading.onDamage(
          'too-large',
          this.#name,
          'the image has too many entries; the others were not read',
        );
      }
      return undefined;
    }
    const path = this.#pathOf(entry.name);
    if (path === undefined || path === '') return undefined;
    if (entry.type === 'hardlink' && this.#pathOf(entry.link) === undefined) return undefined;
    if (entry.link.length > maxPathUnits) {
      this.#refuse(entry.name, 'its link is too long');
      return undefined;
    }
    budget.entries--;
    // Field by field: what spread syntax copies lives long here, up to 60 MiB of it in a layer of 300,000 files.
    const { type, size, mtimeMs, offset, link } = entry;
    const add = (content: number): void =>
      this.#log.add({ path, type, size, mtimeMs, offset, content, link });
    const isKept = entry.type === 'file' && entry.size > 0 && this.#reading.keeps(`/${path}`, entry.size);
    if (!isKept || isTooLarge(entry) || !store.hasRoom(entry.size)) {
      add(entry.expand === undefined ? -1 : sparseContent);
      return undefined;
    }
    return keep(entry, store, add);
  }

  /** A name as a path below the root; undefined, and reported, where it leads out or cannot be a path. */
  #pathOf(name: string): string | undefined {
    if (name.length > maxPathUnits || name.includes('\0')) {
      this.#refuse(name, 'no path has such a name');
      return undefined;
    }
    const segments = segmentsOf(name);
    if (segments.includes('..')) {
      this.#refuse(name, 'it leads out of the image');
      return undefined;
    }
    if (segments.length > maxDepth) {
      this.#refuse(name, 'it lies too deep');
      return undefined;
    }
    return segments.join('/');
  }

  #refuse(name: string, why: string): void {
    if (++this.#refused > maxReports) return;
    this.#reading.onDamage('outside-root', `${this.#name}: ${name.slice(0, 200)}`, `${why}; not read`);
  }
}

function isTooLarge({ size, stored, expand }: TarEntry): boolean {
  return Math.max(size, stored) > (expand === undefined ? maxContentBytes : maxSparseBytes);
}

/** Keeps the content of one entry. `done` is told its number; not where the entry is cut off or its parts do not fit. */
function keep(entry: TarEntry, store: ContentStore, done: (content: number) => void): TarSink {
  const { expand } = entry;
  const parts: Buffer[] = [];
  const writer = expand === undefined ? store.begin(entry.stored) : undefined;
  return {
    data: (chunk) => {
      if (writer !== undefined) writer.write(chunk);
      else parts.push(Buffer.from(chunk));
    },
    end: (isWhole) => {
      if (!isWhole) {
        writer?.cancel();
        done(-1);
      } else if (writer !== undefined) done(writer.end());
      else {
        const whole = expand?.(Buffer.concat(parts));
        done(whole === undefined ? -1 : store.put(whole));
      }
    },
  };
}

/** Source bytes into a reader, seeking over what nobody wants where that is possible. */
async function pump(
  source: LayerSource,
  reader: TarReader,
  name: string,
  reading: Pick<LayerReading, 'onDamage' | 'signal' | 'onBytes'>,
  isDone: () => boolean = () => false,
): Promise<void> {
  try {
    if (source.plain !== undefined) await seek(source.plain, reader, reading, isDone);
    else {
      for await (const chunk of unpack(source.open(), name)) {
        if (reading.signal?.aborted || isDone()) return;
        reading.onBytes?.(chunk.length);
        reader.push(chunk);
        if (reader.ended && source.isChecked !== true) return;
      }
    }
    if (reading.signal?.aborted !== true) reader.finish();
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    reading.onDamage(error.reason, error.path, error.message);
  }
}

const windowBytes = 256 * 1024;
/** A gap that is shorter is read rather than passed over. */
const leastSkip = 64 * 1024;

async function seek(
  source: DiskSource,
  reader: TarReader,
  reading: Pick<LayerReading, 'signal' | 'onBytes'>,
  isDone: () => boolean,
): Promise<void> {
  let turns = 0;
  for (let at = 0; at < source.size && !reader.ended; ) {
    if (++turns % 64 === 0) await new Promise((resolve) => setImmediate(resolve));
    if (reading.signal?.aborted || isDone()) return;
    if (reader.skippable >= leastSkip) {
      const count = Math.min(reader.skippable, source.size - at);
      reader.skip(count);
      at += count;
      continue;
    }
    const chunk = source.readSync(at, windowBytes);
    if (chunk.length === 0) return;
    reading.onBytes?.(chunk.length);
    reader.push(chunk);
    at += chunk.length;
    release(chunk, windowBytes);
  }
}
