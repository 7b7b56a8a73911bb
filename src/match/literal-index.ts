import type { Candidates, Postings, PostingsBuilder } from './postings.ts';
import { buildTrie, childOf, type Trie, trieBytes } from './trie.ts';

/** An index over literals of one field. */
export interface LiteralIndex {
  readonly literals: number;
  readonly bytes: number;
}

/** Finds literals at the beginning of a text, and texts that are a literal. Leaves a text at the first unknown unit. */
export class ForwardIndex implements LiteralIndex {
  readonly #postings: Postings;
  readonly #trie: Trie;

  constructor(builder: PostingsBuilder) {
    const { keys, postings } = builder.build();
    this.#postings = postings;
    this.#trie = buildTrie(keys, { short: true });
  }

  /** Adds the entries of every literal that begins at `start` and ends by `end`, or fills the space between. */
  find(text: string, start: number, end: number, found: Candidates): void {
    const { literal } = this.#trie;
    const { lengths, literals } = this.#postings;
    const length = end - start;
    let node = 0;
    for (let at = start; at < end; at++) {
      node = childOf(this.#trie, node, text.charCodeAt(at));
      if (node < 0) return;
      const known = literal[node] as number;
      if (known < 0 || (lengths[known] as number) > length) continue;
      if (text.startsWith(literals[known] as string, start)) {
        found.addLiteral(this.#postings, known, lengths[known] === length);
      }
    }
  }

  get literals(): number {
    return this.#postings.literals.length;
  }

  get bytes(): number {
    return trieBytes(this.#trie) + postingsBytes(this.#postings);
  }
}

/** Finds literals at the end of a text. */
export class BackwardIndex implements LiteralIndex {
  readonly #postings: Postings;
  readonly #trie: Trie;

  constructor(builder: PostingsBuilder) {
    const { keys, postings } = builder.build(reversed);
    this.#postings = postings;
    this.#trie = buildTrie(keys, { short: true });
  }

  /** Adds the entries of every literal with which the text ends. */
  find(text: string, found: Candidates): void {
    const trie = this.#trie;
    let node = 0;
    for (let at = text.length - 1; at >= 0; at--) {
      node = childOf(trie, node, text.charCodeAt(at));
      if (node < 0) return;
      const literal = trie.literal[node] as number;
      if (literal >= 0 && text.endsWith(this.#postings.literals[literal] as string)) {
        found.addLiteral(this.#postings, literal, true);
      }
    }
  }

  get literals(): number {
    return this.#postings.literals.length;
  }

  get bytes(): number {
    return trieBytes(this.#trie) + postingsBytes(this.#postings);
  }
}

/**
 * Finds literals anywhere in a text in one pass, however many there are.
 * Source: Aho and Corasick, "Efficient string matching", Communications of the ACM 18(6), 1975.
 */
export class InsideIndex implements LiteralIndex {
  readonly #postings: Postings;
  readonly #trie: Trie;
  /** Where to go on when no child fits: the node of the longest proper suffix. */
  readonly #fail: Int32Array;
  /** The nearest node along the failures that stands for a literal, or 0. */
  readonly #next: Int32Array;

  constructor(builder: PostingsBuilder) {
    const { keys, postings } = builder.build();
    this.#postings = postings;
    this.#trie = buildTrie(keys, { short: false });
    const { firstChild, units, literal } = this.#trie;
    this.#fail = new Int32Array(units.length);
    this.#next = new Int32Array(units.length);
    for (let node = 0; node < units.length; node++) {
      const end = firstChild[node + 1] as number;
      for (let child = firstChild[node] as number; child < end; child++) {
        const fail = node === 0 ? 0 : this.#step(this.#fail[node] as number, units[child] as number);
        this.#fail[child] = fail;
        this.#next[child] = (literal[fail] as number) >= 0 ? fail : (this.#next[fail] as number);
      }
    }
  }

  /** Adds the entries of every literal that stands anywhere in the text. */
  find(text: string, found: Candidates): void {
    const { literal } = this.#trie;
    let node = 0;
    for (let at = 0; at < text.length; at++) {
      node = this.#step(node, text.charCodeAt(at));
      let ending = (literal[node] as number) >= 0 ? node : (this.#next[node] as number);
      while (ending > 0) {
        found.addLiteral(this.#postings, literal[ending] as number, true);
        ending = this.#next[ending] as number;
      }
    }
  }

  get literals(): number {
    return this.#postings.literals.length;
  }

  get bytes(): number {
    const links = this.#fail.byteLength + this.#next.byteLength;
    return trieBytes(this.#trie) + links + postingsBytes(this.#postings);
  }

  #step(from: number, unit: number): number {
    let node = from;
    for (;;) {
      const child = childOf(this.#trie, node, unit);
      if (child >= 0) return child;
      if (node === 0) return 0;
      node = this.#fail[node] as number;
    }
  }
}

function reversed(text: string): string {
  let result = '';
  for (let at = text.length - 1; at >= 0; at--) result += text[at];
  return result;
}

function postingsBytes({ literals, lengths, starts, entries }: Postings): number {
  // A one-byte string takes a header of about 12 bytes and its length; the reference to it 8.
  const text = literals.reduce((sum, literal) => sum + 20 + literal.length, 0);
  return text + lengths.byteLength + starts.byteLength + entries.byteLength;
}
