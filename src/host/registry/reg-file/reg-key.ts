import { foldName, keySegments } from '../key-path.ts';
import type { RegistryKey, RegistryValue } from '../registry.ts';

/** One key of a tree that was read whole; the unnamed root of a tree holds `HKLM`, `HKU` and the like. */
export class RegKey implements RegistryKey {
  readonly name: string;
  readonly lastWrittenMs = undefined;
  readonly #parent: RegKey | undefined;
  // Most keys have no subkeys, many have no values: neither costs anything until it is there.
  #children: Map<string, RegKey> | undefined;
  #values: RegistryValue[] | undefined;
  #hasRepeats = false;

  constructor(name: string, parent: RegKey | undefined) {
    this.name = name;
    this.#parent = parent;
  }

  get path(): string {
    const names: string[] = [];
    for (let key: RegKey | undefined = this; key !== undefined; key = key.#parent) names.push(key.name);
    return names
      .reverse()
      .filter((name) => name !== '')
      .join('\\');
  }

  async subkeys(): Promise<readonly RegKey[]> {
    return [...(this.#children?.values() ?? [])];
  }

  async values(): Promise<readonly RegistryValue[]> {
    if (this.#values === undefined) return [];
    if (this.#hasRepeats) {
      this.#values = [...new Map(this.#values.map((value) => [foldName(value.name), value])).values()];
      this.#hasRepeats = false;
    }
    return this.#values;
  }

  /** The key at `path` below this one, whatever its case. */
  find(path: string): RegKey | undefined {
    return this.at(this.#parent === undefined ? keySegments(path) : path.split('\\'));
  }

  /** {@link find} with the path already split. */
  at(segments: readonly string[]): RegKey | undefined {
    let key: RegKey | undefined = this;
    for (const segment of segments) {
      const children: Map<string, RegKey> | undefined = key.#children;
      key = children?.get(foldName(segment));
      if (key === undefined) return undefined;
    }
    return key;
  }

  /** The child of that name, made where it is new. `isNew` tells which. */
  child(name: string): { key: RegKey; isNew: boolean } {
    const folded = foldName(name);
    const known = this.#children?.get(folded);
    if (known !== undefined) return { key: known, isNew: false };
    const key = new RegKey(name, this);
    this.#children ??= new Map();
    this.#children.set(folded, key);
    return { key, isNew: true };
  }

  /** Adds a value; of two with one name the later counts, as on import. */
  add(value: RegistryValue): void {
    this.#values ??= [];
    this.#values.push(value);
    this.#hasRepeats = true;
  }
}
