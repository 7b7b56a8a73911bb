import { plainText } from '../plain-text.ts';
import { html, Markup } from './markup.ts';

/** Rows that stand in the page itself: what a reader without scripts, or on paper, sees. */
export const maxStaticRows = 200;
/** Characters of a cell. */
const maxCell = 500;

/** A long table, and its words. */
export interface SearchTable {
  /** What a screen reader and the reader of the page call it; finished markup. */
  readonly caption?: string;
  readonly headings: readonly string[];
  /** Cells in the order of the headings; the second cell of a row is what the row is about. */
  readonly rows: readonly (readonly string[])[];
  readonly words: {
    readonly search: string;
    /** With `{found}`, `{all}` and `{shown}`. */
    readonly status: string;
    readonly more: string;
    readonly withoutScripts: string;
  };
}

/**
 * A table to search and sort; one in a page. All rows lie as text in a hidden element, from which the page's one
 * script draws as many as are wanted: a page of 50,000 rows opens as fast as one of 200.
 */
export function searchTable({ caption, headings, rows, words }: SearchTable): Markup {
  const cells = rows.map((row) => row.map((text) => plainText(text, maxCell)));
  // The text of an element: a less-than sign cannot end it, because none is left.
  const data = JSON.stringify(cells).replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return html`<div class="search" id="inventory-tools" hidden><label for="inventory-search">${words.search}</label><input type="search" id="inventory-search" autocomplete="off"><span id="inventory-status" role="status" data-words="${words.status}"></span></div>
<div class="scroll"><table id="inventory">${caption === undefined ? undefined : html`<caption class="soft">${caption}</caption>`}<thead><tr>${headings.map((heading) => html`<th scope="col"><button type="button">${heading}</button></th>`)}</tr></thead>
<tbody id="inventory-body">${cells.slice(0, maxStaticRows).map(
    (
      row,
    ) => html`<tr>${row.map((text, index) => (index === 1 ? html`<th scope="row">${text}</th>` : html`<td>${text}</td>`))}</tr>
`,
  )}</tbody></table></div>
<div class="search"><button type="button" id="inventory-more" hidden>${words.more}</button></div>
<noscript><p>${words.withoutScripts}</p></noscript>
<pre id="inventory-rows" hidden>${new Markup(data)}</pre>`;
}
