import { compileMatcher } from '../../src/match/matcher.ts';
import type { RulePack } from '../../src/model/rule-pack.ts';
import type { Signature } from '../../src/model/signature.ts';
import { compare } from '../../src/rule-tests/compare.ts';
import type { ExpectedHost } from '../../src/rule-tests/expected-host.ts';
import { observe } from '../../src/rule-tests/observe.ts';
import { type Cut, cuts, type Mutant, mutantsOf } from './mutants.ts';

/**
 * Takes each part of each signature out of a pack in turn and returns those that nobody missed: with them gone every
 * host still gives what is expected of it.
 *
 * A mutant is tried only on hosts with a row that its signature could match, and there only beside the signatures that
 * could match a row of that host: no other has a say. So a mutant costs a few signatures on a few rows.
 */
export function survivors(
  pack: RulePack,
  hosts: readonly ExpectedHost[],
  wanted: readonly Cut[] = cuts,
): Mutant[] {
  const reach = reachOf(pack, hosts);
  return mutantsOf(pack).filter((mutant) => {
    if (!wanted.includes(mutant.cut)) return false;
    const near = reach.hosts.get(mutant.signature) ?? [];
    return near.every(
      (host) => compare(host, observe(compileMatcher(only(pack, reach.on(host), mutant)), host)).length === 0,
    );
  });
}

interface Reach {
  /**
   * By signature: hosts with a row that it could match if one of its fields were not tested. Those where all fields
   * fit come first, because most mutants are missed there; then few rows first.
   */
  readonly hosts: ReadonlyMap<string, readonly ExpectedHost[]>;
  /** Signatures that could match a row of a host. */
  on(host: ExpectedHost): ReadonlySet<string>;
}

/** Finds who could have a say where, with every signature cut down to each one of its fields in turn. */
function reachOf(pack: RulePack, hosts: readonly ExpectedHost[]): Reach {
  const loose = compileMatcher(mapSignatures(asProducts(pack), loosened));
  const on = new Map<ExpectedHost, ReadonlySet<string>>();
  const bySignature = new Map<string, Near[]>();
  for (const host of [...hosts].sort((a, b) => a.rows.length - b.rows.length)) {
    const { evidence } = observe(loose, host);
    const parts = new Map<string, number>();
    for (const part of new Set(evidence.flat())) {
      const id = part.replace(/-part-\d+$/, '');
      parts.set(id, (parts.get(id) ?? 0) + 1);
    }
    on.set(host, new Set(parts.keys()));
    for (const [id, fitting] of parts) {
      const known = bySignature.get(id);
      if (known === undefined) bySignature.set(id, [{ host, fitting }]);
      else known.push({ host, fitting });
    }
  }
  return { hosts: mapValues(bySignature, inOrder), on: (host) => on.get(host) ?? new Set() };
}

/** A host, and how many of a signature's fields could be left out there with the others fitting. */
interface Near {
  readonly host: ExpectedHost;
  readonly fitting: number;
}

function inOrder(near: readonly Near[]): ExpectedHost[] {
  return [...near].sort((a, b) => b.fitting - a.fitting).map(({ host }) => host);
}

function mapValues<Key, From, To>(map: ReadonlyMap<Key, From>, change: (value: From) => To): Map<Key, To> {
  return new Map([...map].map(([key, value]) => [key, change(value)]));
}

/** Other vendors' protections as products too: traces of them are no evidence otherwise. */
function asProducts(pack: RulePack): RulePack {
  const [template] = pack.products;
  if (template === undefined) return pack;
  const others = pack.protections.map(({ protection, platforms, signatures }) => ({
    ...template,
    product: protection,
    platforms,
    signatures,
  }));
  return { ...pack, products: [...pack.products, ...others], protections: [] };
}

/**
 * The signature without conditions, once for each field with that field's test left out: whatever a mutant matches,
 * one of these does. Each proves presence, so that nothing that matches is left unsaid.
 */
function loosened({ beside: _, unless: __, note: ___, owners: ____, ...signature }: Signature): Signature[] {
  const fields = Object.keys(signature.when);
  const bare = { ...signature, proves: 'presence', confidence: 'confirmed' } as const;
  if (fields.length === 1) return [bare];
  return fields.map((field, index) => {
    const { [field]: _____, ...when } = signature.when;
    return { ...bare, id: `${bare.id}-part-${index}`, when };
  });
}

/** The pack with these signatures alone, one of them as the mutant has it. */
function only(pack: RulePack, ids: ReadonlySet<string>, mutant: Mutant): RulePack {
  return mapSignatures(pack, (signature, id) => {
    if (id === mutant.signature) return mutant.left === undefined ? [] : [mutant.left];
    return ids.has(id) ? [signature] : [];
  });
}

function mapSignatures(
  pack: RulePack,
  change: (signature: Signature, id: string) => readonly Signature[],
): RulePack {
  return {
    ...pack,
    products: pack.products.flatMap((each) => {
      const signatures = each.signatures.flatMap((one) => change(one, `${each.product}/${one.id}`));
      return signatures.length === 0 ? [] : [{ ...each, signatures }];
    }),
    protections: pack.protections.flatMap((each) => {
      const signatures = each.signatures.flatMap((one) => change(one, `${each.protection}/${one.id}`));
      return signatures.length === 0 ? [] : [{ ...each, signatures }];
    }),
  };
}
