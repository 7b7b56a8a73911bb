import type { FoldResidue } from './fold-residue.ts';

/** A list of rows that stands in a query by a name. */
export interface ValueList {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly type: 'text' | 'number' }[];
  readonly rows: readonly (readonly (string | number)[])[];
}

/** Columns of a list that hold texts. */
export function texts(...names: readonly string[]): ValueList['columns'] {
  return names.map((name) => ({ name, type: 'text' }));
}

/** Columns of a list that hold numbers. */
export function numbers(...names: readonly string[]): ValueList['columns'] {
  return names.map((name) => ({ name, type: 'number' }));
}

/** For rows of some kinds: which entries each fits, as conditions. */
export interface EntryGroup {
  readonly kinds: readonly string[];
  readonly entries: readonly { readonly id: string; readonly condition: string }[];
}

/** What differs between the dialects of SQL. Expressions come in and go out as text. */
export interface Dialect {
  readonly id: string;
  readonly title: string;
  /** How the export for this dialect was checked, as a sentence. */
  readonly checked: string;
  /**
   * Lines for the head of the file that make the table `inventory`: statements, and for some engines commands of their
   * program, that fill it from native inventories (`inventory.ndjson`) too.
   */
  readonly load: readonly string[];
  /** Whether `load` fills the table. */
  readonly loadsNative: boolean;
  /** What has to be given where the statements are run, as a sentence. */
  readonly needs?: string;
  /** What this dialect compares differently from phaseout, a sentence each. */
  readonly limits: readonly string[];
  /** Steps whose result a statement of its own keeps in a table, where the engine would work it out again for each use. */
  readonly stages: readonly string[];
  /** A text as a literal. */
  text(value: string): string;
  /** An attribute of the column `attributes` as text; NULL where it is absent. */
  attribute(key: string): string;
  /** Whether `attributes` could hold the key; cheap, may say yes too often, never no too often. */
  mayHaveAttribute(key: string): string;
  /** Whether a text has a character beyond ASCII. */
  isNotAscii(text: string): string;
  /** Lower case of a text of ASCII; anything of other text. */
  lower(text: string): string;
  /** A text with each backslash as a slash. */
  slashes(text: string): string;
  /** The text as model/fold.ts folds it. */
  fold(text: string, residue: FoldResidue): string;
  /** The words of a folded text, one space before, between and after them. */
  words(folded: string): string;
  /** A text that sorts as the version does, see version-key.ts. */
  versionKey(version: string): string;
  /** Whether a path or origin is one of Windows, see match/platform-by-place.ts. */
  isWindowsPlace(text: string): string;
  /** The column as text, whatever its type. */
  asText(column: string): string;
  /** Whether a regular expression (RE2) stands in a text; only where the engine is quick at it. */
  matches?(text: string, pattern: string): string;
  isOneOf(text: string, values: readonly string[]): string;
  startsWith(text: string, literal: string): string;
  endsWith(text: string, literal: string): string;
  contains(text: string, literal: string): string;
  /** Whether a whole folded text fits a glob with `*` and `?`. */
  globs(text: string, glob: string): string;
  /** A common table expression that is worked out once. */
  once(name: string, query: string): string;
  /** A list of values as a common table expression. */
  values(list: ValueList): string;
  /** A query over `folded`: its rows once for each entry that they fit, with the entry's id as `entry`. */
  explode(groups: readonly EntryGroup[]): string;
  /** Lists that `fold` and `words` use. */
  helpers?(residue: FoldResidue): Step[];
  /** Statements that keep a result in a table of the session. */
  keep(name: string, query: string): string[];
  /** The last statement, with the settings that it needs. */
  last(query: string): string;
}

/** A common table expression with its name. */
export interface Step {
  readonly name: string;
  readonly text: string;
}
