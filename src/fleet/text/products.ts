import { grouped } from '../../report/count.ts';
import { standingWords } from '../deadline-words.ts';
import type { FleetView, ProductRow } from '../view.ts';
import type { FleetPage } from './fleet-page.ts';
import { limit, section } from './section.ts';
import { type Column, listText } from './table-page.ts';

/** The products on most hosts. */
export function productsText(page: FleetPage, { products }: FleetView): string[] {
  if (products.length === 0) return [];
  const { t } = page;
  const { headings, states } = t;
  const rows = products.slice(0, limit(page, 'products'));
  const counted = (
    title: string,
    value: (row: ProductRow) => number,
    spare?: number,
  ): Column<ProductRow> => ({
    title,
    text: (row) => (value(row) === 0 ? '' : grouped(value(row))),
    right: true,
    ...(spare !== undefined && { spare }),
  });
  const columns: Column<ProductRow>[] = [
    { title: headings.product, text: ({ name }) => name, max: 60, least: 24 },
    { title: headings.hosts, text: ({ hosts }) => grouped(hosts), right: true },
    counted(headings.active, ({ byStatus }) => byStatus.active),
    counted(headings.installed, ({ byStatus }) => byStatus.installed, 2),
    counted(headings.leftover, ({ byStatus }) => byStatus.residue, 3),
    counted(headings.accepted, ({ accepted }) => accepted, 5),
    counted(states.unknown.name, ({ unknown }) => unknown, 4),
    counted(states.cleared.name, ({ cleared }) => cleared),
    {
      title: headings.deadline,
      text: ({ deadline }) => (deadline === null ? '' : standingWords(t, deadline)),
      spare: 1,
    },
  ];
  return section(page, headings.products, products.length - rows.length, listText(page, rows, columns));
}
