/** Keeps the first few of any number of values, in bounded memory. */
export class Top<Value> {
  readonly #max: number;
  readonly #keyOf: (value: Value) => string;
  #kept: { readonly key: string; readonly value: Value }[] = [];
  #bound: string | undefined;
  /** How many were offered. */
  count = 0;

  /** `keyOf` gives the text by which values sort, compared by code unit. */
  constructor(max: number, keyOf: (value: Value) => string) {
    this.#max = max;
    this.#keyOf = keyOf;
  }

  add(value: Value): void {
    this.count++;
    if (this.#max === 0) return;
    const key = this.#keyOf(value);
    if (this.#bound !== undefined && key >= this.#bound) return;
    this.#kept.push({ key, value });
    if (this.#kept.length >= 2 * this.#max) this.#cut();
  }

  /** The first of them, in order. */
  list(): Value[] {
    this.#cut();
    return this.#kept.map(({ value }) => value);
  }

  #cut(): void {
    this.#kept.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
    this.#kept = this.#kept.slice(0, this.#max);
    if (this.#kept.length === this.#max) this.#bound = this.#kept.at(-1)?.key;
  }
}

/** A number as text that sorts as numbers do, the greatest first. */
export function greatestFirst(value: number): string {
  return String(1e15 - value).padStart(16, '0');
}
