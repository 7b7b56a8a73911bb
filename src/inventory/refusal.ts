import type { Importer } from './importers/importer.ts';
import { formatIds } from './importers/index.ts';

/** Why nothing here can read a file, and what can be done. The message follows the name of the file. */
export interface Refusal {
  readonly message: string;
  readonly hint: string;
}

const maxShown = 30;
const mapHint =
  'say which column holds what: --map name=COLUMN,version=COLUMN,publisher=COLUMN,host=COLUMN (name is needed)';

/** What is often at hand in a form that is not read. */
const otherForms: readonly { readonly begins: RegExp; readonly is: string; readonly hint: string }[] = [
  { begins: /^PK\x03\x04/, is: 'a ZIP archive or a workbook of Excel', hint: 'save the sheet as CSV' },
  {
    begins: /^\s*<(?:\?xml|bom)\b/,
    is: 'XML',
    hint: 'export JSON or CSV; for CycloneDX and SPDX there is JSON',
  },
  { begins: /^\s*SPDXVersion:/, is: 'SPDX as tags and values', hint: 'export SPDX 2.3 as JSON' },
  {
    begins: /^\s*\{[\s\S]{0,200}"https:\/\/spdx\.org\/rdf\/3/,
    is: 'SPDX 3',
    hint: 'export SPDX 2.3 as JSON',
  },
];

/** A list in which nothing is. */
export const noRows: Refusal = {
  message: 'is a list without a row',
  hint: 'an inventory without a row proves nothing: did the query run, and with the rights that it needs?',
};

/** A table of no known format, or one that lacks a column (`missing` says which). */
export function unknownHeadings(names: readonly string[], missing?: string): Refusal {
  const shown = names
    .slice(0, maxShown)
    .map((name) => name.slice(0, 60))
    .join(', ');
  const has = names.length > maxShown ? `${shown} and ${names.length - maxShown} more` : shown;
  return {
    message:
      missing === undefined
        ? `has headings of no format that is known (${has})`
        : `does not fit ${missing} (it has ${has})`,
    hint: mapHint,
  };
}

/** Lines of objects of no known format, of which the first has these keys. */
export function unknownRecords(head: string, keys: readonly string[]): Refusal {
  return keys.length === 0 || otherForm(head) !== undefined ? nothingKnown(head) : unknownHeadings(keys);
}

/** A file of another form than the format has that the user chose. */
export function notOf([importer]: readonly Importer[], form: string): Refusal {
  const { id, reads } = importer ?? { id: 'table', reads: 'a table with headings' };
  return {
    message: `is ${form}, but ${id} was said: ${reads}`,
    hint: 'without --from the format is told from the content',
  };
}

/** A file that begins with `head` and looks like nothing that is read. */
export function nothingKnown(head: string): Refusal {
  const other = otherForm(head);
  if (other !== undefined) return { message: `is ${other.is}, which is not read`, hint: other.hint };
  return {
    message: 'is no inventory that this version can read',
    hint: `--from FORMAT says what it is: ${formatIds.join(', ')}`,
  };
}

function otherForm(head: string): (typeof otherForms)[number] | undefined {
  return otherForms.find(({ begins }) => begins.test(head));
}
