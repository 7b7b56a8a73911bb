import { lineRows, maxRecordLength } from '../../inventory/import-rows.ts';
import { isFields } from '../../inventory/importers/fields.ts';
import type { ImportedRow } from '../../inventory/importers/importer.ts';
import { osquery } from '../../inventory/importers/osquery.ts';
import type { MatchSession } from '../../match/match-session.ts';
import type { Matcher } from '../../match/matcher.ts';
import type { Prefilter } from '../../match/prefilter/prefilter.ts';
import type { Slot } from '../../match/prefilter/skeleton.ts';
import type { Item } from '../../model/item.ts';
import { itemKinds } from '../../model/vocabulary.ts';
import { counted, type Lane, type Look, wanted } from './lane.ts';
import { LastHost } from './last-host.ts';
import { LastTime } from './last-time.ts';
import { itemsOf, shownBy } from './osquery-drafts.ts';
import { type ListName, type Outcome, outcomeOf, place } from './osquery-outcome.ts';
import { type ColumnSlot, columnSlot, OsqueryRows } from './osquery-rows.ts';
import { isRows, osquerySlot } from './osquery-slots.ts';
import type { HostTally, Tally } from './tally.ts';

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
  readonly #lastTime = new LastTime();
  #tally: Tally | undefined;
  /** What a log of changes cannot tell, once a line said it; and whether that was said of this block. */
  #limit: string | undefined;
  #saidLimit = false;

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

  slotOf = (path: readonly string[]): Slot | undefined => osquerySlot(path, this.#column);

  pass(number: number, bytes: Uint8Array<ArrayBuffer>, kept: Int32Array): boolean {
    const outcome = this.#outcomes[number];
    const tally = this.#tally;
    if (outcome === undefined || tally === undefined) return false;
    const { rows } = outcome;
    if ('lists' in rows) return this.#passLists(outcome, rows.lists, tally, bytes, kept);
    const { action, kind } = rows;
    if (action !== 'snapshot') {
      if (!this.#says(tally)) return false;
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
      tally.answer(host, outcome.query, outcome.hasTime ? this.#lastTime.of(bytes, kept, place.time) : 0);
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
    if (!isAnswer && !this.#says(tally)) return false;
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
    tally.answer(host, outcome.query, outcome.hasTime ? this.#lastTime.of(bytes, kept, place.time) : 0);
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
    this.#limit ??= rows.find((row) => row.type === 'limit')?.message;
    const isFirstLimit = rows.some(({ type }) => type === 'limit') && !this.#says(this.#tally);
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

  /** Whether it was said of this block what a log of changes cannot tell; says it where that is still possible. */
  #says(tally: Tally | undefined): boolean {
    if (this.#limit !== undefined) this.#saidLimit ||= tally?.limit(this.#limit) === true;
    return this.#saidLimit;
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
}
