/** More names than these are not kept. */
const maxNames = 5_000_000;

/** Names of hosts that have rows. */
export class MetHosts {
  readonly #names = new Set<string>();
  #isCut = false;

  /** Each once. */
  get names(): ReadonlySet<string> {
    return this.#names;
  }

  /** Whether there were more than can be kept. */
  get isCut(): boolean {
    return this.#isCut;
  }

  add(name: string): void {
    if (this.#names.size < maxNames) this.#names.add(name);
    else if (!this.#names.has(name)) this.#isCut = true;
  }
}
