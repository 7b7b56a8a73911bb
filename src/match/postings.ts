/**
 * Which entries each literal leads to. Filled while compiling, then frozen into flat arrays.
 * An entry is kept as `2 * entry`, plus one where the literal must be the whole of what is looked up.
 */
export class PostingsBuilder {
  readonly #entries = new Map<string, number[]>();

  /** Notes that a literal leads to an entry; with `whole`, only where the text is the literal and nothing more. */
  add(literal: string, entry: number, whole = false): void {
    const posting = 2 * entry + (whole ? 1 : 0);
    const entries = this.#entries.get(literal);
    if (entries === undefined) this.#entries.set(literal, [posting]);
    else if (entries.at(-1) !== posting) entries.push(posting);
  }

  get isEmpty(): boolean {
    return this.#entries.size === 0;
  }

  /** The literals with their entries, in the order of their keys. A key is the literal itself, or what `key` makes of it. */
  build(key: (literal: string) => string = (literal) => literal): { keys: string[]; postings: Postings } {
    const keyed = [...this.#entries].map(([literal, entries]) => ({ key: key(literal), literal, entries }));
    keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
    const starts = new Int32Array(keyed.length + 1);
    const flat: number[] = [];
    keyed.forEach(({ entries }, index) => {
      for (const entry of entries) flat.push(entry);
      starts[index + 1] = flat.length;
    });
    return {
      keys: keyed.map((each) => each.key),
      postings: {
        literals: keyed.map(({ literal }) => literal),
        lengths: Int32Array.from(keyed, ({ literal }) => literal.length),
        starts,
        entries: Int32Array.from(flat),
      },
    };
  }
}

/** Literal `n` leads to `entries[starts[n]]` up to `entries[starts[n + 1]]`. */
export interface Postings {
  readonly literals: readonly string[];
  /** Lengths of the literals, apart from them: most comparisons end here without touching the text. */
  readonly lengths: Int32Array;
  readonly starts: Int32Array;
  readonly entries: Int32Array;
}

/** Collects the entries that one item leads to, each once. One per session: the scratch is not shared. */
export class Candidates {
  readonly list: Int32Array;
  count = 0;
  readonly #seen: Int32Array;
  #turn = 0;

  constructor(entries: number) {
    this.list = new Int32Array(entries);
    this.#seen = new Int32Array(entries);
  }

  /** Forgets the former item. */
  clear(): void {
    this.count = 0;
    if (++this.#turn === 0x7fffffff) {
      this.#turn = 1;
      this.#seen.fill(0);
    }
  }

  add(entry: number): void {
    if (this.#seen[entry] === this.#turn) return;
    this.#seen[entry] = this.#turn;
    this.list[this.count++] = entry;
  }

  /** Adds the entries of one literal, those for a whole text only if the literal `isWhole`. */
  addLiteral(postings: Postings, literal: number, isWhole: boolean): void {
    const end = postings.starts[literal + 1] as number;
    for (let at = postings.starts[literal] as number; at < end; at++) {
      const posting = postings.entries[at] as number;
      if (isWhole || (posting & 1) === 0) this.add(posting >> 1);
    }
  }
}
