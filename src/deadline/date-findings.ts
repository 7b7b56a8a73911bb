import type { DatedFinding, Finding } from '../model/finding.ts';
import type { RulePack } from '../model/rule-pack.ts';
import { type Accept, acceptanceOf } from './accept.ts';
import type { RequestedAudience } from './audiences.ts';
import { govern } from './govern.ts';
import { type DatedPhase, datePhases, deadlinesFor } from './phases.ts';
import { presenceOf } from './presence.ts';
import { type AdviceIndex, type HostAdvice, indexAdvice, recommend } from './recommend.ts';

/** For whom a host is judged. */
export type AudiencesOf = (host: string | undefined) => readonly RequestedAudience[];

/** What findings are dated by. */
export interface DatingInput {
  readonly findings: readonly Finding[];
  readonly pack: RulePack;
  /** From `resolveAudiences`, for all hosts or host by host; empty for `none`: then there are no deadlines. */
  readonly audiences: readonly RequestedAudience[] | AudiencesOf;
  /** Milliseconds since 1970 UTC. */
  readonly asOf: number;
  /** What is known of each host; see `HostStates`. */
  readonly hosts: { of(host: string | undefined): HostAdvice };
  readonly accepts: readonly Accept[];
}

/**
 * Gives each finding its deadlines (audience by audience in the order requested, each by date), the one that governs
 * per audience, and its recommendation. Keeps the order of the findings.
 */
export function dateFindings(input: DatingInput): DatedFinding[] {
  // Reading dates in their zones costs more than a whole clean scan.
  if (input.findings.length === 0) return [];
  const { audiences } = input;
  const audiencesOf: AudiencesOf = typeof audiences === 'function' ? audiences : () => audiences;
  const asked = new Map<string, RequestedAudience>();
  for (const { host } of input.findings) for (const each of audiencesOf(host)) asked.set(each.id, each);
  const phases = datePhases(input.pack.regimes, input.asOf, [...asked.values()]);
  const advice = indexAdvice(input.pack);
  return input.findings.map((finding) =>
    dateFinding(finding, audiencesOf(finding.host), input, phases, input.hosts.of(finding.host), advice),
  );
}

function dateFinding(
  finding: Finding,
  audiences: readonly RequestedAudience[],
  { accepts, asOf }: DatingInput,
  phases: readonly DatedPhase[],
  host: HostAdvice,
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
    recommendation: recommend(finding, host, advice),
    ...(accepted === undefined ? {} : { accepted }),
  };
}
