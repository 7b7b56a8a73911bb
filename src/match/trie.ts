/**
 * A tree over literals in flat arrays: about ten bytes a node. The children of node n are the nodes
 * `firstChild[n]` up to `firstChild[n + 1]`, sorted by code unit; node 0 is the root.
 */
export interface Trie {
  /** The root's child per ASCII code unit, or -1: most texts leave the trie right here. */
  readonly root: Int32Array;
  readonly firstChild: Int32Array;
  /** The code unit on the way into a node. */
  readonly units: Uint16Array;
  /** The literal that a node stands for, or -1. */
  readonly literal: Int32Array;
}

/**
 * Builds a trie over literals that are sorted by code unit, distinct and not empty.
 * With `short`, a branch that leads to one literal alone ends at once: whoever walks there compares the rest itself.
 * Work and nodes grow with the summed length of what literals share (without `short`: with their summed length).
 */
export function buildTrie(literals: readonly string[], options: { short: boolean }): Trie {
  const firstChild: number[] = [];
  const units: number[] = [0];
  const literal: number[] = [];
  const from: number[] = [0];
  const to: number[] = [literals.length];
  const depths: number[] = [0];
  // Breadth first, so that the children of one node get consecutive numbers.
  for (let node = 0; node < units.length; node++) {
    let low = from[node] ?? 0;
    const high = to[node] ?? 0;
    const depth = depths[node] ?? 0;
    firstChild.push(units.length);
    const alone = options.short && high - low === 1 && node > 0;
    const endsHere = low < high && literals[low]?.length === depth;
    literal.push(alone || endsHere ? low : -1);
    if (alone) continue;
    if (endsHere) low++;
    while (low < high) {
      const unit = literals[low]?.charCodeAt(depth) ?? 0;
      const start = low;
      while (low < high && literals[low]?.charCodeAt(depth) === unit) low++;
      units.push(unit);
      from.push(start);
      to.push(low);
      depths.push(depth + 1);
    }
  }
  firstChild.push(units.length);
  const root = new Int32Array(128).fill(-1);
  for (let child = 1; child < (firstChild[1] ?? 1); child++) {
    const unit = units[child] ?? 0;
    if (unit < root.length) root[unit] = child;
  }
  return {
    root,
    firstChild: Int32Array.from(firstChild),
    units: Uint16Array.from(units),
    literal: Int32Array.from(literal),
  };
}

/** The child of a node along a code unit, or -1. */
export function childOf(trie: Trie, node: number, unit: number): number {
  const { root, firstChild, units } = trie;
  if (node === 0 && unit < 128) return root[unit] as number;
  let low = firstChild[node] as number;
  let high = firstChild[node + 1] as number;
  while (high - low > 4) {
    const middle = (low + high) >>> 1;
    if ((units[middle] as number) <= unit) low = middle;
    else high = middle;
  }
  for (; low < high; low++) if (units[low] === unit) return low;
  return -1;
}

/** Bytes that the arrays of a trie take. */
export function trieBytes(trie: Trie): number {
  return trie.root.byteLength + trie.firstChild.byteLength + trie.units.byteLength + trie.literal.byteLength;
}
