import { confidences, platforms, statuses, stopReasons } from '../model/vocabulary.ts';
import type { Observation, ObservedProduct } from './observation.ts';
import { isMadeWith } from './proof.ts';
import { worseRemoval } from './worse-removal.ts';

/** One product as all reports of one instant have it. */
export interface Sighting {
  readonly product: ObservedProduct;
  readonly platform: Observation['platform'];
  /** The reports that have it. */
  readonly by: readonly Observation[];
}

/** What reports of one instant found, by product; the worst that any of them says counts, whatever their order. */
export function sightingsOf(reports: readonly Observation[]): ReadonlyMap<string, Sighting> {
  const sightings = new Map<string, Sighting>();
  for (const report of reports) {
    for (const product of report.products) {
      const known = sightings.get(product.id);
      const { platform } = report;
      sightings.set(
        product.id,
        known === undefined
          ? { product, platform, by: [report] }
          : {
              product: joined(known.product, product),
              platform: platforms.find((each) => each === known.platform || each === platform),
              by: [...known.by, report],
            },
      );
    }
  }
  return sightings;
}

/**
 * Reports of one instant (at least one) as one: the one that proves most, with the worst that any says of the time after a
 * removal.
 * @param judgedBy ids of the packs by which the fleet is judged
 */
export function asOneReport(
  reports: readonly [Observation, ...Observation[]],
  judgedBy: readonly string[],
): Observation {
  const whole = reports.filter((report) => report.whole);
  const base = whole.find((report) => isMadeWith(report, judgedBy)) ?? whole[0] ?? reports[0];
  const removal = reports.map(({ readiness, encryption }) => ({ readiness, encryption }));
  return {
    ...base,
    gaps: base.whole ? 0 : Math.max(...reports.map(({ gaps }) => gaps)),
    ...removal.reduce((one, other) => worseRemoval(one, other)),
  };
}

/** Accepted only where both accept it, and no longer than both. */
function joined(one: ObservedProduct, other: ObservedProduct): ObservedProduct {
  const { acceptedUntil: _until, installedAt: _installed, stops: _stops, ...worse } = worseOf(one, other);
  const until = [one, other].flatMap(({ acceptedUntil }) => acceptedUntil ?? []).sort();
  const [installedAt] = [one, other].flatMap((each) => each.installedAt ?? []).sort();
  const stops = stopReasons.filter((reason) => [one, other].some((each) => each.stops?.includes(reason)));
  return {
    ...worse,
    confidence: confidences.find((each) => [one.confidence, other.confidence].includes(each)) ?? 'probable',
    ...(installedAt !== undefined && { installedAt }),
    ...(until[0] !== undefined && until.length === 2 && { acceptedUntil: until[0] }),
    ...(stops.length > 0 && { stops }),
  };
}

function worseOf(one: ObservedProduct, other: ObservedProduct): ObservedProduct {
  const order = statuses.indexOf(one.status) - statuses.indexOf(other.status);
  if (order !== 0) return order < 0 ? one : other;
  // Equally bad: whichever, as long as it is the same one in every order.
  return described(one) >= described(other) ? one : other;
}

/** What {@link joined} takes from one of two, as a text. */
function described({ version, basis, name, vendor, platforms: on, capabilities }: ObservedProduct): string {
  return JSON.stringify([version ?? '', basis ?? '', name, vendor, on, capabilities]);
}
