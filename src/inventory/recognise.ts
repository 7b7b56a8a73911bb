import { isFields } from './importers/fields.ts';
import type { Fields, Importer, MappedField, TableFormat } from './importers/importer.ts';
import { importers } from './importers/index.ts';
import { hasMarks, type Places, placeColumns } from './importers/table-rows.ts';
import { endsInOpenList } from './open-list.ts';
import { noRows, nothingKnown, notOf, type Refusal, unknownHeadings, unknownRecords } from './refusal.ts';
import { nativeRows, rowsOf } from './rows-of.ts';
import { type Headings, possibleHeadings } from './table.ts';

/** How a file is to be read. */
export type Reading =
  | { readonly way: 'native' }
  | {
      readonly way: 'records' | 'document' | 'text';
      readonly importer: Importer;
      readonly part?: string | undefined;
    }
  | {
      readonly way: 'table';
      readonly importer: Importer;
      readonly format: TableFormat;
      readonly headings: Headings;
      readonly places: Places;
    };

/** What the user says about the file. `from` may carry a part: `osquery:programs`. */
export interface FormatChoice {
  readonly from: string | undefined;
  readonly map: Readonly<Partial<Record<MappedField, string>>> | undefined;
}

const headLines = 20;
/** Of these each line of our own format has one. */
const nativeKeys = ['schema', 'kind', 'coverage'] as const;
/** True where the file is one JSON value, which has to be read whole; false for lines of JSON and for anything else. */
export function isDocument(head: string): boolean {
  const text = head.trimStart();
  // No JSON begins so, but what programs warn of does: `[WARNING]: …`.
  if (text.startsWith('[')) return !/^\[[A-Z]/.test(text);
  if (!text.startsWith('{')) return false;
  const record = firstRecord(text);
  if (record === undefined) {
    const [line] = text.split('\n', 1);
    if (/^\{[^\n]*\n\{/.test(text)) return endsInOpenList(line ?? '');
    return !text.slice(1).trimStart().startsWith('{');
  }
  // Lines that each hold an object are no document, whatever the first of them holds.
  if (/\n\s*\{/.test(text)) return false;
  return importers.some((each) => each.document?.recognises(record)) || rowsOf(record) !== undefined;
}

/**
 * How to read a file whose first part is `head`; `document` is the whole of it where {@link isDocument} holds.
 * The rows of a JSON document may also be those of a table.
 */
export function recognise(head: string, document: unknown, { from, map }: FormatChoice): Reading | Refusal {
  const [id, part] = from?.split(':') ?? [];
  if (id === 'native') return { way: 'native' };
  const wanted =
    map !== undefined ? [mapped(map)] : importers.filter((each) => id === undefined || each.id === id);
  const isChosen = id !== undefined || map !== undefined;
  if (document !== undefined && !isChosen && nativeRows(document) !== undefined) return { way: 'native' };
  if (document !== undefined) return ofDocument(document, wanted, part, isChosen, head);
  const records = headRecords(head);
  return records.length > 0
    ? ofRecords(records, wanted, part, isChosen, head)
    : ofText(head, wanted, isChosen);
}

function ofDocument(
  document: unknown,
  wanted: readonly Importer[],
  part: string | undefined,
  isChosen: boolean,
  head: string,
): Reading | Refusal {
  const rows = rowsOf(document);
  const first = rows?.[0] ?? document;
  const found = wanted.find((each) => {
    if (each.document !== undefined) return isChosen || each.document.recognises(document);
    if (!isFields(first)) return false;
    return isChosen || each.records?.recognises(first) || isTableRow(each, first);
  });
  if (found !== undefined)
    return missingKeys(found, rows ?? [document]) ?? { way: 'document', importer: found, part };
  if (rows?.length === 0) return noRows;
  if (rows !== undefined && isFields(first)) return unknownHeadings(Object.keys(first));
  return nothingKnown(head);
}

/** The first lines as objects. One that somebody knows is enough: another may be broken, or a word of a collector's own. */
function ofRecords(
  records: readonly Fields[],
  wanted: readonly Importer[],
  part: string | undefined,
  isChosen: boolean,
  head: string,
): Reading | Refusal {
  const found = wanted.find(
    (each) =>
      (each.records !== undefined || each.table !== undefined) &&
      (isChosen || records.some((record) => each.records?.recognises(record) || isTableRow(each, record))),
  );
  if (found !== undefined) return missingKeys(found, records) ?? { way: 'records', importer: found, part };
  if (isChosen) return notOf(wanted, 'one JSON object a line');
  // A line of our own format that lacks something is told what it lacks.
  if (records.some((record) => nativeKeys.some((key) => key in record))) return { way: 'native' };
  return unknownRecords(head, Object.keys(records[0] ?? {}));
}

/** Where the user named columns: a refusal if one of them is in none of these rows. */
function missingKeys({ id, table }: Importer, rows: readonly unknown[]): Refusal | undefined {
  if (table?.needsAll === undefined) return undefined;
  const names = [...new Set(rows.filter(isFields).flatMap((row) => Object.keys(row)))];
  const places = placeColumns(table, names);
  return typeof places === 'string' ? unknownHeadings(names, `${id}: ${places}`) : undefined;
}

function ofText(head: string, wanted: readonly Importer[], isChosen: boolean): Reading | Refusal {
  const lines = head.split(/\r?\n/).slice(0, headLines);
  const possible = possibleHeadings(
    head,
    wanted.some(({ table }) => table?.needsAll === true),
  );
  const likely = possible.find(({ names }) => names.length > 1) ?? possible[0];
  let missing: string | undefined;
  for (const importer of wanted) {
    const { text, table } = importer;
    if (text !== undefined && (text.recognises(lines) || (isChosen && table === undefined)))
      return { way: 'text', importer };
    if (table === undefined) continue;
    for (const headings of possible) {
      if (!isChosen && !hasMarks(table, headings.names)) continue;
      const places = placeColumns(table, headings.names);
      if (typeof places !== 'string') return { way: 'table', importer, format: table, headings, places };
      if (headings === likely) missing ??= `${importer.id}: ${places}`;
    }
  }
  // The first line of a native inventory may be the one that is broken.
  if (!isChosen && lines.some((line) => line.startsWith('{'))) return { way: 'native' };
  if (isChosen && missing === undefined) return notOf(wanted, 'text');
  if (likely !== undefined) return unknownHeadings(likely.names, missing);
  return nothingKnown(head);
}

function isTableRow({ table }: Importer, row: Fields): boolean {
  return table !== undefined && hasMarks(table, Object.keys(row));
}

/** The objects on the first lines, where at least half of the lines that are whole hold one. */
function headRecords(head: string): Fields[] {
  const lines = head.split('\n', headLines + 1);
  const whole = lines.length > 1 ? lines.slice(0, -1) : lines;
  const filled = whole.filter((line) => line.trim() !== '');
  const records = filled.map(firstRecord).filter((record) => record !== undefined);
  return records.length * 2 >= filled.length ? records : [];
}

/** The object on the first line, where that line is one. */
function firstRecord(text: string): Fields | undefined {
  const end = text.indexOf('\n');
  const line = end < 0 ? text : text.slice(0, end);
  try {
    const value: unknown = JSON.parse(line);
    return isFields(value) ? value : undefined;
  } catch {
    return undefined; // not JSON, or only the beginning of it
  }
}

const noHostNamed =
  'which hosts: --map names no column for them, so that all rows of a file count as one host';

/** A table in which the user says what stands where. */
function mapped(map: NonNullable<FormatChoice['map']>): Importer {
  const columns: Record<string, readonly string[]> & { name: readonly string[] } = { name: [] };
  for (const [field, column] of Object.entries(map)) columns[field] = [column];
  return {
    id: 'table',
    reads: 'any table, by --map',
    sample: 'real',
    kinds: map.kind === undefined ? ['software'] : ['software', 'service', 'driver'],
    table: { marks: [], columns, needsAll: true, ...(map.host === undefined && { remark: noHostNamed }) },
  };
}
