import { TargetError } from '../../errors.ts';
import type { Asked, Draft, ImportedRow, NamedHost } from '../../inventory/importers/importer.ts';
import { LatestRows } from '../../inventory/latest-rows.ts';
import type { Reading } from '../../inventory/recognise.ts';
import { kindBit } from '../../inventory/shown-kinds.ts';
import type { NameOf } from '../../match/by-name.ts';
import { foldName } from '../../model/fold-name.ts';
import type { Coverage } from '../../model/gap.ts';
import type { Item } from '../../model/item.ts';
import type { ItemKind } from '../../model/vocabulary.ts';
import { asItem, placeOf } from './foreign-item.ts';
import { ForeignPart } from './foreign-part.ts';
import { bare, type Gathering } from './gathering.ts';

/** What was read of inventories of other programs. */
export class ForeignReading {
  readonly #shared: Gathering;
  readonly #latest = new LatestRows<HeldRow>((row) => this.#leave(row));
  readonly #parts = new Map<string, ForeignPart>();
  #usable = 0;

  constructor(shared: Gathering) {
    this.#shared = shared;
  }

  get isEmpty(): boolean {
    return this.#parts.size === 0;
  }

  /** Begins a file, and says what was read in its format. */
  beginFile(way: ForeignWay, name: string): ForeignPart {
    const { importer } = way;
    let part = this.#parts.get(importer.id);
    if (part === undefined) {
      part = new ForeignPart(importer);
      this.#parts.set(importer.id, part);
    }
    part.file = name;
    part.fileHost = mayBeOneHost(way) ? this.#shared.fileHost(name) : undefined;
    return part;
  }

  /** Takes the next row of a file. */
  take(row: ImportedRow, part: ForeignPart, name: string): void {
    if (row.type === 'limit' && row.isCut) this.#shared.refuse(name, row.message);
    switch (row.type) {
      case 'fault':
        part.faultOfFile ??= `${placeOf(name, row.at)}: ${row.message}`;
        this.#shared.fault(part.faults, placeOf(name, row.at), row.message);
        if (row.isResult) this.#usable++;
        return;
      case 'limit':
        part.limit(row.message, name);
        return;
      case 'remark':
        part.remark(row.message);
        return;
      case 'item':
        part.items += this.#take(this.#item(row.draft, part, name));
        break;
      case 'snapshot': {
        const items = row.drafts.map((draft) => this.#item(draft, part, name));
        if (items.length === 0) this.#shown(row.asked, 0, part);
        this.#latest.snapshot(groupOf(row.asked, part), row.time, this.#held(items, part));
        break;
      }
      case 'change': {
        const key = `${groupOf(row.asked, part)}${row.key}`;
        if (row.isThere) {
          const held = this.#held([this.#item(row.draft, part, name)], part)[0];
          if (held !== undefined) this.#latest.change(key, row.time, held);
        } else if (this.#isHeld(asItem(row.draft, part.importer.id, name))) {
          this.#latest.change(key, row.time, undefined);
        }
      }
    }
    this.#usable++;
  }

  /** Takes what is left to know of rows that nothing looks for. Before the rows that came between them. */
  skip(skipped: SkippedRows, part: ForeignPart, name: string): void {
    for (const message of skipped.limits) part.limit(message, name);
    this.#usable += skipped.usable;
    for (const { kinds, ...named } of skipped.hosts) {
      const key = this.#shown(named, kinds, part);
      if (kinds !== 0) this.#shared.meet(key);
    }
    for (const [kind, count] of skipped.items) {
      if (!this.#shared.wants(kind)) continue;
      part.items += count;
      this.#shared.session.count(count);
    }
    for (const { asked, time } of skipped.snapshots) this.#latest.snapshot(groupOf(asked, part), time, []);
  }

  /** Ends a file. Throws TargetError where no row of it could be used. */
  endFile(part: ForeignPart, name: string): void {
    const usable = this.#usable;
    const fault = part.faultOfFile;
    this.#usable = 0;
    part.faultOfFile = undefined;
    part.limits.clear();
    if (usable > 0) return;
    const { id, reads } = part.importer;
    const why = fault === undefined ? '' : `; the first that cannot: ${fault}`;
    throw new TargetError(`${name} has no row that can be used (read as ${id}: ${reads})${why}`, {
      hint: 'was the export cut off, or is it of another format? --from FORMAT says which',
    });
  }

  /** Matches what was held back. */
  finish(): void {
    for (const { item, part } of this.#latest.rows()) part.items += this.#take(item);
  }

  /** What the formats show and what was wrong with them; `nameOf` gives hosts their names. */
  coverage(files: readonly string[], nameOf: NameOf): Coverage[] {
    const source = files.join(', ');
    const { softwareOnly } = this.#shared.options;
    return [...this.#parts].map(([id, part]) => {
      const kinds = part.shown.gaps(source, { softwareOnly, nameOf });
      const gaps = [...part.faults.list(source), ...kinds];
      return {
        collector: id,
        status: gaps.length > 0 ? 'gap' : 'ok',
        items: part.items,
        gaps,
        ...(part.remarks.length > 0 && { notPresent: part.remarks }),
      };
    });
  }

  /** The item of a row, with the key of its host. */
  #item(draft: Draft, part: ForeignPart, name: string): Item {
    const key = this.#shown(draft, kindBit(draft.kind), part);
    this.#shared.meet(key);
    return asItem(key === undefined ? draft : { ...draft, host: key }, part.importer.id, name);
  }

  /** Notes the kinds that a host showed; its key. */
  #shown({ host, hostId }: NamedHost, kinds: number, part: ForeignPart): string | undefined {
    const name = host ?? part.fileHost;
    const key = name === undefined ? undefined : this.#shared.rowHosts.key(name, hostId);
    part.shown.addAll(key, kinds);
    return key;
  }

  /** Matches one row; 0 where it was not asked for. */
  #take(item: Item): number {
    if (!this.#shared.wants(item.kind)) return 0;
    this.#shared.take(item, bare);
    return 1;
  }

  /** Counts a row that was read and that a later one withdrew. */
  #leave({ item, part }: HeldRow): void {
    if (!this.#shared.wants(item.kind)) return;
    part.items++;
    this.#shared.session.count(1);
  }

  /** Of rows that may be withdrawn later, those that could mean anything; the others are counted at once. */
  #held(items: readonly Item[], part: ForeignPart): HeldRow[] {
    const held: HeldRow[] = [];
    for (const item of items) {
      if (this.#isHeld(item)) held.push({ item, part });
      else part.items += this.#take(item);
    }
    return held;
  }

  #isHeld(item: Item): boolean {
    return this.#shared.options.keepItems || this.#shared.session.mayMatter(item);
  }
}

/** What is left to know of rows of which none means anything. */
export interface SkippedRows {
  /** What the file cannot tell. */
  readonly limits: readonly string[];
  /** Results that could be used. */
  readonly usable: number;
  readonly items: readonly (readonly [kind: ItemKind, count: number])[];
  /**
   * Hosts as they come first, with the kinds that they showed (see {@link kindBit}), none where their answers were empty;
   * also those of rows that were not skipped.
   */
  readonly hosts: readonly (NamedHost & { readonly kinds: number })[];
  /** Answers of which no row means anything; what an earlier one said holds no more. */
  readonly snapshots: readonly { readonly asked: Asked; readonly time: number }[];
}

/** How a file that is not our own is read. */
export type ForeignWay = Exclude<Reading, { way: 'native' }>;

/** Whether rows without a host are of one that the file is: not where a column is there that names hosts. */
function mayBeOneHost(way: ForeignWay): boolean {
  return way.importer.namesNoHost === undefined && !(way.way === 'table' && way.places.has('host'));
}

/** One question to one host; one that nobody names answers within its file alone. */
function groupOf({ host, hostId, query }: Asked, { file }: ForeignPart): string {
  const asked = host === undefined ? { file } : { host: foldName(host), hostId };
  return `${JSON.stringify({ ...asked, query })} `;
}

/** A row that a later one may withdraw. */
interface HeldRow {
  readonly item: Item;
  readonly part: ForeignPart;
}
