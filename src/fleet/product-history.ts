import type { Observation, ObservedProduct } from './observation.ts';
import { type Sighting, sightingsOf } from './one-instant.ts';
import { isWholePlace } from './place.ts';
import { isMadeWith, Needed } from './proof.ts';

/** What became of one product on one host. Times in ms since 1970 UTC; undefined where no report says when. */
export interface ProductHistory {
  /** As the last report that has it says; of several of one instant, the worst that they say. */
  readonly product: ObservedProduct;
  readonly state: 'present' | 'unproven' | 'cleared';
  readonly change: 'new' | 'came-back' | undefined;
  readonly firstAt: number | undefined;
  readonly lastAt: number | undefined;
  /** Since when it is there, as reports show it: after it was cleared, since it came back. */
  readonly presentAt: number | undefined;
  /**
   * Why its absence is not proven. Of a product that was cleared: why the latest report no longer proves it; undefined
   * where it still does.
   */
  readonly doubt: string | undefined;
  /** What a later scan must have looked with to say anything about it. */
  readonly needed: Needed;
  readonly platform: Observation['platform'];
}

/**
 * Something that happened to a host. Where nothing was open: `found` what it never had, `came-back` what was proven gone.
 * `doubted` where it was proven free of what it had and a later report proves less, `proven-again` where a still later one
 * proves it once more.
 */
export interface HostEvent {
  readonly at: number;
  readonly kind: 'found' | 'cleared' | 'came-back' | 'doubted' | 'proven-again';
}

/** What the reports of one host say together. */
export interface ProductHistories {
  readonly products: readonly ProductHistory[];
  /** In order of time; only what changes the whole host, as {@link hostEvents} says. */
  readonly events: readonly HostEvent[];
}

interface Track {
  product: ObservedProduct;
  platform: Observation['platform'];
  state: ProductHistory['state'];
  change: ProductHistory['change'];
  firstAt: number | undefined;
  lastAt: number | undefined;
  presentAt: number | undefined;
  doubt: string | undefined;
  /** Ids of the installations on which it was found. */
  readonly ids: Set<string>;
  needed: Needed;
}

/**
 * What the observations of one host say of each product, in any order. A product is cleared only by a later complete scan
 * of an installation on which it was found, that looked with every collector that looked when it was found, by the same
 * rules or newer ones ({@link Needed}). Reports of one instant are taken together, and a finding in one of them counts.
 * @param judgedBy ids of the packs by which the fleet is judged: only a scan made with one of them keeps a host cleared
 */
export function productHistories(
  observations: readonly Observation[],
  judgedBy: readonly string[],
): ProductHistories {
  const tracks = new Map<string, Track>();
  const standings: Standing[] = [];
  let hadWhole = false;
  for (const group of byTime(observations)) {
    const at = group[0]?.at ?? undefined;
    const found = sightingsOf(group);
    let isBack = false;
    for (const sighting of found.values()) {
      isBack ||= tracks.get(sighting.product.id)?.state === 'cleared';
      find(tracks, sighting, hadWhole);
    }
    // A report without a time can only add what it found.
    if (at === undefined) continue;
    for (const [id, track] of tracks) {
      if (found.has(id)) continue;
      const doubts = group.map((observation) => doubtOf(observation, track));
      const isProven = doubts.includes(undefined);
      // What was proven gone stays so, but only the latest report says whether the host is free of it today.
      if (track.state !== 'cleared') track.state = isProven ? 'cleared' : 'unproven';
      track.doubt = isProven ? undefined : doubts[0];
    }
    hadWhole ||= group.some(({ whole }) => whole);
    standings.push({ at, isBack, level: levelOf([...tracks.values()], group, judgedBy) });
  }
  return { products: [...tracks.values()].map(finish).sort(byId), events: hostEvents(standings) };
}

/** How a host stood after the reports of one time: `open` with a product that is not proven gone, `free` of what it had. */
interface Standing {
  readonly at: number;
  readonly level: 'never' | 'open' | 'free' | 'doubted';
  /** Something that was proven gone is there again. */
  readonly isBack: boolean;
}

function levelOf(
  tracks: readonly Track[],
  latest: readonly Observation[],
  judgedBy: readonly string[],
): Standing['level'] {
  if (tracks.length === 0) return 'never';
  if (tracks.some(({ state }) => state !== 'cleared')) return 'open';
  const isProven = latest.some((each) => each.whole && isMadeWith(each, judgedBy));
  return isProven && tracks.every(({ doubt }) => doubt === undefined) ? 'free' : 'doubted';
}

/** The changes from one standing to the next. A host is cleared once until something is found again. */
function hostEvents(standings: readonly Standing[]): HostEvent[] {
  const events: HostEvent[] = [];
  let was: Standing['level'] = 'never';
  let isCleared = false;
  for (const { at, level, isBack } of standings) {
    if (level === was) continue;
    if (level === 'open') events.push({ at, kind: isBack ? 'came-back' : 'found' });
    else if (level === 'doubted') events.push({ at, kind: 'doubted' });
    else events.push({ at, kind: isCleared ? 'proven-again' : 'cleared' });
    if (level === 'open') isCleared = false;
    if (level === 'free') isCleared = true;
    was = level;
  }
  return events;
}

/** Observations of one time together, those without a time first. */
function byTime(observations: readonly Observation[]): Observation[][] {
  const groups = new Map<number | null, Observation[]>();
  for (const observation of observations) {
    const group = groups.get(observation.at);
    if (group) group.push(observation);
    else groups.set(observation.at, [observation]);
  }
  return [...groups]
    .sort(([a], [b]) => (a ?? Number.NEGATIVE_INFINITY) - (b ?? Number.NEGATIVE_INFINITY) || 0)
    .map(([, group]) => group.sort((a, b) => (a.digest < b.digest ? -1 : 1)));
}

function find(tracks: Map<string, Track>, { product, platform, by }: Sighting, hadWhole: boolean): void {
  const at = by[0]?.at;
  const known = tracks.get(product.id);
  const track: Track = known ?? {
    product,
    platform,
    state: 'present',
    change: hadWhole ? 'new' : undefined,
    firstAt: at ?? undefined,
    lastAt: undefined,
    presentAt: undefined,
    doubt: undefined,
    ids: new Set(),
    needed: new Needed(),
  };
  if (known?.state === 'cleared') {
    track.change = 'came-back';
    track.ids.clear();
    track.needed = new Needed();
    track.presentAt = undefined;
  }
  track.state = 'present';
  track.doubt = undefined;
  track.product = product;
  track.platform = platform;
  track.firstAt ??= at ?? undefined;
  track.lastAt = at ?? track.lastAt;
  track.presentAt ??= at ?? undefined;
  for (const report of by) {
    if (report.id !== undefined) track.ids.add(report.id);
    track.needed.add(report);
  }
  tracks.set(product.id, track);
}

/** Why a report that does not have a product proves nothing; undefined where it proves that it is gone. */
function doubtOf(observation: Observation, track: Track): string | undefined {
  const { whole, type, id, gaps, interrupted, place } = observation;
  if (track.lastAt === undefined)
    return 'the report that has it says no time, so nothing is known to be later';
  if (interrupted) return 'the later scan was interrupted';
  if (gaps > 0) return `the later report has ${gaps} ${gaps === 1 ? 'gap' : 'gaps'} that could hide it`;
  if (!whole)
    return type === 'inventory'
      ? 'the later report is of an inventory, not of a complete scan'
      : 'the later scan left sources out';
  if (id === undefined) return 'the later report does not say which installation it is of';
  if (place !== undefined && !isWholePlace(place))
    return 'the later report names its folder or image by a relative path, which may be another one';
  if (!track.ids.has(id))
    return track.ids.size === 0
      ? 'the report that has it does not say which installation it is of'
      : 'the later report is of another installation';
  return track.needed.doubt(observation);
}

function finish(track: Track): ProductHistory {
  const { product, state, change, firstAt, lastAt, presentAt, doubt, platform, needed } = track;
  return { product, state, change, firstAt, lastAt, presentAt, doubt, platform, needed };
}

function byId(a: ProductHistory, b: ProductHistory): number {
  return a.product.id < b.product.id ? -1 : 1;
}
