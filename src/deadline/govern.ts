import type { Deadline, Governing } from '../model/deadline.ts';
import type { Finding } from '../model/finding.ts';
import type { PhaseKind } from '../model/vocabulary.ts';
import type { RequestedAudience } from './audiences.ts';
import { type DatedPhase, effectiveMs, isFor } from './phases.ts';

/** What may govern, strongest first. Context and reports are shown and never govern. */
const rank = ['asks-for-absence', 'bars-money', 'ends-supply', 'advice'] as const;
type GoverningKind = (typeof rank)[number];

const claims: Readonly<Record<GoverningKind, string>> = {
  'asks-for-absence': 'It asks for absence',
  'bars-money': 'It bars money or approval',
  'ends-supply': 'It ends supply',
  advice: 'It is advice and obliges nobody',
};

const names: Readonly<Record<GoverningKind, string>> = {
  'asks-for-absence': 'absence',
  'bars-money': 'barred money or approval',
  'ends-supply': 'ended supply',
  advice: 'advice',
};

/**
 * The one deadline that governs a finding for one requested audience, or null and why. `deadlines` are those of
 * `deadlinesFor`, in its order; `phases` those of `datePhases`, for the wording where nothing applies.
 *
 * Absence outranks barred money or approval, then ended supply, then advice. Within a regime: of supply the next to
 * come, else the latest; of absence and advice the latest in effect, else the next to come; of barred money the first
 * in effect (barred since then), else the next to come. Across regimes of one kind the earliest in effect. History,
 * reports, context and phases without a date never govern; ended supply never governs residue.
 */
export function govern(
  finding: Finding,
  audience: RequestedAudience,
  deadlines: readonly Deadline[],
  phases: readonly DatedPhase[],
): Governing {
  const eligible = deadlines.filter((deadline) => mayGovern(deadline, finding));
  const kind = rank.find((candidate) => eligible.some((deadline) => deadline.kind === candidate));
  if (kind === undefined) {
    return { audience: audience.id, deadline: null, why: whyNone(finding, audience, deadlines, phases) };
  }
  const ofKind = eligible.filter((deadline) => deadline.kind === kind);
  const chosen = [...new Set(ofKind.map((deadline) => deadline.regime))]
    .flatMap((regime) => {
      const group = ofKind.filter((deadline) => deadline.regime === regime);
      return withinRegime(kind, group, finding) ?? [];
    })
    .sort((a, b) => effectiveMs(a.effective) - effectiveMs(b.effective));
  const deadline = chosen.find((candidate) => candidate.inEffect) ?? chosen[0] ?? null;
  const why = deadline === null ? '' : whyThis(deadline, kind, finding, eligible, chosen.length);
  return { audience: audience.id, deadline, why };
}

function mayGovern(deadline: Deadline, finding: Finding): boolean {
  if (deadline.history || deadline.form === 'trigger') return false;
  if (finding.status === 'residue' && deadline.kind === 'ends-supply') return false;
  return isGoverningKind(deadline.kind);
}

function isGoverningKind(kind: PhaseKind): kind is GoverningKind {
  return rank.some((candidate) => candidate === kind);
}

/** The candidate of one regime. `group` is ordered by instant. */
function withinRegime(
  kind: GoverningKind,
  group: readonly Deadline[],
  finding: Finding,
): Deadline | undefined {
  const nextToCome = group.find((deadline) => !deadline.inEffect);
  const latestInEffect = group.findLast((deadline) => deadline.inEffect);
  switch (kind) {
    case 'asks-for-absence':
    case 'advice':
      return latestInEffect ?? nextToCome;
    case 'bars-money':
      return group.find((deadline) => deadline.inEffect) ?? nextToCome;
    case 'ends-supply':
      return byCapability(nextToCome ?? latestInEffect, group, finding);
  }
}

/** At a shared instant an integrated engine takes the phase that binds the integrator, anything else one that does not. */
function byCapability(
  chosen: Deadline | undefined,
  group: readonly Deadline[],
  finding: Finding,
): Deadline | undefined {
  if (chosen === undefined) return undefined;
  const wantsIntegration = integratesEngine(finding);
  const atThatInstant = group.filter(
    (deadline) => effectiveMs(deadline.effective) === effectiveMs(chosen.effective),
  );
  return atThatInstant.find((deadline) => (deadline.binds === 'integrator') === wantsIntegration) ?? chosen;
}

function integratesEngine(finding: Finding): boolean {
  return finding.product.capabilities.includes('integrates-engine');
}

function whyThis(
  deadline: Deadline,
  kind: GoverningKind,
  finding: Finding,
  eligible: readonly Deadline[],
  regimes: number,
): string {
  const weaker = rank.filter((other) => other !== kind && eligible.some((entry) => entry.kind === other));
  const siblings = eligible.filter((entry) => entry.kind === kind && entry.regime === deadline.regime);
  const parts = [claims[kind]];
  if (weaker.length > 0) parts.push(`, which outranks ${weaker.map((other) => names[other]).join(' and ')}`);
  if (siblings.length > 1) parts.push(`; ${place(deadline, kind)}`);
  if (regimes > 1)
    parts.push(
      deadline.inEffect
        ? '; of several regimes it is the earliest in effect'
        : '; of several regimes it is the next to come',
    );
  if (deadline.binds === 'integrator') parts.push('; it binds whoever integrates, licenses or resells');
  if (deadline.binds === 'vendor') parts.push(`; it binds ${supplier(finding)}, not the user`);
  return `${parts.join('')}.`;
}

function place(deadline: Deadline, kind: GoverningKind): string {
  if (!deadline.inEffect) return 'of its phases it is the next to come';
  return kind === 'bars-money'
    ? 'of its phases it is the first in effect'
    : 'of its phases it is the latest in effect';
}

function supplier(finding: Finding): string {
  const { vendor } = finding.product;
  return integratesEngine(finding) && !/kaspersky/i.test(vendor) ? `Kaspersky and ${vendor}` : 'the supplier';
}

function whyNone(
  finding: Finding,
  audience: RequestedAudience,
  deadlines: readonly Deadline[],
  phases: readonly DatedPhase[],
): string {
  const residue = finding.status === 'residue';
  if (residue && deadlines.some((deadline) => deadline.kind === 'ends-supply' && !deadline.history)) {
    return 'No deadline; remove for security: nothing is supplied to a leftover, so a rule that ends supply asks nothing of it.';
  }
  if (residue) {
    return `No deadline; remove for security: no rule for ${audience.id} asks for the absence of a leftover of this kind.`;
  }
  if (deadlines.some((deadline) => deadline.history)) {
    return 'No deadline: what applies is history, because a stronger regime has overtaken it.';
  }
  const regimes = new Map(
    phases
      .filter(({ phase }) => isGoverningKind(phase.kind) && isFor(phase, audience))
      .map(({ regime }) => [regime.regime, regime.short]),
  );
  if (regimes.size > 0) {
    const names = [...regimes.values()].join(', ');
    // Where such a regime gives context for this product, it says why, and how sure that is.
    const context = deadlines.filter(({ kind, regime }) => kind === 'context' && regimes.has(regime));
    return [
      `No deadline: the rules for ${audience.id} (${names}) do not reach this product, of class ${finding.product.class}.`,
      ...context.map(({ meaning }) => meaning),
    ].join(' ');
  }
  return deadlines.length > 0
    ? `No deadline: for ${audience.id} there is only context or a report, and neither governs.`
    : `No deadline: no rule of the pack is about ${audience.id}.`;
}
