import type { StatedInventory } from '../model/inventory.ts';
import type { AboutHosts } from './about-hosts.ts';

/** A report names no more hosts than `phaseout fleet` reads of one. */
export const maxListed = 200_000;

/** What a report says of who its hosts are. */
export interface ListedHosts {
  readonly inventories?: readonly StatedInventory[];
  readonly hostsLeftOut?: number;
}

/**
 * The hosts that a report names beside its findings, each with what is said of it and not of all. Of hosts that have rows
 * and no inventory of their own, those with findings come first where there are more than `max`; the others by name, so
 * that the same ones are named week by week.
 */
export function listHosts(
  inventories: readonly StatedInventory[],
  options: {
    readonly found: ReadonlySet<string | undefined>;
    readonly about: AboutHosts;
    /** There were more, and nobody knows how many. */
    readonly isCut?: boolean;
    readonly max?: number;
  },
): ListedHosts {
  const { found, about, isCut = false, max = maxListed } = options;
  const isRow = ({ type }: StatedInventory): boolean => type === 'inventory';
  let room = max - inventories.length;
  let listed = inventories;
  if (room < 0) {
    const isFound = (each: StatedInventory): boolean => !isRow(each) || found.has(each.host);
    room = max - inventories.filter(isFound).length;
    listed = inventories.filter((each) => isFound(each) || room-- > 0);
  }
  const leftOut = inventories.length - listed.length + (isCut ? 1 : 0);
  return {
    inventories: listed.map((each) => withSaid(each, about)),
    ...(leftOut > 0 && { hostsLeftOut: leftOut }),
  };
}

/** A host with what the operator says of it, where the target does not say the same already. */
export function withSaid(inventory: StatedInventory, about: AboutHosts): StatedInventory {
  const { client: _client, site: _site, tags: _tags, ...rest } = inventory;
  return { ...rest, ...about.beyondTarget(inventory.host) };
}

/** The names that hosts have themselves, where a report knows them by others. */
export function ownNames(
  inventories: readonly StatedInventory[] = [],
): ReadonlyMap<string, string | undefined> {
  return new Map(
    inventories.flatMap(({ host, hostname }) =>
      hostname === undefined ? [] : [[host, hostname ?? undefined] as const],
    ),
  );
}
