import type { ItemKind } from '../../model/vocabulary.ts';
import type { CompiledPack } from '../compile-pack.ts';
import { stateNames } from '../fact-rows.ts';
import { isCoreField } from '../fields.ts';
import { type Automaton, buildAutomaton, nothing } from './automaton.ts';
import { type BytePattern, derivedPatternOf, type ForeignCharacter, patternOf } from './byte-pattern.ts';
import { Harmless } from './harmless.ts';

/**
 * What the texts of a row must hold, as bytes, for any literal of the pack to lead to one of its tests. A row of which no
 * text holds anything of that is a candidate of nothing, so no signature, probe or protection sees it (docs/adr, prefilter).
 */
export interface Prefilter {
  readonly automaton: Automaton;
  readonly harmless: Harmless;
  /** The state in which a text begins that is this field of an item as it stands. */
  startOf(field: string): number;
  /** The state in which a text begins of which an importer makes fields; undefined where that cannot be told. */
  readonly derivedStart: number | undefined;
}

/** Rows of which an importer makes items: their kinds, and runs of letters and digits that it may add by itself. */
export interface DerivedRows {
  readonly kinds: readonly ItemKind[];
  readonly added: readonly string[];
}

/**
 * Makes the prefilter of a pack; undefined where the pack is too large for it. Rows of a kind for which the pack has tests
 * that no literal leads to are candidates whatever they hold: of them it says nothing.
 */
export function prefilterOf(pack: CompiledPack, derived: DerivedRows): Prefilter | undefined {
  const byField = new Map<string, BytePattern[]>();
  const foreign = new Set<number>();
  const take = (pattern: BytePattern | ForeignCharacter, into: BytePattern[]): void => {
    if ('foreign' in pattern) foreign.add(pattern.foreign);
    else into.push(pattern);
  };
  for (const index of new Set(pack.kinds.values())) {
    for (const { field, anchors } of index.anchored) {
      for (const place of placesOf(field)) {
        const patterns = byField.get(place) ?? [];
        byField.set(place, patterns);
        for (const anchor of anchors) take(patternOf(anchor), patterns);
      }
    }
  }
  // Rows that state a fact of their host have these names.
  const names = byField.get('name') ?? [];
  for (const { text, whole } of stateNames) names.push({ text, atStart: true, atEnd: whole });
  byField.set('name', names);

  const fromDerived: BytePattern[] = [];
  let isTold = true;
  for (const index of new Set(derived.kinds.map((kind) => pack.kinds.get(kind)))) {
    for (const anchor of index?.anchored.flatMap(({ anchors }) => anchors) ?? []) {
      const pattern = derivedPatternOf(anchor, derived.added);
      if (pattern === undefined) isTold = false;
      else take(pattern, fromDerived);
    }
  }
  const fields = [...byField.keys()];
  const automaton = buildAutomaton([...byField.values(), fromDerived]);
  if (automaton === undefined) return undefined;
  const starts = new Map(fields.map((field, index) => [field, automaton.starts[index] ?? nothing]));
  return {
    automaton,
    harmless: new Harmless(foreign),
    startOf: (field) => starts.get(field) ?? nothing,
    derivedStart: isTold ? automaton.starts.at(-1) : undefined,
  };
}

/** Where the text of a field stands in a row (see the accessors of fields.ts). */
function placesOf(field: string): string[] {
  if (field === 'path') return [field, 'attributes.usualPath'];
  return field.includes('.') || isCoreField(field) ? [field] : [`attributes.${field}`];
}
