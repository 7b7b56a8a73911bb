import type { Part, Slot } from './skeleton.ts';

/** What follows the bytes of a node. */
export const tail = { branch: 0, text: 1, number: 2, end: 3, rows: 4 } as const;

/** Bits of what is asked of a text. */
export const rule = { trims: 1, noPercent: 2 } as const;

/** A number begins with any of these. */
const digits: readonly number[] = [...'0123456789'].map((digit) => digit.charCodeAt(0));

const maxNodes = 20_000;
const maxBranches = 4_000;
const maxPool = 1 << 20;

/**
 * Known skeletons as a tree over their bytes. Node `n` is the bytes `pool[from[n]]` up to `+ length[n]`, and what follows:
 * a branch by the next byte (`children[(first[n] << 7) | byte]`, 0 is none), a text or number (then node `first[n]`, or
 * `second[n]` after an empty text), rows (then node `first[n]`), or the end (outcome `first[n]`). Node 1 is the root, 0 is no node.
 */
export class SkeletonTree {
  readonly pool = new Uint8Array(maxPool);
  readonly from = new Int32Array(maxNodes);
  readonly length = new Int32Array(maxNodes);
  readonly tails = new Uint8Array(maxNodes);
  readonly first = new Int32Array(maxNodes);
  readonly second = new Int32Array(maxNodes);
  /** Of the text or number behind a node: where it begins in the automaton, {@link rule} bits, where it is kept or -1. */
  readonly starts = new Uint16Array(maxNodes);
  readonly rules = new Uint8Array(maxNodes);
  readonly keeps = new Int8Array(maxNodes).fill(-1);
  children = new Uint16Array(64 << 7);
  #nodes = 1;
  #branches = 0;
  #used = 0;
  #isFull = false;

  constructor() {
    this.#node([], tail.branch);
    this.first[1] = this.#branches++;
  }

  /** Enters a skeleton with what it means. False where the tree is full, or holds it already. */
  add(parts: readonly Part[], outcome: number): boolean {
    const bytes = parts.reduce((sum, part) => sum + (part.type === 'bytes' ? part.bytes.length : 0), 0);
    this.#isFull ||=
      this.#nodes + 2 * parts.length + 4 > maxNodes ||
      this.#branches + 2 > maxBranches ||
      this.#used + bytes > maxPool;
    if (this.#isFull) return false;
    const symbols = parts.flatMap((part): readonly (number | Part)[] =>
      part.type === 'bytes' ? part.bytes : [part],
    );
    let node = 1;
    let at = 0;
    for (;;) {
      const length = this.length[node] as number;
      let same = 0;
      while (same < length && this.pool[(this.from[node] as number) + same] === symbols[at + same]) same++;
      at += same;
      if (same < length) this.#split(node, same);
      const symbol = symbols[at];
      // A number and something else begin here.
      if (this.tails[node] === tail.number && typeof symbol === 'number') this.#split(node, length);
      const kind = this.tails[node];
      if (kind === tail.end || symbol === undefined) return false;
      const child = this.#childOf(node, symbol);
      if (typeof symbol !== 'number' && kind !== tail.branch) at++;
      if (child === 0) {
        this.#link(node, symbol, this.#chain(symbols.slice(at), outcome));
        return true;
      }
      node = child;
    }
  }

  /** Nothing more is taken. */
  get isFull(): boolean {
    return this.#isFull;
  }

  #childOf(node: number, symbol: number | Part): number {
    if (this.tails[node] === tail.branch) return this.children[this.#cell(node, symbol)] as number;
    return isOther(symbol) ? (this.second[node] as number) : (this.first[node] as number);
  }

  #link(node: number, symbol: number | Part, child: number): void {
    if (this.tails[node] === tail.branch) {
      const bytes = typeof symbol === 'number' ? [symbol] : digits;
      for (const byte of bytes) this.children[((this.first[node] as number) << 7) | byte] = child;
      return;
    }
    // Where it does not matter whether a text is empty, both go on alike.
    const isAlike = typeof symbol !== 'number' && symbol.type === 'text' && symbol.slot.fill === 'any';
    if (isAlike || isOther(symbol)) this.second[node] = child;
    if (isAlike || !isOther(symbol)) this.first[node] = child;
  }

  #cell(node: number, symbol: number | Part): number {
    return (
      ((this.first[node] as number) << 7) | (typeof symbol === 'number' ? symbol : (digits[0] as number))
    );
  }

  /** Nodes for what is left of a skeleton, one after the other; the first of them. */
  #chain(symbols: readonly (number | Part)[], outcome: number): number {
    const bytes: number[] = [];
    let at = 0;
    for (; typeof symbols[at] === 'number'; at++) bytes.push(symbols[at] as number);
    const symbol = symbols[at];
    if (symbol === undefined || typeof symbol === 'number' || symbol.type === 'bytes') {
      const end = this.#node(bytes, tail.end);
      this.first[end] = outcome;
      return end;
    }
    const node =
      symbol.type === 'rows'
        ? this.#node(bytes, tail.rows)
        : this.#node(bytes, symbol.type === 'text' ? tail.text : tail.number, symbol.slot);
    this.#link(node, symbol, this.#chain(symbols.slice(at + 1), outcome));
    return node;
  }

  /** Cuts a node in two; the front becomes a branch. */
  #split(node: number, at: number): void {
    const rest = this.#nodes++;
    this.from[rest] = (this.from[node] as number) + at;
    this.length[rest] = (this.length[node] as number) - at;
    this.tails[rest] = this.tails[node] as number;
    this.first[rest] = this.first[node] as number;
    this.second[rest] = this.second[node] as number;
    this.starts[rest] = this.starts[node] as number;
    this.rules[rest] = this.rules[node] as number;
    this.keeps[rest] = this.keeps[node] as number;
    this.length[node] = at;
    this.tails[node] = tail.branch;
    this.first[node] = this.#branch();
    const isBytes = (this.length[rest] as number) > 0;
    for (const byte of isBytes ? [this.pool[this.from[rest] as number] as number] : digits) {
      this.children[((this.first[node] as number) << 7) | byte] = rest;
    }
  }

  #node(bytes: readonly number[], kind: number, slot?: Slot): number {
    const node = this.#nodes++;
    this.from[node] = this.#used;
    this.length[node] = bytes.length;
    this.pool.set(bytes, this.#used);
    this.#used += bytes.length;
    this.tails[node] = kind;
    if (slot === undefined) return node;
    this.starts[node] = slot.start;
    this.keeps[node] = slot.keep;
    this.rules[node] = (slot.fill === 'trims' ? rule.trims : 0) | (slot.percent ? rule.noPercent : 0);
    return node;
  }

  #branch(): number {
    if ((this.#branches + 1) << 7 > this.children.length) {
      const larger = new Uint16Array(this.children.length * 2);
      larger.set(this.children);
      this.children = larger;
    }
    return this.#branches++;
  }
}

function isOther(symbol: number | Part): boolean {
  return typeof symbol !== 'number' && symbol.type === 'text' && symbol.empty;
}
