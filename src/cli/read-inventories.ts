import { TargetError } from '../errors.ts';
import { encodingOf } from '../inventory/decode-text.ts';
import { importRows } from '../inventory/import-rows.ts';
import type { ImportedRow } from '../inventory/importers/importer.ts';
import { readNative } from '../inventory/read-native.ts';
import { isDocument, recognise } from '../inventory/recognise.ts';
import { nativeRows } from '../inventory/rows-of.ts';
import type { Collection } from '../judge.ts';
import type { Coverage } from '../model/gap.ts';
import type { StatedInventory, Target } from '../model/inventory.ts';
import type { Item } from '../model/item.ts';
import { mergeLabels } from '../model/labels.ts';
import { ForeignReading, type ForeignWay } from './inventories/foreign-reading.ts';
import { Gathering, type ReadInventoryOptions } from './inventories/gathering.ts';
import { type AllNames, nameHosts } from './inventories/host-names.ts';
import type { MetHosts } from './inventories/met-hosts.ts';
import { NativeReading } from './inventories/native-reading.ts';
import { StreamedReading } from './inventories/streamed-reading.ts';
import { linesOf, wholeDocument } from './inventories/whole-document.ts';
import { inventoryFiles } from './inventory-files.ts';
import { openInventory, stdinName } from './inventory-source.ts';

export type { ReadInventoryOptions };

/**
 * Reads and matches inventories, our own and foreign ones, row by row; files may be patterns. Throws TargetError where
 * one cannot be used at all.
 */
export async function readInventories(
  names: readonly string[],
  options: ReadInventoryOptions,
): Promise<Collection> {
  const files = await inventoryFiles(names);
  const reading = new Reading(options, files.map(nameOfFile));
  try {
    for (const file of files) {
      if (options.signal.aborted) break;
      await reading.file(file);
    }
    return reading.finish(files);
  } finally {
    await reading.close();
  }
}

/** How messages name a file. */
function nameOfFile(file: string): string {
  return file === '-' ? stdinName : file;
}

/** With `--scope software` services, drivers and the rest were not judged, however complete the inventory is. */
const otherKinds: Coverage = {
  collector: 'kinds',
  status: 'skipped',
  reason: 'not-selected',
  items: 0,
  gaps: [],
};

/** What was read so far. */
class Reading {
  readonly #options: ReadInventoryOptions;
  readonly #shared: Gathering;
  readonly #native: NativeReading;
  readonly #foreign: ForeignReading;
  readonly #streamed: StreamedReading;

  constructor(options: ReadInventoryOptions, names: readonly string[]) {
    this.#options = options;
    this.#shared = new Gathering(options, names);
    this.#native = new NativeReading(this.#shared);
    this.#foreign = new ForeignReading(this.#shared);
    this.#streamed = new StreamedReading(this.#shared, this.#native, this.#foreign);
  }

  async close(): Promise<void> {
    await this.#streamed.close();
  }

  async file(file: string): Promise<void> {
    const { from, signal } = this.#options;
    const name = nameOfFile(file);
    const opened = await openInventory(file, name, signal);
    const encoding = encodingOf(opened.head);
    const head = new TextDecoder(encoding).decode(opened.head, { stream: true });
    const whole =
      isDocument(head) && from !== 'native'
        ? await wholeDocument(opened.chunks, encoding, name, signal)
        : undefined;
    // Interrupted: of one value nothing can be used, of lines what came.
    if (signal.aborted && (whole !== undefined || head.trim() === '')) return;
    if (head.trim() === '')
      throw new TargetError(`${name} is empty`, { hint: 'check that the export ran to its end' });
    const way = recognise(head, whole, this.#options);
    if (!('way' in way)) throw new TargetError(`${name} ${way.message}`, { hint: way.hint });
    if (whole === undefined && (await this.#streamed.read(way, opened, encoding, file, name))) return;
    const rows = whole === undefined ? undefined : nativeRows(whole);
    if (way.way === 'native')
      await this.#readNative(rows === undefined ? opened.chunks : linesOf(rows), name);
    else await this.#readForeign(way, importRows(way, opened.chunks, encoding, whole), name);
  }

  async #readNative(chunks: AsyncIterable<Uint8Array>, name: string): Promise<void> {
    for await (const row of readNative(chunks, name)) {
      await this.#shared.count();
      this.#native.take(row, name);
    }
    if (!this.#options.signal.aborted) this.#native.endFile(name);
  }

  async #readForeign(way: ForeignWay, rows: AsyncIterable<ImportedRow>, name: string): Promise<void> {
    const part = this.#foreign.beginFile(way, name);
    for await (const row of rows) {
      await this.#shared.count();
      if (this.#options.signal.aborted) return;
      this.#foreign.take(row, part, name);
    }
    if (!this.#options.signal.aborted) this.#foreign.endFile(part, name);
  }

  finish(files: readonly string[]): Collection {
    this.#foreign.finish();
    const { met, rowHosts } = this.#shared;
    const { hosts } = this.#native;
    const single = this.#foreign.isEmpty ? this.#native.single : undefined;
    const isAlone = single !== undefined;
    const names = nameHosts(hosts, rowHosts, isAlone);
    const target: Target = single?.target ?? { type: 'inventory', path: files.join(', ') };
    const inventories = isAlone ? undefined : withTabled(hosts.inventories(names.stated), met, names);
    return {
      target: { ...target, ...mergeLabels(this.#options.labels, target) },
      labels: hosts.labels(names.stated),
      hosts: met && hostsOf(inventories, single?.target.hostname, met, names),
      inventories: inventories?.length === 0 ? undefined : inventories,
      hostsCut: met?.isCut === true,
      matched: this.#shared.session.finish(names.of),
      coverage: [
        ...this.#native.stated(isAlone ? undefined : names.stated),
        ...this.#foreign.coverage(files, names.of),
        ...this.#native.finish(files),
        ...(this.#options.softwareOnly ? [otherKinds] : []),
      ],
      complete: this.#native.complete && !this.#options.signal.aborted,
      scannedAt: single?.scannedAt,
      items: this.#options.keepItems ? this.#shared.items.map((item) => withName(item, names)) : undefined,
    };
  }
}

/**
 * With the hosts that have rows in no inventory of their own, by name: beside one of theirs these are another, of another
 * time.
 */
function withTabled(
  stated: readonly StatedInventory[],
  met: MetHosts | undefined,
  names: AllNames,
): StatedInventory[] {
  const tabled = new Map<string, StatedInventory>();
  for (const key of met?.keys ?? []) {
    const host = names.rowHost(key);
    tabled.set(host.host, host);
  }
  return [...stated, ...[...tabled.values()].sort((a, b) => (a.host < b.host ? -1 : 1))];
}

/** Names of all hosts: of the inventories, or of the only one and whomever its rows name. */
function hostsOf(
  inventories: readonly StatedInventory[] | undefined,
  hostname: string | undefined,
  met: MetHosts,
  names: AllNames,
): ReadonlySet<string> {
  if (inventories !== undefined) return new Set(inventories.map(({ host }) => host));
  return new Set([...(hostname ? [hostname] : []), ...[...met.keys].map(names.shown)]);
}

/** An item under the name of its host. */
function withName(item: Item, names: AllNames): Item {
  return item.host ? { ...item, host: names.shown(item.host) } : item;
}
