import type { RequestedAudience } from '../deadline/audiences.ts';
import { govern } from '../deadline/govern.ts';
import { datePhases, deadlinesFor } from '../deadline/phases.ts';
import { presenceOf } from '../deadline/presence.ts';
import type { Deadline, Governing, Presence } from '../model/deadline.ts';
import type { RulePack } from '../model/rule-pack.ts';
import { asFinding } from './as-finding.ts';
import type { FleetDeadline } from './host-row.ts';
import { utcText } from './instant.ts';
import type { Observation, ObservedProduct } from './observation.ts';

/** Combinations of product, status and audiences that are remembered; hostile reports may name any number. */
const maxRemembered = 5_000;

/**
 * The deadlines that govern a finding by the rules of now, one for each of the audiences for which one does. A product
 * that the pack does not know keeps what its report says of it. It is overdue since the first evidence of presence: the
 * install date, or `presentAt`, the first report that has it (ms since 1970 UTC), whichever is earlier.
 */
export type DateProducts = (
  product: ObservedProduct,
  platform: Observation['platform'],
  audiences: readonly RequestedAudience[],
  presentAt?: number,
) => readonly FleetDeadline[];

/** Dates findings as of an instant (ms since 1970 UTC); work is done once for each product, status and audience. */
export function dateProducts(pack: RulePack, asOf: number): DateProducts {
  const known = new Map(pack.products.map((product) => [product.product, product]));
  const phasesOf = remembering((audiences: readonly RequestedAudience[]) =>
    datePhases(pack.regimes, asOf, audiences),
  );
  const governed = new Map<string, readonly Governing[]>();
  return (observed, platform, audiences, presentAt) => {
    if (audiences.length === 0) return [];
    const { installedAt, ...undated } = asFinding(observed, platform, known.get(observed.id));
    const { product, status } = undated;
    const names = audiences.map(({ id }) => id).join();
    const key = JSON.stringify([names, status, product]);
    const phases = phasesOf(names, audiences);
    let governing = governed.get(key);
    if (governing === undefined) {
      governing = audiences.map((audience) =>
        govern(undated, audience, deadlinesFor(undated, audience, phases), phases),
      );
      if (governed.size < maxRemembered) governed.set(key, governing);
    }
    return governing.flatMap(({ deadline }) => {
      if (deadline === null) return [];
      const dated = phases.find(
        ({ regime, phase }) => regime.regime === deadline.regime && phase.id === deadline.phase,
      );
      const since = (day: string | undefined): Presence =>
        day === undefined || deadline.kind !== 'asks-for-absence'
          ? {}
          : presenceOf({ ...undated, installedAt: day }, deadline, asOf, dated?.phase.neverOverdue);
      const overdue = earliest(
        since(installedAt),
        since(presentAt === undefined ? undefined : utcText(presentAt)),
      );
      return [fleetDeadline(deadline, overdue)];
    });
  };
}

function remembering<Value>(
  make: (audiences: readonly RequestedAudience[]) => Value,
): (names: string, audiences: readonly RequestedAudience[]) => Value {
  const made = new Map<string, Value>();
  return (names, audiences) => {
    const known = made.get(names);
    if (known !== undefined) return known;
    const value = make(audiences);
    made.set(names, value);
    return value;
  };
}

/** What the earlier evidence makes overdue. A first report of today alone makes nothing overdue for 0 days. */
function earliest(installed: Presence, reported: Presence): Presence['overdue'] {
  const { presentSince, overdue } = installed;
  if (presentSince === undefined) return reported.overdue?.days === 0 ? undefined : reported.overdue;
  return reported.presentSince !== undefined && reported.presentSince < presentSince
    ? reported.overdue
    : overdue;
}

function fleetDeadline(deadline: Deadline, overdue: Governing['overdue']): FleetDeadline {
  const { audience, regime, regimeTitle, phase, title, label, kind, binding, effective, date, zone } =
    deadline;
  const { precision, inEffect, days, meaning } = deadline;
  return {
    audience,
    regime,
    regimeTitle,
    phase,
    title,
    ...(label !== undefined && { label }),
    kind,
    binding,
    effective,
    date,
    zone,
    precision,
    inEffect,
    days,
    ...(overdue !== undefined && { overdueDays: overdue.days }),
    meaning,
  };
}
