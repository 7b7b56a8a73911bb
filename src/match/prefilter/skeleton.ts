import { nothing } from './automaton.ts';
import { numberEnd, valueEnd } from './json-bytes.ts';

/** How the texts and numbers that stand under one key of a row are treated. */
export interface Slot {
  /** `word`: the text itself is part of the skeleton. `any`: it may be anything in which no pattern is found. */
  readonly how: 'word' | 'any';
  /** State of the automaton in which the text begins. */
  readonly start: number;
  /** An empty text is another skeleton than one that is not; where `trims`, a text with blanks at an end is told by none. */
  readonly fill: 'any' | 'told' | 'trims';
  /** A percent sign may stand for text that the row does not hold. */
  readonly percent: boolean;
  /** Number under which the place of the text is kept, or -1. */
  readonly keep: number;
}

/** What a row says of a key: the path of keys from the outside. Undefined: rows with this key have no skeleton. */
export type SlotOf = (path: readonly string[]) => Slot | undefined;

/**
 * Whether the list under a key holds rows of their own, each with a skeleton of its own. Where an object that holds such lists
 * is there twice, the skeleton has the lists of both: whoever takes it must know how many there are.
 */
export type IsRows = (path: readonly string[]) => boolean;

/** A text or number of which nothing is wanted. */
export const anySlot: Slot = { how: 'any', start: nothing, fill: 'any', percent: false, keep: -1 };

/** A part of a skeleton: bytes that stand there as they are, or a place for a text or a whole number. */
export type Part =
  | { readonly type: 'bytes'; readonly bytes: readonly number[] }
  | { readonly type: 'text'; readonly slot: Slot; readonly empty: boolean }
  | { readonly type: 'number'; readonly slot: Slot }
  /** What stands between the brackets of a list of rows. */
  | { readonly type: 'rows' };

const maxDepth = 6;
const maxBytes = 4096;
const quote = 0x22;
const backslash = 0x5c;

/**
 * The skeleton of one line of JSON: all its bytes, with places for texts and whole numbers. Two lines of one skeleton differ
 * in nothing but what stands in the places, so both are JSON, with the same keys in the same order, and values of the same
 * types. `line` must be an object in JSON (JSON.parse took it), with its line feed if it is a line. Undefined where it has no skeleton:
 * keys or words with escapes or outside ASCII, numbers that are not whole or long, depth, length, or as `slotOf` says.
 */
export function skeletonOf(
  line: Uint8Array,
  slotOf: SlotOf,
  isRows: IsRows = () => false,
): Part[] | undefined {
  return new Skeletoniser(line, slotOf, isRows).parts();
}

class Skeletoniser {
  readonly #line: Uint8Array;
  readonly #slotOf: SlotOf;
  readonly #isRows: IsRows;
  readonly #parts: Part[] = [];
  readonly #path: string[] = [];
  readonly #listsOfRows = new Set<string>();
  #bytes: number[] = [];
  #total = 0;
  #at = 0;

  constructor(line: Uint8Array, slotOf: SlotOf, isRows: IsRows) {
    this.#line = line;
    this.#slotOf = slotOf;
    this.#isRows = isRows;
  }

  parts(): Part[] | undefined {
    this.#blanks();
    if (!this.#value(false)) return undefined;
    this.#blanks();
    if (this.#at !== this.#line.length || this.#total > maxBytes) return undefined;
    this.#flush();
    return this.#parts;
  }

  /** `isList`: in lists there is no key, so every value of one is treated as its list. */
  #value(isList: boolean): boolean {
    const first = this.#line[this.#at];
    if (first === 0x7b) return this.#path.length < maxDepth && this.#object();
    if (first === 0x5b && !isList && this.#isRows(this.#path)) return this.#rows();
    if (first === 0x5b) return this.#path.length < maxDepth && this.#list();
    if (first === quote) return this.#text();
    if (first === 0x74 || first === 0x6e) return this.#copy(4);
    if (first === 0x66) return this.#copy(5);
    return !isList && this.#number();
  }

  #object(): boolean {
    this.#copy(1);
    this.#blanks();
    if (this.#line[this.#at] === 0x7d) return this.#copy(1);
    for (;;) {
      const key = this.#word();
      if (key === undefined) return false;
      this.#blanks();
      this.#copy(1);
      this.#blanks();
      this.#path.push(key);
      if (!this.#value(false)) return false;
      this.#path.pop();
      this.#blanks();
      const isLast = this.#line[this.#at] === 0x7d;
      this.#copy(1);
      if (isLast) return true;
      this.#blanks();
    }
  }

  #list(): boolean {
    this.#copy(1);
    this.#blanks();
    if (this.#line[this.#at] === 0x5d) return this.#copy(1);
    for (;;) {
      if (!this.#value(true)) return false;
      this.#blanks();
      const isLast = this.#line[this.#at] === 0x5d;
      this.#copy(1);
      if (isLast) return true;
      this.#blanks();
    }
  }

  #rows(): boolean {
    // Of a key that is there twice only the last list counts, so one would be passed over unread.
    const place = this.#path.join('\0');
    if (this.#listsOfRows.has(place)) return false;
    this.#listsOfRows.add(place);
    const end = valueEnd(this.#line, this.#at);
    this.#copy(1);
    this.#flush();
    this.#parts.push({ type: 'rows' });
    this.#at = end - 1;
    return this.#copy(1);
  }

  #text(): boolean {
    const slot = this.#slotOf(this.#path);
    if (slot === undefined) return false;
    if (slot.how === 'word') return this.#word() !== undefined;
    this.#copy(1);
    const start = this.#at;
    while (this.#line[this.#at] !== quote) this.#at += this.#line[this.#at] === backslash ? 2 : 1;
    this.#flush();
    this.#parts.push({ type: 'text', slot, empty: this.#at === start });
    this.#at++;
    return true;
  }

  #number(): boolean {
    const slot = this.#slotOf(this.#path);
    const end = numberEnd(this.#line, this.#at);
    if (slot === undefined || slot.how === 'word' || end < 0) return false;
    this.#flush();
    this.#parts.push({ type: 'number', slot });
    this.#at = end;
    return true;
  }

  /** A text that is part of the skeleton, in its quotation marks. */
  #word(): string | undefined {
    const start = this.#at + 1;
    let end = start;
    while (this.#line[end] !== quote) {
      const byte = this.#line[end] as number;
      if (byte === backslash || byte >= 0x80) return undefined;
      end++;
    }
    this.#copy(end + 1 - this.#at);
    return String.fromCharCode(...this.#line.subarray(start, Math.min(end, start + maxBytes)));
  }

  #blanks(): void {
    while (isBlank(this.#line[this.#at])) this.#copy(1);
  }

  #copy(count: number): true {
    for (let index = 0; index < count; index++) {
      this.#total++;
      if (this.#total <= maxBytes) this.#bytes.push(this.#line[this.#at + index] as number);
    }
    this.#at += count;
    return true;
  }

  #flush(): void {
    if (this.#bytes.length > 0) this.#parts.push({ type: 'bytes', bytes: this.#bytes });
    this.#bytes = [];
  }
}

function isBlank(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x09 || byte === 0x0d || byte === 0x0a;
}
