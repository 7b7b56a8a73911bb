import { HostError } from '../../host.ts';
import { openedBytes } from '../../opened-bytes.ts';
import type { OpenFile } from '../../tree.ts';
import type { EntryTable } from './entry-table.ts';
import type { Contents } from './layered-tree.ts';
import {
  type LayerReading,
  type LayerSource,
  maxContentBytes,
  readAgain,
  sparseContent,
} from './read-layer.ts';

/** How often layers are read again for what was not known to be wanted. */
const maxPasses = 40;

/** Content of an image's entries: what was kept, what lies unpacked in a file, and the rest by reading its layer again. */
export class LayerContents implements Contents {
  readonly #table: EntryTable;
  readonly #sources: readonly LayerSource[];
  readonly #reading: LayerReading;
  readonly #waiting = new Map<number, { offsets: Set<number>; pass: Promise<ReadonlyMap<number, number>> }>();
  #passes = 0;

  constructor(table: EntryTable, sources: readonly LayerSource[], reading: LayerReading) {
    this.#table = table;
    this.#sources = sources;
    this.#reading = reading;
  }

  async open(id: number, path: string): Promise<OpenFile> {
    const { content, size, source, offset } = this.#table.fields(id);
    const { store } = this.#reading;
    if (content >= 0)
      return openedBytes(store.size(content), (at, length) => store.read(content, at, length));
    if (size === 0) return openedBytes(0, () => Buffer.alloc(0));
    const layer = this.#sources[source];
    if (layer === undefined) throw new HostError('missing-source', path, `${path}: its layer is not there`);
    const { plain } = layer;
    if (plain !== undefined && content !== sparseContent) {
      return openedBytes(size, (at, length) => plain.readSync(offset + at, length));
    }
    const kept = await this.#again(source, offset, size, path);
    this.#table.setContent(id, kept);
    return openedBytes(store.size(kept), (at, length) => store.read(kept, at, length));
  }

  /** Whether two kept contents are the same bytes. */
  isSame(content: number, other: number): boolean {
    const { store } = this.#reading;
    if (content < 0 || other < 0) return false;
    const size = store.size(content);
    if (size !== store.size(other)) return false;
    const step = 1024 * 1024;
    for (let at = 0; at < size; at += step) {
      if (!store.read(content, at, step).equals(store.read(other, at, step))) return false;
    }
    return true;
  }

  async #again(source: number, offset: number, size: number, path: string): Promise<number> {
    if (size > maxContentBytes || !this.#reading.store.hasRoom(size)) {
      throw new HostError('too-large', path, `${path} has ${size} bytes, more than is read out of an image`);
    }
    let waiting = this.#waiting.get(source);
    if (waiting === undefined) {
      const offsets = new Set<number>();
      waiting = { offsets, pass: this.#pass(source, offsets, path) };
      this.#waiting.set(source, waiting);
    }
    waiting.offsets.add(offset);
    const content = (await waiting.pass).get(offset);
    if (content !== undefined && content >= 0) return content;
    throw new HostError('malformed-source', path, `${path} could not be read out of its layer`);
  }

  /** One pass serves everything that was asked for until it begins. */
  async #pass(
    source: number,
    offsets: ReadonlySet<number>,
    path: string,
  ): Promise<ReadonlyMap<number, number>> {
    await new Promise((resolve) => setTimeout(resolve, 5));
    this.#waiting.delete(source);
    const layer = this.#sources[source];
    if (layer === undefined || ++this.#passes > maxPasses) {
      throw new HostError(
        'too-large',
        path,
        `more than ${maxPasses} times files were asked for at places that nobody expected; ${path} was not read`,
      );
    }
    return readAgain(layer, offsets, this.#reading);
  }
}
