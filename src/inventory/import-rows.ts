import { notJson } from '../model/json-fault.ts';
import { decodeText } from './decode-text.ts';
import { mustBeText } from './importers/checked-rows.ts';
import { isFields } from './importers/fields.ts';
import type { Fields, ImportedRow, Importer, TableFormat, TextLine } from './importers/importer.ts';
import { morePages } from './importers/paging.ts';
import { unknownPlatform } from './importers/platform-words.ts';
import { jsonCell, noHosts, oddKey, repeatedHeadings, tableCell, tableItem } from './importers/table-rows.ts';
import { splitLines } from './lines.ts';
import type { Reading } from './recognise.ts';
import { rowsOf } from './rows-of.ts';
import { readTable } from './table.ts';

/** Longest line that is one record; a snapshot of osquery is one line with all its rows. */
export const maxRecordLength = 64 * 1024 * 1024;
const maxTextLine = 64 * 1024;

/** The rows of a foreign inventory that {@link recognise} told how to read. `document` is needed for that way alone. */
export async function* importRows(
  reading: Exclude<Reading, { way: 'native' }>,
  chunks: AsyncIterable<Uint8Array>,
  encoding: string,
  document: unknown,
): AsyncGenerator<ImportedRow> {
  switch (reading.way) {
    case 'document':
      yield* documentRows(reading.importer, document, reading.part);
      return;
    case 'records':
      for await (const { number, text } of splitLines(decodeText(chunks, encoding), maxRecordLength)) {
        yield* lineRows(reading.importer, text, String(number), reading.part);
      }
      return;
    case 'text':
      yield* withEnd(decodeText(chunks, encoding), true, (parts) => textRows(reading.importer, parts));
      return;
    case 'table':
      yield* withEnd(decodeText(chunks, encoding), reading.format.isPrinted === true, (parts) =>
        tableRows(reading, parts),
      );
  }
}

const noEnd = 'the last line has no end: was it cut off there?';

/** Rows, and what is to be said where the last line of the text has no end. Programs end it; exports of consoles may not. */
async function* withEnd(
  parts: AsyncIterable<string>,
  isPrinted: boolean,
  rows: (parts: AsyncIterable<string>) => AsyncIterable<ImportedRow>,
): AsyncGenerator<ImportedRow> {
  let last = '';
  const seen = async function* (): AsyncGenerator<string> {
    for await (const part of parts) {
      last = part.at(-1) ?? last;
      yield part;
    }
  };
  yield* rows(seen());
  if (last === '\n' || last === '\r' || last === '') return;
  yield { type: isPrinted ? 'limit' : 'remark', message: noEnd };
}

async function* textRows(importer: Importer, parts: AsyncIterable<string>): AsyncGenerator<ImportedRow> {
  yield* importer.text?.rows(textLines(parts)) ?? [];
}

async function* tableRows(
  { format, headings, places }: Extract<Reading, { way: 'table' }>,
  parts: AsyncIterable<string>,
): AsyncGenerator<ImportedRow> {
  if (format.remark !== undefined) yield { type: 'remark', message: format.remark };
  if (format.isOfMany && !places.has('host')) yield { type: 'limit', message: noHosts(format) };
  for (const { message, isRead } of repeatedHeadings(headings.names, places)) {
    if (isRead) yield { type: 'fault', at: String(headings.line), message };
    else yield { type: 'remark', message: `line ${headings.line}: ${message}` };
  }
  for await (const { line, cells, fault } of readTable(parts, headings)) {
    const at = String(line);
    if (fault !== undefined) yield { type: 'fault', at, message: fault };
    if (cells === undefined) continue;
    const cell = tableCell(places, cells);
    yield* unknownPlatform(cell('platform'));
    const row = tableItem(format, cell, at);
    // What is wrong with the row was said.
    if (row !== undefined && (row.type === 'item' || fault === undefined)) yield row;
  }
}

function* documentRows(
  importer: Importer,
  document: unknown,
  part: string | undefined,
): Iterable<ImportedRow> {
  const more = morePages(document);
  if (more !== undefined) yield { type: 'limit', message: more, isCut: true };
  if (importer.document !== undefined) {
    yield* importer.document.rows(document, part);
    return;
  }
  if (importer.table?.remark !== undefined) yield { type: 'remark', message: importer.table.remark };
  for (const [index, row] of (rowsOf(document) ?? [document]).entries()) {
    const at = `[${index}]`;
    if (isFields(row)) yield* recordRows(importer, row, at, part);
    else yield { type: 'fault', at, message: 'expected an object' };
  }
}

/** The rows of one line of records; `text` is undefined where the line was too long. `at` is its number. */
export function* lineRows(
  importer: Importer,
  text: string | undefined,
  at: string,
  part: string | undefined,
): Iterable<ImportedRow> {
  if (text === undefined) {
    yield { type: 'fault', at, message: 'the line is longer than 64 MiB' };
    return;
  }
  if (text.trim() === '') return;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    yield { type: 'fault', at, message: notJson(text) };
    return;
  }
  if (isFields(value)) yield* recordRows(importer, value, at, part);
  else yield { type: 'fault', at, message: 'expected one JSON object a line' };
}

function* recordRows(
  importer: Importer,
  row: Fields,
  at: string,
  part: string | undefined,
): Iterable<ImportedRow> {
  if (importer.records !== undefined) yield* importer.records.rows(row, at, part);
  else if (importer.table !== undefined) yield* jsonTableRow(importer.table, row, at);
}

function* jsonTableRow(format: TableFormat, row: Fields, at: string): Iterable<ImportedRow> {
  const cell = jsonCell(format, row);
  if (format.isOfMany && cell('host') === undefined) yield { type: 'limit', message: noHosts(format) };
  yield* unknownPlatform(cell('platform'));
  const read = tableItem(format, cell, at);
  const odd = oddKey(format, row);
  if (odd !== undefined) yield { type: 'fault', at, message: mustBeText(odd) };
  // What is wrong with the row was said.
  if (read !== undefined && (read.type === 'item' || odd === undefined)) yield read;
}

async function* textLines(parts: AsyncIterable<string>): AsyncGenerator<TextLine> {
  for await (const { number, text } of splitLines(parts, maxTextLine)) {
    yield { number, text: (text ?? '(a line of more than 64 KiB)').replace(/\r$/, '') };
  }
}
