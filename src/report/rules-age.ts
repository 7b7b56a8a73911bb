import type { Coverage, Gap } from '../model/gap.ts';
import type { ReportedPack } from '../model/report.ts';

/** What `--allow-gaps` calls a rule pack that is too old. */
export const rulesAgeId = 'rules';

/**
 * What `--max-rules-age` found: a gap for each pack that is older, or that does not say how old it is. What came to be
 * known since is not in such a pack, so "nothing found" must not read as "clean". Empty where every pack is young enough.
 */
export function rulesAgeCoverage(packs: readonly ReportedPack[], maxDays: number): Coverage[] {
  const gaps = packs
    .filter(({ ageDays }) => ageDays === undefined || ageDays > maxDays)
    .map((pack) => tooOld(pack, maxDays));
  return gaps.length === 0 ? [] : [{ collector: rulesAgeId, status: 'gap', items: 0, gaps }];
}

function tooOld({ id, version, date, ageDays }: ReportedPack, maxDays: number): Gap {
  const age =
    ageDays === undefined || date === undefined
      ? 'does not say when it was issued'
      : `is ${ageDays} ${ageDays === 1 ? 'day' : 'days'} old (${date})`;
  return {
    reason: 'missing-source',
    source: `a version of the rule pack ${id} from the last ${maxDays} ${maxDays === 1 ? 'day' : 'days'}`,
    message: `the one in use, ${version}, ${age}; what came to be known since would not be found (--max-rules-age)`,
    couldHide: 'active',
  };
}
