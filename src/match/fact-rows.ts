import type { HostFacts } from '../model/host-facts.ts';
import type { Item } from '../model/item.ts';
import { byCodeUnit, firstOf, rowKey } from './order.ts';

/** Rows of one sort that are kept of one host; a real one has some twenty. */
const maxRows = 200;

/** Names of rows that state something of their host: `whole` is the name, others begin it. */
export const stateNames: readonly { readonly text: string; readonly whole: boolean }[] = [
  { text: 'defender-', whole: false },
  { text: 'restart-pending-', whole: false },
  { text: 'product-encryption', whole: true },
];

/** Which sort of fact a row is; undefined for the rest, which is nearly all. */
export function factSort(item: Item): 'states' | 'reads' | undefined {
  if (item.kind !== 'marker' || item.attributes === undefined) return undefined;
  if (typeof item.attributes['read'] === 'string') return 'reads';
  // A file or folder of such a name has a path.
  return item.path === undefined && isStateName(item.name) ? 'states' : undefined;
}

function isStateName(name: string): boolean {
  return stateNames.some(({ text, whole }) => (whole ? name === text : name.startsWith(text)));
}

/** Who a host is, as its inventory says beside its rows. */
export interface HostIdentity {
  readonly platform?: HostFacts['platform'] | undefined;
  readonly os?: string;
  readonly role?: string;
  readonly furtherRoles?: string;
}

/** Collects the facts of one host. The same whatever order rows come in. */
export class FactRows {
  readonly #rows = { states: new Map<string, Item>(), reads: new Map<string, Item>() };
  #live = false;
  #identity: Pick<HostFacts, 'platform' | 'os' | 'role' | 'furtherRoles'> = {};

  /** Notes who an inventory says that the host is, and whether it was read on the running machine. */
  meet(identity: HostIdentity, live: boolean): void {
    this.#live ||= live;
    for (const key of ['platform', 'os', 'role', 'furtherRoles'] as const) {
      const value = identity[key];
      // Rows of one host may come from several inventories; the lesser text wins, in any order.
      if (value === undefined || byCodeUnit(value, this.#identity[key] ?? value) > 0) continue;
      this.#identity = { ...this.#identity, [key]: value };
    }
  }

  add(sort: 'states' | 'reads', item: Item): void {
    const rows = this.#rows[sort];
    const key = `${rowKey(item)}\0${item.origin}`;
    rows.set(key, item);
    if (rows.size <= 2 * maxRows) return;
    const kept = [...rows].sort(compareRows).slice(0, maxRows);
    rows.clear();
    for (const [each, row] of kept) rows.set(each, row);
  }

  /** Adds the rows of another inventory of the host. */
  addAll(other: FactRows): void {
    this.meet(other.#identity, other.#live);
    for (const sort of ['states', 'reads'] as const)
      for (const item of other.#rows[sort].values()) this.add(sort, item);
  }

  /** The facts, with what holds for the host. */
  finish(host: string | undefined): HostFacts {
    return {
      ...(host !== undefined && { host }),
      ...this.#identity,
      live: this.#live,
      states: sorted(this.#rows.states),
      reads: sorted(this.#rows.reads),
    };
  }
}

function sorted(rows: ReadonlyMap<string, Item>): Item[] {
  return [...rows]
    .sort(compareRows)
    .slice(0, maxRows)
    .map(([, item]) => item);
}

function compareRows([keyA, a]: [string, Item], [keyB, b]: [string, Item]): number {
  return firstOf(byCodeUnit(a.name, b.name), byCodeUnit(a.origin, b.origin), byCodeUnit(keyA, keyB));
}
