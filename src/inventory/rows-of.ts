import { itemKinds } from '../model/vocabulary.ts';
import { isFields, listOf } from './importers/fields.ts';

/** Under these keys services put the rows of an answer. */
const wrappers = ['value', 'Results', 'results', 'data', 'software', 'items', 'values'] as const;

/** The rows of a JSON document that is a list, or that wraps one of objects or an empty one as services do (`value` …). */
export function rowsOf(document: unknown): readonly unknown[] | undefined {
  if (Array.isArray(document)) return document;
  if (!isFields(document)) return undefined;
  const lists = wrappers.map((key) => document[key]).filter((value) => Array.isArray(value));
  return lists.find((rows) => isFields(rows[0])) ?? lists.find((rows) => rows.length === 0);
}

/**
 * The lines of a native inventory that was written as one JSON document (`phaseout inventory --format json`), or of a list
 * of bare items; undefined for anything else.
 */
export function nativeRows(document: unknown): readonly unknown[] | undefined {
  if (isFields(document) && typeof document['schema'] === 'string' && Array.isArray(document['items'])) {
    const { items, coverage, complete, ...header } = document;
    return [header, ...listOf(items), ...(coverage === undefined ? [] : [{ coverage, complete }])];
  }
  const rows = listOf(document);
  const [first] = rows;
  const isItem = isFields(first) && 'name' in first && itemKinds.some((kind) => kind === first['kind']);
  return isItem ? rows : undefined;
}
