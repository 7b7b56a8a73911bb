import { foldName, isSameName } from './identity.ts';
import type { Observation } from './observation.ts';

/** More sharers of one id than this are clones, without asking which of them was renamed. */
const maxCompared = 50;

/**
 * The observations of one installation id as hosts: one, or several where machines were cloned with their id. Names (and
 * hardware, client, and the folder or image that was scanned, where they are stated) tell them apart. One follows another
 * as the same host where the hardware is the same (and the name is, or their times do not overlap), or, where one of them
 * does not state it, where the name is. Two pieces of hardware are two hosts, even of one name: clones start out with the
 * name of their template. A running host, a folder and another folder are three hosts even with one id and name: nothing
 * says that the later one is the earlier one cleaned. A new name alone is no proof either: the machine of the old one may be
 * a clone that lies in a drawer.
 */
export function liveHosts(observations: readonly Observation[]): Observation[][] {
  const parts = partsOf(observations);
  if (parts.length <= 1) return parts.map((part) => part.all);
  if (parts.length > maxCompared) return parts.map((part) => part.all);
  const chains: Part[] = [];
  for (const part of parts) {
    const before = chains.filter((chain) => follows(chain, part));
    // Where it could follow several, nobody knows which.
    const [chain] = before;
    if (before.length === 1 && chain !== undefined) {
      for (const each of part.all) chain.all.push(each);
      chain.last = Math.max(chain.last, part.last);
      chain.name = part.name;
      chain.hardware = part.hardware ?? chain.hardware;
      chain.client ??= part.client;
    } else chains.push(part);
  }
  return chains.map((chain) => chain.all);
}

/** What one name on one hardware, in one place, of one client says; times in ms, an empty stretch where no report has one. */
interface Part {
  name: string | undefined;
  hardware: string | undefined;
  readonly place: string | undefined;
  client: string | undefined;
  readonly all: Observation[];
  first: number;
  last: number;
  /** It states no hardware, and several machines of its name do: nobody knows which of them it is of. */
  isOfSeveral?: boolean;
}

/** By name and hardware, in order of time. What names no host belongs to the one that there is. */
function partsOf(observations: readonly Observation[]): Part[] {
  const parts: Part[] = [];
  const byKey = new Map<string, Part>();
  const nameless: Observation[] = [];
  for (const observation of observations) {
    const { client, hostname, hardwareId, place } = observation;
    if (hostname === undefined && hardwareId === undefined && place === undefined) {
      nameless.push(observation);
      continue;
    }
    const name = hostname === undefined ? undefined : foldName(hostname);
    const key = [name, hardwareId, place, client].map((each) => each ?? '').join('\0');
    let part = byKey.get(key);
    if (part === undefined) {
      part = {
        name,
        hardware: hardwareId,
        place,
        client,
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
      joined.length === 1 && only !== undefined && nameless.every((each) => isNear(only, each))
        ? only
        : {
            name: undefined,
            hardware: undefined,
            place: undefined,
            client: undefined,
            all: [],
            first: Number.POSITIVE_INFINITY,
            last: Number.NEGATIVE_INFINITY,
          };
    for (const observation of nameless) add(home, observation);
    if (home !== only || joined.length !== 1) joined.push(home);
  }
  return joined.sort((a, b) => a.first - b.first || a.last - b.last || compare(a.name, b.name));
}

/** Parts of one name: a report that does not state the hardware is of the only one that another states, if there is one. */
function withoutMissing(parts: readonly Part[]): Part[] {
  if (parts.length > maxCompared) return [...parts];
  const kept: Part[] = [];
  for (const part of parts) {
    if (part.hardware !== undefined) kept.push(part);
  }
  for (const part of parts) {
    if (part.hardware !== undefined) continue;
    const homes = kept.filter(
      (each) =>
        each.name !== undefined &&
        part.name !== undefined &&
        isSameName(each.name, part.name) &&
        isNear(each, part),
    );
    const [home] = homes;
    const isOfSeveral = homes.length > 1 && homes.some(({ hardware }) => hardware !== home?.hardware);
    if (home !== undefined && (homes.length === 1 || (home.hardware !== undefined && !isOfSeveral))) {
      for (const observation of part.all) add(home, observation);
      home.client ??= part.client;
    } else kept.push(isOfSeveral ? { ...part, isOfSeveral } : part);
  }
  return kept;
}

function add(part: Part, observation: Observation): void {
  part.all.push(observation);
  if (observation.at === null) return;
  part.first = Math.min(part.first, observation.at);
  part.last = Math.max(part.last, observation.at);
}

/** Of the same place (a running host is in none), and not of two clients. */
function isNear(a: Pick<Part, 'place' | 'client'>, b: Pick<Observation, 'place' | 'client'>): boolean {
  if (a.place !== b.place) return false;
  return a.client === undefined || b.client === undefined || a.client === b.client;
}

function follows(earlier: Part, later: Part): boolean {
  if (!isNear(earlier, later) || earlier.isOfSeveral || later.isOfSeveral) return false;
  const sameName =
    earlier.name !== undefined && later.name !== undefined && isSameName(earlier.name, later.name);
  if (earlier.hardware === undefined || later.hardware === undefined) return sameName;
  return earlier.hardware === later.hardware && (sameName || earlier.last < later.first);
}

function compare(a = '', b = ''): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
