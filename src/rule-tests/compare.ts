import type { Position } from '../rules/document.ts';
import type { ExpectedHost } from './expected-host.ts';
import type { Observation } from './observe.ts';

/** One expectation that does not hold. */
export interface Difference {
  readonly what: 'findings' | 'notes' | 'protections' | 'evidence';
  /** Only for evidence: kind and name of the row. Untrusted and unescaped. */
  readonly row?: string;
  readonly line: number;
  readonly column: number;
  /** Expected and not found. */
  readonly missing: readonly string[];
  /** Found and not expected. */
  readonly unexpected: readonly string[];
}

/** Everything in which the rules say something else about a host than its test expects; empty where all holds. */
export function compare(host: ExpectedHost, observed: Observation): Difference[] {
  const told = [
    difference('findings', host.at, host.findings, observed.findings),
    difference('notes', host.at, host.notes, observed.notes),
    host.protections && difference('protections', host.at, host.protections, observed.protections),
    ...host.rows.map(({ item, expect, at }, index) => {
      if (expect === undefined) return undefined;
      const row = `${item.kind} ${item.name}`;
      return difference('evidence', at, expect, observed.evidence[index] ?? [], row);
    }),
  ];
  return told.filter((each) => each !== undefined);
}

function difference(
  what: Difference['what'],
  { line, column }: Position,
  expected: readonly string[],
  observed: readonly string[],
  row?: string,
): Difference | undefined {
  const missing = without(expected, observed);
  const unexpected = without(observed, expected);
  if (missing.length === 0 && unexpected.length === 0) return undefined;
  return { what, ...(row !== undefined && { row }), line, column, missing, unexpected };
}

/** What is left of a list when each entry of another has taken away one that equals it. */
function without(list: readonly string[], others: readonly string[]): string[] {
  const left = [...list];
  for (const other of others) {
    const at = left.indexOf(other);
    if (at !== -1) left.splice(at, 1);
  }
  return left;
}
