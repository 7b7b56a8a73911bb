import type { RequestedAudience } from '../deadline/audiences.ts';
import { type Labels, mergeLabels } from '../model/labels.ts';
import { statuses } from '../model/vocabulary.ts';
import type { Acceptances } from './acceptances.ts';
import type { DateProducts } from './date-products.ts';
import type { FleetState, HostProduct, HostRow } from './host-row.ts';
import { isSameName } from './identity.ts';
import { utcText } from './instant.ts';
import type { Observation } from './observation.ts';
import { asOneReport } from './one-instant.ts';
import { type HostEvent, type ProductHistory, productHistories } from './product-history.ts';
import { isMadeWith, type Needed } from './proof.ts';
import { stopsOf } from './stops.ts';
import { couldHideOf, whyIncomplete } from './why-incomplete.ts';
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
  /** For whom a host is judged, by its latest observation; by several of one instant for all that they say. */
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
  const newest = sorted.toReversed();
  const [last = observations[0], ...earlier] = newest;
  const lastOnes = [last, ...earlier.filter(({ at }) => at === last.at)] as const;
  const latest = asOneReport(lastOnes, options.packs);
  const { products, events } = productHistories(sorted, options.packs);
  const dated = sorted.filter(({ at }) => at !== null);
  const times = dated.flatMap(({ at }) => at ?? []);
  const lastAt = times.at(-1);
  const daysUnseen =
    lastAt === undefined ? undefined : Math.max(0, Math.floor((options.seenBy - lastAt) / msPerDay));
  const doubt = whyIncomplete(products, latest, options.packs);
  const couldHide = couldHideOf(products, lastOnes, options.packs);
  const seen = standingOf(products, doubt);
  const isUnknown = lastAt === undefined || options.seenBy - lastAt > options.unknownAfterDays * msPerDay;
  const judged = lastOnes.map(options.audiencesOf);
  const audiences = [
    ...new Map(judged.flatMap((each) => each.audiences.map((one) => [one.id, one]))).values(),
  ];
  const names = differentNames(newest);
  const first = <Value>(get: (each: Observation) => Value | undefined): Value | undefined => {
    for (const each of newest) {
      const value = get(each);
      if (value !== undefined) return value;
    }
    return undefined;
  };
  const image = first((each) => each.image);
  const shown = products.map((each) =>
    hostProduct(each, { options, audiences, latest, names: [names[0] ?? '', ...(image ? [image] : [])] }),
  );
  const open = shown.filter(({ state }) => state !== 'cleared');
  const labels: Labels = mergeLabels(...newest.slice(0, maxLabelled));
  const worst = open.map(({ status }) => statuses.indexOf(status)).sort((a, b) => a - b)[0];
  const platform = first((each) => each.platform);
  const os = first((each) => each.os);
  const role = first((each) => each.role);
  const row: HostRow = {
    key,
    host: names[0] ?? '',
    ...(names.length > 1 && { formerNames: names.slice(1, 1 + maxFormerNames) }),
    ...labels,
    assigned: judged.every(({ assigned }) => assigned),
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
    ...(couldHide !== undefined && { couldHide }),
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

/** By time, those without one first; of one instant by name, so that what else they say does not change it. */
function inOrder(observations: readonly Observation[]): Observation[] {
  return [...observations].sort(
    (a, b) => (a.at ?? 0) - (b.at ?? 0) || compare(a.hostname, b.hostname) || compare(a.digest, b.digest),
  );
}

/** What the reports make of a host, as if the latest were of now. */
function standingOf(
  products: readonly ProductHistory[],
  doubtOfAll: string | undefined,
): { readonly state: FleetState; readonly why: string } {
  if (products.some(({ state }) => state === 'present')) return { state: 'affected', why: '' };
  const doubt = products.find(({ state }) => state === 'unproven');
  if (doubt !== undefined) return { state: 'unproven', why: sentence(doubt.doubt ?? '') };
  if (doubtOfAll !== undefined) return { state: 'incomplete', why: doubtOfAll };
  return { state: products.length > 0 ? 'cleared' : 'clean', why: '' };
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
    /** Those that `--accept PRODUCT@HOST` may call it by. */
    readonly names: readonly string[];
  },
): HostProduct {
  const { id, name, status, basis, confidence, version } = product;
  const { acceptances, dateProducts } = about.options;
  const isGone = state === 'cleared';
  const accepted = isGone ? undefined : acceptances.of(product, about.names);
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
function differentNames(newest: readonly Observation[]): string[] {
  const names: string[] = [];
  for (const { hostname } of newest) {
    if (names.length > maxFormerNames) break;
    if (hostname !== undefined && !names.some((name) => isSameName(name, hostname))) names.push(hostname);
  }
  return names;
}

function compare(a = '', b = ''): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function sentence(text: string): string {
  return text === '' ? '' : `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
