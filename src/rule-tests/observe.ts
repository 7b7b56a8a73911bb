import type { Matcher } from '../match/matcher.ts';
import { rowKey } from '../match/order.ts';
import type { MatchResult } from '../match/result.ts';
import type { Evidence } from '../model/finding.ts';
import type { Item } from '../model/item.ts';
import type { ExpectedHost } from './expected-host.ts';

/** What the rules say about one host, in the words of rule tests. Lists are sorted. */
export interface Observation {
  readonly findings: readonly string[];
  readonly notes: readonly string[];
  readonly protections: readonly string[];
  /** Per row, in the order of the host's rows: ids of the signatures that take it as evidence. */
  readonly evidence: readonly (readonly string[])[];
}

/** Runs the rules over the rows of one host. */
export function observe(matcher: Matcher, { host, live, rows }: ExpectedHost): Observation {
  const session = matcher.session({ live, host });
  for (const { item } of rows) session.add(item);
  const result = session.finish();
  const all = [...result.findings, ...result.notes, ...result.protections].flatMap((each) => each.evidence);
  const signatures = signaturesByRow(all);
  return {
    findings: result.findings.map(findingLine).sort(),
    notes: result.notes.map(({ product, kind }) => `${product} ${kind}`).sort(),
    protections: result.protections
      .map(({ protection, running }) => `${protection.protection} ${running ? 'running' : 'idle'}`)
      .sort(),
    evidence: rows.map(({ item }) => [...(signatures.get(keyOf(item, item.origin)) ?? [])].sort()),
  };
}

/** `<product> <status>[/<basis>] <confidence> [<version>]`. */
function findingLine({
  product,
  status,
  basis,
  confidence,
  version,
}: MatchResult['findings'][number]): string {
  const alive = basis === undefined ? status : `${status}/${basis}`;
  return [product.id, alive, confidence, ...(version === undefined ? [] : [version])].join(' ');
}

/** Equal rows are one piece of evidence with several origins, so the origin is part of a row's key. */
function signaturesByRow(evidence: readonly Evidence[]): Map<string, Set<string>> {
  const signatures = new Map<string, Set<string>>();
  for (const { signature, item, also = [] } of evidence) {
    for (const { origin } of [item, ...also]) {
      const key = keyOf(item, origin);
      const known = signatures.get(key);
      if (known === undefined) signatures.set(key, new Set([signature]));
      else known.add(signature);
    }
  }
  return signatures;
}

function keyOf(item: Item, origin: string): string {
  return `${rowKey(item)}\n${origin}`;
}
