import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import type { HostRow } from '../../src/fleet/host-row.ts';
import { FleetView } from '../../src/fleet/view.ts';
import { phaseout, programPath, type Run } from '../support/phaseout.ts';

const folder = mkdtempSync(join(tmpdir(), 'phaseout-fleet-e2e-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const asOf = ['--as-of', '2024-11-22T12:00:00Z'] as const;

interface Scan {
  readonly host: string;
  readonly day: number;
  readonly found?: boolean;
  readonly gap?: boolean;
  readonly server?: string;
  readonly client?: string;
}

/** A native inventory of one Windows host, as a scan of it would leave. */
function inventory({ host, day, found = false, gap = false, server, client }: Scan): string {
  const at = { collector: 'services', origin: 'HKLM', platform: 'windows' };
  const stated = { type: 'host', platform: 'windows', hostname: host, id: `machine:${host}` };
  const rows = [
    ...(found ? [{ kind: 'service', name: 'klnagent', state: 'running', ...at }] : []),
    ...(server === undefined
      ? []
      : [
          {
            kind: 'marker',
            name: 'Protection_AdmServer',
            ...at,
            attributes: { read: 'network-agent-windows/server', value: server },
          },
        ]),
  ];
  const missing = {
    reason: 'permission-denied',
    source: 'C:\\Users\\jdoe\\NTUSER.DAT',
    message: 'no right',
    couldHide: 'installed',
  };
  const lines = [
    {
      schema: 'phaseout/inventory@1',
      tool: { name: 'phaseout', version: '0.1.0' },
      scannedAt: `2024-11-${String(day).padStart(2, '0')}T08:00:00Z`,
      target: { ...stated, ...(client !== undefined && { client }) },
    },
    ...rows,
    {
      coverage: [
        { collector: 'services', status: 'ok', items: rows.length, gaps: [] },
        { collector: 'windows-markers', status: gap ? 'gap' : 'ok', items: 0, gaps: gap ? [missing] : [] },
      ],
      complete: true,
    },
  ];
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}

const made = new Map<string, string>();

/** The report of such a host, made by the program itself. */
async function report(scan: Scan): Promise<string> {
  const input = inventory(scan);
  const known = made.get(input);
  if (known !== undefined) return known;
  const { stdout } = await phaseout(['match', '-', '--format', 'json', ...asOf], { input });
  made.set(input, stdout);
  return stdout;
}

const infected = { host: 'WS-1', day: 10, found: true } as const;
const cleared = { host: 'WS-1', day: 20 } as const;
const clean = { host: 'WS-2', day: 21 } as const;

async function fleet(args: readonly string[], input = ''): Promise<Run> {
  return phaseout(['fleet', ...args, ...asOf], { input, cwd: folder });
}

function write(name: string, content: string | Buffer): string {
  const file = join(folder, name);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, content);
  return file;
}

function oneLine(text: string): string {
  return `${JSON.stringify(JSON.parse(text))}\n`;
}

async function rows(args: readonly string[], input = ''): Promise<string[]> {
  const { stdout } = await fleet([...args, '--format', 'ndjson'], input);
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line): HostRow => JSON.parse(line))
    .map(({ host, state }) => `${host} ${state}`);
}

describe('fleet, the installed program', () => {
  it('reads folders at any depth, packed files, patterns, standard input, a report a line or one after the other', async () => {
    const [a, b, c] = [await report(infected), await report(cleared), await report(clean)];
    write('reports/a.json', a);
    write('reports/deep/er/b.ndjson', `${oneLine(b)}${oneLine(c)}`);
    write('reports/deep/c.json.gz', gzipSync(c));
    write('reports/notes.txt', 'not looked at');
    const expected = ['WS-1 cleared', 'WS-2 clean'];
    expect(await rows(['reports'])).toEqual(expected);
    expect(await rows(['reports/a.json', 'reports/deep'])).toEqual(expected);
    expect(await rows(['reports/**/*.{json,ndjson,gz}'])).toEqual(expected);
    expect(await rows(['-'], `${a}${b}${c}`)).toEqual(expected);
    expect(await rows(['-'], `[${a},${b},${c}]`)).toEqual(expected);
    expect(await rows(['-'], `\ufeff${oneLine(a).trimEnd()}\r\n${oneLine(b).trimEnd()}\r\n${c}`)).toEqual(
      expected,
    );
  });

  it('knows each host of inventories that were judged together, and when it was scanned', async () => {
    const together = async (...scans: readonly Scan[]): Promise<string> =>
      (
        await phaseout(['match', '-', '--format', 'json', ...asOf], {
          input: scans.map(inventory).join(''),
        })
      ).stdout;
    const first = await together(infected, { ...clean, day: 11, found: true }, { host: 'WS-3', day: 2 });
    const second = await together(cleared, { ...clean, gap: true });
    expect(await rows(['-'], `${first}${second}`)).toEqual(['WS-2 unproven', 'WS-1 cleared', 'WS-3 clean']);
    expect(await rows(['-', '--unknown-after', '10'], `${first}${second}`)).toEqual([
      'WS-2 unproven',
      'WS-3 unknown',
      'WS-1 cleared',
    ]);
  });

  it.each<readonly [string, readonly Scan[], readonly string[], number]>([
    ['a finding in the latest report', [infected], [], 1],
    ['a finding that does not count', [infected], ['--fail-on', 'never'], 0],
    ['cleared', [infected, cleared], [], 0],
    ['gone, and nothing proves it', [infected, { ...cleared, gap: true }], [], 3],
    ['the same, and gaps are allowed', [infected, { ...cleared, gap: true }], ['--allow-gaps'], 0],
    ['a gap', [{ ...clean, gap: true }], [], 3],
    ['not seen for more days than asked', [clean], ['--unknown-after', '1'], 3],
    ['a date that is reached', [infected], ['--fail-on-deadline', 'in-effect'], 1],
    [
      'and one that no rule for this audience sets',
      [infected],
      ['--fail-on-deadline', 'in-effect', '--audience', 'de-advice'],
      0,
    ],
  ])('exit code: %s', async (_, scans, options, code) => {
    const input = (await Promise.all(scans.map(report))).join('');
    const run = await fleet(['-', ...options], input);
    expect(run.stdout).toContain(`Exit code ${code}`);
    expect(run.code).toBe(code);
  });

  it('a broken report is counted, located and told; --strict stops there', async () => {
    const good = await report(clean);
    const input = `${oneLine(good)}{"schema":"phaseout/report@1","target":\n${oneLine(good)}{"hello":1}\n`;
    const run = await fleet(['-', '--format', 'json'], input);
    const view = FleetView.parse(JSON.parse(run.stdout));
    expect(view.inputs).toMatchObject({ reports: 1, duplicates: 1, unreadable: 2 });
    expect(view.inputs.gaps.map(({ source }) => source)).toEqual([
      '(standard input):2',
      '(standard input):4',
    ]);
    expect(run.code).toBe(3);
    const strict = await fleet(['-', '--strict'], input);
    expect(strict.code).toBe(2);
    expect(strict.stderr).toContain(
      '(standard input):2: it is not JSON at column 40: expected a value, found the end',
    );
  });

  it.each([
    ['lines of findings', ['--format', 'ndjson'], 'write reports with --format json instead'],
    ['an inventory', undefined, 'run phaseout match --format json on it first'],
  ])('refuses %s and says what to do', async (_, format, message) => {
    const text = inventory(infected);
    const input =
      format === undefined ? text : (await phaseout(['match', '-', ...format], { input: text })).stdout;
    const run = await fleet(['-'], input);
    expect(run.code).toBe(2);
    expect(run.stderr).toContain(message);
  });

  it.each([
    ['nothing is named', []],
    ['a file that is not there', ['missing.json']],
    ['a folder without reports', ['.empty']],
    ['days that are none', ['-', '--unknown-after', '0']],
    ['standard input twice', ['-', '-']],
    ['two outputs to one file', ['-', '--output', 'json=x', '--output', 'csv=x']],
    ['notes of single hosts', ['-', '--fail-on', 'hidden']],
  ])('exit code 2: %s', async (_, args) => {
    mkdirSync(join(folder, '.empty'), { recursive: true });
    const run = await fleet(args, await report(clean));
    expect(run.code).toBe(2);
    expect(run.stderr).toMatch(/^phaseout: .+/);
  });

  it('what is accepted, by the fleet or by its report, does not count and is shown', async () => {
    const until = ['--until', '2024-12-31'];
    const accept = ['--accept', 'network-agent-windows@ws-1', ...until];
    const plain = await report(infected);
    const marked = await phaseout(
      ['match', '-', '--format', 'json', '--accept', 'network-agent-windows', ...until, ...asOf],
      { input: inventory(infected) },
    );
    for (const [args, input] of [
      [accept, plain],
      [[], marked.stdout],
    ] as const) {
      const run = await fleet(['-', '--format', 'json', ...args], input);
      const { exitReason, hosts, totals } = FleetView.parse(JSON.parse(run.stdout));
      expect([run.code, totals.accepted, totals.byState.affected]).toEqual([0, 1, 1]);
      expect(exitReason).toContain('1 host with accepted findings alone');
      expect(hosts[0]?.products.map(({ accepted }) => accepted)).toEqual([{ until: '2024-12-31' }]);
    }
    expect((await fleet(['-'], plain)).code).toBe(1);
    const unused = await fleet(['-', '--accept', 'network-agent-windows@other', ...until], plain);
    expect([unused.code, unused.stderr]).toEqual([
      1,
      'phaseout: --accept network-agent-windows@other: no host of this fleet has it; is it still needed?\n',
    ]);
  });

  it('a finding below --fail-on hides no scan that is not complete', async () => {
    const input = await report({ ...infected, gap: true });
    const codes = await Promise.all(
      [[], ['--fail-on', 'never'], ['--fail-on', 'never', '--allow-gaps']].map(
        async (args) => (await fleet(['-', ...args], input)).code,
      ),
    );
    expect(codes).toEqual([1, 3, 0]);
  });

  it('speaks German at the terminal and in the page, and nowhere else', async () => {
    const input = await report(infected);
    const [table, page, json, english] = await Promise.all([
      fleet(['-', '--lang', 'de'], input),
      fleet(['-', '--lang', 'de', '--format', 'html'], input),
      fleet(['-', '--lang', 'de', '--format', 'json'], input),
      fleet(['-', '--format', 'json'], input),
    ]);
    expect(table.stdout).toContain('KASPERSKY AUF 1 VON 1 RECHNER');
    expect(table.stdout).toContain('Die weitere Nutzung ist kein Verstoß');
    expect(page.stdout).toContain('<html lang="de">');
    expect(page.stdout).toContain('<title>KASPERSKY AUF 1 VON 1 RECHNER</title>');
    expect(json.stdout).toBe(english.stdout);
    expect((await fleet(['-', '--lang', 'tlh'], input)).code).toBe(2);
  });

  it('of many files one that is damaged or something else is a gap, one that is missing a mistake', async () => {
    write('many/a.json', await report(clean));
    write('many/b.json.gz', gzipSync(await report(infected)).subarray(0, 200));
    write(
      'many/c.ndjson',
      (await phaseout(['match', '-', '--format', 'ndjson'], { input: inventory(infected) })).stdout,
    );
    write('many/d.json', '');
    for (const args of [['many'], ['many/*']]) {
      const { code, stdout } = await fleet([...args, '--format', 'json']);
      const { gaps, reports } = FleetView.parse(JSON.parse(stdout)).inputs;
      expect(reports).toBe(1);
      expect(gaps.map(({ source, reason }) => `${source.split('/').at(-1)} ${reason}`).sort()).toEqual([
        'b.json.gz malformed-source',
        'c.ndjson unsupported-format',
        'd.json empty-source',
      ]);
      expect(code).toBe(3);
    }
    const missing = await fleet(['many/a.json', 'many/missing.json']);
    expect(missing.code).toBe(2);
    expect(missing.stderr).toContain('many/missing.json cannot be read (ENOENT)');
  });

  it('writes every format whole, and keeps the summary on the screen', async () => {
    const input = `${await report(infected)}${await report(clean)}`;
    const outputs = ['fleet.json', 'fleet.csv', 'fleet.ndjson', 'fleet.html', 'fleet.txt'];
    const run = await fleet(['-', ...outputs.flatMap((file) => ['--output', file])], input);
    expect(run.stdout).toContain('KASPERSKY ON 1 OF 2 HOSTS');
    const view = FleetView.parse(JSON.parse(readFileSync(join(folder, 'fleet.json'), 'utf8')));
    expect(view.hosts.map(({ host }) => host)).toEqual(['WS-1', 'WS-2']);
    expect(view.totals.byState).toMatchObject({ affected: 1, clean: 1 });
    expect(readFileSync(join(folder, 'fleet.csv'), 'utf8').split('\r\n')[2]).toMatch(
      /^host,,,WS-1,affected,active,/,
    );
    expect(readFileSync(join(folder, 'fleet.html'), 'utf8')).toMatch(/^<!doctype html>[\s\S]+<\/html>\n$/);
    expect(readFileSync(join(folder, 'fleet.txt'), 'utf8')).toContain('Worst hosts');
  });

  it('names expected hosts without a report wherever it names every host', async () => {
    const list = write('expected.csv', 'host,client,why\nWS-2,,\n"zz",Acme,no route\n');
    const input = await report(clean);
    const json = await fleet(['-', '--expected', list, '--format', 'json'], input);
    expect(json.code).toBe(3);
    expect(JSON.parse(json.stdout)).toMatchObject({ expected: { missed: 1 }, totals: { hosts: 1 } });
    expect(await rows(['-', '--expected', list], input)).toEqual(['WS-2 clean', 'zz unknown']);
    const csv = await fleet(['-', '--expected', list, '--format', 'csv'], input);
    expect(csv.stdout).toContain('\r\nexpected,Acme,,zz,never seen,');
  });

  it('lists management servers that nobody scanned, hosts that --assign does not name, and no user', async () => {
    const input = [
      await report({ ...infected, server: 'ksc.example.org' }),
      await report({ ...clean, client: 'Acme', server: 'ws-1', found: true }),
      await report({ host: 'WS-3', day: 20, gap: true }),
    ].join('');
    const assign = write('assign.csv', 'client,site,host,audiences,tags\nAcme,,*,us-federal,vip\n');
    const { stdout } = await fleet(['-', '--format', 'json', '--assign', assign], input);
    const view = FleetView.parse(JSON.parse(stdout));
    expect(view.servers).toEqual([
      { server: 'ksc.example.org', client: '', agents: 1, scanned: false, examples: ['WS-1'] },
      { server: 'ws-1', client: 'Acme', agents: 1, scanned: false, examples: ['WS-2'] },
    ]);
    expect(view.unassigned.map(({ host }) => host)).toEqual(['WS-1', 'WS-3']);
    expect(view.hosts.map(({ host, audiences, tags }) => [host, audiences, tags])).toEqual([
      ['WS-2', ['us-federal'], ['vip']],
      ['WS-1', [], undefined],
      ['WS-3', [], undefined],
    ]);
    expect(stdout).not.toContain('jdoe');
  });

  it('names of hosts and clients cannot start a formula, move the cursor or leave their cell', async () => {
    const raw = JSON.parse(await report(infected));
    raw.target.hostname = '=HYPERLINK("http://x")\u001b[2J';
    raw.target.client = '@SUM(1)';
    const input = JSON.stringify(raw);
    const csv = (await fleet(['-', '--format', 'csv'], input)).stdout;
    expect(csv).toContain(`host,'@SUM(1),,"'=HYPERLINK(""http://x"")\\u{1b}[2J",affected`);
    const table = (await fleet(['-'], input)).stdout;
    expect(table).not.toContain('\u001b');
    const ndjson = (await fleet(['-', '--format', 'ndjson'], input)).stdout;
    expect(ndjson).not.toContain('\u001b');
  });
});

describe('killed while it writes', () => {
  it('outputs are the old or the new ones as a whole, nothing stays behind, and the next run completes', async () => {
    const one = JSON.parse(await report(infected));
    const lines = Array.from({ length: 1_500 }, (_, index) => {
      const target = { ...one.target, hostname: `WS-${index}`, id: `machine:${index}` };
      return `${JSON.stringify({ ...one, target })}\n`;
    });
    const reports = write('kill/reports.ndjson', lines.join(''));
    const spill = join(folder, 'kill', 'spill');
    mkdirSync(spill);
    const names = ['out.json', 'out.csv', 'out.html'];
    const outputs = names.map((name) => join(folder, 'kill', name));
    const args = ['fleet', reports, ...asOf, '--quiet', ...outputs.flatMap((file) => ['--output', file])];
    const env = { TMPDIR: spill };
    const started = performance.now();
    expect((await phaseout(args, { env })).code).toBe(1);
    // How long a run takes, which changes with what else the machine has to do.
    let lastsMs = performance.now() - started;
    const whole = outputs.map((file) => readFileSync(file, 'utf8'));
    const old = 'what was there before\n';
    let killed = 0;
    let untouched = 0;
    let complete = 0;
    for (let sinceWhole = 0; killed < 100; ) {
      for (const file of outputs) writeFileSync(file, old);
      // Outputs are written in the last part of a run.
      const wait = lastsMs * (killed % 2 === 0 ? Math.random() : 0.5 + 0.6 * Math.random());
      const run = await killedAfter(args, env, wait);
      if (run.killed) killed++;
      else lastsMs = run.ms;
      let written = 0;
      outputs.forEach((file, index) => {
        const text = readFileSync(file, 'utf8');
        if (text === old) untouched++;
        else {
          written++;
          expect(text === whole[index], `${names[index]} after ${killed} kills`).toBe(true);
        }
      });
      complete += written;
      sinceWhole = written === outputs.length ? 0 : sinceWhole + 1;
      if (sinceWhole >= 10) {
        lastsMs *= 1.3;
        sinceWhole = 0;
      }
    }
    expect(untouched).toBeGreaterThan(0);
    expect(complete).toBeGreaterThan(0);
    expect((await phaseout(args, { env })).code).toBe(1);
    expect(outputs.map((file) => readFileSync(file, 'utf8'))).toEqual(whole);
    expect(readdirSync(spill)).toEqual([]);
    expect(readdirSync(join(folder, 'kill')).sort()).toEqual([
      'out.csv',
      'out.html',
      'out.json',
      'reports.ndjson',
      'spill',
    ]);
  }, 600_000);
});

/** Runs the program and kills it after some milliseconds, if it lasts so long; says how long it lasted. */
function killedAfter(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  waitMs: number,
): Promise<{ readonly killed: boolean; readonly ms: number }> {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(process.execPath, [programPath(), ...args], {
      env: { PATH: process.env['PATH'], LANG: 'C.UTF-8', ...env },
      stdio: 'ignore',
    });
    const timer = setTimeout(() => child.kill('SIGKILL'), waitMs);
    child.on('error', reject);
    child.on('close', (_, signal) => {
      clearTimeout(timer);
      resolve({ killed: signal === 'SIGKILL', ms: performance.now() - started });
    });
  });
}
