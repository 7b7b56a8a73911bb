import type { z } from 'zod';
import type { Immutable } from '../model/immutable.ts';
import type { documentSchemas } from '../model/rule-pack.ts';

/** The key that a document starts with and is named by: `product`, `hazard`, `regime` … */
export type DocumentKind = keyof typeof documentSchemas;

/** One checked document of a rule file. */
export type RuleDocument = {
  readonly [Kind in DocumentKind]: {
    readonly kind: Kind;
    readonly value: Immutable<z.infer<(typeof documentSchemas)[Kind]>>;
  };
}[DocumentKind];

/** Steps from the top of a document to a place in it: keys of mappings, positions in lists (from 0). */
export type YamlPath = readonly (string | number)[];

/** A place in a text. Both count from 1; columns count UTF-16 units, as editors do. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/**
 * Finds where a path stands in the file: its value, or the key that the value belongs to.
 * A path that does not exist (a default, a missing key) gives the nearest mapping or list around it.
 */
export type Locate = (path: YamlPath, at?: 'key' | 'value') => Position;

/** A checked document together with the places of its parts. */
export type LocatedDocument = RuleDocument & { readonly file: string; readonly locate: Locate };

/** A document that has faults of its own. What could still be read of it keeps references to it from being faults too. */
export interface BrokenDocument {
  readonly file: string;
  readonly kind?: DocumentKind;
  readonly id?: string;
}
