import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  type KeySpec,
  storedText,
  type ValueSpec,
  type WriteOptions,
  writeHive,
} from '../../support/hive-writer.ts';

/** Values of keys by path below the hive's root: text is REG_SZ, a number REG_DWORD. */
export type HiveTree = Readonly<Record<string, Readonly<Record<string, string | number>>>>;

/** Writes files below a folder; folders on the way are made. */
export function plantFiles(root: string, files: Readonly<Record<string, string | Buffer>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
}

/** A hive with these keys. */
export function hiveOf(tree: HiveTree, options?: WriteOptions): Buffer {
  const root = new Node('ROOT');
  for (const [path, values] of Object.entries(tree)) {
    let node = root;
    for (const name of path.split('\\').filter(Boolean)) node = node.child(name);
    node.values.push(...Object.entries(values).map(([name, data]) => valueSpec(name, data)));
  }
  return writeHive(root, options);
}

class Node implements KeySpec {
  readonly name: string;
  readonly values: ValueSpec[] = [];
  readonly #children = new Map<string, Node>();

  constructor(name: string) {
    this.name = name;
  }

  get keys(): Iterable<Node> {
    return this.#children.values();
  }

  child(name: string): Node {
    const child = this.#children.get(name) ?? new Node(name);
    this.#children.set(name, child);
    return child;
  }
}

function valueSpec(name: string, data: string | number): ValueSpec {
  if (typeof data === 'string') return { name, type: 1, data: storedText(data) };
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(data);
  return { name, type: 4, data: bytes };
}
