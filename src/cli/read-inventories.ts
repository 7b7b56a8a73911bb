import { TargetError } from '../errors.ts';
import { decodeText, encodingOf, type Peeked } from '../inventory/decode-text.ts';
import { importRows } from '../inventory/import-rows.ts';
import type { Draft, ImportedRow } from '../inventory/importers/importer.ts';
import { LatestRows } from '../inventory/latest-rows.ts';
import { readNative } from '../inventory/read-native.ts';
import { type FormatChoice, isDocument, recognise, type Reading as Way } from '../inventory/recognise.ts';
import { nativeRows } from '../inventory/rows-of.ts';
import { ShownKinds } from '../inventory/shown-kinds.ts';
import type { Collection } from '../judge.ts';
import type { MatchSession, SessionDefaults } from '../match/match-session.ts';
import type { Matcher } from '../match/matcher.ts';
import type { Coverage, Gap } from '../model/gap.ts';
import type { InventoryHeader, Target } from '../model/inventory.ts';
import type { Item } from '../model/item.ts';
import { type Labels, labels, mergeLabels } from '../model/labels.ts';
import { inventoryFiles } from './inventory-files.ts';
import { openInventory, stdinName } from './inventory-source.ts';

/** How inventories are read. */
export interface ReadInventoryOptions extends FormatChoice {
  readonly matcher: Matcher;
  /** Stop at the first row that cannot be read. */
  readonly strict: boolean;
  /** Only software rows count, and an inventory of software alone is complete. */
  readonly softwareOnly: boolean;
  readonly keepItems: boolean;
  /** What the operator says of every host in them; counts more than what an inventory says of itself. */
  readonly labels?: Labels;
  readonly signal: AbortSignal;
  readonly onProgress: (rows: number) => void;
}

const importer = 'native';
const rowsPerTurn = 5_000;
/** Rows without a header come from nowhere in particular. */
const bare: SessionDefaults = { live: false };
const maxGaps = 100;
const maxDocumentLength = 256 * 1024 * 1024;

/**
 * Reads and matches inventories, our own and foreign ones, row by row; files may be patterns. Throws TargetError where
 * one cannot be used at all.
 */
export async function readInventories(
  names: readonly string[],
  options: ReadInventoryOptions,
): Promise<Collection> {
  const files = await inventoryFiles(names);
  const reading = new Reading(options, files.length > 1);
  for (const file of files) {
    if (options.signal.aborted) break;
    await reading.file(file);
  }
  return reading.finish(files);
}

/** What was read so far. One session for all files, so that rows of one host may lie in several. */
class Reading {
  readonly #options: ReadInventoryOptions;
  readonly #isOneOfMany: boolean;
  readonly #coverage: Coverage[] = [];
  readonly #gaps = new GapList();
  readonly #headers: InventoryHeader[] = [];
  readonly #items: Item[] = [];
  /** Of hosts whose inventory states some. */
  readonly #labels = new Map<string, Labels>();
  readonly #session: MatchSession;
  #from: SessionDefaults = bare;
  #open: InventoryHeader | undefined;
  readonly #latest = new LatestRows<HeldRow>();
  readonly #parts = new Map<string, ForeignPart>();
  readonly #shown = new Map<string, ShownKinds>();
  /** Only asked whether a row could mean anything, so that rows which may be withdrawn later need not all be held. */
  readonly #probe: MatchSession;
  #complete = true;
  #bareRows = 0;
  #openRows = 0;
  #importedItems = 0;
  #rows = 0;

  constructor(options: ReadInventoryOptions, isOneOfMany: boolean) {
    this.#isOneOfMany = isOneOfMany;
    this.#options = options;
    this.#session = options.matcher.session(bare);
    this.#probe = options.matcher.session(bare);
  }

  async file(file: string): Promise<void> {
    const name = file === '-' ? stdinName : file;
    const opened = await openInventory(file, name, this.#options.signal);
    const encoding = encodingOf(opened.head);
    const head = new TextDecoder(encoding).decode(opened.head, { stream: true });
    const from = this.#options.from;
    const whole =
      isDocument(head) && from !== 'native' ? await this.#whole(opened, encoding, name) : undefined;
    const way = recognise(head, whole, this.#options);
    if (!('way' in way)) throw new TargetError(`${name} ${way.message}`, { hint: way.hint });
    const rows = whole === undefined ? undefined : nativeRows(whole);
    if (way.way === 'native') await this.#native(rows === undefined ? opened.chunks : linesOf(rows), name);
    else await this.#foreign(way, importRows(way, opened.chunks, encoding, whole), name);
  }

  async #native(chunks: AsyncIterable<Uint8Array>, name: string): Promise<void> {
    let usable = 0;
    let faults = 0;
    for await (const row of readNative(chunks, name)) {
      if (++this.#rows % rowsPerTurn === 0) await this.#turn();
      if (row.type === 'fault') {
        faults++;
        this.#fault(`${name}:${row.line}`, row.message);
        continue;
      }
      usable++;
      if (row.type === 'header') this.#begin(row.header, name);
      else if (row.type === 'item') this.#add(row.item);
      else {
        this.#checkWhole(row.trailer.coverage, name);
        this.#end(row.trailer.coverage, row.trailer.complete);
      }
    }
    if (this.#options.signal.aborted) return;
    this.#closeOpen(name);
    if (usable === 0) {
      throw new TargetError(
        faults === 0 ? `${name} is empty` : `${name} is no inventory that this version can read`,
        {
          hint: 'expected the output of phaseout inventory --format ndjson (one JSON object a line), or one of the formats in docs/inventories.md',
        },
      );
    }
  }

  async #foreign(
    way: Exclude<Way, { way: 'native' }>,
    rows: AsyncIterable<ImportedRow>,
    name: string,
  ): Promise<void> {
    const { importer } = way;
    const part = this.#parts.get(importer.id) ?? new ForeignPart();
    this.#parts.set(importer.id, part);
    const shown = this.#shown.get(importer.id) ?? new ShownKinds(importer);
    this.#shown.set(importer.id, shown);
    let usable = 0;
    for await (const row of rows) {
      if (++this.#rows % rowsPerTurn === 0) await this.#turn();
      if (this.#options.signal.aborted) return;
      if (row.type === 'fault') {
        this.#fault(placeOf(name, row.at), row.message, part.faults);
        continue;
      }
      if (row.type === 'limit') {
        if (!part.limits.has(row.message)) part.faults.add('missing-source', name, row.message);
        part.limits.add(row.message);
        continue;
      }
      if (row.type === 'remark') {
        part.remarks.add(row.message);
        continue;
      }
      usable++;
      const add = (draft: Draft): Item => {
        shown.add(draft.host, draft.kind);
        const host = draft.host ?? (importer.isOneHost && this.#isOneOfMany ? hostOfFile(name) : undefined);
        return asItem(host === undefined ? draft : { ...draft, host }, importer.id, name);
      };
      if (row.type === 'item') part.items += this.#take(add(row.draft));
      else if (row.type === 'snapshot')
        this.#latest.snapshot(row.group, row.time, this.#held(row.drafts.map(add), part));
      else {
        const held = row.draft === undefined ? [] : this.#held([add(row.draft)], part);
        this.#latest.change(row.key, row.time, held[0]);
      }
    }
    if (usable === 0 && !this.#options.signal.aborted) {
      throw new TargetError(`${name} has no row that can be used (read as ${importer.id})`, {
        hint: 'was the export cut off, or is it of another format? --from FORMAT says which',
      });
    }
  }

  finish(files: readonly string[]): Collection {
    for (const { item, part } of this.#latest.rows()) part.items += this.#take(item);
    this.#closeForeign(files);
    const [header] = this.#headers;
    const single =
      this.#headers.length === 1 && this.#bareRows === 0 && this.#parts.size === 0 ? header : undefined;
    if (this.#bareRows > 0 && !this.#options.softwareOnly) {
      this.#gap(
        'missing-source',
        `the first and last line of ${files.join(', ')}`,
        'completeness not stated: these are bare items (with --scope software they are all that was asked)',
      );
    }
    const gaps = this.#gaps.list(files.join(', '));
    if (gaps.length > 0 || this.#bareRows > 0) {
      this.#coverage.push({
        collector: importer,
        status: gaps.length > 0 ? 'gap' : 'ok',
        items: this.#importedItems,
        gaps,
      });
    }
    const target: Target = single?.target ?? { type: 'inventory', path: files.join(', ') };
    return {
      target: { ...target, ...mergeLabels(this.#options.labels, target) },
      labels: this.#labels,
      matched: this.#session.finish(),
      coverage: this.#coverage,
      complete: this.#complete && !this.#options.signal.aborted,
      scannedAt: single?.scannedAt,
      items: this.#options.keepItems ? this.#items : undefined,
    };
  }

  #begin(header: InventoryHeader, name: string): void {
    this.#closeOpen(name);
    this.#headers.push(header);
    this.#open = header;
    this.#openRows = 0;
    const { hostname, platform, os, role, furtherRoles, type } = header.target;
    const stated = labels(header.target);
    if (hostname !== undefined && Object.keys(stated).length > 0)
      this.#labels.set(hostname, mergeLabels(this.#options.labels, this.#labels.get(hostname), stated));
    this.#from = {
      ...(hostname !== undefined && { host: hostname }),
      ...(platform !== undefined && { platform }),
      ...(os !== undefined && { os }),
      ...(role !== undefined && { role }),
      ...(furtherRoles !== undefined && { furtherRoles }),
      live: type === 'host',
    };
  }

  #add(item: Item): void {
    this.#openRows++;
    if (this.#options.softwareOnly && item.kind !== 'software') return;
    this.#importedItems++;
    if (this.#open === undefined) this.#bareRows++;
    // The writer names the host in every line; where the header names it too, a row is the row that was collected.
    const { host, ...rest } = item;
    const row: Item = this.#open !== undefined && host === this.#from.host ? rest : item;
    this.#session.add(row, this.#from);
    if (this.#options.keepItems) this.#items.push(row);
  }

  /** A last line is believed only where it follows a first line, names sources, and as many rows arrived as it says. */
  #checkWhole(coverage: readonly Coverage[], name: string): void {
    if (this.#open === undefined) {
      this.#gap('missing-source', `the first line of ${name}`, 'the inventory may have been cut off');
      return;
    }
    const unexplained = coverage.filter((part) => part.status === 'gap' && part.gaps.length === 0);
    if (coverage.length === 0 || unexplained.length > 0) {
      this.#gap('malformed-row', `the last line of ${name}`, 'it does not say what was looked at');
    }
    if (coverage.some((part) => part.collector === 'kinds')) return;
    const stated = coverage.reduce((sum, part) => sum + part.items, 0);
    if (this.#openRows < stated) {
      const message = `only ${this.#openRows} of the ${stated} items that its last line counts are there`;
      this.#gap('missing-source', name, message);
    }
  }

  #end(coverage: readonly Coverage[], complete: boolean): void {
    const host = this.#headers.length > 1 ? this.#open?.target.hostname : undefined;
    for (const part of coverage) {
      // That other kinds were left out is no gap where only software was asked for.
      if (part.collector === 'kinds' && this.#options.softwareOnly) continue;
      this.#coverage.push(host === undefined ? part : { ...part, host });
    }
    if (!complete) this.#complete = false;
    this.#open = undefined;
    this.#from = bare;
  }

  /** A header without its trailer: the sender was cut off. */
  #closeOpen(name: string): void {
    if (this.#open === undefined) return;
    this.#gap('missing-source', `the last line of ${name}`, 'the inventory may have been cut off');
    this.#open = undefined;
    this.#from = bare;
  }

  #fault(source: string, message: string, gaps = this.#gaps): void {
    if (this.#options.strict) {
      throw new TargetError(`${source}: ${message}`, {
        hint: 'without --strict the other rows are read and this one is a gap',
      });
    }
    gaps.add('malformed-row', source, message);
  }

  #gap(reason: Gap['reason'], source: string, message: string): void {
    this.#gaps.add(reason, source, message);
  }

  /** Lets timers and Ctrl-C have their turn. */
  async #turn(): Promise<void> {
    this.#options.onProgress(this.#rows);
    await new Promise((resolve) => setImmediate(resolve));
  }

  /** Matches one foreign row; 0 where it was not asked for. */
  #take(item: Item): number {
    if (this.#options.softwareOnly && item.kind !== 'software') return 0;
    this.#session.add(item, bare);
    if (this.#options.keepItems) this.#items.push(item);
    return 1;
  }

  /** Of rows that may be withdrawn later, those that could mean anything; the others are counted at once. */
  #held(items: readonly Item[], part: ForeignPart): HeldRow[] {
    const isHeld = (item: Item): boolean => {
      if (this.#options.keepItems) return true;
      const before = this.#probe.work.candidates;
      this.#probe.add(item);
      return this.#probe.work.candidates > before;
    };
    const held: HeldRow[] = [];
    for (const item of items) {
      if (isHeld(item)) held.push({ item, part });
      else part.items += this.#take(item);
    }
    return held;
  }

  #closeForeign(files: readonly string[]): void {
    for (const [id, part] of this.#parts) {
      const source = files.join(', ');
      const kinds = this.#options.softwareOnly ? [] : (this.#shown.get(id)?.gaps(source) ?? []);
      const gaps = [...part.faults.list(source), ...kinds];
      this.#coverage.push({
        collector: id,
        status: gaps.length > 0 ? 'gap' : 'ok',
        items: part.items,
        gaps,
        ...(part.remarks.size > 0 && { notPresent: [...part.remarks] }),
      });
    }
  }

  /** The content of a file that is one JSON value. */
  async #whole(opened: Peeked, encoding: string, name: string): Promise<unknown> {
    const parts: string[] = [];
    let length = 0;
    for await (const part of decodeText(opened.chunks, encoding)) {
      length += part.length;
      if (length > maxDocumentLength) {
        throw new TargetError(`${name} is one JSON value of more than 256 MiB`, {
          hint: 'split it, or export one JSON object a line',
        });
      }
      parts.push(part);
    }
    if (this.#options.signal.aborted) return [];
    try {
      return JSON.parse(parts.join(''));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new TargetError(`${name} is no whole JSON (${reason.slice(0, 160)})`, {
        hint: 'the file may have been cut off; one JSON object a line is read as far as it goes',
        cause: error,
      });
    }
  }
}

/** Gaps of one coverage entry, of which a bounded number is kept and all are counted. */
class GapList {
  readonly #gaps: Gap[] = [];
  #count = 0;

  add(reason: Gap['reason'], source: string, message: string): void {
    this.#count++;
    if (this.#gaps.length < maxGaps) this.#gaps.push({ reason, source, message, couldHide: 'active' });
  }

  /** What was kept, and where that is not all, how many more there were. */
  list(source: string): Gap[] {
    if (this.#count <= maxGaps) return [...this.#gaps];
    const message = `and ${this.#count - maxGaps} more, of which only the number was kept`;
    return [...this.#gaps, { reason: 'malformed-row', source, message, couldHide: 'active' }];
  }
}

/** A row that a later one may withdraw. */
interface HeldRow {
  readonly item: Item;
  readonly part: ForeignPart;
}

/** What was read in one foreign format. */
class ForeignPart {
  readonly faults = new GapList();
  readonly limits = new Set<string>();
  readonly remarks = new Set<string>();
  items = 0;
}

/** A line number goes behind the file with a colon, a place in a document as it is: `a.json:3`, `a.json components[3]`. */
function placeOf(name: string, at: string): string {
  return /^\d/.test(at) ? `${name}:${at}` : `${name} ${at}`;
}

/** `facts/web-1.json.gz` is web-1; a dot within a name stays: `web-1.example.org`. */
function hostOfFile(name: string): string {
  const file = name.split(/[\\/]/).at(-1) ?? name;
  return file.replace(/(?:\.(?:json|txt|csv|log|cdx|spdx|syft|gz|zst|zstd))+$/i, '') || file;
}

/** The format comes first, so that a drive letter of the file that was read does not speak for the row. */
function asItem({ at, ...draft }: Draft, format: string, name: string): Item {
  return { collector: format, ...draft, origin: `${format} ${placeOf(name, at)}` };
}

/** Rows of a JSON document as the lines that they are in a native inventory. */
async function* linesOf(rows: readonly unknown[]): AsyncGenerator<Uint8Array> {
  for (const row of rows) yield Buffer.from(`${JSON.stringify(row)}\n`);
}
