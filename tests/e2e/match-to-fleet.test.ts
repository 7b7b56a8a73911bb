import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { FleetView } from '../../src/fleet/view.ts';
import { phaseout } from '../support/phaseout.ts';

const folder = mkdtempSync(join(tmpdir(), 'phaseout-weeks-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, content: string): string {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
}

/** The program, at noon of a day. */
function on(day: string): { readonly nodeArgs: readonly string[] } {
  const script = `Date.now = () => ${Date.parse(`${day}T12:00:00Z`)};`;
  return { nodeArgs: ['--import', `data:text/javascript,${encodeURIComponent(script)}`] };
}

/** Judges inventories on a day; the report is kept in a file. */
async function matchOn(
  day: string,
  report: string,
  files: readonly string[],
  ...options: string[]
): Promise<string> {
  const run = await phaseout(['match', ...files, '--format', 'json', ...options], on(day));
  expect(run.stderr).toBe('');
  return write(report, run.stdout);
}

/** Rolls reports up on a day: each host with its state and why, and the whole. */
async function fleetOn(
  day: string,
  reports: readonly string[],
  ...options: string[]
): Promise<{
  readonly code: number | null;
  readonly hosts: Record<string, string>;
  readonly view: FleetView;
}> {
  const run = await phaseout(['fleet', ...reports, '--format', 'json', ...options], on(day));
  const view = FleetView.parse(JSON.parse(run.stdout));
  const hosts = Object.fromEntries(
    view.hosts.map(({ host, client, state, lastState, why, lastSeen }) => [
      client === undefined ? host : `${client}/${host}`,
      [lastState === undefined ? state : `${state} (${lastState})`, lastSeen?.slice(0, 10), why]
        .filter((part) => part !== '')
        .join(', '),
    ]),
  );
  return { code: run.code, hosts, view };
}

const heading = 'Computer Name,Application Name,Application Version\n';
const kes = 'Kaspersky Endpoint Security for Windows,12.3';
const week1 = write('week-1.csv', `${heading}A,${kes}\nA,Editor,1\nB,Editor,1\nC,${kes}\n`);
const week2 = write('week-2.csv', `${heading}A,Editor,1\nB,Editor,1\n`);

describe('a table of software, week by week', () => {
  it.each([
    [
      'as it is',
      [],
      'The later report has 1 gap that could hide it.',
      'Not everything was looked at: pdq (missing-source).',
    ],
    [
      'where software is all that was asked',
      ['--scope', 'software'],
      'The later report is of an inventory, not of a complete scan.',
      'An inventory that somebody else collected shows only part of a host.',
    ],
  ])('%s: nothing in it clears a host, and who is missing is not gone', async (name, scope, doubt, part) => {
    const first = await matchOn('2026-11-09', `${name}-1.json`, [week1], ...scope);
    const before = await fleetOn('2026-11-09', [first]);
    expect(before.hosts).toEqual({
      A: 'affected, 2026-11-09',
      B: `incomplete, 2026-11-09, ${part}`,
      C: 'affected, 2026-11-09',
    });
    expect([before.code, before.view.totals.hosts]).toEqual([1, 3]);

    const second = await matchOn('2026-11-16', `${name}-2.json`, [week2], ...scope);
    const after = await fleetOn('2026-11-16', [first, second]);
    expect(after.hosts).toEqual({
      A: `unproven, 2026-11-16, ${doubt}`,
      B: `incomplete, 2026-11-16, ${part}`,
      C: 'affected, 2026-11-09',
    });
    expect(after.view.totals.byState).toMatchObject({ cleared: 0, clean: 0 });

    const soon = await fleetOn('2026-11-16', [first, second], '--unknown-after', '6');
    expect(soon.hosts['C']).toBe('unknown (affected), 2026-11-09, Not seen for 7 days.');
    // A host that is not seen any more still counts as what it was.
    expect([after.code, soon.code]).toEqual([1, 1]);
    const later = await fleetOn('2026-12-12', [first, second]);
    expect(later.hosts).toMatchObject({
      A: `unproven, 2026-11-16, ${doubt}`,
      C: 'unknown (affected), 2026-11-09, Not seen for 33 days.',
    });
  });

  it('the report names its hosts, whether or not something was found on any', async () => {
    const report = await phaseout(['match', week2, '--format', 'json', '--reproducible']);
    expect(JSON.parse(report.stdout)).toMatchObject({
      findings: [],
      inventories: [
        { host: 'A', type: 'inventory' },
        { host: 'B', type: 'inventory' },
      ],
    });
  });
});

/** A whole scan of the host WS-1 of a client, with or without the agent. */
function inventory(client: string, id: string, day: string, found: boolean): string {
  const at = { collector: 'services', origin: 'HKLM', platform: 'windows', host: 'WS-1' };
  const items = found ? [{ kind: 'service', name: 'klnagent', state: 'running', ...at }] : [];
  const target = { type: 'host', platform: 'windows', hostname: 'WS-1', id, client };
  const lines = [
    { schema: 'phaseout/inventory@1', tool: {}, scannedAt: `${day}T08:00:00Z`, target },
    ...items,
    {
      coverage: [
        { collector: 'services', status: 'ok', items: items.length, gaps: [] },
        { collector: 'windows-markers', status: 'ok', items: 0, gaps: [] },
      ],
      complete: true,
    },
  ];
  return write(`${client}-${day}.ndjson`, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
}

describe('an old inventory of ours and a table of today, matched together', () => {
  const rows = [
    ['a table', 'new.csv', `${heading}WS-1,${kes}\n`],
    [
      'results of osquery',
      'new-osquery.ndjson',
      `${JSON.stringify({ name: 'programs', action: 'snapshot', hostIdentifier: 'WS-1', unixTime: 1, snapshot: [{ name: 'Kaspersky Endpoint Security for Windows', version: '12.3' }] })}\n`,
    ],
    [
      'bare rows',
      'new-bare.ndjson',
      `${JSON.stringify({ kind: 'software', name: 'Kaspersky Endpoint Security for Windows', origin: 'x', collector: 'x', platform: 'windows', host: 'WS-1' })}\n`,
    ],
  ] as const;

  it.each(rows)(
    '%s: what its rows show is of today, and no earlier scan clears it',
    async (_, name, text) => {
      const june = inventory('Acme', 'machine:1', '2026-06-01', false);
      const mixed = await matchOn('2026-11-22', `mixed-${name}.json`, [june, write(name, text)]);
      const scan = inventory('Acme', 'machine:1', '2026-11-01', false);
      const clean = await matchOn('2026-11-01', 'clean.json', [scan]);
      const { code, hosts } = await fleetOn('2026-11-22', [mixed, clean]);
      expect(hosts).toEqual({ 'Acme/WS-1': 'affected, 2026-11-22' });
      expect(code).toBe(1);
    },
  );
});

describe('inventories of two hosts of one name', () => {
  it('stay two hosts in the report and in the fleet, and the one clears nothing on the other', async () => {
    const before = [
      inventory('Acme', 'machine:1', '2026-11-09', true),
      inventory('Beta', 'machine:2', '2026-11-09', true),
    ];
    const first = await matchOn('2026-11-09', 'two-1.json', before);
    const table = await phaseout(['match', ...before], on('2026-11-09'));
    expect(table.code).toBe(1);
    expect(table.stdout).toMatch(/^KASPERSKY FOUND.* on 2 hosts/m);
    expect(table.stdout).toMatch(/^WS-1 \(Acme\)\n {2}client Acme$/m);
    expect((await fleetOn('2026-11-09', [first])).hosts).toEqual({
      'Acme/WS-1': 'affected, 2026-11-09',
      'Beta/WS-1': 'affected, 2026-11-09',
    });
    const after = [
      inventory('Beta', 'machine:2', '2026-11-16', true),
      inventory('Acme', 'machine:1', '2026-11-16', false),
    ];
    const second = await matchOn('2026-11-16', 'two-2.json', after);
    const rolled = await fleetOn('2026-11-16', [first, second]);
    expect(rolled.hosts).toEqual({
      'Acme/WS-1': 'cleared, 2026-11-16',
      'Beta/WS-1': 'affected, 2026-11-16',
    });
    expect(rolled.view.hosts).toHaveLength(2);
  });
});
