import type { RuleFault } from '../errors.ts';
import { nearest } from '../model/nearest.ts';
import type { RulePack } from '../model/rule-pack.ts';
import type { CheckContext } from './check.ts';
import { idOf } from './check-ids.ts';
import { checkCircles, type Edge } from './circles.ts';
import type { DocumentKind, LocatedDocument, YamlPath } from './document.ts';
import { faultAt } from './fault-at.ts';
import { either, quote } from './words.ts';

type Target = Exclude<DocumentKind, 'pack' | 'protection'>;
type Reach = Extract<LocatedDocument, { kind: 'regime' }>['value']['phases'][number]['reach'];

const mostSuggestions = 100;

interface Reference {
  readonly target: Target;
  readonly id: string;
  readonly path: YamlPath;
}

/** References to hazards, alternatives, audiences, regimes and products that lead nowhere, and circles of references. */
export function checkReferences(documents: readonly LocatedDocument[], context: CheckContext): RuleFault[] {
  const known = knownIds(documents, context);
  // A file that could not be read at all may hold anything: then nothing can be called unknown.
  const complete = context.broken.every(({ kind, id }) => kind !== undefined && id !== undefined);
  const faults: RuleFault[] = [];
  const edges: Edge[] = [];
  for (const document of documents) {
    for (const { target, id, path } of referencesOf(document)) {
      if (document.kind === target && target !== 'product')
        edges.push({ document, from: idOf(document), to: id, path });
      if (!complete || known.get(target)?.has(id)) continue;
      // Looking for the nearest costs a look at all; a pack of nothing but wrong ids gets no more of it.
      const near = faults.length < mostSuggestions ? nearest(id, [...(known.get(target) ?? [])]) : [];
      const name = /^[aeiou]/.test(target) ? `an ${target}` : `a ${target}`;
      const expected =
        near.length > 0 ? `${name} of the pack: ${either(near)} (nearest)` : `the id of ${name} of the pack`;
      faults.push(faultAt(document, path, `the unknown ${target} ${quote(id)}`, expected));
    }
  }
  for (const pack of context.packs) {
    for (const { audience, implies } of pack.audiences) {
      for (const to of implies) edges.push({ from: audience, to });
    }
  }
  return [...faults, ...checkCircles(edges)];
}

function knownIds(
  documents: readonly LocatedDocument[],
  context: CheckContext,
): Map<DocumentKind, Set<string>> {
  const known = new Map<DocumentKind, Set<string>>();
  const add = (kind: DocumentKind, id: string): void => {
    known.set(kind, (known.get(kind) ?? new Set()).add(id));
  };
  for (const document of documents) add(document.kind, idOf(document));
  for (const { kind, id } of context.broken) if (kind !== undefined && id !== undefined) add(kind, id);
  for (const pack of context.packs) addPack(pack, add);
  return known;
}

function addPack(pack: RulePack, add: (kind: DocumentKind, id: string) => void): void {
  for (const { product } of pack.products) add('product', product);
  for (const { hazard } of pack.hazards) add('hazard', hazard);
  for (const { alternative } of pack.alternatives) add('alternative', alternative);
  for (const { regime } of pack.regimes) add('regime', regime);
  for (const { audience } of pack.audiences) add('audience', audience);
}

function* referencesOf(document: LocatedDocument): Generator<Reference> {
  switch (document.kind) {
    case 'product': {
      const { migration, signatures } = document.value;
      yield* each('alternative', migration.replaceWith, ['migration', 'replaceWith']);
      yield* each('hazard', migration.hazards, ['migration', 'hazards']);
      for (const [index, { owners = [] }] of signatures.entries()) {
        yield* each('product', owners, ['signatures', index, 'owners']);
      }
      return;
    }
    case 'audience':
      yield* each('audience', document.value.implies, ['implies']);
      return;
    case 'regime': {
      const { overtakenBy, phases } = document.value;
      if (overtakenBy) yield { target: 'regime', id: overtakenBy.regime, path: ['overtakenBy', 'regime'] };
      for (const [index, phase] of phases.entries()) {
        const path = ['phases', index];
        yield* each('audience', phase.audiences, [...path, 'audiences']);
        yield* reached(phase.reach, [...path, 'reach']);
        for (const [other, { reach, audiences = [] }] of (phase.meaningFor ?? []).entries()) {
          yield* each('audience', audiences, [...path, 'meaningFor', other, 'audiences']);
          yield* reached(reach, [...path, 'meaningFor', other, 'reach']);
        }
      }
      return;
    }
  }
}

function* reached({ products = [], notProducts = [] }: Reach, path: YamlPath): Generator<Reference> {
  yield* each('product', products, [...path, 'products']);
  yield* each('product', notProducts, [...path, 'notProducts']);
}

function* each(target: Target, ids: readonly string[], path: YamlPath): Generator<Reference> {
  // "*" among the owners of a component stands for any product.
  for (const [index, id] of ids.entries()) if (id !== '*') yield { target, id, path: [...path, index] };
}
