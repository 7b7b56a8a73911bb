import { Needed } from './proof.ts';
import type { RolledHost } from './roll-host.ts';

/** Products that are told apart on the instances of one image, and ways in which its complete scans looked. */
const maxProducts = 200;
const maxWays = 200;

type Scan = RolledHost['wholeScans'][number];

/**
 * What instances of an image that are gone had, and what complete scans of others prove about it: they must have looked
 * as a host has to be looked at, long enough after the last sighting.
 */
export class ImageProof {
  readonly #goneFindings = new Map<string, { at: number; readonly needed: Needed }>();
  /** The latest scan of each way to look: collectors, rules, and what it found. */
  readonly #scans = new Map<string, Scan & { readonly at: number }>();
  #isFull = false;

  /** Counts the products of an instance that is gone. */
  addGone({ needed, times }: RolledHost): void {
    const at = times.at(-1) ?? Number.POSITIVE_INFINITY;
    for (const [id, need] of needed) {
      let known = this.#goneFindings.get(id);
      if (known === undefined) {
        // What is not told apart any more leaves doubt for good.
        if (this.#goneFindings.size >= maxProducts) this.#isFull = true;
        if (this.#goneFindings.size >= maxProducts) continue;
        known = { at, needed: new Needed() };
        this.#goneFindings.set(id, known);
      }
      known.at = Math.max(known.at, at);
      known.needed.addAll(need);
    }
  }

  /** Counts the complete scans of an instance. */
  addScans(scans: readonly Scan[]): void {
    for (const scan of scans) {
      const { at, looked, packs, products } = scan;
      if (at === null) continue;
      const key = JSON.stringify([looked, packs, products.map(({ id }) => id)]);
      const known = this.#scans.get(key);
      if (known === undefined ? this.#scans.size < maxWays : known.at < at)
        this.#scans.set(key, { ...scan, at });
    }
  }

  /** Whether a product that an instance had when it was seen last may still be there; undefined: any product. */
  leavesDoubt(product: string | undefined, unknownAfterMs: number): boolean {
    if (product === undefined)
      return (
        this.#isFull || [...this.#goneFindings.keys()].some((id) => this.leavesDoubt(id, unknownAfterMs))
      );
    const finding = this.#goneFindings.get(product);
    if (finding === undefined) return this.#isFull;
    return ![...this.#scans.values()].some(
      (scan) =>
        finding.at + unknownAfterMs <= scan.at &&
        !scan.products.some(({ id }) => id === product) &&
        finding.needed.doubt(scan) === undefined,
    );
  }
}
