import { HostError } from '../../host.ts';
import { linkTarget, segmentsOf } from '../../paths.ts';
import { type TarEntry, TarReader, type TarSink } from '../tar/tar-reader.ts';
import { unpack } from '../unpack.ts';
import { checked, type ImageArchive, isPartName, maxJsonBytes, type ReadLayer } from './archive.ts';
import { ChunkQueue } from './chunk-queue.ts';
import type { LayerLog } from './layer-log.ts';
import { LayerBuilder, type LayerReading, type LayerSource, readLayer } from './read-layer.ts';

/** What a packed archive turned out to hold. */
export interface PackedArchive {
  /** Its parts as those of a container image. */
  readonly archive: ImageArchive;
  /** Its entries as those of a root filesystem. */
  readonly root: LayerLog;
}

interface Nested {
  readonly queue: ChunkQueue;
  readonly source: LayerSource;
  readonly done: Promise<LayerLog>;
}

/**
 * Reads a packed archive (`docker save … | gzip`, a root filesystem as `.tar.zst`) once. Which of the two it is, is known
 * only at its end, so it is read as both: a part that can be a layer as an archive of its own.
 */
export async function readPackedArchive(source: LayerSource, reading: LayerReading): Promise<PackedArchive> {
  const packed = new PackedReading(source, reading);
  await packed.read();
  return { archive: packed.archive(), root: packed.root() };
}

class PackedReading {
  readonly #source: LayerSource;
  readonly #reading: LayerReading;
  readonly #rootBuilder: LayerBuilder;
  readonly #small = new Map<string, Buffer>();
  readonly #layers = new Map<string, ReadLayer>();
  readonly #links = new Map<string, string>();
  #nested: Nested | undefined;
  readonly #finished: { readonly name: string; readonly nested: Nested }[] = [];

  constructor(source: LayerSource, reading: LayerReading) {
    this.#source = source;
    this.#reading = reading;
    this.#rootBuilder = new LayerBuilder(source.name, reading);
  }

  root(): LayerLog {
    return this.#rootBuilder.finish();
  }

  async read(): Promise<void> {
    const inner = this.#rootBuilder.handler;
    const reader = new TarReader({
      entry: (entry) => this.#part(entry) ?? inner.entry(entry),
      damage: (message, offset) => inner.damage(message, offset),
    });
    try {
      for await (const chunk of unpack(this.#source.open(), this.#source.name)) {
        if (this.#reading.signal?.aborted) break;
        this.#reading.onBytes?.(chunk.length);
        reader.push(chunk);
        await this.#settle();
        if (reader.ended) break;
      }
      // What the user interrupts is not damaged.
      if (this.#reading.signal?.aborted !== true) reader.finish();
    } catch (error) {
      reader.finish();
      if (!(error instanceof HostError)) throw error;
      this.#reading.onDamage(error.reason, error.path, error.message);
    }
    this.#nested?.queue.end();
    await this.#settle();
  }

  archive(): ImageArchive {
    const at = (name: string): string => this.#links.get(name) ?? name;
    return {
      has: (name) => this.#small.has(at(name)) || this.#layers.has(at(name)),
      small: (name) => this.#small.get(at(name)),
      layer: async (name) => this.#layers.get(at(name)),
      close: () => undefined,
    };
  }

  /** What can be part of a container image: small files are kept, others read as layers. */
  #part(entry: TarEntry): TarSink | undefined {
    const name = segmentsOf(entry.name).join('/');
    if (!isPartName(name)) return undefined;
    if (entry.type === 'symlink')
      this.#links.set(name, segmentsOf(linkTarget(`/${name}`, entry.link)).join('/'));
    if (entry.type === 'hardlink') this.#links.set(name, segmentsOf(entry.link).join('/'));
    if (entry.type !== 'file' || entry.size === 0) return undefined;
    let head: Buffer | undefined;
    let parts: Buffer[] | undefined;
    return {
      data: (chunk) => {
        if (head === undefined) {
          head = Buffer.from(chunk.subarray(0, 8));
          const isText = /^\s*[[{"]/.test(head.toString('latin1'));
          if (isText && entry.size <= maxJsonBytes) parts = [];
          else this.#begin(name, entry);
        }
        if (parts !== undefined) parts.push(Buffer.from(chunk));
        else this.#nested?.queue.push(chunk);
      },
      end: () => {
        if (parts !== undefined) this.#small.set(name, Buffer.concat(parts));
        else if (this.#nested !== undefined) {
          this.#nested.queue.end();
          this.#finished.push({ name, nested: this.#nested });
          this.#nested = undefined;
        }
      },
    };
  }

  #begin(name: string, entry: TarEntry): void {
    const queue = new ChunkQueue();
    const again: LayerSource = { name, open: () => this.#window(entry.offset, entry.size) };
    const digest = /^blobs\/(?<algorithm>[a-z0-9]+)\/(?<hex>[0-9a-f]+)$/.exec(name)?.groups;
    const first: LayerSource = { name, open: () => queue };
    const source = checked(first, digest && `${digest['algorithm']}:${digest['hex']}`, this.#reading);
    this.#nested = { queue, source: again, done: readLayer(source, this.#reading) };
  }

  /** Lets the nested layer take what there is, so that no more than a chunk waits in memory. */
  async #settle(): Promise<void> {
    for (const { name, nested } of this.#finished.splice(0)) {
      this.#layers.set(name, { log: await nested.done, source: nested.source });
    }
    await this.#nested?.queue.drained();
  }

  /** A part of the unpacked archive, by unpacking it again. */
  async *#window(offset: number, size: number): AsyncGenerator<Buffer> {
    let at = 0;
    for await (const chunk of unpack(this.#source.open(), this.#source.name)) {
      const from = Math.max(0, offset - at);
      const to = Math.min(chunk.length, offset + size - at);
      if (from < to) yield chunk.subarray(from, to);
      at += chunk.length;
      if (at >= offset + size) return;
    }
  }
}
