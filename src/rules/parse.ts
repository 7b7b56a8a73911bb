import type { RuleFault } from '../errors.ts';
import { documentSchemas } from '../model/rule-pack.ts';
import type { BrokenDocument, DocumentKind, LocatedDocument } from './document.ts';
import { parseDocuments } from './parse-documents.ts';

/** The keys that a document can start with. */
export const documentKinds = Object.keys(documentSchemas) as DocumentKind[];

/** What a rule file holds. `broken` names documents with faults, as far as they could be read. */
export interface ParsedRuleFile {
  readonly documents: readonly LocatedDocument[];
  readonly broken: readonly BrokenDocument[];
  readonly faults: readonly RuleFault[];
}

/**
 * Reads a rule file: documents with exactly one of {@link documentKinds} among their keys, see
 * {@link parseDocuments}. Never throws, whatever the text. `file` is the name that faults show.
 */
export function parseRuleFile(text: string, file: string): ParsedRuleFile {
  const { documents, broken, faults } = parseDocuments(text, file, documentSchemas);
  // Every kind is a key of documentSchemas, and every value came out of the schema of its kind.
  return { documents: documents as LocatedDocument[], broken: broken as BrokenDocument[], faults };
}
