import type { PackIdentity } from '../model/report.ts';
import type { RulePack } from '../model/rule-pack.ts';
import type { DocumentKind, LocatedDocument, RuleDocument } from './document.ts';

/** The documents of one pack as a {@link RulePack}, in their order. */
export function packOf(identity: PackIdentity, documents: readonly LocatedDocument[]): RulePack {
  return {
    identities: [identity],
    products: valuesOf(documents, 'product'),
    protections: valuesOf(documents, 'protection'),
    hazards: valuesOf(documents, 'hazard'),
    alternatives: valuesOf(documents, 'alternative'),
    regimes: valuesOf(documents, 'regime'),
    audiences: valuesOf(documents, 'audience'),
  };
}

/** Several packs as one, each list in the order of the packs. Ids were checked not to repeat. */
export function mergePacks(packs: readonly RulePack[]): RulePack {
  return {
    identities: packs.flatMap((pack) => pack.identities),
    products: packs.flatMap((pack) => pack.products),
    protections: packs.flatMap((pack) => pack.protections),
    hazards: packs.flatMap((pack) => pack.hazards),
    alternatives: packs.flatMap((pack) => pack.alternatives),
    regimes: packs.flatMap((pack) => pack.regimes),
    audiences: packs.flatMap((pack) => pack.audiences),
  };
}

type ValueOf<Kind extends DocumentKind> = Extract<RuleDocument, { kind: Kind }>['value'];

function valuesOf<Kind extends DocumentKind>(
  documents: readonly LocatedDocument[],
  kind: Kind,
): readonly ValueOf<Kind>[] {
  return documents
    .filter((document) => document.kind === kind)
    .map((document) => document.value as ValueOf<Kind>);
}
