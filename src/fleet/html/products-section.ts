import { grouped } from '../../report/count.ts';
import { html, type Markup } from '../../report/html/markup.ts';
import type { FleetView, ProductRow } from '../view.ts';
import { shortDeadline } from './deadline-words.ts';
import { scroll } from './scroll.ts';
import { shareBar } from './share-bar.ts';

const maxVersions = 6;

/** Products by the number of hosts that have them. */
export function productsSection({ products }: FleetView): Markup | undefined {
  if (products.length === 0) return undefined;
  return html`<section aria-labelledby="products-title"><h2 id="products-title">Products</h2>
${scroll(
  'Products',
  html`<table><caption class="soft">Products, most hosts first</caption>
<thead><tr><th scope="col">Product</th><th scope="col">Status</th><th scope="col" class="number">Hosts</th><th scope="col" class="number">Active</th><th scope="col" class="number">Installed</th><th scope="col" class="number">Residue</th><th scope="col" class="number">Unproven</th><th scope="col" class="number">Unknown</th><th scope="col" class="number">Cleared</th><th scope="col">Versions</th><th scope="col">Deadline</th></tr></thead>
<tbody>${products.map(
    (product) =>
      html`<tr><th scope="row">${product.name}</th><td>${shareBar(statusParts(product), product.name)}</td>${[product.hosts, product.byStatus.active ?? 0, product.byStatus.installed ?? 0, product.byStatus.residue ?? 0, product.unproven, product.unknown, product.cleared].map((value) => html`<td class="number">${value === 0 ? '·' : grouped(value)}</td>`)}<td>${versionsOf(product)}</td><td>${product.deadline === null ? '' : shortDeadline(product.deadline)}</td></tr>
`,
  )}</tbody></table>`,
)}</section>
`;
}

function statusParts({ byStatus }: ProductRow): { value: number; tone: string; name: string }[] {
  return [
    { value: byStatus.active ?? 0, tone: 'bad', name: 'active' },
    { value: byStatus.installed ?? 0, tone: 'warn', name: 'installed' },
    { value: byStatus.residue ?? 0, tone: 'pale', name: 'residue' },
  ];
}

function versionsOf({ versions }: ProductRow): string {
  const shown = versions.slice(0, maxVersions).map(({ version, hosts }) => `${version} (${grouped(hosts)})`);
  return versions.length > maxVersions ? `${shown.join(', ')} …` : shown.join(', ');
}
