import { compileMatcher } from '../../src/match/matcher.ts';
import type { MatchResult } from '../../src/match/result.ts';
import type { Item } from '../../src/model/item.ts';
import type { Product, Protection } from '../../src/model/product.ts';
import type { RulePack } from '../../src/model/rule-pack.ts';
import type { Signature } from '../../src/model/signature.ts';
import type { Platform } from '../../src/model/vocabulary.ts';

const source = 'https://example.test/facts';

/** A signature of a confirmed installation by a software row, unless told otherwise. */
export function signature(given: Partial<Signature> & Pick<Signature, 'id' | 'when'>): Signature {
  return { kind: 'software', proves: 'installed', confidence: 'confirmed', source, ...given };
}

/** A Linux endpoint protection, unless told otherwise. */
export function product(
  given: Partial<Product> & { product: string; signatures: readonly Signature[] },
): Product {
  return {
    name: given.product.toUpperCase(),
    vendor: 'AO Kaspersky Lab',
    class: 'endpoint-protection',
    platforms: ['linux'],
    capabilities: [],
    reads: [],
    migration: {
      priority: 'normal',
      summary: 'Remove it.',
      replaceWith: [],
      hazards: [],
      steps: [{ text: 'Remove it.' }],
      residue: [],
      verify: [],
      source,
    },
    ...given,
  };
}

/** Another vendor's protection for Linux. */
export function protection(
  given: Partial<Protection> & { protection: string; signatures: readonly Signature[] },
): Protection {
  return {
    name: given.protection.toUpperCase(),
    vendor: 'Another vendor',
    platforms: ['linux'],
    provides: 'protection',
    ...given,
  };
}

export function packOf(products: readonly Product[], protections: readonly Protection[] = []): RulePack {
  return { identities: [], products, protections, hazards: [], alternatives: [], regimes: [], audiences: [] };
}

/** A Debian package, unless told otherwise. */
export function item(given: Partial<Item> & Pick<Item, 'name'>): Item {
  return { kind: 'software', collector: 'dpkg', origin: '/var/lib/dpkg/status', ...given };
}

/** Matches items with a pack, live on Linux unless told otherwise. */
export function match(
  pack: RulePack,
  items: readonly Item[],
  defaults: { host?: string; platform?: Platform; live?: boolean } = {},
): MatchResult {
  const session = compileMatcher(pack).session({ platform: 'linux', live: true, ...defaults });
  for (const each of items) session.add(each);
  return session.finish();
}

/** One line per finding: id, status, basis, confidence. */
export function verdicts({ findings }: MatchResult): string[] {
  return findings.map(({ id, status, basis, confidence }) =>
    [id, status, ...(basis ? [basis] : []), confidence].join(' '),
  );
}

/** One line per finding: id and the signatures of its evidence in order. */
export function evidenceOf({ findings }: MatchResult): string[] {
  return findings.map(({ id, evidence }) => `${id}: ${evidence.map((each) => each.signature).join(', ')}`);
}
