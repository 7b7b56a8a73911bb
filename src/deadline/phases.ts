import type { Deadline } from '../model/deadline.ts';
import type { Finding } from '../model/finding.ts';
import type { Phase, Regime } from '../model/regime.ts';
import type { RequestedAudience } from './audiences.ts';
import { type PhaseTimes, phaseTimes } from './phase-times.ts';
import { describes, reaches } from './reach.ts';

/** A phase seen from one as-of instant, before any finding is looked at. */
export interface DatedPhase {
  readonly regime: Regime;
  readonly phase: Phase;
  readonly times: PhaseTimes;
  /** A regime that has overtaken this one has a phase in effect. */
  readonly history: boolean;
}

/**
 * The phases of all regimes that are about some of the audiences (without audiences: every phase), seen from an as-of
 * instant (ms since 1970 UTC); done once for any number of findings. Ordered by the instant at which they take effect,
 * phases without a date last; equal ones by regime id, then in the order of the rule file.
 */
export function datePhases(
  regimes: readonly Regime[],
  asOf: number,
  audiences?: readonly RequestedAudience[],
): DatedPhase[] {
  // Zones are slow to load, so a phase that nobody asked about is not dated.
  const isWanted = (phase: Phase): boolean => audiences?.some((audience) => isFor(phase, audience)) ?? true;
  const byId = new Map(regimes.map((regime) => [regime.regime, regime]));
  return regimes
    .map((regime) => ({ regime, phases: regime.phases.filter(isWanted) }))
    .filter(({ phases }) => phases.length > 0)
    .flatMap(({ regime, phases }) => {
      const history = isInForce(byId.get(regime.overtakenBy?.regime ?? ''), asOf);
      return phases.map((phase) => ({ regime, phase, times: phaseTimes(phase.when, asOf), history }));
    })
    .sort(
      (a, b) =>
        effectiveMs(a.times.effective) - effectiveMs(b.times.effective) ||
        compareText(a.regime.regime, b.regime.regime),
    );
}

/**
 * The phases that apply to a finding for one requested audience: its audience is that one or one that it implies, and
 * its reach holds. Keeps the order of {@link datePhases}.
 */
export function deadlinesFor(
  finding: Finding,
  audience: RequestedAudience,
  phases: readonly DatedPhase[],
): Deadline[] {
  return phases
    .filter(({ phase }) => isFor(phase, audience) && reaches(phase.reach, finding))
    .map(({ regime, phase, times, history }) => ({
      audience: audience.id,
      regime: regime.regime,
      regimeTitle: regime.title,
      phase: phase.id,
      title: phase.title,
      ...(phase.label === undefined ? {} : { label: phase.label }),
      kind: phase.kind,
      ...times,
      binding: regime.binding,
      binds: phase.binds,
      history,
      meaning: meaningOf(phase, finding, audience),
      source: typeof phase.source === 'string' ? phase.source : phase.source.join('; '),
    }));
}

/** Whether a phase is about an audience or one that it implies. */
export function isFor(phase: Phase, audience: RequestedAudience): boolean {
  return phase.audiences.some((id) => audience.covers.has(id));
}

/** The instant of a deadline's `effective` in ms since 1970 UTC; infinity where it has none. */
export function effectiveMs(effective: string | null): number {
  return effective === null ? Number.MAX_SAFE_INTEGER : Date.parse(effective);
}

/** Whether a regime has begun to do something; its announcement is not enough. */
function isInForce(regime: Regime | undefined, asOf: number): boolean {
  return (
    regime?.phases.some(({ kind, when }) => kind !== 'context' && phaseTimes(when, asOf).inEffect) ?? false
  );
}

/** What a reader is told: the first special wording that fits finding and audience, else the phase's own. */
export function meaningOf(phase: Phase, finding: Finding, audience: RequestedAudience): string {
  const special = phase.meaningFor?.find(
    (wording) =>
      (wording.audiences === undefined || wording.audiences.some((id) => audience.covers.has(id))) &&
      describes(wording.reach, finding),
  );
  const { vendor, name } = finding.product;
  return (special?.meaning ?? phase.meaning).replace(/\{(vendor|product)\}/g, (word) =>
    word === '{vendor}' ? vendor : name,
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
