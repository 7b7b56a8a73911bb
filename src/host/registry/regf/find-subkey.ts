import { nowhere } from './cells.ts';
import type { HiveReader, Owner } from './hive-reader.ts';
import { sameName } from './key-names.ts';
import type { KeyNode } from './key-node.ts';
import type { SubkeyList } from './subkey-list.ts';
import { candidates, markFits, readLeaves } from './subkeys.ts';

/** What the look-up needs of the key that it looks in; `child` reads the subkey at an offset. */
interface Parent<Key> extends Owner {
  readonly reader: HiveReader;
  readonly node: KeyNode;
  child(offset: number): Key | undefined;
}

interface Named {
  readonly name: string;
}

/**
 * Lists up to this length are checked whole before a miss is believed, longer ones in as many places: a tool that
 * writes no hashes, or other ones, writes none that fit.
 */
const checkedEntries = 64;

/**
 * The subkey of that name, case ignored. Only keys whose mark in the list fits the name are read; where none of them
 * is it, the marks themselves are put to the test (once a list), and where they lie every subkey is read.
 */
export async function findSubkey<Key extends Named>(
  parent: Parent<Key>,
  name: string,
): Promise<Key | undefined> {
  const leaves = await readLeaves(parent.reader, parent.node, parent);
  const marked = await firstNamed(parent, candidates(leaves, name), name);
  if (marked !== undefined || leaves.every(({ kind }) => kind === 'li')) return marked;
  if (await marksHold(parent, leaves)) return undefined;
  return firstNamed(
    parent,
    leaves.flatMap((leaf) => [...leaf.offsets]),
    name,
  );
}

async function firstNamed<Key extends Named>(
  parent: Parent<Key>,
  offsets: readonly number[],
  name: string,
): Promise<Key | undefined> {
  let found: Key | undefined;
  await parent.reader.pages.steps(offsets.length, (index) => {
    if (found !== undefined) return;
    const child = parent.child(offsets[index] ?? nowhere);
    if (child !== undefined && sameName(child.name, name)) found = child;
  });
  return found;
}

async function marksHold(parent: Parent<Named>, leaves: readonly SubkeyList[]): Promise<boolean> {
  const { reader, node } = parent;
  const known = reader.trustedLists.get(node.subkeyList);
  if (known !== undefined) return known;
  let holds = true;
  for (const { kind, offsets, marks } of leaves) {
    const stride = Math.max(1, Math.ceil((offsets.length * leaves.length) / checkedEntries));
    await reader.pages.steps(Math.ceil(offsets.length / stride), (step) => {
      const index = step * stride;
      const child = holds ? parent.child(offsets[index] ?? nowhere) : undefined;
      if (child !== undefined && !markFits(kind, marks[index] ?? 0, child.name)) holds = false;
    });
  }
  reader.trustedLists.set(node.subkeyList, holds);
  return holds;
}
