import { checkedRow, type MadeItem, rowsUnder } from './checked-rows.ts';
import { isFields, listOf, textAt } from './fields.ts';
import type { Fields, Importer } from './importer.ts';
import { sbomItem } from './sbom-package.ts';

/**
 * SPDX 2.2 and 2.3 in JSON. Source: spdx/spdx-spec 2.3, Package information; field names as Syft writes them
 * (golden TestSPDXJSONDirectoryEncoder). SPDX 3 (JSON-LD) is not read.
 */
export const spdx: Importer = {
  id: 'spdx',
  reads: 'SPDX 2.2 and 2.3 JSON',
  sample: 'real',
  sampleNote: 'output of the real npm; packages of distributions constructed',
  kinds: ['software'],
  document: {
    recognises: (document) => isFields(document) && /^SPDX-2/.test(textAt(document, 'spdxVersion') ?? ''),
    *rows(document) {
      if (!isFields(document)) return;
      const subjects = subjectsOf(document);
      yield* rowsUnder(document, 'packages', 'packages', (entry, at) =>
        checkedRow(entry, at, texts, (fields) => packageItem(fields, at, subjects)),
      );
    },
  },
};

const texts = ['name', 'versionInfo', 'supplier', 'originator'];

function packageItem(entry: Fields, at: string, subjects: ReadonlySet<string>): MadeItem {
  const id = textAt(entry, 'SPDXID');
  const purl = purlOf(entry);
  // The image or folder that the document is about, and its operating system, are not installed in it.
  const purpose = textAt(entry, 'primaryPackagePurpose');
  const isSubject =
    id !== undefined && subjects.has(id) && (purl === undefined || purl.startsWith('pkg:oci/'));
  if (isSubject || purpose === 'OPERATING-SYSTEM' || purpose === 'OPERATING_SYSTEM') return undefined;
  return sbomItem({
    at,
    ref: id,
    name: textAt(entry, 'name'),
    version: known(textAt(entry, 'versionInfo')),
    publisher: personOf(textAt(entry, 'supplier')) ?? personOf(textAt(entry, 'originator')),
    purl,
    type: purl === undefined && purpose === 'LIBRARY' ? 'library' : undefined,
  });
}

function subjectsOf(document: Fields): ReadonlySet<string> {
  const described = listOf(document['documentDescribes']).filter((id) => typeof id === 'string');
  const related = listOf(document['relationships']).flatMap((entry) => {
    if (!isFields(entry) || entry['relationshipType'] !== 'DESCRIBES') return [];
    const id = textAt(entry, 'relatedSpdxElement');
    return id === undefined ? [] : [id];
  });
  return new Set([...described, ...related]);
}

function purlOf(entry: Fields): string | undefined {
  for (const reference of listOf(entry['externalRefs'])) {
    if (isFields(reference) && reference['referenceType'] === 'purl')
      return textAt(reference, 'referenceLocator');
  }
  return undefined;
}

function known(text: string | undefined): string | undefined {
  return text === 'NOASSERTION' || text === 'NONE' ? undefined : text;
}

/** `Organization: Kaspersky Lab (support@…)` without the word before it. */
function personOf(text: string | undefined): string | undefined {
  return known(text)?.replace(/^(?:Organization|Person|Tool):\s*/i, '');
}
