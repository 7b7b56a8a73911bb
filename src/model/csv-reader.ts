import { type OpenRecord, plainCells, readLine } from './csv-record.ts';

/** One record of a text in CSV, what is wrong with it, or both where it could be read in spite of it. */
export interface CsvRow {
  /** Number of the line that it begins on, or of the one that the fault is on; from 1. */
  readonly line: number;
  readonly cells?: readonly string[];
  readonly fault?: string;
}

interface Line {
  readonly number: number;
  readonly text: string;
}

/** Neither a line nor a record is longer than this, in UTF-16 units. */
const maxLength = 1024 * 1024;
const partLength = 64 * 1024;
const lineEnd = /\r\n|\n|\r/g;

/**
 * Reads a text in CSV (RFC 4180) that comes in parts. Lines end with CR LF, LF or CR, also within quoted cells, where each is
 * read as LF. Blank lines, and records in which every cell is empty, are passed over. Never throws on content: what is too
 * long, or a quotation mark that is never closed, is a fault of its line, and the next line is read. Memory stays within one
 * part and one record. Ours, because the libraries end at such a mark or take the rows behind it for the text of a cell, and
 * a row that is lost so is a product that nobody sees.
 */
export class CsvReader {
  readonly #delimiter: string;
  readonly #skip: number;
  #rest = '';
  #lines = 0;
  /** Within a line that is too long. */
  #drops = false;
  #record: (OpenRecord & { readonly line: number }) | undefined;
  #recordLength = 0;
  /** Lines of the record from the one on that opens its last quoted cell. */
  #held: Line[] = [];

  /** @param skip Lines at the beginning that are no records. */
  constructor(delimiter: string, skip = 0) {
    this.#delimiter = delimiter;
    this.#skip = skip;
  }

  /** Takes the next part of the text; gives the records that are whole by now. */
  *push(part: string): Generator<CsvRow> {
    const text = this.#rest + part;
    let start = 0;
    for (const { index, 0: mark } of text.matchAll(lineEnd)) {
      const end = index + mark.length;
      // A line feed may follow in the next part.
      if (mark === '\r' && end === text.length) break;
      yield* this.#line(text.slice(start, index));
      start = end;
    }
    this.#rest = text.slice(start);
    if (this.#rest.length <= maxLength) return;
    this.#drops = true;
    this.#rest = this.#rest.endsWith('\r') ? '\r' : '';
  }

  /** The text has ended; gives what is left. */
  *end(): Generator<CsvRow> {
    if (this.#rest !== '' || this.#drops) yield* this.#line(this.#rest.replace(/\r$/, ''));
    this.#rest = '';
    while (this.#record !== undefined) yield* this.#giveUp(this.#record.line);
  }

  *#line(text: string): Generator<CsvRow> {
    const number = ++this.#lines;
    const isTooLong = this.#drops || text.length > maxLength;
    this.#drops = false;
    if (number <= this.#skip) return;
    if (!isTooLong) {
      yield* this.#take({ number, text });
      return;
    }
    while (this.#record !== undefined) yield* this.#giveUp(this.#record.line);
    yield { line: number, fault: 'the line is longer than 1 MiB' };
  }

  *#take(line: Line): Generator<CsvRow> {
    const record = this.#record ?? { line: line.number, cells: [], quoted: undefined };
    const before = record.cells.length;
    const state = readLine(record, line.text, this.#delimiter);
    if (state === 'whole') {
      this.#forget();
      if (record.cells.some((cell) => cell.trim() !== '')) yield { line: record.line, cells: record.cells };
      return;
    }
    this.#record = record;
    this.#recordLength += line.text.length + 1;
    if (record.cells.length > before) this.#held = [];
    this.#held.push(line);
    if (state === 'stray' || this.#recordLength > maxLength) yield* this.#giveUp(record.line);
  }

  /** The cell that is open was never meant to be: its line is a fault, those behind it are read anew. */
  *#giveUp(begin: number): Generator<CsvRow> {
    const [opening, ...behind] = this.#held;
    this.#forget();
    if (opening === undefined) return;
    const { number, text } = opening;
    const fault = 'a quotation mark opens a cell here and is never closed';
    yield number === begin
      ? { line: number, fault, cells: plainCells(text, this.#delimiter) }
      : { line: number, fault: `${fault} (the row begins on line ${begin})` };
    for (const line of behind) yield* this.#take(line);
  }

  #forget(): void {
    this.#record = undefined;
    this.#recordLength = 0;
    this.#held = [];
  }
}

/** The records of a whole text, see {@link CsvReader}. */
export function* readCsv(text: string, delimiter: string, skip = 0): Generator<CsvRow> {
  const reader = new CsvReader(delimiter, skip);
  // In parts, because what is left of one is put before the next.
  for (let at = 0; at < text.length; at += partLength) yield* reader.push(text.slice(at, at + partLength));
  yield* reader.end();
}
