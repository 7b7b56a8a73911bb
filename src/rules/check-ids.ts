import type { RuleFault } from '../errors.ts';
import type { RulePack } from '../model/rule-pack.ts';
import type { DocumentKind, LocatedDocument, YamlPath } from './document.ts';
import { faultAt, placeOf } from './fault-at.ts';
import { quote } from './words.ts';

/** The key that holds a document's id equals its kind. */
export function idOf(document: LocatedDocument): string {
  switch (document.kind) {
    case 'product':
      return document.value.product;
    case 'protection':
      return document.value.protection;
    case 'hazard':
      return document.value.hazard;
    case 'alternative':
      return document.value.alternative;
    case 'regime':
      return document.value.regime;
    case 'audience':
      return document.value.audience;
    case 'pack':
      return document.value.pack;
  }
}

/** Ids that stand twice: documents of one kind, and signatures, reads and phases inside one document. */
export function checkIds(documents: readonly LocatedDocument[], packs: readonly RulePack[]): RuleFault[] {
  const seen = new Map<string, string>();
  for (const pack of packs) {
    const place = `in the pack ${quote(pack.identities.map(({ id }) => id).join(', '))}`;
    for (const [space, id] of idsOf(pack)) seen.set(`${space} ${id}`, place);
  }
  const faults: RuleFault[] = [];
  for (const document of documents) {
    // Which pack a document names is the loader's business: it knows the packs.
    if (document.kind === 'pack') continue;
    const id = idOf(document);
    const key = `${spaceOf(document.kind)} ${id}`;
    const first = seen.get(key);
    if (first === undefined) seen.set(key, `at ${placeOf(document, [document.kind])}`);
    else {
      const expected = `an id that no other ${nameOf(document.kind)} has`;
      faults.push(faultAt(document, [document.kind], `the id ${quote(id)} again, first ${first}`, expected));
    }
    faults.push(...checkInnerIds(document));
  }
  return faults;
}

function checkInnerIds(document: LocatedDocument): RuleFault[] {
  switch (document.kind) {
    case 'product':
      return [
        ...repeated(document, 'signatures', document.value.signatures, 'signature of this product'),
        ...repeated(document, 'reads', document.value.reads, 'read of this product'),
      ];
    case 'protection':
      return repeated(document, 'signatures', document.value.signatures, 'signature of this product');
    case 'regime':
      return repeated(document, 'phases', document.value.phases, 'phase of this regime');
    default:
      return [];
  }
}

function repeated(
  document: LocatedDocument,
  list: string,
  entries: readonly { readonly id: string }[],
  name: string,
): RuleFault[] {
  const first = new Map<string, YamlPath>();
  const faults: RuleFault[] = [];
  for (const [index, { id }] of entries.entries()) {
    const path = [list, index, 'id'];
    const before = first.get(id);
    if (before === undefined) first.set(id, path);
    else {
      const found = `the id ${quote(id)} again, first at ${placeOf(document, before)}`;
      faults.push(faultAt(document, path, found, `an id that no other ${name} has`));
    }
  }
  return faults;
}

/** Evidence names signatures as `<product>/<signature>`, whether the product is a finding or a protection. */
function spaceOf(kind: DocumentKind): string {
  return kind === 'protection' ? 'product' : kind;
}

function nameOf(kind: DocumentKind): string {
  return kind === 'product' || kind === 'protection' ? 'product or protection' : kind;
}

function* idsOf(pack: RulePack): Generator<[space: string, id: string]> {
  for (const { product } of pack.products) yield ['product', product];
  for (const { protection } of pack.protections) yield ['product', protection];
  for (const { hazard } of pack.hazards) yield ['hazard', hazard];
  for (const { alternative } of pack.alternatives) yield ['alternative', alternative];
  for (const { regime } of pack.regimes) yield ['regime', regime];
  for (const { audience } of pack.audiences) yield ['audience', audience];
}
