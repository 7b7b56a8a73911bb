import { TargetError } from '../../errors.ts';
import type { Draft, ImportedRow, Importer } from '../../inventory/importers/importer.ts';
import { LatestRows } from '../../inventory/latest-rows.ts';
import { ShownKinds } from '../../inventory/shown-kinds.ts';
import type { Coverage } from '../../model/gap.ts';
import type { Item } from '../../model/item.ts';
import type { ItemKind } from '../../model/vocabulary.ts';
import { asItem, hostOfFile, placeOf } from './foreign-item.ts';
import { GapList } from './gap-list.ts';
import { bare, type Gathering } from './gathering.ts';

/** What was read of inventories of other programs. */
export class ForeignReading {
  readonly #shared: Gathering;
  readonly #isOneOfMany: boolean;
  readonly #latest = new LatestRows<HeldRow>();
  readonly #parts = new Map<string, ForeignPart>();
  #usable = 0;

  constructor(shared: Gathering, isOneOfMany: boolean) {
    this.#shared = shared;
    this.#isOneOfMany = isOneOfMany;
  }

  get isEmpty(): boolean {
    return this.#parts.size === 0;
  }

  /** What was read in one format. */
  part(importer: Importer): ForeignPart {
    let part = this.#parts.get(importer.id);
    if (part === undefined) {
      part = new ForeignPart(importer);
      this.#parts.set(importer.id, part);
    }
    return part;
  }

  /** Takes the next row of a file. */
  take(row: ImportedRow, part: ForeignPart, name: string): void {
    switch (row.type) {
      case 'fault':
        part.faultOfFile ??= `${placeOf(name, row.at)}: ${row.message}`;
        this.#shared.fault(part.faults, placeOf(name, row.at), row.message);
        return;
      case 'limit':
        if (!part.limits.has(row.message)) part.faults.add('missing-source', name, row.message);
        part.limits.add(row.message);
        return;
      case 'remark':
        part.remarks.add(row.message);
        return;
      case 'item':
        part.items += this.#take(this.#item(row.draft, part, name));
        break;
      case 'snapshot': {
        const items = row.drafts.map((draft) => this.#item(draft, part, name));
        this.#latest.snapshot(row.group, row.time, this.#held(items, part));
        break;
      }
      case 'change': {
        if (row.isThere) {
          const held = this.#held([this.#item(row.draft, part, name)], part)[0];
          if (held !== undefined) this.#latest.change(row.key, row.time, held);
        } else if (this.#isHeld(asItem(row.draft, part.importer.id, name))) {
          this.#latest.change(row.key, row.time, undefined);
        }
      }
    }
    this.#usable++;
  }

  /** Takes what is left to know of rows that nothing looks for. Before the rows that came between them. */
  skip(skipped: SkippedRows, part: ForeignPart): void {
    this.#usable += skipped.usable;
    for (const [host, kinds] of skipped.hosts) {
      part.shown.addAll(host, kinds);
      this.#shared.meet(host);
    }
    for (const [kind, count] of skipped.items) {
      if (!this.#shared.wants(kind)) continue;
      part.items += count;
      this.#shared.session.count(count);
    }
    for (const { group, time } of skipped.snapshots) this.#latest.snapshot(group, time, []);
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

  /** Matches what was held back, and says what the formats show and what was wrong with them. */
  finish(files: readonly string[]): Coverage[] {
    for (const { item, part } of this.#latest.rows()) part.items += this.#take(item);
    const source = files.join(', ');
    return [...this.#parts].map(([id, part]) => {
      const kinds = this.#shared.options.softwareOnly ? [] : part.shown.gaps(source);
      const gaps = [...part.faults.list(source), ...kinds];
      return {
        collector: id,
        status: gaps.length > 0 ? 'gap' : 'ok',
        items: part.items,
        gaps,
        ...(part.remarks.size > 0 && { notPresent: [...part.remarks] }),
      };
    });
  }

  #item(draft: Draft, { importer, shown }: ForeignPart, name: string): Item {
    shown.add(draft.host, draft.kind);
    const host = draft.host ?? (importer.isOneHost && this.#isOneOfMany ? hostOfFile(name) : undefined);
    this.#shared.meet(host);
    return asItem(host === undefined ? draft : { ...draft, host }, importer.id, name);
  }

  /** Matches one row; 0 where it was not asked for. */
  #take(item: Item): number {
    if (!this.#shared.wants(item.kind)) return 0;
    this.#shared.take(item, bare);
    return 1;
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
  /** Results that could be used. */
  readonly usable: number;
  readonly items: readonly (readonly [kind: ItemKind, count: number])[];
  /** Hosts as they come first, with the kinds that they showed (see {@link kindBit}); also those of rows that were not skipped. */
  readonly hosts: readonly (readonly [host: string | undefined, kinds: number])[];
  /** Answers of which no row means anything; what an earlier one said holds no more. */
  readonly snapshots: readonly { readonly group: string; readonly time: number }[];
}

/** A row that a later one may withdraw. */
interface HeldRow {
  readonly item: Item;
  readonly part: ForeignPart;
}

/** What was read in one foreign format. */
class ForeignPart {
  readonly importer: Importer;
  readonly shown: ShownKinds;
  readonly faults = new GapList();
  /** What the file that is read cannot tell. */
  readonly limits = new Set<string>();
  /** The first row of the file that is read that cannot be used: where, and why. */
  faultOfFile: string | undefined;
  readonly remarks = new Set<string>();
  items = 0;

  constructor(importer: Importer) {
    this.importer = importer;
    this.shown = new ShownKinds(importer);
  }
}

export type { ForeignPart };
