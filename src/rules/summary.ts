import type { RulePack } from '../model/rule-pack.ts';
import { count } from './words.ts';

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

/** The summary as one sentence: what was read, and how many faults it has. */
export function summaryText(summary: RulesSummary): string {
  const parts = [
    count(summary.products, 'product'),
    count(summary.protections, 'protection'),
    count(summary.signatures, 'signature'),
    count(summary.regimes, 'regime'),
    count(summary.phases, 'phase'),
  ];
  const read = `${count(summary.files, 'file')}, ${count(summary.documents, 'document')}: ${parts.join(', ')}`;
  return summary.faults === 0 ? `${read}; no faults` : `${read}; ${count(summary.faults, 'fault')}`;
}
