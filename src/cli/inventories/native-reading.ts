import { TargetError } from '../../errors.ts';
import type { NativeRow } from '../../inventory/read-native.ts';
import type { SessionDefaults } from '../../match/match-session.ts';
import type { Coverage } from '../../model/gap.ts';
import type { InventoryHeader } from '../../model/inventory.ts';
import type { Item } from '../../model/item.ts';
import { FileHosts } from './file-hosts.ts';
import { GapList } from './gap-list.ts';
import { bare, type Gathering } from './gathering.ts';
import { type HostNames, type StatedHost, StatedHosts } from './stated-hosts.ts';

const importer = 'native';

/** What was read of native inventories: rows with or without a header, several inventories one after the other. */
export class NativeReading {
  readonly #shared: Gathering;
  readonly #stated: { readonly part: Coverage; readonly key: string | undefined }[] = [];
  readonly #gaps = new GapList();
  /** Who the hosts are. */
  readonly hosts: StatedHosts;
  #from: SessionDefaults = bare;
  #open: StatedHost | undefined;
  #fileHosts = new FileHosts();
  #complete = true;
  #bareRows = 0;
  #openRows = 0;
  #importedItems = 0;
  #usable = 0;
  #faults = 0;

  constructor(shared: Gathering) {
    this.#shared = shared;
    this.hosts = new StatedHosts(shared.options.labels);
  }

  /** False where an inventory says that it was interrupted. */
  get complete(): boolean {
    return this.#complete;
  }

  /** The header, where all that was read is one inventory with one. */
  get single(): InventoryHeader | undefined {
    return this.hosts.count === 1 && this.#bareRows === 0 ? this.hosts.first : undefined;
  }

  /** What the inventories say that was looked at; with the names of several hosts each part says whose it is. */
  stated(names: HostNames | undefined): Coverage[] {
    return this.#stated.map(({ part, key = '' }) => {
      const host = names?.get(key);
      return host === undefined ? part : { ...part, host };
    });
  }

  /** Takes the next row of a file. */
  take(row: NativeRow, name: string): void {
    if (row.type === 'fault') {
      this.#faults++;
      this.#shared.fault(this.#gaps, `${name}:${row.line}`, row.message);
      return;
    }
    this.#usable++;
    if (row.type === 'header') this.#begin(row.header, name);
    else if (row.type === 'item') this.#add(row.item, name);
    else {
      this.#checkWhole(row.trailer.coverage, name);
      this.#end(row.trailer.coverage, row.trailer.complete);
    }
  }

  /** Counts items that come next and that nothing looks for; `software` of them are software. */
  skip(items: number, software: number): void {
    const wanted = this.#shared.options.softwareOnly ? software : items;
    this.#usable += items;
    this.#openRows += items;
    this.#importedItems += wanted;
    if (this.#open === undefined) {
      this.#bareRows += wanted;
      if (items > 0) this.#fileHosts.bare();
    }
    this.#shared.session.count(wanted);
  }

  /** Notes whom rows of the file name. */
  meet(host: string | undefined): void {
    this.#fileHosts.row(host);
  }

  /** Ends a file. Throws TargetError where no line of it could be used. */
  endFile(name: string): void {
    this.#closeOpen(name);
    if (this.#shared.met) this.#fileHosts.tell(this.#shared.met, this.#shared.fileHost(name));
    this.#fileHosts = new FileHosts();
    const [usable, faults] = [this.#usable, this.#faults];
    this.#usable = 0;
    this.#faults = 0;
    if (usable > 0) return;
    throw new TargetError(
      faults === 0 ? `${name} is empty` : `${name} is no inventory that this version can read`,
      {
        hint: 'expected the output of phaseout inventory --format ndjson (one JSON object a line), or one of the formats in docs/inventories.md',
      },
    );
  }

  /** What was wrong with the inventories, and how many items were read; nothing where all is in `stated`. */
  finish(files: readonly string[]): Coverage[] {
    if (this.#bareRows > 0 && !this.#shared.options.softwareOnly) {
      this.#gaps.add(
        'missing-source',
        `the first and last line of ${files.join(', ')}`,
        'completeness not stated: these are bare items (with --scope software they are all that was asked)',
      );
    }
    const gaps = this.#gaps.list(files.join(', '));
    if (gaps.length === 0 && this.#bareRows === 0) return [];
    const status = gaps.length > 0 ? 'gap' : 'ok';
    return [{ collector: importer, status, items: this.#importedItems, gaps }];
  }

  #begin(header: InventoryHeader, name: string): void {
    this.#closeOpen(name);
    const host = this.hosts.add(header);
    this.#fileHosts.header(host.hostname);
    this.#open = host;
    this.#openRows = 0;
    const { platform, os, role, furtherRoles, type } = header.target;
    this.#from = {
      host: host.key,
      ...(platform !== undefined && { platform }),
      ...(os !== undefined && { os }),
      ...(role !== undefined && { role }),
      ...(furtherRoles !== undefined && { furtherRoles }),
      live: type === 'host',
    };
  }

  #add(item: Item, name: string): void {
    this.#openRows++;
    if (this.#open === undefined) this.#fileHosts.bare();
    this.meet(item.host);
    if (!this.#shared.wants(item.kind)) return;
    this.#importedItems++;
    if (this.#open === undefined) this.#bareRows++;
    // The writer names the host in every line; where the header names it too, a row is the row that was collected.
    const { host, ...rest } = item;
    const isOwn = this.#open !== undefined && host === this.#open.hostname;
    const named = host || this.#fileHosts.hasHeader ? item : withHost(rest, this.#shared.fileHost(name));
    this.#shared.take(isOwn ? rest : named, this.#from);
  }

  /** A last line is believed only where it follows a first line, names sources, and as many rows arrived as it says. */
  #checkWhole(coverage: readonly Coverage[], name: string): void {
    if (this.#open === undefined) {
      this.#gaps.add('missing-source', `the first line of ${name}`, 'the inventory may have been cut off');
      return;
    }
    const unexplained = coverage.filter((part) => part.status === 'gap' && part.gaps.length === 0);
    if (coverage.length === 0 || unexplained.length > 0) {
      this.#gaps.add('malformed-row', `the last line of ${name}`, 'it does not say what was looked at');
    }
    if (coverage.some((part) => part.collector === 'kinds')) return;
    const stated = coverage.reduce((sum, part) => sum + part.items, 0);
    if (this.#openRows < stated) {
      const message = `only ${this.#openRows} of the ${stated} items that its last line counts are there`;
      this.#gaps.add('missing-source', name, message);
    }
  }

  #end(coverage: readonly Coverage[], complete: boolean): void {
    const key = this.#open?.key;
    for (const part of coverage) {
      // That other kinds were left out is no gap where only software was asked for.
      if (part.collector === 'kinds' && this.#shared.options.softwareOnly) continue;
      this.#stated.push({ part, key });
    }
    if (!complete) this.#complete = false;
    this.#open = undefined;
    this.#from = bare;
  }

  /** A header without its trailer: the sender was cut off. */
  #closeOpen(name: string): void {
    if (this.#open === undefined) return;
    this.#gaps.add('missing-source', `the last line of ${name}`, 'the inventory may have been cut off');
    this.#open = undefined;
    this.#from = bare;
  }
}

function withHost(item: Item, host: string | undefined): Item {
  return host === undefined ? item : { ...item, host };
}
