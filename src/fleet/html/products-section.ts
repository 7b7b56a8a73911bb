import { grouped } from '../../report/count.ts';
import { html, type Markup } from '../../report/html/markup.ts';
import { shortDeadline } from '../deadline-words.ts';
import type { FleetMessages } from '../messages/page-en.ts';
import type { FleetView, ProductRow } from '../view.ts';
import { scroll } from './scroll.ts';
import { type BarPart, shareBar } from './share-bar.ts';

const maxVersions = 6;

/** Products by the number of hosts that have them. */
export function productsSection(t: FleetMessages, { products }: FleetView): Markup | undefined {
  if (products.length === 0) return undefined;
  const { headings, states } = t;
  const numbers: readonly (readonly [string, (row: ProductRow) => number])[] = [
    [headings.hosts, ({ hosts }) => hosts],
    [headings.active, ({ byStatus }) => byStatus.active],
    [headings.installed, ({ byStatus }) => byStatus.installed],
    [headings.leftover, ({ byStatus }) => byStatus.residue],
    [states.unproven.name, ({ unproven }) => unproven],
    [headings.accepted, ({ accepted }) => accepted],
    [states.unknown.name, ({ unknown }) => unknown],
    [states.cleared.name, ({ cleared }) => cleared],
  ];
  return html`<section aria-labelledby="products-title"><h2 id="products-title">${headings.products}</h2>
${scroll(
  headings.products,
  html`<table><caption class="soft">${t.productsCaption}</caption>
<thead><tr><th scope="col">${headings.product}</th><th scope="col">${headings.status}</th>${numbers.map(([name]) => html`<th scope="col" class="number">${name}</th>`)}<th scope="col">${headings.versions}</th><th scope="col">${headings.deadline}</th></tr></thead>
<tbody>${products.map(
    (product) =>
      html`<tr><th scope="row">${product.name}</th><td>${shareBar(t, statusParts(t, product), product.name)}</td>${numbers.map(([, value]) => html`<td class="number">${value(product) === 0 ? '·' : grouped(value(product))}</td>`)}<td class="versions">${versionsOf(product)}</td><td>${product.deadline === null ? '' : shortDeadline(t, product.deadline)}</td></tr>
`,
  )}</tbody></table>`,
)}</section>
`;
}

function statusParts({ report }: FleetMessages, { byStatus }: ProductRow): BarPart[] {
  return [
    { value: byStatus.active, tone: 'bad', name: report.statuses.active },
    { value: byStatus.installed, tone: 'warn', name: report.statuses.installed },
    { value: byStatus.residue, tone: 'pale', name: report.statuses.residue },
  ];
}

function versionsOf({ versions }: ProductRow): string {
  const shown = versions.slice(0, maxVersions).map(({ version, hosts }) => `${version} (${grouped(hosts)})`);
  return versions.length > maxVersions ? `${shown.join(', ')} …` : shown.join(', ');
}
