import type { RulePack } from '../model/rule-pack.ts';

/** What `rules validate` tells: what was read, and how many faults were found. */
export interface RulesSummary extends PackCounts {
  readonly files: number;
  readonly documents: number;
  readonly faults: number;
}

/** How much a pack holds. */
export interface PackCounts {
  readonly products: number;
  readonly protections: number;
  readonly signatures: number;
  readonly regimes: number;
  readonly phases: number;
}

/** Counts products, protections, the signatures of both, regimes and their phases. */
export function countsOf(pack: RulePack): PackCounts {
  const withSignatures = [...pack.products, ...pack.protections];
  return {
    products: pack.products.length,
    protections: pack.protections.length,
    signatures: withSignatures.reduce((sum, { signatures }) => sum + signatures.length, 0),
    regimes: pack.regimes.length,
    phases: pack.regimes.reduce((sum, { phases }) => sum + phases.length, 0),
  };
}
