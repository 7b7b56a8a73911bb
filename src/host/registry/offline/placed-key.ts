import type { HiveKey } from '../regf/hive-key.ts';
import type { RegistryKey, RegistryValue } from '../registry.ts';

/** A key under another path than its own: the current control set as `CurrentControlSet`, a user's classes. */
export class PlacedKey implements RegistryKey {
  readonly path: string;
  readonly #key: HiveKey;

  constructor(key: HiveKey, path: string) {
    this.#key = key;
    this.path = path;
  }

  get name(): string {
    return this.path.slice(this.path.lastIndexOf('\\') + 1);
  }

  get lastWrittenMs(): number | undefined {
    return this.#key.lastWrittenMs;
  }

  /** The key at a path below this one; this key itself for an empty path. */
  async key(path: string): Promise<PlacedKey | undefined> {
    const found = await this.#key.key(path);
    return found && new PlacedKey(found, this.path + found.path.slice(this.#key.path.length));
  }

  async subkeys(): Promise<readonly RegistryKey[]> {
    return (await this.#key.subkeys()).map((key) => new PlacedKey(key, `${this.path}\\${key.name}`));
  }

  values(): Promise<readonly RegistryValue[]> {
    return this.#key.values();
  }
}

/** A key above the hives (`HKLM`, `HKU`): no values, and those subkeys that can be opened. */
export class TopKey implements RegistryKey {
  readonly path: string;
  readonly lastWrittenMs = undefined;
  readonly #names: readonly string[];
  readonly #open: (path: string) => Promise<RegistryKey | undefined>;

  constructor(
    path: string,
    names: readonly string[],
    open: (path: string) => Promise<RegistryKey | undefined>,
  ) {
    this.path = path;
    this.#names = names;
    this.#open = open;
  }

  get name(): string {
    return this.path;
  }

  async subkeys(): Promise<readonly RegistryKey[]> {
    const keys: RegistryKey[] = [];
    for (const name of this.#names) {
      const key = await this.#open(`${this.path}\\${name}`);
      if (key !== undefined) keys.push(key);
    }
    return keys;
  }

  async values(): Promise<readonly RegistryValue[]> {
    return [];
  }
}
