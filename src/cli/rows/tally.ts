import type { NamedHost } from '../../inventory/importers/importer.ts';
import { kindBit } from '../../inventory/shown-kinds.ts';
import { type ItemKind, itemKinds } from '../../model/vocabulary.ts';
import type { BlockSummary, WantedLine } from './block.ts';

/** One host of a block. */
export interface HostTally extends NamedHost {
  kinds: number;
  isShown: boolean;
  /** The last answer that was noted. */
  query: string | undefined;
  time: number;
  /** Others of the same name, by id. */
  namesakes: Map<string, HostTally> | undefined;
  /** The time of the last answer to each query. */
  answers: Map<string, number> | undefined;
}

/** Counts the rows of one block. */
export class Tally {
  lines = 0;
  usable = 0;
  readonly #wanted: WantedLine[] = [];
  readonly #limits: string[] = [];
  readonly #hosts = new Map<string | undefined, HostTally>();
  readonly #shown: HostTally[] = [];
  readonly #kinds = new Int32Array(itemKinds.length);
  #items = 0;
  #software = 0;

  /** A line is wanted; `begin` is -1 where it was too long. */
  want(begin: number, end: number): void {
    this.#wanted.push({ line: this.lines, begin, end, items: this.#items, software: this.#software });
    this.#items = 0;
    this.#software = 0;
  }

  /** Notes what is to be said of the file as a whole; false where a wanted line comes before, which may say something, too. */
  limit(message: string): boolean {
    if (this.#wanted.length > 0) return false;
    this.#limits.push(message);
    return true;
  }

  /** Items that mean nothing, by the place of their kind in `itemKinds`. */
  count(kind: number, items = 1): void {
    this.#kinds[kind] = (this.#kinds[kind] as number) + items;
    this.#items += items;
    if (kind === software) this.#software += items;
  }

  host(host: string | undefined, hostId?: string): HostTally {
    let tally = this.#hosts.get(host);
    if (tally === undefined) {
      tally = newHost(host, hostId);
      this.#hosts.set(host, tally);
    }
    return tally.hostId === hostId ? tally : namesake(tally, hostId);
  }

  /** A host has rows, or gave an answer without any. */
  meet(tally: HostTally): void {
    if (tally.isShown) return;
    tally.isShown = true;
    this.#shown.push(tally);
  }

  /** A host has a row of a kind, given by its place in `itemKinds`. */
  show(tally: HostTally, kind: number): void {
    this.meet(tally);
    tally.kinds |= kindBits[kind] as number;
  }

  /** An answer of a host to a query, of which no row means anything. */
  answer(tally: HostTally, query: string, time: number): void {
    if (tally.query === query && tally.time === time) return;
    tally.query = query;
    tally.time = time;
    tally.answers ??= new Map();
    const known = tally.answers.get(query);
    if (known === undefined || time > known) tally.answers.set(query, time);
  }

  summary(): BlockSummary {
    return {
      lines: this.lines,
      wanted: this.#wanted,
      items: this.#items,
      software: this.#software,
      hosts: this.#shown.map(({ host, hostId, kinds }) => ({ host, hostId, kinds })),
      limits: this.#limits,
      usable: this.usable,
      kinds: itemKinds.flatMap((kind, index): [ItemKind, number][] => {
        const count = this.#kinds[index] as number;
        return count === 0 ? [] : [[kind, count]];
      }),
      snapshots: this.#all().flatMap(({ host, hostId, answers = [] }) =>
        [...answers].map(([query, time]) => ({ asked: { host, hostId, query }, time })),
      ),
    };
  }

  #all(): HostTally[] {
    return [...this.#hosts.values()].flatMap((tally) => [tally, ...(tally.namesakes?.values() ?? [])]);
  }
}

function newHost(host: string | undefined, hostId: string | undefined): HostTally {
  return {
    host,
    hostId,
    kinds: 0,
    isShown: false,
    query: undefined,
    time: 0,
    namesakes: undefined,
    answers: undefined,
  };
}

/** Another host of the name. */
function namesake(tally: HostTally, hostId = ''): HostTally {
  tally.namesakes ??= new Map();
  let other = tally.namesakes.get(hostId);
  if (other === undefined) {
    other = newHost(tally.host, hostId === '' ? undefined : hostId);
    tally.namesakes.set(hostId, other);
  }
  return other;
}

const software = itemKinds.indexOf('software');

const kindBits: readonly number[] = itemKinds.map(kindBit);
