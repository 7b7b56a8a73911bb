import { isAlias, isMap, isScalar, isSeq, type Node, type Pair } from 'yaml';
import type { YamlPath } from './document.ts';
import { limits } from './limits.ts';
import { type OffsetFault, tooDeep } from './offset-fault.ts';
import { excerpt, quote } from './words.ts';

/** One node of a document: its plain value and where it stands, free of the YAML library. Offsets are UTF-16 units. */
export interface Tree {
  readonly value: unknown;
  readonly offset: number;
  /** Where the key of this value stands; absent in lists and at the top. */
  readonly keyOffset?: number;
  /** A number, boolean or null as it was written: `2026.10`, `0x1F`, `~`. */
  readonly source?: string;
  /** What is written here was refused already; further complaints would only repeat that. */
  readonly refused?: true;
  readonly children?: ReadonlyMap<string | number, Tree>;
}

/** A fault of the tree itself, with its place. */
export interface TreeFault extends OffsetFault {
  readonly path: YamlPath;
}

/**
 * Turns a YAML node into a {@link Tree}. Keys must be text, stand once each, and not be `<<` or `__proto__`; nothing
 * may lie deeper than {@link limits.depth}. What breaks a rule is a fault and left out of the value. Positions are
 * added where `place` turns an offset into words ("line 3").
 */
export function readTree(
  root: Node | null,
  offset: number,
  lineOf: (offset: number) => number,
): { tree: Tree; faults: readonly TreeFault[] } {
  const faults: TreeFault[] = [];
  const tree = read(root, offset, []);
  return { tree, faults };

  function read(node: Node | null, fallback: number, path: YamlPath): Tree {
    const start = node?.range?.[0] ?? fallback;
    if (node === null) return { value: null, offset: start, source: '' };
    // Aliases and tags were told of when the tokens were read; they are never followed.
    if (isAlias(node) || node.tag !== undefined) return { value: undefined, offset: start, refused: true };
    if (isScalar(node)) {
      const control = typeof node.value === 'string' && controlCharacter.exec(node.value);
      if (control) faults.push({ ...escaped(control[0]), offset: start, path });
      return readScalar(node.value, node.source, start, fallback);
    }
    if (path.length >= limits.depth) {
      faults.push({ ...tooDeep(start), path });
      return { value: undefined, offset: start, refused: true };
    }
    if (isMap(node)) return readMap(node.items, start, path);
    if (isSeq(node)) return readList(node.items, start, path);
    return { value: undefined, offset: start, refused: true };
  }

  function readMap(pairs: readonly Pair<unknown, unknown>[], start: number, path: YamlPath): Tree {
    const children = new Map<string, Tree>();
    for (const pair of pairs) {
      const key = asNode(pair.key);
      const keyOffset = key?.range?.[0] ?? start;
      const name = isScalar(key) && typeof key.value === 'string' ? key.value : undefined;
      if (name === undefined) {
        if (!isAlias(key)) faults.push({ ...notText(key), offset: keyOffset, path });
        continue;
      }
      const refusal = refusedKey(name);
      const first = children.get(name);
      if (refusal) faults.push({ ...refusal, offset: keyOffset, path: [...path, name] });
      else if (first) {
        faults.push({
          offset: keyOffset,
          path: [...path, name],
          found: `the key ${quote(name)} a second time (first on line ${lineOf(first.keyOffset ?? first.offset)})`,
          expected: 'each key once',
        });
      } else {
        children.set(name, { ...read(asNode(pair.value), keyOffset, [...path, name]), keyOffset });
      }
    }
    const value: Record<string, unknown> = {};
    for (const [name, child] of children) if (!child.refused) value[name] = child.value;
    return { value, offset: start, children };
  }

  function readList(nodes: readonly unknown[], start: number, path: YamlPath): Tree {
    const children = new Map<number, Tree>();
    for (const [index, node] of nodes.entries()) {
      children.set(index, read(asNode(node), start, [...path, index]));
    }
    return { value: [...children.values()].map((child) => child.value), offset: start, children };
  }
}

/** The node at a path, or undefined where there is none. */
export function nodeAt(tree: Tree, path: YamlPath): Tree | undefined {
  let node: Tree | undefined = tree;
  for (const step of path) node = node?.children?.get(step);
  return node;
}

/** Whether something on the way to a path, or the place itself, was refused already. */
export function isRefused(tree: Tree, path: YamlPath): boolean {
  let node: Tree | undefined = tree;
  for (const step of path) {
    if (node?.refused) return true;
    node = node?.children?.get(step);
  }
  return node?.refused === true;
}

/** Offset of the value (or the key) at a path; where the path ends early, of the innermost mapping or list that is there. */
export function offsetAt(tree: Tree, path: YamlPath, at: 'key' | 'value'): number {
  let node = tree;
  for (const [index, step] of path.entries()) {
    const child = node.children?.get(step);
    if (!child) return node.offset;
    const last = index === path.length - 1;
    if (last && child.keyOffset !== undefined && (at === 'key' || child.source === ''))
      return child.keyOffset;
    node = child;
  }
  return node.offset;
}

function readScalar(value: unknown, source: string | undefined, start: number, fallback: number): Tree {
  if (typeof value === 'string') return { value, offset: start };
  // An empty value has no place of its own worth pointing at.
  if (source === undefined || source === '') return { value: null, offset: fallback, source: '' };
  return { value, offset: start, source };
}

/** Characters that only an escape in double quotes can bring in; most often the escape was a backslash of a Windows path. */
const controlCharacter = /[\0-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]/;

function escaped(character: string): { found: string; expected: string } {
  return {
    found: `an escape in double quotes that stands for ${excerpt(character)}`,
    expected: 'single quotes, in which a backslash is a backslash, or \\\\ for each backslash',
  };
}

function asNode(value: unknown): Node | null {
  return isMap(value) || isSeq(value) || isScalar(value) || isAlias(value) ? value : null;
}

function notText(key: Node | null): { found: string; expected: string } {
  if (isScalar(key) && key.source) {
    const source = excerpt(key.source);
    return { found: `the key ${source}, which is no text`, expected: `text as key: in quotes, "${source}"` };
  }
  const found = isMap(key) ? 'a mapping as key' : isSeq(key) ? 'a list as key' : 'an empty key';
  return { found, expected: 'text as key' };
}

function refusedKey(name: string): { found: string; expected: string } | undefined {
  if (name === '<<') {
    return {
      found: 'the merge key "<<"',
      expected: 'no merge keys: a rule file writes every value out',
    };
  }
  if (name === '__proto__') return { found: 'the key "__proto__"', expected: 'another key' };
  return undefined;
}
