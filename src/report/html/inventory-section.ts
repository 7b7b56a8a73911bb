import type { Item } from '../../model/item.ts';
import type { Messages } from '../messages/en.ts';
import { plainText } from '../plain-text.ts';
import { html, Markup } from './markup.ts';

/** Rows that stand in the page itself: what a reader without scripts, or on paper, sees. */
const maxStaticRows = 200;
const columns = ['kind', 'name', 'version', 'publisher', 'state', 'place'] as const;

/**
 * The inventory as a table to search and sort. All rows lie as text in a hidden element, from which the page's one
 * script draws as many as are wanted: a page of 50,000 items opens as fast as one of 200.
 */
export function inventorySection(m: Messages, items: readonly Item[]): Markup {
  const rows = items.map(cells);
  // The text of an element: a less-than sign cannot end it, because none is left.
  const data = JSON.stringify(rows).replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return html`<section aria-labelledby="inventory-title"><h2 id="inventory-title">${m.inventoryTitle(items.length)}</h2>
<div class="search" id="inventory-tools" hidden><label for="inventory-search">${m.search}</label><input type="search" id="inventory-search" autocomplete="off"><span id="inventory-status" role="status" data-words="${m.searchStatus}"></span></div>
<div class="scroll"><table id="inventory"><thead><tr>${columns.map((name) => html`<th scope="col"><button type="button">${m.headings[name]}</button></th>`)}</tr></thead>
<tbody id="inventory-body">${rows.slice(0, maxStaticRows).map(
    (
      row,
    ) => html`<tr>${row.map((text, index) => (index === 1 ? html`<th scope="row">${text}</th>` : html`<td>${text}</td>`))}</tr>
`,
  )}</tbody></table></div>
<div class="search"><button type="button" id="inventory-more" hidden>${m.showMore}</button></div>
<noscript><p>${m.withoutScripts(Math.min(maxStaticRows, items.length), items.length)}</p></noscript>
<pre id="inventory-rows" hidden>${new Markup(data)}</pre></section>
`;
}

function cells({ kind, name, displayName, version, publisher, state, path, origin }: Item): string[] {
  return [kind, displayName ?? name, version ?? '', publisher ?? '', state ?? '', path ?? origin].map(
    (text) => plainText(text, 500),
  );
}
