import { TargetError } from '../errors.ts';
import { type CsvRow, readCsv } from '../model/csv-reader.ts';
import { visible } from '../model/visible.ts';
import type { ExpectedHost } from './expected.ts';

/** Hosts of one list at most. */
export const maxExpectedHosts = 1_000_000;
const maxName = 255;
const maxText = 1_000;
const delimiters = [',', ';', '\t'] as const;
/** Headings of host names in lists that other tools write, without blanks and marks; the first that is there counts. */
const hostHeadings = ['host', 'hostname', 'computername', 'devicename'];
/** What Excel writes above a table. */
const separatorLine = /^sep=[,;\t|]?$/i;

/** Where in a row the parts of a host stand. */
type Columns = { readonly [Part in keyof ExpectedHost]-?: number };

/** A list of names has nothing else. */
const namesAlone: Columns = { host: 0, client: -1, site: -1, why: -1 };

/**
 * The hosts of a list: a name a line; or CSV (comma, semicolon or tab) with a heading `host` (or `hostname`, `Computer
 * Name`, `device_name`; also alone above a list of names) and, where they are known, `client`, `site` and `why` (the
 * reason for which there is no report of it this time). Other columns and blank lines are passed over; a name alone may
 * be quoted too. Throws TargetError with the line of the first fault.
 * @param text without a byte order mark
 */
export function parseExpected(text: string, file: string): ExpectedHost[] {
  const fault = (line: number, what: string): TargetError =>
    new TargetError(`${visible(file)}, line ${line}: ${what}`, {
      hint: 'one host name a line, or CSV with the headings host,client,site,why',
    });
  const heading = headingOf(text);
  const hosts: ExpectedHost[] = [];
  for (const { cells = [], line, fault: found } of rowsOf(text, heading?.delimiter ?? ',')) {
    if (found !== undefined) throw fault(line, found);
    if (line === heading?.line) continue;
    const isTable = cells.length > 1 || /[;\t]/.test(cells[0] ?? '');
    if (heading === undefined && isTable) throw fault(line, 'no heading "host"');
    if (hosts.length >= maxExpectedHosts) throw fault(line, `more than ${maxExpectedHosts} hosts`);
    const host = hostOf(cells, heading?.columns ?? namesAlone);
    if (host.host === '') throw fault(line, 'no host name');
    if (host.host.length > maxName) throw fault(line, `a host name of more than ${maxName} characters`);
    hosts.push(host);
  }
  if (hosts.length === 0) throw fault(1, 'no host at all');
  return hosts;
}

interface Heading {
  readonly delimiter: string;
  readonly line: number;
  readonly columns: Columns;
}

/** The first row, where read with one of the delimiters it names the column of the hosts. */
function headingOf(text: string): Heading | undefined {
  for (const delimiter of delimiters) {
    const [first] = rowsOf(text, delimiter);
    const names = (first?.cells ?? []).map((cell) => cell.toLowerCase().replace(/[\s_-]/g, ''));
    const host = hostHeadings.find((each) => names.includes(each));
    if (first === undefined || host === undefined) continue;
    const at = (name: string): number => names.indexOf(name);
    const columns = { host: at(host), client: at('client'), site: at('site'), why: at('why') };
    return { delimiter, line: first.line, columns };
  }
  return undefined;
}

function* rowsOf(text: string, delimiter: string): Generator<CsvRow> {
  for (const row of readCsv(text, delimiter))
    if (!separatorLine.test(row.cells?.join(delimiter) ?? '')) yield row;
}

function hostOf(cells: readonly string[], columns: Columns): ExpectedHost {
  const cell = (at: number): string | undefined => cells[at]?.trim().slice(0, maxText) || undefined;
  return {
    host: cell(columns.host) ?? '',
    client: cell(columns.client),
    site: cell(columns.site),
    why: cell(columns.why),
  };
}
