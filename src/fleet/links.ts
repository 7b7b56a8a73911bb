import { isSameName } from './identity.ts';

/** That an installation was seen on some hardware, or under some name. */
export interface Sighting {
  /** Key of the installation, see `identityOf`. */
  readonly key: string;
  /** The host's name at that time; empty where it has none. */
  readonly host: string;
  readonly client: string | undefined;
  /** ms since 1970 UTC; null where the report says no time. */
  readonly at: number | null;
  /** False where a folder or image was scanned, and no running host. */
  readonly runs: boolean;
}

/** What is known of an installation from others. */
export type Note =
  | {
      readonly kind: 'replaced';
      readonly hardwareId: string;
      /** The installation that came next on the same hardware, and when it was first seen. */
      readonly by: string;
      readonly byHost: string;
      readonly at: number;
    }
  | { readonly kind: 'reimaged-from'; readonly hardwareId: string; readonly keys: readonly string[] }
  | { readonly kind: 'same-name'; readonly others: number };

/** A note, and the key of the installation that it is about. */
export interface Addressed {
  readonly key: string;
  readonly note: Note;
}

interface Stretch {
  readonly key: string;
  client: string | undefined;
  host: string;
  first: number;
  last: number;
}

const keptKeys = 10;

/**
 * Which installations on one piece of hardware replaced which: those whose times do not overlap with that of any other.
 * Installations that take turns (two systems on one machine, an id that many machines share), of two clients, or under two
 * names within a day replaced nothing. Reports without a time tell nothing here.
 */
export function replacements(hardwareId: string, sightings: Iterable<Sighting>): Addressed[] {
  const stretches = stretchesOf(sightings);
  if (stretches.length < 2) return [];
  const overlaps = stretches.some((each, index) => {
    const next = stretches[index + 1];
    return next !== undefined && !isSuccession(each, next);
  });
  if (overlaps) return [];
  return stretches.flatMap(({ key }, index): Addressed[] => {
    const next = stretches[index + 1];
    const earlier = stretches.slice(Math.max(0, index - keptKeys), index).map((each) => each.key);
    return [
      ...(next === undefined
        ? []
        : [
            {
              key,
              note: {
                kind: 'replaced' as const,
                hardwareId,
                by: next.key,
                byHost: next.host,
                at: next.first,
              },
            },
          ]),
      ...(earlier.length === 0
        ? []
        : [{ key, note: { kind: 'reimaged-from' as const, hardwareId, keys: earlier.reverse() } }]),
    ];
  });
}

/** Two scans within a day under two names are rather two machines with one hardware id than one that was set up anew. */
const leastBetweenMs = 86_400_000;

/** Whether one installation can have taken the place of another: of the same client, and later; at once only by the same name. */
function isSuccession(earlier: Stretch, later: Stretch): boolean {
  if (later.first <= earlier.last || !isSameClient(earlier.client, later.client)) return false;
  return isSameName(earlier.host, later.host) || later.first - earlier.last >= leastBetweenMs;
}

/** Installations by their first sighting; `last` never runs back, so that neighbours tell of any overlap. */
function stretchesOf(sightings: Iterable<Sighting>): Stretch[] {
  const byKey = new Map<string, Stretch>();
  for (const { key, host, at, client } of sightings) {
    if (at === null) continue;
    const known = byKey.get(key);
    if (known === undefined) byKey.set(key, { key, client, host, first: at, last: at });
    else {
      if (at >= known.last) known.host = host;
      known.client ??= client;
      known.first = Math.min(known.first, at);
      known.last = Math.max(known.last, at);
    }
  }
  return [...byKey.values()].sort((a, b) => a.first - b.first || (a.key < b.key ? -1 : 1));
}

/** The installations of one name, and where reports that know only the name belong. */
export interface NameGroup {
  /** The one running installation that such a report is of; undefined where there is none, or nobody knows which. */
  homeOf(host: string, client: string | undefined): string | undefined;
  readonly notes: readonly Addressed[];
}

const maxCompared = 200;

/** Groups sightings of installations (none that are known by name only) whose names begin alike. */
export function nameGroup(sightings: Iterable<Sighting>): NameGroup {
  const installations = new Map<string, Sighting>();
  for (const sighting of sightings) {
    const known = installations.get(sighting.key);
    const latest = known === undefined || (sighting.at ?? 0) >= (known.at ?? 0) ? sighting : known;
    installations.set(sighting.key, { ...latest, runs: sighting.runs || known?.runs === true });
  }
  const all = [...installations.values()];
  const near = (host: string, client: string | undefined): Sighting[] =>
    all.filter((each) => isSameName(each.host, host) && isSameClient(each.client, client));
  return {
    homeOf(host, client) {
      if (all.length > maxCompared) return undefined;
      // Whoever collected the report saw a host that runs, not a folder that lies somewhere.
      const homes = near(host, client).filter(({ runs }) => runs);
      return homes.length === 1 ? homes[0]?.key : undefined;
    },
    notes:
      all.length < 2 || all.length > maxCompared
        ? []
        : all.flatMap(({ key, host, client }): Addressed[] => {
            const others = near(host, client).length - 1;
            return others > 0 ? [{ key, note: { kind: 'same-name', others } }] : [];
          }),
  };
}

function isSameClient(a: string | undefined, b: string | undefined): boolean {
  return a === undefined || b === undefined || a === b;
}
