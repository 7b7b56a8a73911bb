import type { Item } from '../../model/item.ts';
import type { Messages } from '../messages/en.ts';
import { html, type Markup } from './markup.ts';
import { maxStaticRows, searchTable } from './search-table.ts';

const columns = ['kind', 'name', 'version', 'publisher', 'state', 'place'] as const;

/** The inventory as a table to search and sort. */
export function inventorySection(m: Messages, items: readonly Item[]): Markup {
  return html`<section aria-labelledby="inventory-title"><h2 id="inventory-title">${m.inventoryTitle(items.length)}</h2>
${searchTable({
  headings: columns.map((name) => m.headings[name]),
  rows: items.map(cells),
  words: {
    search: m.search,
    status: m.searchStatus,
    more: m.showMore,
    withoutScripts: m.withoutScripts(Math.min(maxStaticRows, items.length), items.length),
  },
})}</section>
`;
}

function cells({ kind, name, displayName, version, publisher, state, path, origin }: Item): string[] {
  return [kind, displayName ?? name, version ?? '', publisher ?? '', state ?? '', path ?? origin];
}
