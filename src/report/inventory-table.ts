import type { Item } from '../model/item.ts';
import { Page, type TableOptions } from './layout.ts';
import { padEnd, shorten } from './width.ts';

type Column = 'host' | 'kind' | 'name' | 'version' | 'publisher' | 'state' | 'path';

/** Least columns of each, in the order in which they are shown; the rest of the width goes to those that grow. */
const least: Readonly<Record<Column, number>> = {
  host: 16,
  kind: 17,
  name: 20,
  version: 14,
  publisher: 18,
  state: 12,
  path: 20,
};
/** Shares of the columns that are left over. */
const growth: Readonly<Partial<Record<Column, number>>> = { name: 3, version: 1, publisher: 2, path: 4 };
/** Left out, in this order, while the columns do not fit. */
const dispensable: readonly Column[] = ['publisher', 'state', 'version', 'path'];
const wordsOf: Readonly<Partial<Record<Column, string>>> = { path: 'path or origin' };

/** Fixed columns for a terminal: rows can be printed one by one, while items come in. */
export interface InventoryTable {
  /** The line above the rows. */
  readonly header: string;
  /** One item as one line; text that does not fit ends in an ellipsis. No newline at the end. */
  row(item: Item): string;
}

/** Lays out an inventory table. `hosts` adds a column for inventories of several hosts. */
export function inventoryTable(options: TableOptions & { readonly hosts?: boolean } = {}): InventoryTable {
  const page = new Page(options);
  const widths = columnWidths(page.width, options.hosts ?? false);
  const line = (cell: (column: Column) => string): string =>
    widths
      .map(([column, width]) => padEnd(shorten(cell(column), width, page.symbols.ellipsis), width))
      .join(' ')
      .trimEnd();
  return {
    header: page.tone(
      line((column) => (wordsOf[column] ?? column).toUpperCase()),
      'bold',
    ),
    row: (item) =>
      page.tone(
        line((column) => page.field(textOf(item, column), 400)),
        undefined,
      ),
  };
}

function columnWidths(width: number, hosts: boolean): (readonly [Column, number])[] {
  let columns: Column[] = ['host', 'kind', 'name', 'version', 'publisher', 'state', 'path'];
  if (!hosts) columns = columns.filter((column) => column !== 'host');
  const needed = (): number => columns.reduce((sum, column) => sum + least[column] + 1, -1);
  for (const column of dispensable) {
    if (needed() <= width) break;
    columns = columns.filter((kept) => kept !== column);
  }
  const spare = Math.max(0, width - needed());
  const shares = columns.reduce((sum, column) => sum + (growth[column] ?? 0), 0);
  const squeeze = Math.min(1, width / needed());
  return columns.map((column) => {
    const grown = least[column] + Math.floor((spare * (growth[column] ?? 0)) / shares);
    return [column, Math.floor(grown * squeeze)];
  });
}

function textOf(item: Item, column: Column): string {
  switch (column) {
    case 'host':
      return item.host ?? '';
    case 'kind':
      return item.kind;
    case 'name':
      return item.displayName ?? item.name;
    case 'version':
      return item.version ?? '';
    case 'publisher':
      return item.publisher ?? '';
    case 'state':
      return item.state ?? '';
    case 'path':
      return item.path ?? item.origin;
  }
}
