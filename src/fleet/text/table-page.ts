import type { Page } from '../../report/layout.ts';
import type { Tone } from '../../report/style.ts';
import { displayWidth, padEnd, padStart, shorten } from '../../report/width.ts';

/** One column of a list in the terminal. */
export interface Column<Row> {
  readonly title: string;
  readonly text: (row: Row) => string;
  /** Numbers stand at the right of their column. */
  readonly right?: boolean;
  /** Columns at most; what is longer is cut. */
  readonly max?: number;
  /** It may be cut to so many columns where the page is too narrow. */
  readonly least?: number;
  /** Left out first (the greatest number first) where the page is too narrow; 0 stays. */
  readonly spare?: number;
  readonly tone?: (row: Row) => Tone | undefined;
}

const gap = 2;

/** A list with headings, as wide as the page at most: spare columns go first, then the widest are cut. */
export function listText<Row>(page: Page, rows: readonly Row[], all: readonly Column<Row>[]): string[] {
  const texts = new Map(
    all.map((column) => [
      column,
      rows.map((row) => shorten(page.safe(column.text(row)), column.max ?? 60, page.symbols.ellipsis)),
    ]),
  );
  const widthOf = (column: Column<Row>): number =>
    Math.max(displayWidth(column.title), ...(texts.get(column) ?? []).map(displayWidth));
  // A column in which nothing stands says nothing.
  let columns = all.filter((column) => (texts.get(column) ?? []).some((text) => text !== ''));
  const least = (): number =>
    columns.reduce((sum, column) => sum + Math.min(widthOf(column), column.least ?? 1000) + gap, 0) - gap;
  while (least() > page.width) {
    const spare = Math.max(...columns.map((column) => column.spare ?? 0));
    if (spare === 0) break;
    columns = columns.filter((column) => (column.spare ?? 0) !== spare);
  }
  const widths = fitted(page, columns, widthOf);
  const lineOf = (cell: (column: Column<Row>) => { text: string; tone: Tone | undefined }): string =>
    columns
      .map((column, index) => {
        const width = Math.max(widths.get(column) ?? 0, 0);
        const { text, tone } = cell(column);
        const cut = shorten(text, width, page.symbols.ellipsis);
        const isLast = index === columns.length - 1;
        const padded = column.right ? padStart(cut, width) : isLast ? cut : padEnd(cut, width);
        return page.tone(padded, tone);
      })
      .join(' '.repeat(gap))
      .replace(/ +$/, '');
  return [
    lineOf((column) => ({ text: column.title, tone: 'dim' })),
    ...rows.map((row, index) =>
      lineOf((column) => ({ text: texts.get(column)?.[index] ?? '', tone: column.tone?.(row) })),
    ),
  ];
}

/** Widths that fit the page: the widest of those that may be cut gives way, column by column. */
function fitted<Row>(
  page: Page,
  columns: readonly Column<Row>[],
  widthOf: (column: Column<Row>) => number,
): Map<Column<Row>, number> {
  const widths = new Map(columns.map((column) => [column, widthOf(column)]));
  let over = [...widths.values()].reduce((sum, width) => sum + width + gap, -gap) - page.width;
  for (; over > 0; over--) {
    const [widest] = columns
      .filter((column) => column.least !== undefined && (widths.get(column) ?? 0) > column.least)
      .sort((a, b) => (widths.get(b) ?? 0) - (widths.get(a) ?? 0));
    if (widest === undefined) break;
    widths.set(widest, (widths.get(widest) ?? 0) - 1);
  }
  return widths;
}
