import type { ItemKind, Platform } from '../../model/vocabulary.ts';
import type { Operators } from './operators.ts';

/** A table (or entity) of a portal in which items of some kinds are seen. */
export interface Table {
  /** Name of the file, without its end. */
  readonly id: string;
  readonly kinds: readonly ItemKind[];
  readonly platforms: readonly Platform[];
  /** What the rows are and are not, for the head of the file. */
  readonly about: string;
  /** Lines from the table's name on: filters by system and action. */
  source(platform: Platform): readonly string[];
  /** Lines that make the columns which the tests look at; after the filter by literals. */
  readonly shape: readonly string[];
  /** Column (or expression) of each field that an item of this table has. A field without one is absent. */
  readonly columns: Readonly<Record<string, string>>;
  /** Columns before `shape` that hold each field's text, for the filter by literals; without it there is none. */
  readonly raw?: Readonly<Record<string, readonly string[]>>;
  /** Of a marker's paths, those that the table can show; folded. */
  readonly takesPath?: (path: string) => boolean;
  /** A path below a folder or key is a sign of that folder or key: rows name what lies in it. */
  readonly below?: boolean;
  /** An equality is only tested as contained text. */
  readonly contained?: boolean;
  /** Kinds of which the table shows only a part, and which. */
  readonly partly?: Readonly<Partial<Record<ItemKind, string>>>;
  /** Columns of the result, before those of the finding. */
  readonly shown: readonly string[];
}

/** A portal that takes KQL. */
export interface Portal {
  readonly name: string;
  readonly operators: Operators;
  /** Longest query in characters. */
  readonly maxLength: number;
  readonly tables: readonly Table[];
  /** Whether a query can ask for another item of the same device. */
  readonly others: boolean;
  /** Why some kinds are not seen, where there is more to say. */
  readonly blind?: Readonly<Partial<Record<ItemKind, string>>>;
  /** Between the names of a path in its columns. */
  readonly slash: '/' | '\\';
}
