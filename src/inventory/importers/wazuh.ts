import { rowsOf } from '../rows-of.ts';
import { checkedRow } from './checked-rows.ts';
import { dateOf, entryOf, isFields, present, textAt } from './fields.ts';
import type { Draft, Fields, ImportedRow, Importer } from './importer.ts';
import { sbomItem, typeWords } from './sbom-package.ts';

/** `format` of Wazuh that is no package manager of a language. */
const formats = new Set([
  'deb',
  'rpm',
  'win',
  'pkg',
  'macports',
  'apk',
  'pacman',
  'snap',
  'homebrew',
  'brew',
  'macos',
]);

/**
 * Packages that Wazuh's syscollector found: answers of its API (`data.affected_items`), and rows of its own tables, one a
 * line or in a list. Source: Wazuh 4.x sys_programs (documentation), Wazuh 5 dbsync_packages (source).
 */
export const wazuh: Importer = {
  id: 'wazuh',
  reads: 'Wazuh syscollector packages (API answer or rows), JSON',
  sample: 'constructed',
  kinds: ['software'],
  document: {
    recognises: (document) => {
      const [first] = rowsOfAnswer(document);
      return isFields(first) && isPackage(first);
    },
    *rows(document) {
      for (const [index, row] of rowsOfAnswer(document).entries()) yield* packageRow(row, `[${index}]`);
    },
  },
  records: {
    recognises: isPackage,
    rows: packageRow,
  },
};

function rowsOfAnswer(document: unknown): readonly unknown[] {
  const data = isFields(document) ? document['data'] : undefined;
  return (isFields(data) ? rowsOf({ items: data['affected_items'] }) : rowsOf(document)) ?? [];
}

function isPackage(row: Fields): boolean {
  const word = textAt(row, 'format', 'type') ?? '';
  return (
    'name' in row &&
    formats.has(word) &&
    ('scan_id' in row ||
      'scan_time' in row ||
      'scan' in row ||
      'agent_id' in row ||
      'version_' in row ||
      'checksum' in row)
  );
}

function packageRow(row: unknown, at: string): Iterable<ImportedRow> {
  return checkedRow(row, at, ['name', 'version', 'vendor', 'format'], (fields) => packageItem(fields, at));
}

function packageItem(row: Fields, at: string): Draft | string {
  const format = textAt(row, 'format', 'type')?.toLowerCase();
  const agent = isFields(row['agent']) ? textAt(row['agent'], 'name', 'id') : undefined;
  const host = textAt(row, 'agent_name', 'agent_id') ?? agent;
  const version = textAt(row, 'version', 'version_');
  const publisher = textAt(row, 'vendor');
  const common = present({
    host,
    installedAt: dateOf(textAt(row, 'install_time', 'installed')),
    ref: textAt(row, 'item_id'),
  });
  const name = textAt(row, 'name');
  if (name === undefined) return 'a row without a name';
  if (format === 'win' || format === 'pkg' || format === 'macos') {
    return {
      kind: 'software',
      name,
      at,
      state: 'installed',
      platform: format === 'win' ? 'windows' : 'macos',
      ...common,
      ...present({ version, publisher, path: textAt(row, 'location', 'path') }),
    };
  }
  const type = format === undefined ? undefined : (entryOf(typeWords, format) ?? format);
  const draft = sbomItem({ at, name, version, publisher, type, architecture: textAt(row, 'architecture') });
  return typeof draft === 'string' ? draft : { ...draft, ...common };
}
