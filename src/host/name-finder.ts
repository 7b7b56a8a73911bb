import { foldName } from './registry/key-path.ts';
import type { Tree } from './tree.ts';
import { maxDirectoryEntries } from './tree-limits.ts';

const maxDirectories = 256;
const maxNames = 200_000;

/**
 * Finds names in any case in directories that tell cases apart. Each directory is listed once and remembered, within
 * bounds. Of several names that differ only in case the first in order of code units is taken.
 */
export class NameFinder {
  readonly #tree: Tree;
  readonly #directories = new Map<string, ReadonlyMap<string, string>>();
  #names = 0;

  constructor(tree: Tree) {
    this.#tree = tree;
  }

  /** The name in that directory (a resolved path) that fits but for case. HostError where it cannot be listed. */
  async find(directory: string, name: string): Promise<string | undefined> {
    let names = this.#directories.get(directory);
    if (names === undefined) {
      names = await this.#list(directory);
      if (this.#directories.size >= maxDirectories || this.#names + names.size > maxNames) {
        this.#directories.clear();
        this.#names = 0;
      }
      this.#directories.set(directory, names);
      this.#names += names.size;
    }
    return names.get(foldName(name));
  }

  async #list(directory: string): Promise<ReadonlyMap<string, string>> {
    const names = new Map<string, string>();
    for (const { name } of (await this.#tree.list(directory, maxDirectoryEntries)) ?? []) {
      const folded = foldName(name);
      const known = names.get(folded);
      if (known === undefined || name < known) names.set(folded, name);
    }
    return names;
  }
}
