import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { TargetError } from '../errors.ts';
import { readNative } from '../inventory/read-native.ts';
import type { Collection } from '../judge.ts';
import type { MatchSession, SessionDefaults } from '../match/match-session.ts';
import type { Matcher } from '../match/matcher.ts';
import type { Coverage, Gap } from '../model/gap.ts';
import type { InventoryHeader, Target } from '../model/inventory.ts';
import type { Item } from '../model/item.ts';

/** How inventories are read. */
export interface ReadInventoryOptions {
  readonly matcher: Matcher;
  /** Stop at the first row that cannot be read. */
  readonly strict: boolean;
  /** Only software rows count, and an inventory of software alone is complete. */
  readonly softwareOnly: boolean;
  readonly keepItems: boolean;
  readonly signal: AbortSignal;
  readonly onProgress: (rows: number) => void;
}

const importer = 'native';
const rowsPerTurn = 5_000;
/** Rows without a header come from nowhere in particular. */
const bare: SessionDefaults = { live: false };
const maxGaps = 100;

/** Reads and matches native inventories, row by row. Throws TargetError where one cannot be used at all. */
export async function readInventories(
  files: readonly string[],
  options: ReadInventoryOptions,
): Promise<Collection> {
  const reading = new Reading(options);
  for (const file of files) {
    if (options.signal.aborted) break;
    await reading.file(file);
  }
  return reading.finish(files);
}

/** What was read so far. One session for all files, so that rows of one host may lie in several. */
class Reading {
  readonly #options: ReadInventoryOptions;
  readonly #coverage: Coverage[] = [];
  readonly #gaps: Gap[] = [];
  readonly #headers: InventoryHeader[] = [];
  readonly #items: Item[] = [];
  readonly #session: MatchSession;
  #from: SessionDefaults = bare;
  #open: InventoryHeader | undefined;
  #complete = true;
  #bareRows = 0;
  #openRows = 0;
  #gapCount = 0;
  #importedItems = 0;
  #rows = 0;

  constructor(options: ReadInventoryOptions) {
    this.#options = options;
    this.#session = options.matcher.session(bare);
  }

  async file(file: string): Promise<void> {
    const name = file === '-' ? '(standard input)' : file;
    let usable = 0;
    let faults = 0;
    for await (const row of readNative(this.#chunks(file, name), name)) {
      if (++this.#rows % rowsPerTurn === 0) await this.#turn();
      if (row.type === 'fault') {
        faults++;
        this.#fault(name, row.line, row.message);
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
        { hint: 'expected the output of: phaseout inventory --format ndjson (one JSON object a line)' },
      );
    }
  }

  finish(files: readonly string[]): Collection {
    const [header] = this.#headers;
    const single = this.#headers.length === 1 && this.#bareRows === 0 ? header : undefined;
    if (this.#bareRows > 0 && !this.#options.softwareOnly) {
      this.#gap(
        'missing-source',
        `the first and last line of ${files.join(', ')}`,
        'completeness not stated: these are bare items (with --scope software they are all that was asked)',
      );
    }
    if (this.#gapCount > maxGaps) {
      const message = `and ${this.#gapCount - maxGaps} more, of which only the number was kept`;
      this.#gaps.push({ reason: 'malformed-row', source: files.join(', '), message, couldHide: 'active' });
    }
    if (this.#gaps.length > 0 || this.#bareRows > 0) {
      this.#coverage.push({
        collector: importer,
        status: this.#gaps.length > 0 ? 'gap' : 'ok',
        items: this.#importedItems,
        gaps: this.#gaps,
      });
    }
    const target: Target = single?.target ?? { type: 'inventory', path: files.join(', ') };
    return {
      target,
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

  #fault(name: string, line: number, message: string): void {
    if (this.#options.strict) {
      throw new TargetError(`${name}:${line}: ${message}`, {
        hint: 'without --strict the other rows are read and this one is a gap',
      });
    }
    this.#gap('malformed-row', `${name}:${line}`, message);
  }

  #gap(reason: Gap['reason'], source: string, message: string): void {
    this.#gapCount++;
    if (this.#gaps.length < maxGaps) this.#gaps.push({ reason, source, message, couldHide: 'active' });
  }

  /** Lets timers and Ctrl-C have their turn. */
  async #turn(): Promise<void> {
    this.#options.onProgress(this.#rows);
    await new Promise((resolve) => setImmediate(resolve));
  }

  async *#chunks(file: string, name: string): AsyncGenerator<Uint8Array> {
    const stream: Readable = file === '-' ? process.stdin : createReadStream(file);
    const { signal } = this.#options;
    const stop = (): void => void stream.destroy();
    signal.addEventListener('abort', stop, { once: true });
    try {
      for await (const chunk of stream) {
        if (signal.aborted) return;
        yield chunk as Uint8Array;
      }
    } catch (error) {
      // Ctrl-C takes the stream away under its reader; what was read so far is still judged.
      if (signal.aborted) return;
      const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
      throw new TargetError(`${name} cannot be read (${code})`, {
        hint: 'check the name and the rights of the file',
        cause: error,
      });
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }
}
