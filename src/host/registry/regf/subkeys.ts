import { nowhere } from './cells.ts';
import type { HiveReader, Owner } from './hive-reader.ts';
import { foldHint, nameHash, nameHint } from './key-names.ts';
import type { KeyNode } from './key-node.ts';
import { maxListBytes, parseSubkeyList, type SubkeyList } from './subkey-list.ts';

/** The least that a key takes in a hive: bounds how many there can be. */
const leastKeyBytes = 80;

/**
 * The leaves of a key's subkey list in stored order. A list that is no list, that is met twice, or that is cut is
 * reported and the others are given.
 */
export async function readLeaves(reader: HiveReader, node: KeyNode, owner: Owner): Promise<SubkeyList[]> {
  const leaves: SubkeyList[] = [];
  if (node.subkeyCount === 0 || node.subkeyList === nowhere) return leaves;
  let root: SubkeyList | undefined;
  await reader.pages.steps(1, () => {
    root = readList(reader, node.subkeyList, owner);
  });
  if (root?.kind === 'ri') {
    const lists = new Set(root.offsets);
    if (lists.size < root.offsets.length)
      reader.report(owner, node.subkeyList, 'a list of subkeys repeats a part');
    const offsets = [...lists];
    await reader.pages.steps(offsets.length, (index) => {
      const offset = offsets[index] ?? nowhere;
      const leaf = readList(reader, offset, owner);
      if (leaf?.kind === 'ri') reader.report(owner, offset, 'a list of subkeys is nested too deep');
      else if (leaf !== undefined) leaves.push(leaf);
    });
  } else if (root !== undefined) {
    leaves.push(root);
  }
  checkCount(reader, node, leaves, owner);
  return leaves;
}

function readList(reader: HiveReader, offset: number, owner: Owner): SubkeyList | undefined {
  const cell = reader.open(offset, maxListBytes, 'a list of subkeys', owner);
  if (cell === undefined || !reader.spend(cell.end - cell.start, owner)) return undefined;
  const list = parseSubkeyList(cell);
  if (list === undefined) reader.report(owner, offset, 'the cell of a list of subkeys holds no list');
  else if (list.offsets.length < list.stated)
    reader.report(owner, offset, 'a list of subkeys is longer than its cell');
  return list;
}

function checkCount(reader: HiveReader, node: KeyNode, leaves: SubkeyList[], owner: Owner): void {
  const count = leaves.reduce((sum, leaf) => sum + leaf.offsets.length, 0);
  if (count < node.subkeyCount) {
    reader.report(owner, node.offset, `the key states ${node.subkeyCount} subkeys, its lists hold ${count}`);
  }
  const most = Math.floor(reader.cells.limit / leastKeyBytes);
  if (count <= most) return;
  reader.report(owner, node.offset, 'the lists of subkeys hold more than fits the hive', 'too-large');
  leaves.splice(0, leaves.length, ...upTo(leaves, most));
}

function upTo(leaves: readonly SubkeyList[], most: number): SubkeyList[] {
  let left = most;
  return leaves.flatMap((leaf) => {
    const kept = leaf.offsets.subarray(0, left);
    left -= kept.length;
    return kept.length === 0 ? [] : [{ ...leaf, offsets: kept }];
  });
}

/** Every subkey's offset in stored order, each once. */
export function offsetsOf(leaves: readonly SubkeyList[]): Uint32Array {
  const [only] = leaves;
  if (only === undefined) return new Uint32Array(0);
  const all = leaves.length === 1 ? only.offsets : concatenated(leaves);
  if (all.length === 1) return all;
  const unique = new Set(all);
  return unique.size === all.length ? all : Uint32Array.from(unique);
}

function concatenated(leaves: readonly SubkeyList[]): Uint32Array {
  const all = new Uint32Array(leaves.reduce((sum, leaf) => sum + leaf.offsets.length, 0));
  let at = 0;
  for (const leaf of leaves) {
    all.set(leaf.offsets, at);
    at += leaf.offsets.length;
  }
  return all;
}

/** Offsets of the subkeys that can have this name, going by the marks; every subkey where a leaf has none. */
export function candidates(leaves: readonly SubkeyList[], name: string): number[] {
  const hash = nameHash(name);
  const hint = nameHint(name);
  const found: number[] = [];
  for (const { kind, offsets, marks } of leaves) {
    for (let index = 0; index < offsets.length; index++) {
      const mark = marks[index] ?? 0;
      if (kind === 'lh' ? mark === hash : kind !== 'lf' || hintAllows(mark, hint))
        found.push(offsets[index] ?? nowhere);
    }
  }
  return found;
}

function hintAllows(stored: number, wanted: number): boolean {
  const folded = foldHint(stored);
  return folded === 0 || wanted === 0 || folded === wanted;
}

/** Whether the mark of a subkey is what its name asks for: a list in which it is not cannot be looked up by marks. */
export function markFits(kind: SubkeyList['kind'], mark: number, name: string): boolean {
  if (kind === 'lh') return mark === nameHash(name);
  return kind !== 'lf' || hintAllows(mark, nameHint(name));
}
