import type { Finding } from '../model/finding.ts';
import type { Item } from '../model/item.ts';
import { noteKinds, type Platform, statuses } from '../model/vocabulary.ts';
import { byName, type NameOf, sameName } from './by-name.ts';
import type { CompiledPack } from './compile-pack.ts';
import { FactRows, factSort, type HostIdentity } from './fact-rows.ts';
import { FieldReader } from './fields.ts';
import { HostHits } from './host-hits.ts';
import { byCodeUnit, firstOf } from './order.ts';
import { platformByPlace } from './platform-by-place.ts';
import { Candidates } from './postings.ts';
import { type HostResult, type NamedNote, resolveHost } from './resolve-host.ts';
import type { MatchResult, ProtectionHit } from './result.ts';

/** What holds for items that do not say it themselves. */
export interface SessionDefaults extends HostIdentity {
  readonly host?: string;
  readonly platform?: Platform;
  /** True where the items come from a running machine, so that a start type says nothing about running. */
  readonly live: boolean;
}

/**
 * Takes the items of one or many hosts, in any order, and says what they amount to.
 * Keeps only what matched; the order of adding never changes the result.
 */
export class MatchSession {
  readonly #pack: CompiledPack;
  readonly #defaults: SessionDefaults;
  readonly #reader: FieldReader;
  readonly #candidates: Candidates;
  readonly #hosts = new Map<string | undefined, HostHits>();
  readonly #facts = new Map<string | undefined, FactRows>();
  #items = 0;
  #tried = 0;

  constructor(pack: CompiledPack, defaults: SessionDefaults) {
    this.#pack = pack;
    this.#defaults = defaults;
    this.#reader = new FieldReader(pack.fields.names);
    this.#candidates = new Candidates(pack.signatures.length + pack.probes.length);
  }

  /**
   * Matches one item. `from` says what holds for an item of another inventory than the session was begun for;
   * rows of one host may come from several, some live and some not.
   */
  add(item: Item, from: SessionDefaults = this.#defaults): void {
    this.#items++;
    this.#noteFact(item, from);
    this.#lookUp(item);
    for (let at = 0; at < this.#candidates.count; at++)
      this.#try(this.#candidates.list[at] as number, item, from);
  }

  /** Counts items that are known to mean nothing (see {@link mayMatter}). */
  count(items: number): void {
    this.#items += items;
  }

  /**
   * Whether adding the item could change what `finish` says, other than the number of items: it states a fact of its host
   * or passes a test of the pack on whatever platform. Changes nothing itself.
   */
  mayMatter(item: Item): boolean {
    if (factSort(item) !== undefined) return true;
    this.#lookUp(item);
    const { signatures, probes } = this.#pack;
    for (let at = 0; at < this.#candidates.count; at++) {
      const entry = this.#candidates.list[at] as number;
      const holds = signatures[entry]?.holds ?? probes[entry - signatures.length];
      if (holds?.(this.#reader)) return true;
    }
    return false;
  }

  /** Whether the item states no fact and no literal of it leads to any test of the pack. */
  isPlain(item: Item): boolean {
    if (factSort(item) !== undefined) return false;
    this.#lookUp(item);
    return this.#candidates.count === 0;
  }

  /** Work done so far: items added, and signatures and probes whose tests were run in full. */
  get work(): { readonly items: number; readonly candidates: number } {
    return { items: this.#items, candidates: this.#tried };
  }

  /**
   * What the items amount to. More may be added afterwards and `finish` called again. `nameOf` says under which name a
   * host stands in the result, where that is not the key under which its items were added.
   */
  finish(nameOf: NameOf = sameName): MatchResult {
    const findings: Finding[] = [];
    const notes: NamedNote[] = [];
    const protections: ProtectionHit[] = [];
    const truncated: string[] = [];
    for (const [host, hits] of byName(this.#hosts, nameOf, () => new HostHits(this.#pack))) {
      const result: HostResult = resolveHost(hits.held(), host);
      findings.push(...result.findings);
      notes.push(...result.notes);
      protections.push(...result.protections);
      truncated.push(...result.truncated);
    }
    return {
      items: this.#items,
      findings: findings.sort(compareFindings),
      notes: notes.sort(compareNotes).map(({ note }) => note),
      protections: protections.sort(compareProtections),
      facts: [...byName(this.#facts, nameOf, () => new FactRows())]
        .sort(([a], [b]) => byCodeUnit(a, b))
        .map(([host, rows]) => rows.finish(host)),
      truncated: truncated.sort(byCodeUnit),
    };
  }

  /** Finds the entries that the item's literals lead to. */
  #lookUp(item: Item): void {
    this.#candidates.clear();
    const index = this.#pack.kinds.get(item.kind);
    if (index === undefined) return;
    this.#reader.load(item);
    index.find(this.#reader, this.#candidates);
  }

  #noteFact(item: Item, from: SessionDefaults): void {
    const sort = factSort(item);
    if (sort === undefined) return;
    this.#factsOf(item, from).add(sort, item);
  }

  /** The facts of the row's host, to which who sent the row is noted. */
  #factsOf(item: Item, from: SessionDefaults): FactRows {
    const host = item.host || from.host || undefined;
    let rows = this.#facts.get(host);
    if (rows === undefined) {
      rows = new FactRows();
      this.#facts.set(host, rows);
    }
    rows.meet({ ...from, platform: item.platform ?? from.platform }, from.live);
    return rows;
  }

  #try(entry: number, item: Item, from: SessionDefaults): void {
    this.#tried++;
    const signature = this.#pack.signatures[entry];
    if (signature === undefined) {
      const holds = this.#pack.probes[entry - this.#pack.signatures.length];
      if (holds?.(this.#reader)) this.#hitsOf(item, from).add(entry, item, from.live);
      return;
    }
    const platform = item.platform ?? from.platform ?? platformByPlace(item);
    if (platform === undefined ? signature.needsPlatform : !signature.platforms.includes(platform)) return;
    if (signature.holds(this.#reader)) this.#hitsOf(item, from).add(entry, item, from.live);
  }

  #hitsOf(item: Item, from: SessionDefaults): HostHits {
    const host = item.host || from.host || undefined;
    this.#factsOf(item, from);
    let hits = this.#hosts.get(host);
    if (hits === undefined) {
      hits = new HostHits(this.#pack);
      this.#hosts.set(host, hits);
    }
    return hits;
  }
}

/** Worst status first, then product name, host, product id. */
function compareFindings(a: Finding, b: Finding): number {
  return firstOf(
    statuses.indexOf(a.status) - statuses.indexOf(b.status),
    byCodeUnit(a.product.name, b.product.name),
    byCodeUnit(a.host, b.host),
    byCodeUnit(a.product.id, b.product.id),
  );
}

/** By kind as the vocabulary lists them, then product name, host, text, product id. */
function compareNotes(a: NamedNote, b: NamedNote): number {
  return firstOf(
    noteKinds.indexOf(a.note.kind) - noteKinds.indexOf(b.note.kind),
    byCodeUnit(a.productName, b.productName),
    byCodeUnit(a.note.host, b.note.host),
    byCodeUnit(a.note.text, b.note.text),
    byCodeUnit(a.note.product, b.note.product),
  );
}

function compareProtections(a: ProtectionHit, b: ProtectionHit): number {
  return firstOf(
    byCodeUnit(a.protection.name, b.protection.name),
    byCodeUnit(a.host, b.host),
    byCodeUnit(a.protection.protection, b.protection.protection),
  );
}
