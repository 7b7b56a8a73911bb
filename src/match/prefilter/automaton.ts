import type { BytePattern } from './byte-pattern.ts';

/** Class of a byte that ends the quick way through a text: quotation mark, backslash, control character, not ASCII. */
export const special = 0x80;

/** State in which some pattern was found; no byte leads out of it. */
export const found = 0;
/** State in which no pattern can be found. */
export const nothing = 1;

/**
 * Finds patterns of several groups in one pass over a text, a table lookup a byte. The state after byte `b` in state `s` is
 * `next[(s << shift) | classes[b]]`; a text holds a pattern where its last state has `ends[s]` 1.
 * Source: Aho and Corasick, "Efficient string matching", Communications of the ACM 18(6), 1975.
 */
export interface Automaton {
  readonly shift: number;
  /** By byte as it stands within the quotation marks of a JSON text; {@link special} where that ends the quick way. */
  readonly classes: Uint8Array;
  /** By the character behind a backslash: the class of what is meant; {@link special} for `u` and for no escape. */
  readonly escapes: Uint8Array;
  readonly next: Uint16Array;
  readonly ends: Uint8Array;
  /** State in which a text begins, by group. */
  readonly starts: readonly number[];
}

const maxStates = 50_000;
/** Patterns of a pack that is too large for the table are cut to so many characters, and then find more than they should. */
const cuts = [Number.POSITIVE_INFINITY, 16, 10, 7, 5] as const;

/** Builds the tables for groups of patterns; undefined where even cut ones need too many states. */
export function buildAutomaton(groups: readonly (readonly BytePattern[])[]): Automaton | undefined {
  for (const cut of cuts) {
    const built = build(groups.map((group) => group.map((pattern) => cutPattern(pattern, cut))));
    if (built !== undefined) return built;
  }
  return undefined;
}

function cutPattern({ text, atStart, atEnd }: BytePattern, length: number): BytePattern {
  if (text.length <= length) return { text, atStart, atEnd };
  return atEnd && !atStart
    ? { text: text.slice(-length), atStart, atEnd }
    : { text: text.slice(0, length), atStart, atEnd: false };
}

/** No state yet. */
const none = 0xffff;

function build(groups: readonly (readonly BytePattern[])[]): Automaton | undefined {
  const classOf = classesOf(groups);
  const shift = Math.ceil(Math.log2(classOf.size + 1));
  const length = groups.flat().reduce((sum, { text }) => sum + text.length, 2 + 2 * groups.length);
  const table = new StateTable(Math.min(length, maxStates), shift);
  const starts: number[] = [];
  for (const group of groups) {
    if (group.length === 0) {
      starts.push(nothing);
      continue;
    }
    const start = table.addGroup(group, classOf);
    if (start === undefined) return undefined;
    starts.push(start);
  }
  return { shift, ...byteClasses(classOf), ...table.tables(), starts };
}

/** A small number for every character of the patterns; 0 is any other. */
function classesOf(groups: readonly (readonly BytePattern[])[]): Map<number, number> {
  const used = new Set<number>();
  for (const { text } of groups.flat()) {
    for (let at = 0; at < text.length; at++) used.add(text.charCodeAt(at));
  }
  return new Map([...used].sort((a, b) => a - b).map((code, index) => [code, index + 1]));
}

/** The tables while they are made: a tree of patterns a group, whose gaps are then filled along the failures. */
class StateTable {
  readonly #shift: number;
  readonly #next: Uint16Array;
  /** 1: a pattern ends in this state where the text does. 2: it ends there wherever the text goes on. */
  readonly #marks: Uint8Array;
  readonly #fail: Uint16Array;
  #count = 2;

  constructor(states: number, shift: number) {
    this.#shift = shift;
    this.#next = new Uint16Array(states << shift).fill(none);
    this.#marks = new Uint8Array(states);
    this.#fail = new Uint16Array(states);
    this.#next.fill(found, found << shift, (found + 1) << shift);
    this.#next.fill(nothing, nothing << shift, (nothing + 1) << shift);
    this.#marks[found] = 2;
  }

  /** Enters a group; the state in which its texts begin, or undefined where the table is full. */
  addGroup(group: readonly BytePattern[], classOf: ReadonlyMap<number, number>): number | undefined {
    const root = this.#count++;
    // Texts begin in a state of their own, so that patterns at the start are told from the same ones further on.
    const start = this.#count++;
    for (const { text, atStart, atEnd } of group) {
      let state = atStart ? start : root;
      for (let at = 0; at < text.length; at++) {
        const cell = (state << this.#shift) | (classOf.get(text.charCodeAt(at)) ?? 0);
        if (this.#next[cell] === none) {
          if (this.#count >= this.#marks.length) return undefined;
          this.#next[cell] = this.#count++;
        }
        state = this.#next[cell] as number;
      }
      this.#marks[state] = (this.#marks[state] as number) | (atEnd ? 1 : 2);
    }
    this.#fill(root, start);
    return start;
  }

  tables(): Pick<Automaton, 'next' | 'ends'> {
    return {
      next: this.#next.slice(0, this.#count << this.#shift),
      ends: Uint8Array.from(this.#marks.subarray(0, this.#count), (mark) => (mark === 0 ? 0 : 1)),
    };
  }

  /** Breadth first, so that the row of a state's failure is whole when the state needs it. */
  #fill(root: number, start: number): void {
    this.#fail[root] = root;
    this.#fail[start] = root;
    const queue = [root, start];
    for (const state of queue) {
      const row = state << this.#shift;
      const failRow = (this.#fail[state] as number) << this.#shift;
      for (let step = 0; step < 1 << this.#shift; step++) {
        const child = this.#next[row | step] as number;
        const other = state === root ? root : (this.#next[failRow | step] as number);
        if (child === none) {
          this.#next[row | step] = other;
          continue;
        }
        this.#fail[child] = other;
        this.#marks[child] = (this.#marks[child] as number) | (this.#marks[other] as number);
        if ((this.#marks[child] as number) >= 2) this.#next[row | step] = found;
        else queue.push(child);
      }
    }
  }
}

/** What stands behind a backslash, and what it means. */
const escaped: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '/',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

function byteClasses(classOf: ReadonlyMap<number, number>): Pick<Automaton, 'classes' | 'escapes'> {
  const classes = new Uint8Array(256).fill(special);
  for (let byte = 0x20; byte < 0x80; byte++) {
    if (byte === 0x22 || byte === 0x5c) continue;
    classes[byte] = classOf.get(String.fromCharCode(byte).toLowerCase().charCodeAt(0)) ?? 0;
  }
  const escapes = new Uint8Array(256).fill(special);
  for (const [char, meant] of Object.entries(escaped)) {
    escapes[char.charCodeAt(0)] = classOf.get(meant.charCodeAt(0)) ?? 0;
  }
  return { classes, escapes };
}
