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
  /** Left out first (the greatest number first) where the page is too narrow; 0 stays. */
  readonly spare?: number;
  readonly tone?: (row: Row) => Tone | undefined;
}

const gap = 2;

/** A list with headings, as wide as the page at most: spare columns go first, then the first column is cut. */
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
  const needed = (): number => columns.reduce((sum, column) => sum + widthOf(column) + gap, 0) - gap;
  while (needed() > page.width) {
    const spare = Math.max(...columns.map((column) => column.spare ?? 0));
    if (spare === 0) break;
    columns = columns.filter((column) => (column.spare ?? 0) !== spare);
  }
  const [first] = columns;
  const over = Math.max(0, needed() - page.width);
  const widths = new Map(
    columns.map((column) => [column, Math.max(8, widthOf(column) - (column === first ? over : 0))]),
  );
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
