import { checkedRow, type MadeItem, rowsUnder } from './checked-rows.ts';
import { entryOf, isFields, listOf, present, textAt } from './fields.ts';
import type { Fields, Importer } from './importer.ts';
import { sbomItem, typeWords } from './sbom-package.ts';

/** Syft's own JSON. Source: anchore/syft schema/json/schema-latest.json (commit bf82010f). */
export const syft: Importer = {
  id: 'syft',
  reads: 'Syft JSON',
  sample: 'constructed',
  kinds: ['software'],
  document: {
    recognises: (document) =>
      isFields(document) &&
      Array.isArray(document['artifacts']) &&
      (isFields(document['descriptor']) || isFields(document['schema'])),
    *rows(document) {
      if (!isFields(document)) return;
      yield* rowsUnder(document, 'artifacts', 'artifacts', (entry, at) =>
        checkedRow(entry, at, texts, (fields) => artifactItem(fields, at)),
      );
    },
  },
};

const texts = ['name', 'version', 'type', 'purl'];

function artifactItem(entry: Fields, at: string): MadeItem {
  const metadata = isFields(entry['metadata']) ? entry['metadata'] : {};
  const type = textAt(entry, 'type')?.toLowerCase();
  const version = textAt(entry, 'version');
  const bundle = textAt(metadata, 'bundleIdentifier');
  if (bundle !== undefined) {
    const path = pathOf(entry)?.replace(/\/Contents\/Info\.plist$/, '');
    return {
      kind: 'software',
      name: bundle,
      at,
      state: 'installed',
      platform: 'macos',
      ...present({ version, path }),
    };
  }
  return sbomItem({
    at,
    ref: textAt(entry, 'id'),
    name: textAt(entry, 'name'),
    version,
    publisher: textAt(metadata, 'maintainer', 'vendor'),
    purl: textAt(entry, 'purl'),
    type: type === undefined ? undefined : (entryOf(typeWords, type) ?? type),
    architecture: textAt(metadata, 'architecture', 'arch'),
  });
}

function pathOf(entry: Fields): string | undefined {
  const [first] = listOf(entry['locations']);
  return isFields(first) ? textAt(first, 'path') : undefined;
}
