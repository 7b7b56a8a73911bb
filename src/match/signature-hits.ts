import type { Evidence } from '../model/finding.ts';
import type { Item } from '../model/item.ts';
import type { CompiledSignature } from './compile-pack.ts';
import { maxAlso, maxEvidence } from './evidence-limits.ts';
import { byCodeUnit, firstOf, rowKey } from './order.ts';
import { type Activity, activityOf, activityRank, type Proof, proofOf, proofRank } from './proof.ts';

/** An item and whether it was read on a running machine. */
interface Hit {
  readonly item: Item;
  readonly live: boolean;
}

/** Rows that say the same, from one or several places. The first item stands for all. */
export interface Row {
  readonly key: string;
  readonly item: Item;
  readonly hits: readonly Hit[];
  readonly proof: Proof;
  readonly activity: Activity | undefined;
}

/** One piece of evidence, with what the judgement needs to know of it. */
export interface Held {
  readonly signature: CompiledSignature;
  readonly key: string;
  readonly proof: Proof;
  readonly activity: Activity | undefined;
  readonly evidence: Evidence;
}

/** The items of one host that one signature matched. Holds a bounded number of them, the most relevant. */
export class SignatureHits {
  readonly #signature: CompiledSignature;
  #hits: Hit[] = [];
  #compactAt = 4 * maxEvidence;
  #truncated = false;

  constructor(signature: CompiledSignature) {
    this.#signature = signature;
  }

  add(item: Item, live: boolean): void {
    this.#hits.push({ item, live });
    if (this.#hits.length < this.#compactAt) return;
    this.#hits = this.rows().flatMap((row) => row.hits);
    this.#compactAt = Math.max(4 * maxEvidence, 2 * this.#hits.length);
  }

  /** For the same signature, without a hit. */
  empty(): SignatureHits {
    return new SignatureHits(this.#signature);
  }

  /** Adds the hits of another inventory of the host. */
  addAll(other: SignatureHits): void {
    for (const { item, live } of other.#hits) this.add(item, live);
    this.#truncated ||= other.#truncated;
  }

  /** True after `rows` where something was left out. */
  get truncated(): boolean {
    return this.#truncated;
  }

  /** The different rows, most relevant first. */
  rows(): Row[] {
    const groups = new Map<string, Hit[]>();
    for (const hit of this.#hits) {
      const key = rowKey(hit.item);
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [hit]);
      else group.push(hit);
    }
    const rows = [...groups].flatMap(([key, hits]) => this.#row(key, hits));
    rows.sort(
      (a, b) => relevance(a) - relevance(b) || compareItems(a.item, b.item) || byCodeUnit(a.key, b.key),
    );
    if (rows.length > maxEvidence) this.#truncated = true;
    return rows.slice(0, maxEvidence);
  }

  /** Sorts equal rows by place, drops those read twice from one place, and keeps a bounded number. */
  #row(key: string, hits: readonly Hit[]): Row[] {
    // Where one of them was read on a running machine, somebody could look, and that holds for all.
    const live = hits.some((hit) => hit.live);
    const sorted = hits.map(({ item }) => ({ item, live })).sort((a, b) => comparePlaces(a.item, b.item));
    const distinct = sorted.filter(({ item }, index) => {
      const before = sorted[index - 1]?.item;
      return before === undefined || before.origin !== item.origin || before.ref !== item.ref;
    });
    if (distinct.length > maxAlso + 1) this.#truncated = true;
    const kept = distinct.slice(0, maxAlso + 1);
    return kept.slice(0, 1).map(({ item }) => ({
      key,
      item,
      hits: kept,
      proof: proofOf(this.#signature, item),
      activity: activityOf(item, live),
    }));
  }
}

/** Makes a row the evidence of a signature. */
export function holdRow(signature: CompiledSignature, { key, item, hits, proof, activity }: Row): Held {
  const also = hits
    .slice(1)
    .map(({ item: { origin, ref } }) => (ref === undefined ? { origin } : { origin, ref }));
  const evidence = { signature: signature.id, item, ...(also.length > 0 && { also }) };
  return { signature, key, proof, activity, evidence };
}

/** The order of evidence: stronger proof first, then kind, name, path, origin, signature. Total over different evidence. */
export function compareHeld(a: Held, b: Held): number {
  return firstOf(
    proofRank[a.proof] - proofRank[b.proof],
    compareItems(a.evidence.item, b.evidence.item),
    byCodeUnit(a.evidence.item.origin, b.evidence.item.origin),
    byCodeUnit(a.signature.id, b.signature.id),
    byCodeUnit(a.key, b.key),
  );
}

/** The most relevant pieces, at most {@link maxEvidence}, in the order of evidence. */
export function mostRelevant(held: readonly Held[]): { kept: Held[]; truncated: boolean } {
  const ranked = [...held].sort((a, b) => relevance(a) - relevance(b) || compareHeld(a, b));
  const kept = ranked.slice(0, maxEvidence).sort(compareHeld);
  return { kept, truncated: held.length > maxEvidence };
}

/** Life first among equal proof, so that cutting never turns an active product into an idle one. */
function relevance({ proof, activity }: { proof: Proof; activity: Activity | undefined }): number {
  return 4 * proofRank[proof] + (activity === undefined ? 3 : activityRank[activity]);
}

function compareItems(a: Item, b: Item): number {
  return firstOf(byCodeUnit(a.kind, b.kind), byCodeUnit(a.name, b.name), byCodeUnit(a.path, b.path));
}

function comparePlaces(a: Item, b: Item): number {
  return firstOf(
    byCodeUnit(a.origin, b.origin),
    byCodeUnit(a.ref, b.ref),
    byCodeUnit(a.collector, b.collector),
    byCodeUnit(a.host, b.host),
  );
}
