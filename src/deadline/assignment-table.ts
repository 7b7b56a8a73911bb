import { readCsv } from '../model/csv-reader.ts';
import { didYouMean } from '../model/nearest.ts';
import { visible } from '../model/visible.ts';

/** Headings of an assignment file. */
export const assignmentColumns = ['client', 'site', 'host', 'audiences', 'tags'] as const;
/** One of {@link assignmentColumns}. */
export type AssignmentColumn = (typeof assignmentColumns)[number];

/** Takes a fault: its line (from 1), the heading it is under or nothing, what was found and what was expected. */
export type NoteFault = (line: number, path: string, found: string, expected: string) => void;

/** The cells of an assignment file, not looked at yet. */
export interface AssignmentTable {
  /** What each cell of a record is. */
  readonly order: readonly AssignmentColumn[];
  readonly records: readonly { readonly cells: readonly string[]; readonly line: number }[];
}

/** More than anybody may have; who counts the rows says so. */
const maxRecords = 200_000;
/** Lines above the headings that are passed over: blank ones, and Excel's `sep=;`. */
const maxPreamble = 20;

/** Finds out what divides the cells, reads the headings and all records. Undefined where a fault leaves nothing to read. */
export function readAssignmentTable(text: string, fault: NoteFault): AssignmentTable | undefined {
  const lines = text.split(/\r\n|\n|\r/, maxPreamble);
  const at = lines.findIndex((line) => line.trim() !== '' && !separator.test(line.trim()));
  const heading = lines[at];
  if (heading === undefined) {
    fault(1, '', 'an empty file', `a line with the headings ${assignmentColumns.join(',')}`);
    return undefined;
  }
  const stated = lines.slice(0, at).flatMap((line) => separator.exec(line.trim())?.groups?.['mark'] ?? [])[0];
  const delimiter = stated ?? delimiterOf(heading);
  const order = readHeadings(heading, delimiter, at + 1, fault);
  const records = order === undefined ? undefined : readRecords(text, delimiter, at + 1, fault);
  return order === undefined || records === undefined ? undefined : { order, records };
}

/** What Excel reads and writes above a table. */
const separator = /^sep=(?<mark>[,;\t|])$/i;

function readHeadings(
  heading: string,
  delimiter: string,
  line: number,
  fault: NoteFault,
): AssignmentColumn[] | undefined {
  const names = splitHeading(heading, delimiter);
  while (names.length > 1 && names.at(-1) === '') names.pop();
  const known = assignmentColumns.join(', ');
  const order: AssignmentColumn[] = [];
  let isSound = true;
  const note = (path: string, found: string, expected: string): void => {
    isSound = false;
    fault(line, path, found, expected);
  };
  for (const name of names) {
    const column = assignmentColumns.find((each) => each === name.toLowerCase());
    const near = didYouMean(name, assignmentColumns);
    const hint = near.startsWith('did') ? `; ${near}` : '';
    if (column === undefined)
      note('', `the heading "${visible(name.slice(0, 80))}"`, `one of ${known}${hint}`);
    else if (order.includes(column)) note(column, 'the heading twice', 'each heading once');
    else order.push(column);
  }
  if (isSound && !order.includes('audiences')) note('', 'no heading "audiences"', `the headings ${known}`);
  return isSound ? order : undefined;
}

function readRecords(
  text: string,
  delimiter: string,
  headingLine: number,
  fault: NoteFault,
): AssignmentTable['records'] | undefined {
  const records: { cells: readonly string[]; line: number }[] = [];
  let isSound = true;
  for (const { cells = [], line, fault: found } of readCsv(text, delimiter, headingLine)) {
    if (found !== undefined) {
      isSound = false;
      fault(line, '', found, 'whole cells in double quotes, or none, divided by one and the same mark');
    } else if (records.length < maxRecords) records.push({ cells, line });
  }
  return isSound ? records : undefined;
}

/** The mark that divides the headings into the most known ones. */
function delimiterOf(heading: string): string {
  const known = (mark: string): number =>
    splitHeading(heading, mark).filter((name) =>
      assignmentColumns.some((column) => column === name.toLowerCase()),
    ).length;
  return [',', ';', '\t'].sort((a, b) => known(b) - known(a))[0] ?? ',';
}

function splitHeading(heading: string, delimiter: string): string[] {
  return heading.split(delimiter).map((name) =>
    name
      .trim()
      .replace(/^"(.*)"$/s, '$1')
      .trim(),
  );
}
