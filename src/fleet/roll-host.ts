import type { RequestedAudience } from '../deadline/audiences.ts';
import { type Labels, mergeLabels } from '../model/labels.ts';
import { statuses } from '../model/vocabulary.ts';
import type { Acceptances } from './acceptances.ts';
import type { DateProducts } from './date-products.ts';
import type { FleetState, HostProduct, HostRow } from './host-row.ts';
import { isSameName } from './identity.ts';
import { utcText } from './instant.ts';
import type { Observation } from './observation.ts';
import { type HostEvent, type ProductHistory, productHistories } from './product-history.ts';
import { isMadeWith, type Needed } from './proof.ts';
import { stopsOf } from './stops.ts';
import { worstDeadline } from './worst-deadline.ts';

/** What hosts are rolled up by. */
export interface RollOptions {
  /** The instant from which days without a report count, ms since 1970 UTC. */
  readonly seenBy: number;
  readonly unknownAfterDays: number;
  readonly dateProducts: DateProducts;
  readonly acceptances: Acceptances;
  /** Ids of the packs by which the fleet is judged: a scan that was made with none of them says nothing. */
  readonly packs: readonly string[];
  /** For whom a host is judged, by its latest observation. */
  readonly audiencesOf: (latest: Observation) => {
    readonly audiences: readonly RequestedAudience[];
    readonly assigned: boolean;
  };
}

/** A host with what the whole fleet needs to know of it beside its row. */
export interface RolledHost {
  readonly row: HostRow;
  readonly events: readonly HostEvent[];
  /** Times of its reports, ascending, ms since 1970 UTC; without those that say none. */
  readonly times: readonly number[];
  readonly hadFindings: boolean;
  /** What each product that is not proven gone needs to be; by product. */
  readonly needed: ReadonlyMap<string, Needed>;
  /** Its complete scans whose time is known. */
  readonly wholeScans: readonly Observation[];
  readonly latest: Observation;
}

const maxFormerNames = 5;
/** Reports of one host whose labels count, the latest ones. */
const maxLabelled = 100;
const msPerDay = 86_400_000;

/** Rolls up the observations (at least one) of one live host. */
export function rollHost(
  key: string,
  observations: readonly [Observation, ...Observation[]],
  options: RollOptions,
): RolledHost {
  const sorted = inOrder(observations);
  const latest = sorted.at(-1) ?? observations[0];
  const { products, events } = productHistories(sorted, options.packs);
  const dated = sorted.filter(({ at }) => at !== null);
  const times = dated.flatMap(({ at }) => at ?? []);
  const lastAt = times.at(-1);
  const daysUnseen =
    lastAt === undefined ? undefined : Math.max(0, Math.floor((options.seenBy - lastAt) / msPerDay));
  const proving = sorted.findLast(({ at, whole }) => at === latest.at && whole) ?? latest;
  const doubt = whyIncomplete(products, proving, options.packs);
  const seen = stateOf(products, doubt);
  const isUnknown = lastAt === undefined || options.seenBy - lastAt > options.unknownAfterDays * msPerDay;
  const { audiences, assigned } = options.audiencesOf(latest);
  const newest = sorted.toReversed();
  const names = namesOf(newest);
  const shown = products.map((each) =>
    hostProduct(each, { options, audiences, latest, host: names[0] ?? '' }),
  );
  const open = shown.filter(({ state }) => state !== 'cleared');
  const labels: Labels = mergeLabels(...newest.slice(0, maxLabelled));
  const worst = open.map(({ status }) => statuses.indexOf(status)).sort((a, b) => a - b)[0];
  const first = <Value>(get: (each: Observation) => Value | undefined): Value | undefined => {
    for (const each of newest) {
      const value = get(each);
      if (value !== undefined) return value;
    }
    return undefined;
  };
  const platform = first((each) => each.platform);
  const os = first((each) => each.os);
  const role = first((each) => each.role);
  const image = first((each) => each.image);
  const row: HostRow = {
    key,
    host: names[0] ?? '',
    ...(names.length > 1 && { formerNames: names.slice(1, 1 + maxFormerNames) }),
    ...labels,
    assigned,
    ...(image !== undefined && { image }),
    ...(latest.place !== undefined && { place: latest.place }),
    ...(platform !== undefined && { platform }),
    ...(os !== undefined && { os }),
    ...(role !== undefined && { role }),
    state: isUnknown ? 'unknown' : seen.state,
    ...(isUnknown && { lastState: seen.state }),
    why: isUnknown ? whyUnknown(daysUnseen) : seen.why,
    ...(worst !== undefined && { status: statuses[worst] }),
    products: shown,
    deadline: worstDeadline(open.flatMap(({ governing }) => governing)),
    ...(times[0] !== undefined && { firstSeen: utcText(times[0]) }),
    ...(lastAt !== undefined && { lastSeen: utcText(lastAt) }),
    ...(daysUnseen !== undefined && { daysUnseen }),
    reports: sorted.length,
    whole: doubt === undefined,
    gaps: latest.gaps,
    ...(latest.couldHide !== undefined && { couldHide: latest.couldHide }),
    readiness: latest.readiness,
    encryption: latest.encryption,
    servers: first(({ servers }) => (servers.length > 0 ? servers : undefined)) ?? [],
    audiences: audiences.map(({ id }) => id),
  };
  return {
    row,
    events,
    times,
    hadFindings: products.length > 0,
    needed: new Map(
      products.flatMap(({ product, state, needed }) =>
        state === 'cleared' ? [] : [[product.id, needed] as const],
      ),
    ),
    wholeScans: dated.filter((each) => each.whole && isMadeWith(each, options.packs)),
    latest,
  };
}

/** By time, those without one first; of one instant those with findings last, because they count. */
function inOrder(observations: readonly Observation[]): Observation[] {
  return [...observations].sort(
    (a, b) =>
      (a.at ?? 0) - (b.at ?? 0) ||
      a.products.length - b.products.length ||
      (a.digest < b.digest ? -1 : a.digest > b.digest ? 1 : 0),
  );
}

/** What the reports make of a host, as if the latest were of now. */
function stateOf(
  products: readonly ProductHistory[],
  doubtOfAll: string | undefined,
): { readonly state: FleetState; readonly why: string } {
  if (products.some(({ state }) => state === 'present')) return { state: 'affected', why: '' };
  const doubt = products.find(({ state }) => state === 'unproven');
  if (doubt !== undefined) return { state: 'unproven', why: sentence(doubt.doubt ?? '') };
  if (doubtOfAll !== undefined) return { state: 'incomplete', why: doubtOfAll };
  return { state: products.length > 0 ? 'cleared' : 'clean', why: '' };
}

/** Why the latest report does not prove what it does not have; undefined where it does. */
function whyIncomplete(
  products: readonly ProductHistory[],
  latest: Observation,
  judgedBy: readonly string[],
): string | undefined {
  if (!latest.whole) return whyNotWhole(latest);
  if (!isMadeWith(latest, judgedBy))
    return 'The scan was made without the rules by which this fleet is judged.';
  const open = products.find(({ state, doubt }) => state === 'cleared' && doubt !== undefined);
  return open === undefined ? undefined : `Cleared earlier, but not proven since: ${open.doubt}.`;
}

function whyNotWhole({ interrupted, gaps, type, someGaps }: Observation): string {
  if (interrupted) return 'The scan was interrupted.';
  const [gap] = someGaps;
  if (gaps > 0 && gap !== undefined) {
    const more = gaps > 1 ? ` and ${gaps - 1} more` : '';
    return `Not everything was looked at: ${gap.collector} (${gap.reason})${more}.`;
  }
  if (gaps > 0) return 'Not everything was looked at.';
  return type === 'inventory'
    ? 'An inventory that somebody else collected shows only part of a host.'
    : 'Sources were left out.';
}

function whyUnknown(daysUnseen: number | undefined): string {
  return daysUnseen === undefined
    ? 'Its reports carry no time that can be believed.'
    : `Not seen for ${daysUnseen} ${daysUnseen === 1 ? 'day' : 'days'}.`;
}

function hostProduct(
  { product, state, change, firstAt, lastAt, presentAt, platform }: ProductHistory,
  about: {
    readonly options: RollOptions;
    readonly audiences: readonly RequestedAudience[];
    readonly latest: Observation;
    readonly host: string;
  },
): HostProduct {
  const { id, name, status, basis, confidence, version } = product;
  const { acceptances, dateProducts } = about.options;
  const isGone = state === 'cleared';
  const accepted = isGone ? undefined : acceptances.of(product, about.host);
  return {
    id,
    name,
    class: product.class,
    status,
    ...(basis !== undefined && { basis }),
    confidence,
    ...(version !== undefined && { version }),
    state,
    ...(change !== undefined && { change }),
    ...(firstAt !== undefined && { firstSeen: utcText(firstAt) }),
    ...(lastAt !== undefined && { lastSeen: utcText(lastAt) }),
    ...(accepted !== undefined && { accepted }),
    stops: isGone ? [] : stopsOf(product, about.latest),
    governing: isGone ? [] : dateProducts(product, platform, about.audiences, presentAt),
  };
}

/** Different names, the latest first. */
function namesOf(newest: readonly Observation[]): string[] {
  const names: string[] = [];
  for (const { hostname } of newest) {
    if (names.length > maxFormerNames) break;
    if (hostname !== undefined && !names.some((name) => isSameName(name, hostname))) names.push(hostname);
  }
  return names;
}

function sentence(text: string): string {
  return text === '' ? '' : `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
