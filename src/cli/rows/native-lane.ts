import { maxLineLength } from '../../inventory/lines.ts';
import { nativeRow } from '../../inventory/read-native.ts';
import { isCoreField } from '../../match/fields.ts';
import type { MatchSession } from '../../match/match-session.ts';
import type { Matcher } from '../../match/matcher.ts';
import type { Prefilter } from '../../match/prefilter/prefilter.ts';
import { anySlot, type Slot } from '../../match/prefilter/skeleton.ts';
import type { Item } from '../../model/item.ts';
import { itemKinds } from '../../model/vocabulary.ts';
import { counted, type Lane, type Look, wanted } from './lane.ts';
import { LastHost } from './last-host.ts';
import type { Tally } from './tally.ts';

/** Their texts decide whether a line is an item, and of which kind. */
const words = new Set(['kind', 'state', 'platform']);
const word: Slot = { ...anySlot, how: 'word' };
const hostPlace = 0;

/**
 * Lines of a native inventory. An item is decided by its keys, the types of their values, its words, and whether its name is
 * empty (decode-item.ts), all of which lines of one skeleton share. First and last lines are
 * wanted, so no skeleton of one is ever learned.
 */
export class NativeLane implements Lane {
  readonly maxLine = maxLineLength;
  readonly #filter: Prefilter | undefined;
  readonly #session: MatchSession;
  readonly #readsOrigin: boolean;
  readonly #lastHost: LastHost | undefined;
  #tally: Tally | undefined;

  constructor(matcher: Matcher, filter: Prefilter | undefined, wantsHosts: boolean) {
    this.#filter = filter;
    this.#session = matcher.session({ live: false });
    this.#readsOrigin = matcher.readsOrigin;
    this.#lastHost = wantsHosts ? new LastHost() : undefined;
  }

  begin(tally: Tally): void {
    this.#tally = tally;
    this.#lastHost?.forget();
  }

  slotOf = (path: readonly string[]): Slot | undefined => {
    const [key = '', inner] = path;
    if (path.length === 2 && key === 'attributes') return this.#texts(`attributes.${inner}`);
    if (path.length !== 1) return anySlot;
    if (words.has(key)) return word;
    if (key === 'name') return { ...this.#texts(key), fill: 'told' };
    if (key === 'host' && this.#lastHost !== undefined) return { ...anySlot, keep: hostPlace };
    return isCoreField(key) ? this.#texts(key) : anySlot;
  };

  pass(outcome: number, bytes: Uint8Array, kept: Int32Array): boolean {
    const tally = this.#tally;
    if (tally === undefined) return false;
    const kind = outcome >> 1;
    tally.count(kind);
    if (this.#lastHost === undefined) return true;
    const isNamed = (outcome & 1) === 1;
    tally.show(isNamed ? this.#lastHost.of(tally, bytes, kept, hostPlace) : tally.host(undefined), kind);
    return true;
  }

  look(text: string): Look {
    const row = nativeRow(text, 0, '');
    if (row.type !== 'item') return wanted;
    const { item } = row;
    const kind = itemKinds.indexOf(item.kind);
    const tally = this.#tally;
    if (this.#lastHost !== undefined) tally?.show(tally.host(item.host || undefined), kind);
    // Where the row was read is only known to whoever knows the number of the line.
    const isOpen = this.#readsOrigin && item.origin === '';
    if (isOpen || this.#session.mayMatter(item)) return wanted;
    tally?.count(kind);
    if (!this.#session.isPlain(item)) return counted;
    return { is: 'counted', outcome: () => (kind << 1) | (hasHost(item) ? 1 : 0) };
  }

  #texts(field: string): Slot {
    return { ...anySlot, start: this.#filter?.startOf(field) ?? anySlot.start };
  }
}

/** An empty name of a host is none, but its like may have one. */
function hasHost(item: Item): boolean {
  return item.host !== undefined;
}
