import { isFields } from '../../inventory/importers/fields.ts';
import type { Fields } from '../../inventory/importers/importer.ts';
import { osquery, readRow, tellsTable } from '../../inventory/importers/osquery.ts';
import { pathColumns, wordColumns } from '../../inventory/importers/osquery-tables.ts';
import type { MatchSession } from '../../match/match-session.ts';
import { valueEnd } from '../../match/prefilter/json-bytes.ts';
import { LineWalker, type RowWalker, unknown } from '../../match/prefilter/line-walker.ts';
import type { Prefilter } from '../../match/prefilter/prefilter.ts';
import { anySlot, type Slot, skeletonOf } from '../../match/prefilter/skeleton.ts';
import { SkeletonTree } from '../../match/prefilter/skeleton-tree.ts';
import { itemKinds } from '../../model/vocabulary.ts';
import { asItem } from '../inventories/foreign-item.ts';

const blank = 0x20;
const comma = 0x2c;
const open = 0x7b;
const close = 0x5d;
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** How the columns of a row are treated; undefined for a row that names its host by itself. */
export type ColumnSlot = (column: string) => Slot | undefined;

/** Treats columns as the tables of osquery do. `start` is where their texts begin in the automaton. */
export function columnSlot(start: number): ColumnSlot {
  const word: Slot = { ...anySlot, how: 'word' };
  const text: Slot = { ...anySlot, fill: 'trims', start };
  const path: Slot = { ...text, percent: true };
  return (column) => {
    if (column === 'host_hostname' || column === 'hostname') return undefined;
    if (wordColumns.has(column)) return word;
    return pathColumns.has(column) ? path : text;
  };
}

/** Kinds, as their places in `itemKinds`, each with the number of its rows. */
export type KindCounts = readonly (readonly [kind: number, count: number])[];

/** A row that has to be read: in which list, where it is, and whether nothing but its skeleton is unknown. */
interface Suspect {
  readonly list: number;
  readonly begin: number;
  readonly end: number;
  readonly isNew: boolean;
}

/**
 * Rows of an answer that is one line (`"snapshot": [ … ]`, `"diffResults": { "added": [ … ] }`). Each has a skeleton of its own, which is the same whatever the
 * query is called. Rows that cannot be passed over are kept aside until the query is known, and then read by themselves.
 */
export class OsqueryRows implements RowWalker {
  readonly #tree = new SkeletonTree();
  readonly #walker: LineWalker;
  readonly #slot: ColumnSlot;
  readonly #session: MatchSession;
  readonly #part: string | undefined;
  /** Rows of each list of the line by kind, as its place in `itemKinds`, and behind them those that are nothing. */
  #counts: Int32Array[] = [];
  #suspects: Suspect[] = [];

  constructor(filter: Prefilter, slot: ColumnSlot, session: MatchSession, part: string | undefined) {
    this.#walker = new LineWalker(this.#tree, filter);
    this.#slot = slot;
    this.#session = session;
    this.#part = part;
  }

  walkAll(bytes: Uint8Array, start: number, list: number): number {
    if (list === 0) {
      this.#counts = [];
      this.#suspects = [];
    }
    const counts = new Int32Array(itemKinds.length + 1);
    this.#counts.push(counts);
    let at = start;
    if (bytes[at] === close) return at;
    for (;;) {
      if (bytes[at] !== open) return -1;
      const outcome = this.#walker.walk(bytes, at);
      if (outcome >= 0) {
        counts[outcome] = (counts[outcome] as number) + 1;
        at = this.#walker.end;
      } else {
        const end = valueEnd(bytes, at);
        if (end < 0) return -1;
        this.#suspects.push({ list, begin: at, end, isNew: outcome === unknown.skeleton });
        at = end;
      }
      if (bytes[at] === close) return at;
      if (bytes[at] !== comma) return -1;
      do at++;
      while (bytes[at] === blank);
    }
  }

  /**
   * Of each list of the last line the kinds of its rows, or undefined where the whole line has to be read: a row is broken,
   * names a host of its own, or means something.
   */
  settle(bytes: Uint8Array, query: string): readonly KindCounts[] | undefined {
    for (const suspect of this.#suspects) {
      const kind = this.#read(bytes, suspect, query);
      const counts = this.#counts[suspect.list];
      if (kind === undefined || counts === undefined) return undefined;
      counts[kind] = (counts[kind] as number) + 1;
    }
    return this.#counts.map((counts) => {
      const kinds: [number, number][] = [];
      for (let kind = 0; kind < itemKinds.length; kind++) {
        const count = counts[kind] as number;
        if (count > 0) kinds.push([kind, count]);
      }
      return kinds;
    });
  }

  /** The kind of a row that was kept aside; the number behind all kinds where it is nothing. */
  #read(bytes: Uint8Array, { begin, end, isNew }: Suspect, query: string): number | undefined {
    const row = parsed(decoder.decode(bytes.subarray(begin, end)));
    const draft =
      row === undefined ? 'no row' : readRow(row, '', this.#part, query === '' ? undefined : query);
    if (row === undefined || typeof draft === 'string' || draft?.host !== undefined) return undefined;
    if (draft === undefined) return itemKinds.length;
    const item = asItem(draft, osquery.id, '');
    if (this.#session.mayMatter(item)) return undefined;
    const kind = itemKinds.indexOf(draft.kind);
    const isAlike = this.#part !== undefined || tellsTable(row);
    if (isNew && isAlike && !this.#tree.isFull && this.#session.isPlain(item)) {
      const parts = skeletonOf(bytes.subarray(begin, end), ([column = '']) => this.#slot(column));
      if (parts !== undefined) this.#tree.add(parts, kind);
    }
    return kind;
  }
}

function parsed(text: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isFields(value) ? value : undefined;
  } catch {
    return undefined; // whoever reads the whole line says what is wrong with it
  }
}
