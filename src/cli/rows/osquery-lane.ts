import { lineRows, maxRecordLength } from '../../inventory/import-rows.ts';
import { isFields } from '../../inventory/importers/fields.ts';
import type { ImportedRow } from '../../inventory/importers/importer.ts';
import { osquery } from '../../inventory/importers/osquery.ts';
import type { MatchSession } from '../../match/match-session.ts';
import type { Matcher } from '../../match/matcher.ts';
import type { Prefilter } from '../../match/prefilter/prefilter.ts';
import { anySlot, type Slot } from '../../match/prefilter/skeleton.ts';
import type { Item } from '../../model/item.ts';
import { itemKinds } from '../../model/vocabulary.ts';
import { counted, type Lane, type Look, wanted } from './lane.ts';
import { LastHost, textOf } from './last-host.ts';
import { itemsOf, shownBy } from './osquery-drafts.ts';
import { type ListName, type Outcome, outcomeOf, place } from './osquery-outcome.ts';
import { type ColumnSlot, columnSlot, OsqueryRows } from './osquery-rows.ts';
import type { HostTally, Tally } from './tally.ts';

const word: Slot = { ...anySlot, how: 'word' };
const told: Slot = { ...anySlot, fill: 'trims' };

/**
 * Result logs of osquery. A line with one row (`columns`) is decided by its keys, the types of their values, which of them
 * are blank, and its words (the name of the query, the action, `wordColumns`); lines of one skeleton share them. Of a line
 * with lists of rows (`snapshot`, `diffResults`) each row is looked at by itself.
 */
export class OsqueryLane implements Lane {
  readonly maxLine = maxRecordLength;
  readonly #session: MatchSession;
  readonly #part: string | undefined;
  /** Where the row was read is only known to whoever knows the number of the line. */
  readonly #readsOrigin: boolean;
  readonly #column: ColumnSlot | undefined;
  readonly #rows: OsqueryRows | undefined;
  readonly #outcomes: Outcome[] = [];
  readonly #lastHost = new LastHost();
  #tally: Tally | undefined;
  #saidLimit = false;
  #time = { text: new Uint8Array(0), value: 0 };

  constructor(matcher: Matcher, filter: Prefilter | undefined, part: string | undefined) {
    this.#session = matcher.session({ live: false });
    this.#part = part;
    const start = filter?.derivedStart;
    this.#readsOrigin = matcher.readsOrigin;
    this.#column = start === undefined ? undefined : columnSlot(start);
    this.#rows =
      filter === undefined || this.#column === undefined || matcher.readsOrigin
        ? undefined
        : new OsqueryRows(filter, this.#column, this.#session, part);
  }

  get rows(): Lane['rows'] {
    return this.#rows === undefined ? undefined : { isRows, walker: this.#rows };
  }

  begin(tally: Tally): void {
    this.#tally = tally;
    this.#saidLimit = false;
    this.#lastHost.forget();
  }

  slotOf = (path: readonly string[]): Slot | undefined => {
    const [key = '', inner = ''] = path;
    // An empty text stands for an empty list; anything else that is no list of rows has no outcome.
    if (key === 'diffResults') return isRows(path) ? told : undefined;
    if (key === 'snapshot') return undefined;
    if (path.length === 1) {
      if (key === 'name' || key === 'action') return word;
      if (key === 'hostIdentifier') return { ...told, keep: place.identifier };
      if (key === 'unixTime') return { ...told, keep: place.time };
    }
    if (key === 'columns') return this.#column?.(inner);
    if (key === 'decorations' && path.length === 2) {
      if (inner === 'hostname') return { ...told, keep: place.hostname };
      if (inner === 'computer_name') return { ...told, keep: place.computer };
    }
    return anySlot;
  };

  pass(number: number, bytes: Uint8Array<ArrayBuffer>, kept: Int32Array): boolean {
    const outcome = this.#outcomes[number];
    const tally = this.#tally;
    if (outcome === undefined || tally === undefined) return false;
    const { rows } = outcome;
    if ('lists' in rows) return this.#passLists(outcome, rows.lists, tally, bytes, kept);
    const { action, kind } = rows;
    if (action !== 'snapshot') {
      if (!this.#saidLimit) return false;
      if (action === 'removed') {
        if (kind >= 0) tally.usable++;
        return true;
      }
    }
    const host = this.#hostOf(outcome, tally, bytes, kept);
    if (kind >= 0) {
      tally.count(kind);
      tally.show(host, kind);
    }
    if (action === 'snapshot') {
      tally.meet(host);
      tally.answer(host, outcome.query, outcome.hasTime ? this.#timeAt(bytes, kept) : 0);
    }
    if (action === 'snapshot' || kind >= 0) tally.usable++;
    return true;
  }

  #passLists(
    outcome: Outcome,
    lists: readonly ListName[],
    tally: Tally,
    bytes: Uint8Array<ArrayBuffer>,
    kept: Int32Array,
  ): boolean {
    const isAnswer = lists[0] === 'snapshot';
    if (!isAnswer && !this.#saidLimit) return false;
    // Without a list nothing was walked along, and what is left is of a line before.
    const settled = lists.length === 0 ? [] : this.#rows?.settle(bytes, outcome.query);
    if (settled === undefined) return false;
    const host = this.#hostOf(outcome, tally, bytes, kept);
    if (isAnswer) tally.meet(host);
    for (const [index, kinds] of settled.entries()) {
      for (const [kind, count] of kinds) {
        if (!isAnswer) tally.usable += count;
        if (lists[index] === 'removed') continue;
        tally.count(kind, count);
        tally.show(host, kind);
      }
    }
    if (!isAnswer) return true;
    tally.answer(host, outcome.query, outcome.hasTime ? this.#timeAt(bytes, kept) : 0);
    tally.usable++;
    return true;
  }

  #hostOf(outcome: Outcome, tally: Tally, bytes: Uint8Array<ArrayBuffer>, kept: Int32Array): HostTally {
    const { host, hostId } = outcome;
    return host < 0 ? tally.host(undefined) : this.#lastHost.of(tally, bytes, kept, host, hostId);
  }

  look(text: string): Look {
    const rows = [...lineRows(osquery, text, '', this.#part)];
    const items = rows.flatMap(itemsOf);
    this.#meet(rows);
    const isFirstLimit = !this.#saidLimit && rows.some(({ type }) => type === 'limit');
    if (isFirstLimit) this.#saidLimit = true;
    const isRead = rows.some(({ type }) => type !== 'limit' && type !== 'snapshot' && type !== 'change');
    const isOpen = this.#readsOrigin && items.length > 0;
    if (isRead || isFirstLimit || isOpen || items.some((item) => this.#session.mayMatter(item)))
      return wanted;
    this.#count(rows);
    return items.every((item) => this.#session.isPlain(item))
      ? { is: 'counted', outcome: (lists) => this.#outcomeOf(text, items, lists) }
      : counted;
  }

  /** Notes hosts in the order of their rows, also of rows that are wanted, and those that gave an empty answer. */
  #meet(rows: readonly ImportedRow[]): void {
    const tally = this.#tally;
    if (tally === undefined) return;
    for (const row of rows) {
      for (const { host, hostId, kind } of shownBy(row))
        tally.show(tally.host(host, hostId), itemKinds.indexOf(kind));
      if (row.type === 'snapshot' && row.drafts.length === 0)
        tally.meet(tally.host(row.asked.host, row.asked.hostId));
    }
  }

  #count(rows: readonly ImportedRow[]): void {
    const tally = this.#tally;
    if (tally === undefined) return;
    for (const row of rows) {
      for (const { kind } of shownBy(row)) tally.count(itemKinds.indexOf(kind));
      if (row.type !== 'limit') tally.usable++;
      if (row.type !== 'snapshot') continue;
      const { host, hostId, query = '' } = row.asked;
      tally.answer(tally.host(host, hostId), query, row.time);
    }
  }

  /** The number under which a line's outcome is kept, where lines of its skeleton have one. */
  #outcomeOf(text: string, items: readonly Item[], lists: number): number | undefined {
    const record: unknown = JSON.parse(text);
    if (this.#column === undefined || !isFields(record)) return undefined;
    const outcome = outcomeOf(record, items, lists);
    if (outcome === undefined || ('lists' in outcome.rows && this.#rows === undefined)) return undefined;
    this.#outcomes.push(outcome);
    return this.#outcomes.length - 1;
  }

  #timeAt(bytes: Uint8Array, kept: Int32Array): number {
    const begin = kept[2 * place.time] as number;
    const length = (kept[2 * place.time + 1] as number) - begin;
    const { text } = this.#time;
    let same = text.length === length;
    for (let at = 0; same && at < length; at++) same = bytes[begin + at] === text[at];
    if (!same) {
      const read = bytes.slice(begin, begin + length);
      this.#time = { text: read, value: Number(textOf(read)) || 0 };
    }
    return this.#time.value;
  }
}

function isRows([key, inner, ...more]: readonly string[]): boolean {
  if (more.length > 0) return false;
  return inner === undefined
    ? key === 'snapshot'
    : key === 'diffResults' && (inner === 'added' || inner === 'removed');
}
