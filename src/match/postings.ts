/** Which entries each literal leads to. Filled while compiling, then frozen into flat arrays. */
export class PostingsBuilder {
  readonly #entries = new Map<string, number[]>();

  /** Notes that a literal leads to an entry. */
  add(literal: string, entry: number): void {
    const entries = this.#entries.get(literal);
    if (entries === undefined) this.#entries.set(literal, [entry]);
    else if (!entries.includes(entry, -1)) entries.push(entry);
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
      postings: { literals: keyed.map((each) => each.literal), starts, entries: Int32Array.from(flat) },
    };
  }
}

/** Literal `n` leads to `entries[starts[n]]` up to `entries[starts[n + 1]]`. */
export interface Postings {
  readonly literals: readonly string[];
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

  /** Adds every entry of one literal. */
  addLiteral(postings: Postings, literal: number): void {
    const end = postings.starts[literal + 1] as number;
    for (let at = postings.starts[literal] as number; at < end; at++)
      this.add(postings.entries[at] as number);
  }
}
