import type { Item } from '../model/item.ts';
import type { CompiledPack, CompiledSignature } from './compile-pack.ts';
import { rowKey } from './order.ts';
import { type Held, holdRow, SignatureHits } from './signature-hits.ts';

/** What was matched on one host, by number of signature and probe. Made on the first hit, so a clean host costs nothing. */
export class HostHits {
  readonly #pack: CompiledPack;
  readonly #signatures = new Map<number, SignatureHits>();
  readonly #probes = new Map<number, ProbeHit>();

  constructor(pack: CompiledPack) {
    this.#pack = pack;
  }

  /**
   * Notes that an item passes an entry of the pack: a signature, or a probe.
   * `live` says whether the item was read on a running machine.
   */
  add(entry: number, item: Item, live: boolean): void {
    const signature = this.#pack.signatures[entry];
    if (signature === undefined) {
      this.#addProbe(entry - this.#pack.signatures.length, item);
      return;
    }
    let hits = this.#signatures.get(entry);
    if (hits === undefined) {
      hits = new SignatureHits(signature);
      this.#signatures.set(entry, hits);
    }
    hits.add(item, live);
  }

  /** Adds what was matched in another inventory of the host. */
  addAll(other: HostHits): void {
    for (const [number, hits] of other.#signatures) {
      const own = this.#signatures.get(number) ?? hits.empty();
      own.addAll(hits);
      this.#signatures.set(number, own);
    }
    for (const [number, { key, several }] of other.#probes) {
      const own = this.#probes.get(number);
      const isAnother = own !== undefined && (own.several || own.key !== key);
      this.#probes.set(number, { key, several: several || isAnother });
    }
  }

  /** Evidence of every signature whose conditions on other items of the host hold, in the order of the pack. */
  held(): { held: Held[]; truncated: ReadonlySet<CompiledSignature> } {
    const held: Held[] = [];
    const truncated = new Set<CompiledSignature>();
    const inOrder = [...this.#signatures].sort(([a], [b]) => a - b);
    for (const [number, hits] of inOrder) {
      const signature = this.#pack.signatures[number];
      if (signature === undefined) continue;
      for (const row of hits.rows()) {
        if (!signature.beside.every((probe) => this.#another(probe, row.key))) continue;
        if (signature.unless.some((probe) => this.#another(probe, row.key))) continue;
        held.push(holdRow(signature, row));
      }
      if (hits.truncated) truncated.add(signature);
    }
    return { held, truncated };
  }

  #addProbe(probe: number, item: Item): void {
    const known = this.#probes.get(probe);
    if (known?.several) return;
    const key = rowKey(item);
    if (known === undefined) this.#probes.set(probe, { key, several: false });
    else if (known.key !== key) known.several = true;
  }

  /** Whether a row other than this one fits the probe. Equal rows from two places are one row. */
  #another(probe: number, key: string): boolean {
    const hit = this.#probes.get(probe);
    return hit !== undefined && (hit.several || hit.key !== key);
  }
}

interface ProbeHit {
  readonly key: string;
  several: boolean;
}
