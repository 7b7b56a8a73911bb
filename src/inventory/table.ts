import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { CsvError, parse } from 'csv-parse';

/** The headings of a table in text, and how its cells are divided. */
export interface Headings {
  readonly names: readonly string[];
  readonly delimiter: string;
  /** Number of the line that the headings stand on, from 1. */
  readonly line: number;
}

/** One record of a table, or why it could not be read. `line` counts from 1. */
export interface TableRecord {
  readonly line: number;
  readonly cells: readonly string[] | undefined;
  readonly fault?: string;
}

const delimiters = [',', ';', '\t', '|'] as const;
const maxCellsBytes = 1024 * 1024;
const maxPreamble = 10;

/**
 * The first line of a text that can be headings: at least two cells, none of them long. `sep=;` (Excel), `#TYPE …`
 * (Windows PowerShell) and titles above a report are passed over. Without a second cell anywhere, a single heading.
 */
export function findHeadings(head: string): Headings | undefined {
  const lines = head.split(/\r\n|\n|\r/).slice(0, maxPreamble);
  for (const [index, text] of lines.entries()) {
    if (text.trim() === '' || /^(?:sep=.$|#)/i.test(text)) continue;
    const [best] = delimiters
      .map((delimiter) => ({ delimiter, names: splitHeading(text, delimiter) }))
      .sort((a, b) => b.names.length - a.names.length);
    if (best === undefined || best.names.length < 2) continue;
    if (best.names.filter((name) => name !== '').length < 2) continue;
    return { ...best, line: index + 1 };
  }
  return undefined;
}

/**
 * Records below the headings. Quoted cells may hold line ends and doubled quotes (RFC 4180); a quote inside an unquoted
 * cell is kept. A record with another number of cells than there are headings is a fault unless only empty ones miss.
 * Never throws on content.
 */
export async function* readTable(
  parts: AsyncIterable<string>,
  headings: Headings,
): AsyncGenerator<TableRecord> {
  const queue: TableRecord[] = [];
  const parser = parse({
    delimiter: headings.delimiter,
    from_line: headings.line + 1,
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: maxCellsBytes,
    // Taken here and not from the stream, which drops what it holds when a later record is broken.
    on_record: (cells: string[], { lines }) => {
      queue.push(asRecord(cells, lines, headings.names.length));
      return null;
    },
  });
  const ended = finished(parser.resume()).catch((error: unknown) => error);
  for await (const part of parts) {
    if (!parser.writable) break;
    if (!parser.write(part)) await Promise.race([once(parser, 'drain').catch(() => undefined), ended]);
    yield* queue.splice(0);
  }
  parser.end();
  const error = await ended;
  yield* queue.splice(0);
  if (error === undefined) return;
  if (!(error instanceof CsvError)) throw error;
  const line = typeof error['lines'] === 'number' ? error['lines'] : headings.line;
  yield {
    line,
    cells: undefined,
    fault: `the rest of the table cannot be read (${error.message.slice(0, 160)})`,
  };
}

function asRecord(cells: readonly string[], line: number, width: number): TableRecord {
  const extra = cells.slice(width).filter((cell) => cell.trim() !== '');
  if (extra.length > 0)
    return { line, cells: undefined, fault: `${cells.length} cells under ${width} headings` };
  if (cells.length < width && cells.length < 2) {
    return { line, cells: undefined, fault: `${cells.length} cell under ${width} headings` };
  }
  return { line, cells };
}

function splitHeading(text: string, delimiter: string): string[] {
  const names: string[] = [];
  for (const match of text.matchAll(cellPatterns[delimiter] ?? /$^/g)) {
    names.push((match.groups?.['quoted'] ?? match.groups?.['plain'] ?? '').replaceAll('""', '"').trim());
    if (match.groups?.['end'] === '') break;
  }
  return names;
}

const cellPatterns: Readonly<Record<string, RegExp>> = {
  ',': /(?:"(?<quoted>(?:[^"]|"")*)"|(?<plain>[^",]*))(?<end>,|$)/g,
  ';': /(?:"(?<quoted>(?:[^"]|"")*)"|(?<plain>[^";]*))(?<end>;|$)/g,
  '\t': /(?:"(?<quoted>(?:[^"]|"")*)"|(?<plain>[^"\t]*))(?<end>\t|$)/g,
  '|': /(?:"(?<quoted>(?:[^"]|"")*)"|(?<plain>[^"|]*))(?<end>\||$)/g,
};
