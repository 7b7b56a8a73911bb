import { kindBit } from '../../inventory/shown-kinds.ts';
import { type ItemKind, itemKinds } from '../../model/vocabulary.ts';
import type { BlockSummary, WantedLine } from './block.ts';

/** One host of a block. */
export interface HostTally {
  readonly host: string | undefined;
  kinds: number;
  /** The last answer that was noted. */
  query: string | undefined;
  time: number;
}

/** Counts the rows of one block. */
export class Tally {
  lines = 0;
  usable = 0;
  readonly #wanted: WantedLine[] = [];
  readonly #hosts = new Map<string | undefined, HostTally>();
  readonly #shown: HostTally[] = [];
  readonly #answers = new Map<string, number>();
  readonly #kinds = new Int32Array(itemKinds.length);
  #items = 0;
  #software = 0;

  /** A line is wanted; `begin` is -1 where it was too long. */
  want(begin: number, end: number): void {
    this.#wanted.push({ line: this.lines, begin, end, items: this.#items, software: this.#software });
    this.#items = 0;
    this.#software = 0;
  }

  /** Items that mean nothing, by the place of their kind in `itemKinds`. */
  count(kind: number, items = 1): void {
    this.#kinds[kind] = (this.#kinds[kind] as number) + items;
    this.#items += items;
    if (kind === software) this.#software += items;
  }

  host(host: string | undefined): HostTally {
    let tally = this.#hosts.get(host);
    if (tally === undefined) {
      tally = { host, kinds: 0, query: undefined, time: 0 };
      this.#hosts.set(host, tally);
    }
    return tally;
  }

  /** A host has a row of a kind, given by its place in `itemKinds`. */
  show(tally: HostTally, kind: number): void {
    if (tally.kinds === 0) this.#shown.push(tally);
    tally.kinds |= kindBits[kind] as number;
  }

  /** An answer of a host to a query, of which no row means anything. */
  answer(tally: HostTally, query: string, time: number): void {
    if (tally.query === query && tally.time === time) return;
    tally.query = query;
    tally.time = time;
    this.answerOf(`${tally.host ?? ''}\0${query}`, time);
  }

  answerOf(group: string, time: number): void {
    const known = this.#answers.get(group);
    if (known === undefined || time > known) this.#answers.set(group, time);
  }

  summary(): BlockSummary {
    return {
      lines: this.lines,
      wanted: this.#wanted,
      items: this.#items,
      software: this.#software,
      hosts: this.#shown.map(({ host, kinds }) => [host, kinds] as const),
      usable: this.usable,
      kinds: itemKinds.flatMap((kind, index): [ItemKind, number][] => {
        const count = this.#kinds[index] as number;
        return count === 0 ? [] : [[kind, count]];
      }),
      snapshots: [...this.#answers].map(([group, time]) => ({ group, time })),
    };
  }
}

const software = itemKinds.indexOf('software');

const kindBits: readonly number[] = itemKinds.map(kindBit);
