import { isFields } from './fields.ts';
import type { Draft, Fields, ImportedRow } from './importer.ts';

/** What a reader makes of one object: an item, a sentence on what was expected, or nothing. */
export type MadeItem = Draft | string | undefined;

/** The rows of an entry of a list. */
export type ReadEntry = (entry: unknown, at: string) => Iterable<ImportedRow>;

/**
 * The rows of a list that stands under a key of a document. That nothing stands there is no fault; anything that is no list
 * is one, so that what it was meant to hold is not lost in silence. `place` is where the list is.
 */
export function* rowsUnder(
  fields: Fields,
  key: string,
  place: string,
  read: ReadEntry,
): Iterable<ImportedRow> {
  const list = fields[key];
  if (list === undefined || list === null) return;
  if (!Array.isArray(list)) {
    yield { type: 'fault', at: place, message: 'expected a list' };
    return;
  }
  for (const [index, entry] of list.entries()) yield* read(entry, `${place}[${index}]`);
}

/**
 * The row of one object. Where one of `texts`, the keys that are read as texts, holds an object, a list or a truth value, that
 * is a fault, and the rest is read.
 */
export function* checkedRow(
  entry: unknown,
  at: string,
  texts: readonly string[],
  make: (entry: Fields) => MadeItem,
): Iterable<ImportedRow> {
  if (!isFields(entry)) {
    yield { type: 'fault', at, message: 'expected an object' };
    return;
  }
  const made = make(entry);
  if (typeof made === 'string') {
    yield { type: 'fault', at, message: made };
    return;
  }
  const odd = texts.find((key) => !isTextual(entry[key]));
  if (odd !== undefined) yield { type: 'fault', at, message: mustBeText(odd) };
  if (made !== undefined) yield { type: 'item', draft: made };
}

/** A sentence for a key under which something else than a text stands. */
export function mustBeText(key: string): string {
  return `"${key.slice(0, 60)}" must be a text`;
}

/** A text, a number, or nothing. */
export function isTextual(value: unknown): boolean {
  return value === undefined || value === null || typeof value === 'string' || typeof value === 'number';
}
