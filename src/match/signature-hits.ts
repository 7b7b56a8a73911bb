import type { Evidence } from '../model/finding.ts';
import type { Item } from '../model/item.ts';
import type { CompiledSignature } from './compile-pack.ts';
import { maxAlso, maxEvidence } from './evidence-limits.ts';
import { byCodeUnit, firstOf, rowKey } from './order.ts';
import { activityOf, activityRank, type Proof, proofOf, proofRank } from './proof.ts';

/** Rows that say the same, from one or several places. The first item stands for all. */
export interface Row {
  readonly key: string;
  readonly items: readonly Item[];
}

/** One piece of evidence, with what the judgement needs to know of it. */
export interface Held {
  readonly signature: CompiledSignature;
  readonly key: string;
  readonly proof: Proof;
  readonly evidence: Evidence;
}

/** The items of one host that one signature matched. Holds a bounded number of them, the most relevant. */
export class SignatureHits {
  readonly #signature: CompiledSignature;
  readonly #live: boolean;
  #items: Item[] = [];
  #compactAt = 4 * maxEvidence;
  #truncated = false;

  constructor(signature: CompiledSignature, live: boolean) {
    this.#signature = signature;
    this.#live = live;
  }

  add(item: Item): void {
    this.#items.push(item);
    if (this.#items.length < this.#compactAt) return;
    this.#items = this.rows().flatMap((row) => row.items);
    this.#compactAt = Math.max(4 * maxEvidence, 2 * this.#items.length);
  }

  /** True after `rows` where something was left out. */
  get truncated(): boolean {
    return this.#truncated;
  }

  /** The different rows, most relevant first. */
  rows(): Row[] {
    const groups = new Map<string, Item[]>();
    for (const item of this.#items) {
      const key = rowKey(item);
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [item]);
      else group.push(item);
    }
    const rows = [...groups].map(([key, items]) => ({ key, items: this.#places(items) }));
    const ranked = rows.map((row) => ({ row, rank: relevance(this.#signature, row, this.#live) }));
    ranked.sort((a, b) => a.rank - b.rank || compareRows(a.row, b.row));
    if (ranked.length > maxEvidence) this.#truncated = true;
    return ranked.slice(0, maxEvidence).map(({ row }) => row);
  }

  /** Sorts equal rows by place, drops those read twice from one place, and keeps a bounded number. */
  #places(items: readonly Item[]): Item[] {
    const sorted = [...items].sort(comparePlaces);
    const distinct = sorted.filter((item, index) => {
      const before = sorted[index - 1];
      return before === undefined || before.origin !== item.origin || before.ref !== item.ref;
    });
    if (distinct.length > maxAlso + 1) this.#truncated = true;
    return distinct.slice(0, maxAlso + 1);
  }
}

/** Makes a row the evidence of a signature. */
export function holdRow(signature: CompiledSignature, { key, items }: Row): Held | undefined {
  const [item, ...others] = items;
  if (item === undefined) return undefined;
  const also = others.map(({ origin, ref }) => (ref === undefined ? { origin } : { origin, ref }));
  const evidence = { signature: signature.id, item, ...(also.length > 0 && { also }) };
  return { signature, key, proof: proofOf(signature, item), evidence };
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
export function mostRelevant(held: readonly Held[], live: boolean): { kept: Held[]; truncated: boolean } {
  if (held.length <= maxEvidence) return { kept: [...held].sort(compareHeld), truncated: false };
  const ranked = held.map((each) => ({ each, rank: rankOf(each.proof, each.evidence.item, live) }));
  ranked.sort((a, b) => a.rank - b.rank || compareHeld(a.each, b.each));
  const kept = ranked.slice(0, maxEvidence).map(({ each }) => each);
  return { kept: kept.sort(compareHeld), truncated: true };
}

function relevance(signature: CompiledSignature, { items }: Row, live: boolean): number {
  const [item] = items;
  return item === undefined ? 0 : rankOf(proofOf(signature, item), item, live);
}

function rankOf(proof: Proof, item: Item, live: boolean): number {
  const activity = activityOf(item, live);
  // Life first among equal proof, so that cutting never turns an active product into an idle one.
  return 4 * proofRank[proof] + (activity === undefined ? 3 : activityRank[activity]);
}

function compareRows(a: Row, b: Row): number {
  const [left] = a.items;
  const [right] = b.items;
  const order = left === undefined || right === undefined ? 0 : compareItems(left, right);
  return order || byCodeUnit(a.key, b.key);
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
