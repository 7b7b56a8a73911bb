import { CsvReader, type CsvRow } from '../model/csv-reader.ts';

/** The headings of a table in text, and how its cells are divided. */
export interface Headings {
  readonly names: readonly string[];
  readonly delimiter: string;
  /** Number of the line that the headings stand on, from 1. */
  readonly line: number;
}

/** One record of a table, what is wrong with it, or both where it is read in spite of it. `line` counts from 1. */
export interface TableRecord {
  readonly line: number;
  readonly cells: readonly string[] | undefined;
  readonly fault?: string;
}

const delimiters = [',', ';', '\t', '|'] as const;
const maxPreamble = 10;

/**
 * The lines at the beginning of a text that can be headings, in order: those of at least two cells. `sep=;` (Excel) and
 * `#TYPE …` (Windows PowerShell) are none; titles above a report and rows of the table may be among them.
 * @param isOneEnough A single cell can be a heading, too.
 */
export function possibleHeadings(head: string, isOneEnough: boolean): Headings[] {
  const lines = head.split(/\r\n|\n|\r/).slice(0, maxPreamble);
  return lines.flatMap((text, index) => {
    if (text.trim() === '' || /^(?:sep=.$|#)/i.test(text)) return [];
    const [best] = delimiters
      .map((delimiter) => ({ delimiter, names: splitHeading(text, delimiter) }))
      .sort((a, b) => b.names.length - a.names.length);
    const named = best?.names.filter((name) => name !== '').length ?? 0;
    return best === undefined || named < (isOneEnough ? 1 : 2) ? [] : [{ ...best, line: index + 1 }];
  });
}

/**
 * Records below the headings (see {@link CsvReader}). One with more cells than there are headings is a fault and not read,
 * because its cells may stand under the wrong ones. One with fewer is a fault, and read as far as it goes: programs that
 * leave out empty cells at the end write such rows, and so does what cuts a file. Never throws on content.
 */
export async function* readTable(
  parts: AsyncIterable<string>,
  headings: Headings,
): AsyncGenerator<TableRecord> {
  const reader = new CsvReader(headings.delimiter, headings.line);
  // A mark behind the last heading begins no column.
  const width = headings.names.findLastIndex((name) => name !== '') + 1;
  for await (const part of parts) for (const row of reader.push(part)) yield asRecord(row, width);
  for (const row of reader.end()) yield asRecord(row, width);
}

function asRecord({ line, cells, fault }: CsvRow, width: number): TableRecord {
  if (cells === undefined) return { line, cells, fault: fault ?? 'cannot be read' };
  if (fault !== undefined) return { line, cells: cells.length === width ? cells : undefined, fault };
  if (cells.slice(width).some((cell) => cell.trim() !== ''))
    return { line, cells: undefined, fault: `${counted(cells.length)} under ${width} headings` };
  if (cells.length >= width) return { line, cells };
  return {
    line,
    cells,
    fault: `the row is cut short: ${counted(cells.length)} under ${width} headings; it is read as far as it goes`,
  };
}

function counted(cells: number): string {
  return cells === 1 ? '1 cell' : `${cells} cells`;
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
