import { describe, expect, it } from 'vitest';
import { HostRow } from '../../../src/fleet/host-row.ts';
import { viewCsv } from '../../../src/fleet/text/csv.ts';
import { rowJson, rowsNdjson } from '../../../src/fleet/text/json.ts';
import type { FleetView, MissedHost } from '../../../src/fleet/view.ts';
import { busy, clean, manyHosts } from '../html/views.ts';

const missed: readonly MissedHost[] = [
  { host: 'web-1', client: '', site: '', why: '', seen: false },
  { host: 'web-2', client: 'Acme', site: 'HQ', why: 'not reached', seen: false },
  { host: 'web-3', client: '', site: '', why: 'no route', seen: true, lastSeen: '2026-11-20T00:00:00Z' },
];
const rows = manyHosts(2).map(rowJson);

/** The cells of CSV without its headings, those that are empty left out. */
function csvRows(view: FleetView, row: string): string[] {
  return [...viewCsv(view, rows, missed)]
    .join('')
    .split('\r\n')
    .filter((line) => line.startsWith(`${row},`))
    .map((line) =>
      line
        .split(',')
        .filter((cell) => cell !== '')
        .join(', '),
    );
}

describe('a fleet as CSV', () => {
  it('has a row for each host of --expected that is missing', () => {
    expect(csvRows(clean, 'expected')).toEqual([
      'expected, web-1, never seen',
      'expected, Acme, HQ, web-2, never seen, not reached',
      'expected, web-3, missed, no route, 2026-11-20T00:00:00Z',
    ]);
  });

  it('has a row for each installation that another one replaced', () => {
    expect(csvRows(busy, 'reimaged')).toEqual([
      'reimaged, Northwind Freight, Depot East, NOR-WS-0042, replaced with findings, 2026-09-02T08:00:00Z, id:00000042, replaced by NOR-WS-0042 (id:00000043)',
    ]);
  });

  it.each([
    [1, 'fleet,', '1 host: ', ' 1 report, 0 unreadable.'],
    [2, 'fleet,', '2 hosts: ', ' 2 reports, 0 unreadable.'],
  ])('counts %i in the fitting number', (value, row, hosts, reports) => {
    const view = {
      ...clean,
      totals: { ...clean.totals, hosts: value },
      inputs: { ...clean.inputs, reports: value },
    };
    const line = [...viewCsv(view, [], [])].join('').split('\r\n')[1] ?? '';
    expect(line.startsWith(row)).toBe(true);
    expect(line).toContain(hosts);
    expect(line).toContain(reports);
  });

  it.each([
    [1, 'named by 1 report, e.g. a'],
    [2, 'named by 2 reports, e.g. a'],
  ])('counts the %i reports that name a server in the fitting number', (agents, text) => {
    const servers = [{ server: 'ksc', client: '', agents, scanned: false, examples: ['a'] }];
    expect([...viewCsv({ ...clean, servers }, [], [])].join('')).toContain(text);
  });
});

describe('a fleet as NDJSON', () => {
  it('has a line for each host with reports, then for each of --expected without any', () => {
    const lines = [...rowsNdjson(rows, missed)]
      .join('')
      .trimEnd()
      .split('\n')
      .map((line) => HostRow.parse(JSON.parse(line)));
    expect(lines.map(({ key, state, reports, why }) => `${key} ${state} ${reports} ${why}`)).toEqual([
      'id:00000000 affected 3 ',
      'id:00000001 incomplete 3 ',
      'expected:web-1 unknown 0 Expected, and without any report.',
      'expected:Acme/web-2 unknown 0 Expected, and without any report: not reached',
    ]);
    expect(lines[3]).toMatchObject({ host: 'web-2', client: 'Acme', site: 'HQ', whole: false });
  });

  it('has nothing more where nobody is missing', () => {
    expect([...rowsNdjson(rows, [])].join('')).toBe(`${rows.join('\n')}\n`);
  });
});
