import { special } from './automaton.ts';
import { numberEnd } from './json-bytes.ts';
import type { Prefilter } from './prefilter.ts';
import { rule, type SkeletonTree, tail } from './skeleton-tree.ts';

/** Why a line is not known to mean nothing. */
export const unknown = { skeleton: -1, content: -2 } as const;

const quote = 0x22;
const backslash = 0x5c;
const percent = 0x25;
/** Of longer texts the matcher sees only the ends. */
const maxText = 4096;
const maxKept = 4;

/** Walks along the rows that a list holds. */
export interface RowWalker {
  /**
   * `at` is behind the bracket that opens the list; where the one that closes it stands, or -1 where that cannot be told.
   * `list` is its number in the line, from 0.
   */
  walkAll(bytes: Uint8Array, at: number, list: number): number;
}

/** Walks along lines, each with the skeleton that it has, and looks for patterns in its texts on the way. */
export class LineWalker {
  /** Where the kept texts of the last line begin and end, by the number of their slot; an old place where there is none. */
  readonly kept = new Int32Array(2 * maxKept);
  /** Behind the line feed of the last line, where it was walked to its end. */
  end = 0;
  readonly #tree: SkeletonTree;
  readonly #filter: Prefilter;
  readonly #rows: RowWalker | undefined;

  /** `rows` walks along the rows of lines that hold several. */
  constructor(tree: SkeletonTree, filter: Prefilter, rows?: RowWalker) {
    this.#tree = tree;
    this.#filter = filter;
    this.#rows = rows;
  }

  /**
   * The outcome of the skeleton that the line at `start` has, if no text of it holds a pattern; else one of {@link unknown}:
   * `skeleton` for a line of a skeleton that is not known, `content` for one with a pattern, an escape by number, a
   * character that is not harmless, a long text, or no JSON. The line, or what a row is followed
   * by, must end with a line feed.
   */
  walk(bytes: Uint8Array, start: number): number {
    const { pool, from, length, tails, first, second, starts, rules, keeps, children } = this.#tree;
    const { classes, escapes, next, ends, shift } = this.#filter.automaton;
    let node = 1;
    let at = start;
    let lists = 0;
    for (;;) {
      const segment = from[node] as number;
      const size = length[node] as number;
      for (let index = 0; index < size; index++) {
        if (bytes[at + index] !== pool[segment + index]) return unknown.skeleton;
      }
      at += size;
      const kind = tails[node] as number;
      if (kind === tail.branch) {
        const byte = bytes[at] as number;
        node = byte < 0x80 ? (children[((first[node] as number) << 7) | byte] as number) : 0;
        if (node === 0) return unknown.skeleton;
        continue;
      }
      if (kind === tail.end) {
        this.end = at;
        return first[node] as number;
      }
      if (kind === tail.rows) {
        at = this.#rows?.walkAll(bytes, at, lists++) ?? -1;
        if (at < 0) return unknown.content;
        node = first[node] as number;
        continue;
      }
      const begin = at;
      let state = starts[node] as number;
      if (kind === tail.number) {
        at = numberEnd(bytes, begin);
        if (at < 0) return unknown.content;
        for (let digit = begin; digit < at; digit++) {
          state = next[(state << shift) | (classes[bytes[digit] as number] as number)] as number;
        }
        if (ends[state] === 1) return unknown.content;
        this.#keep(keeps[node] as number, begin, at);
        node = first[node] as number;
        continue;
      }
      for (;;) {
        const byte = bytes[at] as number;
        const step = classes[byte] as number;
        if (step < special) {
          state = next[(state << shift) | step] as number;
          at++;
        } else if (byte === quote) break;
        else if (byte === backslash) {
          const meant = escapes[bytes[at + 1] as number] as number;
          if (meant === special) return unknown.content;
          state = next[(state << shift) | meant] as number;
          at += 2;
        } else {
          const units = byte < 0x80 ? 0 : this.#filter.harmless.length(bytes, at);
          if (units === 0) return unknown.content;
          state = next[state << shift] as number;
          at += units;
        }
      }
      if (ends[state] === 1 || at - begin > maxText) return unknown.content;
      const asked = rules[node] as number;
      if (asked !== 0 && at > begin && !isFit(bytes, begin, at, asked)) return unknown.content;
      this.#keep(keeps[node] as number, begin, at);
      node = (at === begin ? second[node] : first[node]) as number;
      if (node === 0) return unknown.skeleton;
      at++;
    }
  }

  #keep(place: number, begin: number, end: number): void {
    if (place < 0) return;
    this.kept[2 * place] = begin;
    this.kept[2 * place + 1] = end;
  }
}

function isFit(bytes: Uint8Array, begin: number, end: number, asked: number): boolean {
  if (
    (asked & rule.trims) !== 0 &&
    (isEdge(bytes, begin) || bytes[end - 1] === 0x20 || isEscapeAt(bytes, begin, end))
  ) {
    return false;
  }
  if ((asked & rule.noPercent) === 0) return true;
  for (let at = begin; at < end; at++) if (bytes[at] === percent) return false;
  return true;
}

/** A blank, or an escape that may be one. */
function isEdge(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === 0x20 || (bytes[at] === backslash && isBlankEscape(bytes[at + 1] as number));
}

function isEscapeAt(bytes: Uint8Array, begin: number, end: number): boolean {
  return end - begin > 1 && bytes[end - 2] === backslash && isBlankEscape(bytes[end - 1] as number);
}

/** `\b` `\f` `\n` `\r` `\t`. */
function isBlankEscape(byte: number): boolean {
  return byte === 0x62 || byte === 0x66 || byte === 0x6e || byte === 0x72 || byte === 0x74;
}
