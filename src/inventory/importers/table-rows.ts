import { itemKinds, itemStates } from '../../model/vocabulary.ts';
import { isTextual } from './checked-rows.ts';
import { dateOf, noName, present, productCodeOf, textOf } from './fields.ts';
import type { Draft, Fields, ImportedRow, TableFormat } from './importer.ts';
import { platformOf } from './platform-words.ts';

/** A heading as it is compared: without case, spaces and punctuation. */
export function headingKey(heading: string): string {
  return heading.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/** True where a table has every heading that marks the format. */
export function hasMarks(format: TableFormat, headings: readonly string[]): boolean {
  const known = new Set(headings.map(headingKey));
  return format.marks.every((mark) => known.has(headingKey(mark)));
}

/** The columns in which each field of a table stands, best first: where one is empty, the next counts. */
export type Places = ReadonlyMap<string, readonly number[]>;

/**
 * Where each field of a format stands in a table with these headings, or a sentence on the heading that is missing.
 * A format with translated headings is read by place.
 */
export function placeColumns(format: TableFormat, headings: readonly string[]): Places | string {
  const byKey = new Map<string, number>();
  for (const [index, heading] of headings.entries()) {
    const key = headingKey(heading);
    if (!byKey.has(key)) byKey.set(key, index);
  }
  const places = new Map<string, readonly number[]>();
  for (const [field, names] of Object.entries(format.columns)) {
    const found = names.map((name) => byKey.get(headingKey(name))).filter((index) => index !== undefined);
    if (found.length > 0) places.set(field, found);
    else if (format.needsAll) return `no column "${names.join('" or "')}"`;
  }
  if (places.has('name')) return places;
  if (format.order !== undefined && headings.length === format.order.length) {
    return new Map(format.order.map((field, index) => [field, [index]]));
  }
  return `no column ${format.columns.name.map((name) => `"${name}"`).join(' or ')}`;
}

/**
 * What is to be said of headings that stand more than once: `isRead` where a field is read from the first of them, so that
 * what stands under the others is not seen. A format that is read by place has none.
 */
export function repeatedHeadings(
  headings: readonly string[],
  places: Places,
): { readonly message: string; readonly isRead: boolean }[] {
  const byKey = new Map<string, number[]>();
  for (const [index, heading] of headings.entries()) {
    const key = headingKey(heading);
    if (key !== '') byKey.set(key, [...(byKey.get(key) ?? []), index]);
  }
  const read = new Set([...places.values()].flat());
  // By place every column is read, whatever it is called.
  const isByPlace = read.size === headings.length;
  return [...byKey.values()].flatMap((found) => {
    const [first = 0, ...others] = found;
    if (others.length === 0 || isByPlace) return [];
    const columns = found.map((index) => index + 1);
    const isRead = read.has(first);
    const rest = isRead ? `column ${first + 1} is read` : 'none of them is read';
    const message = `the heading "${headings[first]?.slice(0, 60)}" stands over columns ${columns.join(' and ')}; ${rest}`;
    return [{ message, isRead }];
  });
}

/** A sentence for a table of many hosts of which no column is known to name them. */
export function noHosts({ columns }: TableFormat): string {
  const names = (columns['host'] ?? []).map((name) => `"${name}"`).join(' or ');
  return `no column names the host (${names}), so that all rows count as one host; --map host=COLUMN says which does`;
}

/** The item of one row of a table; undefined where the row says that nobody has the thing. */
export function tableItem(
  format: TableFormat,
  cell: (field: string) => string | undefined,
  at: string,
): ImportedRow | undefined {
  const name = cell('name') ?? cell('displayName');
  if (name === undefined) return { type: 'fault', at, message: noName };
  const kindWord = cell('kind');
  const kind = itemKinds.find((each) => each === kindWord?.toLowerCase()) ?? 'software';
  if (kindWord !== undefined && kind !== kindWord.toLowerCase()) {
    return {
      type: 'fault',
      at,
      message: `unknown kind "${kindWord.slice(0, 40)}"; one of ${itemKinds.join(', ')}`,
    };
  }
  const productCode = productCodeOf(cell('productCode'));
  const displayName = cell('displayName');
  const hostId = cell('hostId');
  const host = cell('host') ?? hostId;
  const draft: Draft = {
    kind,
    name,
    at,
    ...present({
      displayName: displayName === name ? undefined : displayName,
      version: cell('version'),
      publisher: cell('publisher'),
      host,
      hostId: hostId === host ? undefined : hostId,
      path: cell('path'),
      scope: cell('scope'),
      ref: cell('ref'),
      installedAt: dateOf(cell('installedAt')),
      state: itemStates.find((each) => each === cell('state')?.toLowerCase()),
      platform: platformOf(cell('platform')),
      attributes: productCode === undefined ? undefined : { productCode },
    }),
  };
  const finished = format.finish === undefined ? draft : format.finish(draft, cell);
  if (finished === undefined) return undefined;
  return typeof finished === 'string'
    ? { type: 'fault', at, message: finished }
    : { type: 'item', draft: finished };
}

/** The text of a cell of a row of a table by the format's field. */
export function tableCell(places: Places, cells: readonly string[]): (field: string) => string | undefined {
  return (field) => {
    for (const index of places.get(field) ?? []) {
      const text = textOf(cells[index]);
      if (text !== undefined) return text;
    }
    return undefined;
  };
}

/** The same of a row in JSON. */
export function jsonCell(format: TableFormat, row: Fields): (field: string) => string | undefined {
  const byKey = new Map(Object.entries(row).map(([key, value]) => [headingKey(key), value]));
  return (field) => {
    for (const name of format.columns[field] ?? []) {
      const text = textOf(byKey.get(headingKey(name)));
      if (text !== undefined) return text;
    }
    return undefined;
  };
}

/** The key of a row in JSON that a field of the format is read from, and that holds something else than a text. */
export function oddKey(format: TableFormat, row: Fields): string | undefined {
  const read = new Set(Object.values(format.columns).flat().map(headingKey));
  return Object.keys(row).find((key) => !isTextual(row[key]) && read.has(headingKey(key)));
}
