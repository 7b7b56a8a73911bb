/** The last `limit` values that were made, by number; older ones are made again when they are asked for. */
export class Recent<Value> {
  readonly #limit: number;
  readonly #values = new Map<number, Value>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** The value of `key`, made by `make` where it is not kept. */
  get(key: number, make: () => Value): Value {
    const kept = this.#values.get(key);
    if (kept !== undefined) {
      this.#values.delete(key);
      this.#values.set(key, kept);
      return kept;
    }
    const value = make();
    this.#values.set(key, value);
    if (this.#values.size > this.#limit) {
      for (const oldest of this.#values.keys()) {
        this.#values.delete(oldest);
        break;
      }
    }
    return value;
  }
}
