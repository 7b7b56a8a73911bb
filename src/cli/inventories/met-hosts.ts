/** More than these are not kept. */
const maxKeys = 5_000_000;

/** Keys of hosts that have rows. */
export class MetHosts {
  readonly #keys = new Set<string>();
  #isCut = false;

  /** Each once. */
  get keys(): ReadonlySet<string> {
    return this.#keys;
  }

  /** Whether there were more than can be kept. */
  get isCut(): boolean {
    return this.#isCut;
  }

  add(key: string): void {
    if (this.#keys.size < maxKeys) this.#keys.add(key);
    else if (!this.#keys.has(key)) this.#isCut = true;
  }

  /** Adds those of others that pass. */
  addAll(others: MetHosts, passes: (key: string) => boolean): void {
    for (const key of others.#keys) if (passes(key)) this.add(key);
    this.#isCut ||= others.#isCut;
  }
}
