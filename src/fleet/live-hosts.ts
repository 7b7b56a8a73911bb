import { foldName, isSameName } from './identity.ts';
import type { Observation } from './observation.ts';

/** More sharers of one id than this are clones, without asking which of them was renamed. */
const maxCompared = 50;

/**
 * The observations of one installation id as hosts: one, or several where machines were cloned with their id. Names (and
 * hardware, where it is stated) tell them apart. One follows another as the same host where their times do not overlap
 * and the hardware is the same, or the name is, or (no hardware stated) the earlier name was not seen for
 * `unknownAfterMs` before `seenBy`; two names that were both seen lately are two live hosts. Two folders or images that
 * were scanned are two hosts even with one id and name: nothing says that the later one is the earlier one cleaned.
 */
export function liveHosts(
  observations: readonly Observation[],
  { seenBy, unknownAfterMs }: { readonly seenBy: number; readonly unknownAfterMs: number },
): Observation[][] {
  const parts = partsOf(observations);
  if (parts.length <= 1) return parts.map((part) => part.all);
  if (parts.length > maxCompared) return parts.map((part) => part.all);
  const chains: Part[] = [];
  for (const part of parts) {
    const before = chains.filter((chain) => follows(chain, part, seenBy - unknownAfterMs));
    // Where it could follow several, nobody knows which.
    const [chain] = before;
    if (before.length === 1 && chain !== undefined) {
      for (const each of part.all) chain.all.push(each);
      chain.last = Math.max(chain.last, part.last);
      chain.name = part.name;
      chain.hardware = part.hardware ?? chain.hardware;
      chain.place = part.place ?? chain.place;
    } else chains.push(part);
  }
  return chains.map((chain) => chain.all);
}

/** What one name on one hardware says; times in ms, an empty stretch where no report has one. */
interface Part {
  name: string | undefined;
  hardware: string | undefined;
  place: string | undefined;
  readonly all: Observation[];
  first: number;
  last: number;
}

/** By name and hardware, in order of time. What names no host belongs to the one that there is. */
function partsOf(observations: readonly Observation[]): Part[] {
  const parts: Part[] = [];
  const byKey = new Map<string, Part>();
  const nameless: Observation[] = [];
  for (const observation of observations) {
    const { hostname, hardwareId, place } = observation;
    if (hostname === undefined && hardwareId === undefined && place === undefined) {
      nameless.push(observation);
      continue;
    }
    const name = hostname === undefined ? undefined : foldName(hostname);
    const key = `${name ?? ''}\0${hardwareId ?? ''}\0${place ?? ''}`;
    let part = byKey.get(key);
    if (part === undefined) {
      part = {
        name,
        hardware: hardwareId,
        place,
        all: [],
        first: Number.POSITIVE_INFINITY,
        last: Number.NEGATIVE_INFINITY,
      };
      byKey.set(key, part);
      parts.push(part);
    }
    add(part, observation);
  }
  const joined = withoutMissing(parts);
  const [only] = joined;
  if (nameless.length > 0) {
    const home: Part =
      joined.length === 1 && only !== undefined
        ? only
        : {
            name: undefined,
            hardware: undefined,
            place: undefined,
            all: [],
            first: Number.POSITIVE_INFINITY,
            last: Number.NEGATIVE_INFINITY,
          };
    for (const observation of nameless) add(home, observation);
    if (home !== only || joined.length !== 1) joined.push(home);
  }
  return joined.sort((a, b) => a.first - b.first || a.last - b.last || compare(a.name, b.name));
}

/** Parts of one name: a report that does not state the hardware is of the only one that another states. */
function withoutMissing(parts: readonly Part[]): Part[] {
  if (parts.length > maxCompared) return [...parts];
  const kept: Part[] = [];
  for (const part of parts) {
    if (part.hardware !== undefined) kept.push(part);
  }
  for (const part of parts) {
    if (part.hardware !== undefined) continue;
    const homes = kept.filter(
      ({ name, place }) =>
        name !== undefined &&
        part.name !== undefined &&
        isSameName(name, part.name) &&
        isSamePlace(place, part.place),
    );
    const [home] = homes;
    if (homes.length === 1 && home !== undefined) {
      for (const observation of part.all) add(home, observation);
      home.place ??= part.place;
    } else kept.push(part);
  }
  return kept;
}

function add(part: Part, observation: Observation): void {
  part.all.push(observation);
  if (observation.at === null) return;
  part.first = Math.min(part.first, observation.at);
  part.last = Math.max(part.last, observation.at);
}

/** A running host is in no place; it may have been scanned from outside, too. */
function isSamePlace(a: string | undefined, b: string | undefined): boolean {
  return a === undefined || b === undefined || a === b;
}

function follows(earlier: Part, later: Part, lately: number): boolean {
  if (!isSamePlace(earlier.place, later.place)) return false;
  const sameName =
    earlier.name !== undefined && later.name !== undefined && isSameName(earlier.name, later.name);
  const bothStated = earlier.hardware !== undefined && later.hardware !== undefined;
  if (sameName && !bothStated) return true;
  if (!(earlier.last < later.first)) return false;
  if (bothStated && earlier.hardware === later.hardware) return true;
  if (sameName) return true;
  if (bothStated) return false;
  return earlier.last < lately && later.last >= lately;
}

function compare(a = '', b = ''): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
