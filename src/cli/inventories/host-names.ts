import type { NameOf } from '../../match/by-name.ts';
import { foldName } from '../../model/fold-name.ts';
import type { StatedInventory } from '../../model/inventory.ts';
import { tellApart } from '../../model/tell-apart.ts';
import type { RowHosts } from './row-hosts.ts';
import type { HostNames, StatedHosts } from './stated-hosts.ts';

/** How the hosts of all inventories are called, once all were read. */
export interface AllNames {
  /** The name of a host by the key under which its rows are matched. */
  readonly of: NameOf;
  /** The same, for a key. */
  readonly shown: (key: string) => string;
  /** What a report says of the host of rows under a key that are in no inventory of its own. */
  readonly rowHost: (key: string) => StatedInventory;
  /** Of the hosts of native inventories alone, by key. */
  readonly stated: HostNames;
}

/**
 * Names for the hosts of native inventories and for those that rows name; no two hosts have the same. Rows of a name that
 * one native inventory has, too, are those of its host. `isAlone`: one native inventory is all that there is.
 */
export function nameHosts(stated: StatedHosts, rows: RowHosts, isAlone: boolean): AllNames {
  const hosts = stated.hosts;
  const namesakes = rows.namesakes();
  const apart = isAlone ? hosts.map(({ hostname }) => hostname) : tellApart([...hosts, ...namesakes]);
  const names = new Map([...hosts, ...namesakes].map(({ key }, index) => [key, apart[index]]));
  const ofStated = new Map(hosts.map(({ key }) => [key, names.get(key)]));
  const only = onlyNames(hosts.map(({ key, hostname }) => [hostname, names.get(key)]));
  const ids = new Map(namesakes.map(({ key, id }) => [key, id]));
  /** Spellings of hosts that were not noted, as they come first. */
  const spelled = new Map<string, string>();
  const shown = (key: string): string => {
    const hostname = rows.hostname(key);
    const folded = foldName(hostname);
    const first = spelled.get(folded) ?? hostname;
    spelled.set(folded, first);
    return names.get(key) ?? only.get(folded) ?? first;
  };
  return {
    stated: ofStated,
    of(key) {
      if (key === undefined) return undefined;
      return ofStated.has(key) ? ofStated.get(key) : shown(key);
    },
    shown,
    rowHost(key) {
      const host = shown(key);
      const hostname = rows.hostname(key);
      const id = ids.get(key);
      return {
        host,
        ...(foldName(host) !== foldName(hostname) && { hostname }),
        type: 'inventory',
        // Senders number their own hosts, so the name belongs to it: nothing else shall be taken for the same host.
        ...(id !== undefined && { id: `${foldName(hostname)}/${id}` }),
      };
    },
  };
}

/** The names that hosts have in the end, by those that they have themselves, where one alone has it. */
function onlyNames(
  hosts: readonly (readonly [hostname: string | undefined, name: string | undefined])[],
): ReadonlyMap<string, string> {
  const only = new Map<string, string>();
  const several = new Set<string>();
  for (const [hostname, name] of hosts) {
    if (hostname === undefined || name === undefined) continue;
    const folded = foldName(hostname);
    if (only.has(folded)) several.add(folded);
    only.set(folded, name);
  }
  for (const folded of several) only.delete(folded);
  return only;
}
