import type { Observation } from '../../fleet/observation.ts';

/** Different lists that are written once; what comes beyond stands in every line. */
const maxLists = 5_000;
/** Longer lists are hardly those that most hosts share. */
const maxLength = 2_000;

/**
 * Observations as lines of a temporary file. Lists that most hosts share (which collectors looked, which rules) are
 * kept once in memory, so a line is a few hundred bytes.
 */
export class ObservationLines {
  readonly #numbers = new Map<string, number>();
  readonly #lists: unknown[] = [];

  pack(observation: Observation): string {
    const { looked, packs, ...rest } = observation;
    return JSON.stringify({ ...rest, looked: this.#number(looked), packs: this.#number(packs) });
  }

  unpack(line: string): Observation {
    const packed = JSON.parse(line);
    return { ...packed, looked: this.#list(packed.looked), packs: this.#list(packed.packs) };
  }

  #number(list: readonly unknown[]): number | readonly unknown[] {
    const key = JSON.stringify(list);
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    if (this.#lists.length >= maxLists || key.length > maxLength) return list;
    this.#numbers.set(key, this.#lists.length);
    return this.#lists.push(list) - 1;
  }

  #list(packed: unknown): unknown {
    return typeof packed === 'number' ? this.#lists[packed] : packed;
  }
}
