import { resolveAudiences } from '../../src/deadline/audiences.ts';
import { dateFindings } from '../../src/deadline/date-findings.ts';
import { parseAsOf } from '../../src/deadline/instant.ts';
import type { DatedFinding } from '../../src/model/finding.ts';
import type { RulePack } from '../../src/model/rule-pack.ts';
import { emptyPack } from './empty-pack.ts';
import { loadAudiences, loadRegimes } from './load-regimes.ts';
import { type FindingSketch, makeFinding } from './make-finding.ts';
import { makeHosts } from './make-hosts.ts';

/** The regimes and audiences of the built-in pack, with nothing else. */
export const pack: RulePack = {
  ...emptyPack,
  regimes: loadRegimes(),
  audiences: loadAudiences(),
};

/** Dates one finding for audiences (comma-separated) at an as-of text. */
export function judge(sketch: FindingSketch, audiences: string, asOf: string): DatedFinding {
  const findings = [makeFinding(sketch)];
  const [dated] = dateFindings({
    findings,
    pack,
    audiences: resolveAudiences(audiences.split(','), pack.audiences),
    asOf: parseAsOf(asOf),
    hosts: makeHosts(findings),
    accepts: [],
  });
  if (dated === undefined) throw new Error('no finding came back');
  return dated;
}

/** The deadline that governs, short: `us-commerce-icts/updates-and-ksn`, or `none`. One per requested audience. */
export function governing(sketch: FindingSketch, audiences: string, asOf: string): string[] {
  return judge(sketch, audiences, asOf).governing.map(({ deadline }) =>
    deadline === null ? 'none' : `${deadline.regime}/${deadline.phase}`,
  );
}
