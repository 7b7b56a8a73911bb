import type { Evidence } from '../model/finding.ts';
import type { HostFacts } from '../model/host-facts.ts';
import type { Item } from '../model/item.ts';

/** The rows of docs/protection-state.md of one host, by name. */
export class StateRows {
  readonly #all: readonly Item[];
  readonly #rows: ReadonlyMap<string, Item>;
  /** Whether all of them could be read, so that a missing row means a missing value. */
  readonly whole: boolean;

  constructor(facts: Pick<HostFacts, 'states'> | undefined, whole: boolean) {
    this.#all = facts?.states ?? [];
    this.#rows = new Map(this.#all.map((item) => [item.name, item]));
    this.whole = whole;
  }

  has(name: string): boolean {
    return this.#rows.has(name);
  }

  /** A number, also where an inventory wrote it as text. */
  number(name: string): number | undefined {
    const value = this.#rows.get(name)?.attributes?.['value'];
    if (typeof value === 'number') return value;
    return typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : undefined;
  }

  /** Every text that rows of this name hold, in small letters: several inventories may disagree. */
  texts(name: string): string[] {
    return this.#all
      .filter((item) => item.name === name)
      .flatMap(({ attributes }) => {
        const value = attributes?.['value'];
        return typeof value === 'string' ? [value.trim().toLowerCase()] : [];
      });
  }

  /** The rows of these names that are there, as evidence. */
  evidence(...names: readonly string[]): Evidence[] {
    return names.flatMap((name) => {
      const item = this.#rows.get(name);
      return item === undefined ? [] : [{ signature: `windows/${name}`, item }];
    });
  }
}
