import type { DatedFinding, Finding, Readiness } from '../model/finding.ts';
import type { ProtectionHit } from '../model/protection-hit.ts';
import type { RulePack } from '../model/rule-pack.ts';
import type { Platform } from '../model/vocabulary.ts';
import { type Accept, acceptanceOf } from './accept.ts';
import type { RequestedAudience } from './audiences.ts';
import { govern } from './govern.ts';
import { type DatedPhase, datePhases, deadlinesFor } from './phases.ts';
import { presenceOf } from './presence.ts';
import { assessReadiness } from './readiness.ts';
import { type AdviceIndex, indexAdvice, recommend } from './recommend.ts';

/** What findings are dated by. */
export interface DatingInput {
  readonly findings: readonly Finding[];
  readonly pack: RulePack;
  /** From `resolveAudiences`; empty for `none`: then there are no deadlines. */
  readonly audiences: readonly RequestedAudience[];
  /** Milliseconds since 1970 UTC. */
  readonly asOf: number;
  readonly protections: readonly ProtectionHit[];
  readonly platform: Platform | undefined;
  readonly accepts: readonly Accept[];
}

/**
 * Gives each finding its deadlines (audience by audience in the order requested, each by date), the one that governs
 * per audience, and its recommendation. Keeps the order of the findings. Readiness is judged host by host.
 */
export function dateFindings(input: DatingInput): DatedFinding[] {
  // Reading dates in their zones costs more than a whole clean scan.
  if (input.findings.length === 0) return [];
  const phases = datePhases(input.pack.regimes, input.asOf, input.audiences);
  const readiness = readinessByHost(input);
  const advice = indexAdvice(input.pack);
  return input.findings.map((finding) =>
    dateFinding(finding, input, phases, readiness(finding.host), advice),
  );
}

function dateFinding(
  finding: Finding,
  { audiences, accepts, asOf }: DatingInput,
  phases: readonly DatedPhase[],
  readiness: Readiness,
  advice: AdviceIndex,
): DatedFinding {
  const dated = audiences.map((audience) => {
    const deadlines = deadlinesFor(finding, audience, phases);
    const governing = govern(finding, audience, deadlines, phases);
    const { deadline } = governing;
    const stated = phases.find(
      ({ regime, phase }) => regime.regime === deadline?.regime && phase.id === deadline.phase,
    );
    const presence = presenceOf(finding, deadline, asOf, stated?.phase.neverOverdue);
    return { deadlines, governing: { ...governing, ...presence } };
  });
  // A finding of a saved report is dated anew: what was accepted then does not carry over by itself.
  const { accepted: _earlier, ...bare }: Finding & Pick<Partial<DatedFinding>, 'accepted'> = finding;
  const accepted = acceptanceOf(finding, accepts, asOf);
  return {
    ...bare,
    deadlines: dated.flatMap(({ deadlines }) => deadlines),
    governing: dated.map(({ governing }) => governing),
    recommendation: recommend(finding, readiness, advice),
    ...(accepted === undefined ? {} : { accepted }),
  };
}

/** Readiness of each host, computed once. A hit without a host belongs to findings without one. */
function readinessByHost({ platform, protections, findings }: DatingInput): (host?: string) => Readiness {
  const findingsOf = groupByHost(findings);
  const protectionsOf = groupByHost(protections);
  const known = new Map<string | undefined, Readiness>();
  return (host) => {
    const found = known.get(host);
    if (found) return found;
    const made = assessReadiness({
      platform,
      protections: protectionsOf.get(host) ?? [],
      findings: findingsOf.get(host) ?? [],
    });
    known.set(host, made);
    return made;
  };
}

function groupByHost<T extends { readonly host?: string | undefined }>(
  values: readonly T[],
): Map<string | undefined, T[]> {
  const groups = new Map<string | undefined, T[]>();
  for (const value of values) {
    const group = groups.get(value.host);
    if (group) group.push(value);
    else groups.set(value.host, [value]);
  }
  return groups;
}
