import { entryOf, isFields, listOf, textAt } from './fields.ts';
import type { Fields, Importer } from './importer.ts';
import { sbomItem, typeWords } from './sbom-package.ts';

/** Syft's own JSON. Source: anchore/syft schema/json/schema-latest.json (commit bf82010f). */
export const syft: Importer = {
  id: 'syft',
  reads: 'Syft JSON',
  sample: 'constructed',
  isOneHost: true,
  kinds: ['software'],
  document: {
    recognises: (document) =>
      isFields(document) &&
      Array.isArray(document['artifacts']) &&
      (isFields(document['descriptor']) || isFields(document['schema'])),
    *rows(document) {
      if (!isFields(document)) return;
      for (const [index, entry] of listOf(document['artifacts']).entries()) {
        const at = `artifacts[${index}]`;
        if (!isFields(entry)) {
          yield { type: 'fault', at, message: 'expected an object' };
          continue;
        }
        const metadata = isFields(entry['metadata']) ? entry['metadata'] : {};
        const type = textAt(entry, 'type')?.toLowerCase();
        const bundle = textAt(metadata, 'bundleIdentifier');
        if (bundle !== undefined) {
          const version = textAt(entry, 'version');
          const path = pathOf(entry)?.replace(/\/Contents\/Info\.plist$/, '');
          yield {
            type: 'item',
            draft: {
              kind: 'software',
              name: bundle,
              at,
              state: 'installed',
              platform: 'macos',
              ...(version !== undefined && { version }),
              ...(path !== undefined && { path }),
            },
          };
          continue;
        }
        const draft = sbomItem({
          at,
          ref: textAt(entry, 'id'),
          name: textAt(entry, 'name'),
          version: textAt(entry, 'version'),
          publisher: textAt(metadata, 'maintainer', 'vendor'),
          purl: textAt(entry, 'purl'),
          type: type === undefined ? undefined : (entryOf(typeWords, type) ?? type),
          architecture: textAt(metadata, 'architecture', 'arch'),
        });
        yield typeof draft === 'string' ? { type: 'fault', at, message: draft } : { type: 'item', draft };
      }
    },
  },
};

function pathOf(entry: Fields): string | undefined {
  const [first] = listOf(entry['locations']);
  return isFields(first) ? textAt(first, 'path') : undefined;
}
