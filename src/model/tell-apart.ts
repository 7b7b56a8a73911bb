import { visible } from './visible.ts';

/** What a host states of itself that tells it from others of its name. */
export interface Distinguishable {
  readonly hostname?: string | undefined;
  readonly client?: string | undefined;
  readonly site?: string | undefined;
  /** What the folder or image that was looked at is called. */
  readonly place?: string | undefined;
  /** Where that lies. Never shown, since it may name a user. */
  readonly path?: string | undefined;
  readonly id?: string | undefined;
  readonly hardwareId?: string | undefined;
}

/** Stands for a host of which nobody says anything. */
const nameless = 'host without a name';
const traits = ['client', 'site', 'place', 'id', 'hardwareId'] as const;
const maxName = 253;
const maxTrait = 100;

/**
 * A name for each host, in their order, none twice. A host that is the only one of its name has that name. Of several,
 * each has behind it in brackets the first of client, site, place, id and hardware id in which all of them differ; where
 * there is none, all in which any differ. A host without a name is called by its place or id. The names do not depend on
 * the order of the hosts.
 */
export function tellApart(hosts: readonly Distinguishable[]): string[] {
  const groups = new Map<string, Distinguishable[]>();
  for (const host of hosts) {
    const name = nameOf(host);
    const group = groups.get(name);
    if (group) group.push(host);
    else groups.set(name, [host]);
  }
  const taken = new Set([...groups].filter(([, group]) => group.length === 1).map(([name]) => name));
  const names = new Map<Distinguishable, string>();
  for (const [name, group] of [...groups].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const [only] = group;
    if (group.length === 1 && only !== undefined) names.set(only, name);
    else for (const [host, own] of apart(name, group, taken)) names.set(host, own);
  }
  return hosts.map((host) => names.get(host) ?? nameOf(host));
}

function nameOf({ hostname, place, id, hardwareId }: Distinguishable): string {
  return hostname ?? place ?? id ?? hardwareId ?? nameless;
}

/** Names of hosts that have one name; adds them to those that are taken. */
function apart(
  name: string,
  group: readonly Distinguishable[],
  taken: Set<string>,
): [Distinguishable, string][] {
  const telling = tellingTraits(group);
  return [...group].sort(byTraits).map((host) => {
    const said = telling.flatMap((trait) => (host[trait] === undefined ? [] : shown(host[trait], maxTrait)));
    const wanted = said.length === 0 ? name : `${shown(name, maxName)} (${said.join(', ')})`;
    let own = wanted;
    for (let number = 2; taken.has(own); number++) own = `${wanted} #${number}`;
    taken.add(own);
    return [host, own];
  });
}

function tellingTraits(group: readonly Distinguishable[]): (typeof traits)[number][] {
  const differing = (trait: (typeof traits)[number]): number =>
    new Set(group.map((host) => host[trait])).size;
  const best = traits.find(
    (trait) => differing(trait) === group.length && group.every((host) => host[trait] !== undefined),
  );
  return best === undefined ? traits.filter((trait) => differing(trait) > 1) : [best];
}

function byTraits(a: Distinguishable, b: Distinguishable): number {
  const [left, right] = [a, b].map((host) =>
    JSON.stringify([...traits, 'path' as const].map((trait) => host[trait] ?? '')),
  );
  return (left ?? '') < (right ?? '') ? -1 : 1;
}

function shown(text: string, max: number): string {
  return visible(text).slice(0, max);
}
