import type { Peeked } from '../../inventory/decode-text.ts';
import { lineRows } from '../../inventory/import-rows.ts';
import { osquery } from '../../inventory/importers/osquery.ts';
import { nativeRow, tooLongRow } from '../../inventory/read-native.ts';
import type { Reading } from '../../inventory/recognise.ts';
import type { BlockSummary } from '../rows/block.ts';
import { lineText } from '../rows/block-reader.ts';
import type { TakeBlock } from '../rows/read-blocks.ts';
import { type LineSource, RowStreams } from '../rows/row-streams.ts';
import type { ForeignPart } from './foreign-part.ts';
import type { ForeignReading } from './foreign-reading.ts';
import type { Gathering } from './gathering.ts';
import type { NativeReading } from './native-reading.ts';

/** Reads inventories of lines of JSON, our own and osquery's, on all processors and without parsing what cannot match. */
export class StreamedReading {
  readonly #shared: Gathering;
  readonly #native: NativeReading;
  readonly #foreign: ForeignReading;
  readonly #streams: RowStreams;

  constructor(shared: Gathering, native: NativeReading, foreign: ForeignReading) {
    this.#shared = shared;
    this.#native = native;
    this.#foreign = foreign;
    this.#streams = new RowStreams(shared.options);
  }

  /** Reads an inventory, if it is of a kind that is read so. False: it was not touched. */
  async read(
    way: Reading,
    { head, chunks, isPacked }: Peeked & { readonly isPacked: boolean },
    encoding: string,
    file: string,
    name: string,
  ): Promise<boolean> {
    const { keepItems, prefilter, wantsHosts, signal } = this.#shared.options;
    if (keepItems || prefilter === false) return false;
    const source: LineSource = { file: isPacked || file === '-' ? undefined : file, chunks, name };
    if (way.way === 'native') {
      if (isMarkedUtf16(head)) return false;
      const format = { way: 'native', wantsHosts: wantsHosts === true } as const;
      await this.#streams.read(format, source, this.#takeNative(name));
      if (!signal.aborted) this.#native.endFile(name);
      return true;
    }
    if (way.way !== 'records' || way.importer.id !== osquery.id || encoding !== 'utf-8') return false;
    const part = this.#foreign.beginFile(way, name);
    const format = { way: 'osquery', part: way.part } as const;
    await this.#streams.read(format, source, this.#takeOsquery(part, way.part, name));
    if (!signal.aborted) this.#foreign.endFile(part, name);
    return true;
  }

  async close(): Promise<void> {
    await this.#streams.close();
  }

  #takeNative(name: string): TakeBlock {
    let before = 1;
    return async (summary, bytes) => {
      for (const { host } of summary.hosts) this.#native.meet(host);
      for (const { line, begin, end, items, software } of summary.wanted) {
        this.#native.skip(items, software);
        const number = before + line;
        const row =
          begin < 0
            ? tooLongRow(number)
            : nativeRow(lineText(bytes, begin, end), number, `${name}:${number}`);
        this.#native.take(row, name);
      }
      this.#native.skip(summary.items, summary.software);
      before += summary.lines;
      await this.#shared.count(summary.lines);
    };
  }

  #takeOsquery(part: ForeignPart, query: string | undefined, name: string): TakeBlock {
    let before = 1;
    return async (summary: BlockSummary, bytes) => {
      this.#foreign.skip({ ...summary, items: summary.kinds }, part, name);
      for (const { line, begin, end } of summary.wanted) {
        const text = begin < 0 ? undefined : lineText(bytes, begin, end);
        for (const row of lineRows(part.importer, text, String(before + line), query)) {
          this.#foreign.take(row, part, name);
        }
      }
      before += summary.lines;
      await this.#shared.count(summary.lines);
    };
  }
}

/** As `readLines` tells it: by its mark alone. */
function isMarkedUtf16(head: Uint8Array): boolean {
  return (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
}
