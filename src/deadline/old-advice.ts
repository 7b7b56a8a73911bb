import type { DatedFinding, Recommendation } from '../model/finding.ts';
import type { RulePack } from '../model/rule-pack.ts';
import type { SavedReport } from '../model/saved-report.ts';

/**
 * Findings of products that the pack no longer knows with the advice of the saved report, in whose order they are; what must
 * be settled first stays that of now.
 */
export function withOldAdvice(
  findings: readonly DatedFinding[],
  saved: SavedReport,
  { products }: RulePack,
): DatedFinding[] {
  const known = new Set(products.map(({ product }) => product));
  return findings.map((finding, index) => {
    const old = saved.findings[index]?.recommendation;
    if (known.has(finding.product.id) || old === undefined) return finding;
    const { readiness, stops } = finding.recommendation;
    return { ...finding, recommendation: { ...old, readiness, stops, steps: withheld(old.steps, stops) } };
  });
}

/** Whatever a saved file says: where something must be settled first, no step that removes has a command. */
function withheld(steps: Recommendation['steps'], stops: Recommendation['stops']): Recommendation['steps'] {
  if (stops.length === 0) return steps;
  return steps.map(({ command, ...step }) =>
    step.removes === true || command === undefined ? step : { ...step, command },
  );
}
