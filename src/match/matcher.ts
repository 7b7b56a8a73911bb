import type { RulePack } from '../model/rule-pack.ts';
import { compilePack } from './compile-pack.ts';
import { MatchSession, type SessionDefaults } from './match-session.ts';
import { type DerivedRows, type Prefilter, prefilterOf } from './prefilter/prefilter.ts';

/** How large a compiled pack is. */
export interface MatcherStats {
  readonly signatures: number;
  /** Different conditions on another item of the host. */
  readonly probes: number;
  /** Literals by which signatures and probes are found, counted per kind and field. */
  readonly literals: number;
  /** Signatures and probes that no literal leads to, counted per kind: tried on every item of that kind. */
  readonly unanchored: number;
  /** Estimated bytes of the indexes, without the compiled tests. */
  readonly indexBytes: number;
}

/** A rule pack compiled into indexes. Holds no state between sessions. */
export interface Matcher {
  readonly stats: MatcherStats;
  /** Whether any test looks at where a row was read. */
  readonly readsOrigin: boolean;
  /** What a row must hold to lead to a test, see {@link prefilterOf}. Made when it is first asked for. */
  prefilter(derived: DerivedRows): Prefilter | undefined;
  /** Begins to match; sessions of one matcher do not disturb each other. */
  session(defaults: SessionDefaults): MatchSession;
}

/**
 * Compiles a pack once, in time that grows with its size; then the cost of an item depends on its own length and on
 * how many signatures share a literal with it, not on how many signatures there are.
 */
export function compileMatcher(pack: Pick<RulePack, 'products' | 'protections'>): Matcher {
  const compiled = compilePack(pack);
  const kinds = [...new Set(compiled.kinds.values())];
  const parts = kinds.flatMap((kind) => kind.parts);
  const prefilters = new Map<DerivedRows, Prefilter | undefined>();
  return {
    stats: {
      signatures: compiled.signatures.length,
      probes: compiled.probes.length,
      literals: parts.reduce((sum, part) => sum + part.literals, 0),
      unanchored: kinds.reduce((sum, kind) => sum + kind.unanchored, 0),
      indexBytes: parts.reduce((sum, part) => sum + part.bytes, 0),
    },
    readsOrigin: compiled.readsOrigin,
    prefilter: (derived) => {
      if (!prefilters.has(derived)) prefilters.set(derived, prefilterOf(compiled, derived));
      return prefilters.get(derived);
    },
    session: (defaults) => new MatchSession(compiled, defaults),
  };
}
