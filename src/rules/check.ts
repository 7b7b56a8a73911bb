import type { RuleFault } from '../errors.ts';
import type { RulePack } from '../model/rule-pack.ts';
import { checkIds } from './check-ids.ts';
import { checkManifest } from './check-manifest.ts';
import { checkProduct, checkProtection } from './check-product.ts';
import { checkReferences } from './check-references.ts';
import { checkRegime } from './check-regime.ts';
import type { BrokenDocument, LocatedDocument } from './document.ts';

/** What documents are checked against, beside each other. */
export interface CheckContext {
  /** Packs that are there already: references may lead into them, ids must not repeat theirs. */
  readonly packs: readonly RulePack[];
  /** Documents of the same files that have faults of their own; a reference to one of them is no further fault. */
  readonly broken: readonly BrokenDocument[];
}

/**
 * Checks what one document alone cannot show: ids that stand twice, references that lead nowhere, circles, and
 * signatures that could not work. Returns all faults, in the order of the documents and of the text.
 */
export function checkDocuments(documents: readonly LocatedDocument[], context: CheckContext): RuleFault[] {
  const faults = [
    ...checkIds(documents, context.packs),
    ...checkReferences(documents, context),
    ...documents.flatMap(checkDocument),
  ];
  const order = new Map([...new Set(documents.map(({ file }) => file))].map((file, index) => [file, index]));
  return faults.sort(
    (a, b) => (order.get(a.file) ?? 0) - (order.get(b.file) ?? 0) || a.line - b.line || a.column - b.column,
  );
}

function checkDocument(document: LocatedDocument): RuleFault[] {
  switch (document.kind) {
    case 'product':
      return checkProduct(document);
    case 'protection':
      return checkProtection(document);
    case 'regime':
      return checkRegime(document);
    case 'pack':
      return checkManifest(document);
    case 'hazard':
    case 'alternative':
    case 'audience':
      return [];
  }
}
