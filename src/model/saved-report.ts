import type { Finding, Recommendation } from './finding.ts';
import type { Report } from './report.ts';

/** A finding as a saved report holds it: its dates are worked out anew, its advice only where the pack has some. */
export type SavedFinding = Finding & { readonly recommendation?: Recommendation | undefined };

/** A saved report, without what is worked out anew. */
export type SavedReport = Omit<Report, 'summary' | 'disclaimer' | 'findings'> & {
  readonly summary: Pick<Report['summary'], 'items'>;
  readonly findings: readonly SavedFinding[];
};
