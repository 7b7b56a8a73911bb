import type { Evidence, Finding, Note } from '../model/finding.ts';
import type { HostFacts } from '../model/host-facts.ts';
import type { Protection } from '../model/product.ts';

/** Another vendor's protection product that is installed on a host. */
export interface ProtectionHit {
  readonly protection: Protection;
  readonly host?: string;
  /** A service or process of it runs; offline: one of its services or drivers starts at boot or by itself. */
  readonly running: boolean;
  readonly evidence: readonly Evidence[];
}

/** What the matcher found in the items of one session. Every list is in a total order that does not depend on theirs. */
export interface MatchResult {
  /** Number of items that were added. */
  readonly items: number;
  readonly findings: readonly Finding[];
  readonly notes: readonly Note[];
  readonly protections: readonly ProtectionHit[];
  /** Of each host that has such rows, or anything that matched. */
  readonly facts: readonly HostFacts[];
  /** Ids of findings that have more evidence than is kept, see `evidence-limits.ts`. */
  readonly truncated: readonly string[];
}
