import type { Draft, ImportedRow } from '../../inventory/importers/importer.ts';
import { osquery } from '../../inventory/importers/osquery.ts';
import type { Item } from '../../model/item.ts';
import { asItem } from '../inventories/foreign-item.ts';

function draftsOf(row: ImportedRow): readonly Draft[] {
  if (row.type === 'snapshot') return row.drafts;
  return row.type === 'item' || row.type === 'change' ? [row.draft] : [];
}

/** The items of a row of an importer. */
export function itemsOf(row: ImportedRow): Item[] {
  return draftsOf(row).map((draft) => asItem(draft, osquery.id, ''));
}

/** What a row shows of its host; one that went shows nothing. */
export function shownBy(row: ImportedRow): readonly Draft[] {
  return row.type === 'change' && !row.isThere ? [] : draftsOf(row);
}
