import type { Item } from '../../../model/item.ts';
import type { ItemKind } from '../../../model/vocabulary.ts';
import { present, textAt } from '../fields.ts';
import type { Draft, Fields } from '../importer.ts';

type Made = Omit<Draft, 'at'>;

/** One table of osquery: the columns that only it has, and how a row becomes an item. Undefined for a row that is nothing. */
export interface OsqueryTable {
  readonly kinds: readonly ItemKind[];
  /** Columns that tell this table from the others; the table with the most of them present is the one. */
  readonly marks: readonly string[];
  readonly item: (row: Fields) => Made | undefined | string;
}

/** What a row gives its item; a value that is not there leaves no key. */
type Parts = { readonly [Key in keyof Omit<Item, 'origin' | 'collector'>]?: Item[Key] | undefined } & {
  readonly collector?: string;
};

/** A row whose name stands in `key`, with the version where the table has one. */
export function named(row: Fields, key: string, parts: Parts): Made | string {
  const name = textAt(row, key);
  if (name === undefined) return `a row without "${key}"`;
  return made({ version: textAt(row, 'version'), ...parts, name });
}

/** An item of its parts. */
export function made(parts: Parts): Made {
  const { kind, name, ...rest } = parts;
  return { kind: kind ?? 'software', name: name ?? '', ...present(rest) } as Made;
}
