import { TargetError } from '../errors.ts';
import { readCsv } from '../model/csv-reader.ts';
import { visible } from '../model/visible.ts';
import type { ExpectedHost } from './expected.ts';

/** Hosts of one list at most. */
export const maxExpectedHosts = 1_000_000;
const maxName = 255;
const maxText = 1_000;
const columns = ['host', 'client', 'site', 'why'] as const;
/** Headings of host names in lists that other tools write, without blanks and marks; the first that is there counts. */
const hostHeadings = ['host', 'hostname', 'computername', 'devicename'];

/**
 * The hosts of a list: a name a line; or CSV (comma, semicolon or tab) with a heading `host` (or `hostname`, `Computer
 * Name`, `device_name`; also alone above a list of names) and, where they are known, `client`, `site` and `why` (the reason for which there is no report of it this time). Other columns are passed over.
 * Throws TargetError with the line of the first fault.
 * @param text without a byte order mark
 */
export function parseExpected(text: string, file: string): ExpectedHost[] {
  const fault = (line: number, what: string): TargetError =>
    new TargetError(`${visible(file)}, line ${line}: ${what}`, {
      hint: 'one host name a line, or CSV with the headings host,client,site,why',
    });
  const first = text.slice(0, 10_000).split(/\r?\n/, 1)[0] ?? '';
  const delimiter = [',', ';', '\t'].find((mark) => first.includes(mark));
  const heading = first
    .split(delimiter ?? ',')
    .map((cell) => cell.trim().replace(/^"|"$/g, '').toLowerCase().replace(/[ _-]/g, ''));
  const hostHeading = hostHeadings.find((each) => heading.includes(each));
  const isTable = hostHeading !== undefined;
  if (!isTable && delimiter !== undefined) throw fault(1, 'no heading "host"');
  const hosts: ExpectedHost[] = [];
  for (const { cells, line } of isTable ? records(text, delimiter ?? ',', fault) : lines(text)) {
    if (cells.every((cell) => cell.trim() === '')) continue;
    if (hosts.length >= maxExpectedHosts) throw fault(line, `more than ${maxExpectedHosts} hosts`);
    const value = (column: (typeof columns)[number]): string | undefined => {
      if (!isTable) return column === 'host' ? cells[0]?.trim() || undefined : undefined;
      const cell = cells[heading.indexOf(column === 'host' ? hostHeading : column)];
      return cell?.trim() || undefined;
    };
    const host = value('host');
    if (host === undefined) throw fault(line, 'no host name');
    if (host.length > maxName) throw fault(line, `a host name of more than ${maxName} characters`);
    hosts.push({
      host,
      client: value('client')?.slice(0, maxText),
      site: value('site')?.slice(0, maxText),
      why: value('why')?.slice(0, maxText),
    });
  }
  if (hosts.length === 0) throw fault(1, 'no host at all');
  return hosts;
}

interface Row {
  readonly cells: readonly string[];
  readonly line: number;
}

function lines(text: string): Row[] {
  return text.split(/\r?\n/).map((cell, index) => ({ cells: [cell], line: index + 1 }));
}

function* records(
  text: string,
  delimiter: string,
  fault: (line: number, what: string) => Error,
): Generator<Row> {
  for (const { cells, line, fault: found } of readCsv(text, delimiter, 1)) {
    if (found !== undefined || cells === undefined) throw fault(line, found ?? 'cannot be read');
    yield { cells, line };
  }
}
