import type { RequestedAudience } from '../deadline/audiences.ts';
import { govern } from '../deadline/govern.ts';
import { datePhases, deadlinesFor } from '../deadline/phases.ts';
import { presenceOf } from '../deadline/presence.ts';
import type { Deadline, Governing } from '../model/deadline.ts';
import type { Finding, FindingProduct } from '../model/finding.ts';
import type { RulePack } from '../model/rule-pack.ts';
import type { FleetDeadline } from './host-row.ts';
import type { Observation, ObservedProduct } from './observation.ts';

/** Combinations of product, status and audiences that are remembered; hostile reports may name any number. */
const maxRemembered = 5_000;

/**
 * The deadlines that govern a finding by the rules of now, one for each of the audiences for which one does. A product
 * that the pack does not know keeps what its report says of it.
 */
export type DateProducts = (
  product: ObservedProduct,
  platform: Observation['platform'],
  audiences: readonly RequestedAudience[],
) => readonly FleetDeadline[];

/** Dates findings as of an instant (ms since 1970 UTC); work is done once for each product, status and audience. */
export function dateProducts(pack: RulePack, asOf: number): DateProducts {
  const known = new Map(pack.products.map((product) => [product.product, product]));
  const phasesOf = remembering((audiences: readonly RequestedAudience[]) =>
    datePhases(pack.regimes, asOf, audiences),
  );
  const governed = new Map<string, readonly Governing[]>();
  return (observed, platform, audiences) => {
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
      const stated = phases.find(
        ({ regime, phase }) => regime.regime === deadline.regime && phase.id === deadline.phase,
      );
      const finding = installedAt === undefined ? undated : { ...undated, installedAt };
      const { overdue } = presenceOf(finding, deadline, asOf, stated?.phase.neverOverdue);
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

/** The finding as it was, with what the pack says of the product today; its evidence is not kept, its platform is. */
function asFinding(
  observed: ObservedProduct,
  platform: Observation['platform'],
  known: RulePack['products'][number] | undefined,
): Finding {
  const { id, status, confidence, installedAt } = observed;
  const { name, vendor, class: productClass, capabilities, platforms } = known ?? observed;
  const product: FindingProduct = {
    id,
    name,
    vendor,
    class: productClass,
    platforms: platform === undefined ? platforms : [platform],
    capabilities,
  };
  return {
    id,
    product,
    status,
    confidence,
    ...(installedAt !== undefined && { installedAt }),
    evidence: [],
  };
}

function fleetDeadline(deadline: Deadline, overdue: Governing['overdue']): FleetDeadline {
  const { audience, regime, regimeTitle, phase, title, label, kind, binding, effective, date, zone } =
    deadline;
  const { precision, inEffect, days } = deadline;
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
  };
}
