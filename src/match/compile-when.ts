import type { When } from '../model/signature.ts';
import { inRange } from '../model/version.ts';
import type { FieldReader, FieldTable } from './fields.ts';
import { type FieldCheck, type Pattern, patternMatches, readTest } from './pattern.ts';

/** Whether the item that the reader holds passes. */
export type Predicate = (reader: FieldReader) => boolean;

/** The tests of a `when`: by field, for choosing an anchor, and as one predicate. */
export interface CompiledWhen {
  readonly checks: readonly { readonly field: string; readonly check: FieldCheck }[];
  readonly holds: Predicate;
}

/** Compiles the tests of a `when`; all must hold. An absent or empty field passes only `exists: false`. */
export function compileWhen(when: When, fields: FieldTable): CompiledWhen {
  const checks = Object.entries(when).map(([field, test]) => ({ field, check: readTest(field, test) }));
  return { checks, holds: all(checks.map(({ field, check }) => predicate(fields.number(field), check))) };
}

/** A predicate that holds where all of them do. */
export function all(predicates: readonly Predicate[]): Predicate {
  const [only] = predicates;
  if (only !== undefined && predicates.length === 1) return only;
  return (reader) => {
    for (const holds of predicates) if (!holds(reader)) return false;
    return true;
  };
}

function predicate(field: number, check: FieldCheck): Predicate {
  switch (check.how) {
    case 'any':
      return anyOf(field, check.patterns);
    case 'range':
      return (reader) => {
        const value = reader.raw(field);
        return value !== undefined && inRange(String(value), check.range);
      };
    case 'exists':
      return (reader) => {
        const value = reader.raw(field);
        return (value !== undefined && value !== '') === check.exists;
      };
    case 'boolean':
      // Inventories that came through CSV write booleans as words.
      return (reader) => reader.text(field) === String(check.value);
  }
}

function anyOf(field: number, patterns: readonly Pattern[]): Predicate {
  const exact = new Set<string>();
  const others: Pattern[] = [];
  for (const pattern of patterns) {
    if (pattern.how === 'exact') exact.add(pattern.text);
    else others.push(pattern);
  }
  return (reader) => {
    const text = reader.text(field);
    if (text === '') return false;
    if (exact.has(text)) return true;
    for (const pattern of others) if (patternMatches(pattern, text, () => reader.words(field))) return true;
    return false;
  };
}
