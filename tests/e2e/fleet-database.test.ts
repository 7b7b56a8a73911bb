import { spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { phaseout, programPath, runCommand } from '../support/phaseout.ts';

let folder: string;
let reports: string;

const count = 6000;
const kills = 100;
/** Before every clock that this runs by, so that days without a report count from it. */
const asOf = ['--as-of', '2026-11-22'];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'phaseout-fleet-database-'));
  reports = join(folder, 'reports.ndjson');
  writeFileSync(reports, Array.from({ length: count }, (_, n) => `${JSON.stringify(report(n))}\n`).join(''));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The `n`th report of a fleet of 3,000 hosts, each seen twice; every tenth has a product, every twentieth lost it. */
function report(n: number): unknown {
  const host = n % 3000;
  const isAffected = host % 10 === 0 && (n < 3000 || host % 20 === 0);
  return {
    schema: 'phaseout/report@1',
    scannedAt: new Date(Date.UTC(2026, 10, n < 3000 ? 1 : 20, 0, 0, host)).toISOString(),
    complete: true,
    target: {
      type: 'host',
      platform: 'windows',
      hostname: `ws-${host}`,
      id: `id-${host}`,
      client: `c${host % 7}`,
    },
    rulePacks: [{ id: 'phaseout-kaspersky', version: '1.0.0', sha256: 'ab', builtin: true }],
    coverage: [{ collector: 'windows-markers', status: 'ok', items: 200, ms: 5, gaps: [] }],
    findings: isAffected
      ? [
          {
            product: {
              id: 'kes-windows',
              name: 'KES',
              vendor: 'AO',
              class: 'endpoint-protection',
              capabilities: [],
            },
            status: 'active',
            confidence: 'confirmed',
          },
        ]
      : [],
  };
}

function fleet(...words: string[]): ReturnType<typeof phaseout> {
  return phaseout(['fleet', ...words, ...asOf], { cwd: folder });
}

async function ask(file: string, statement: string): Promise<unknown[][]> {
  const instance = await DuckDBInstance.create(join(folder, file), { access_mode: 'READ_ONLY' });
  const connection = await instance.connect();
  try {
    return (await connection.runAndReadAll(statement)).getRowsJson();
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

describe('phaseout fleet --db', () => {
  it('gives the same view from reports, from a new history, from it alone, and again after adding them twice', async () => {
    const direct = JSON.parse((await fleet(reports, '--format', 'json')).stdout);
    const { inputs: read, ...view } = direct;
    expect(read.reports).toBe(count);
    expect(view.totals).toMatchObject({
      hosts: 3000,
      byState: { affected: 150, cleared: 150, clean: 2700 },
    });
    for (const words of [[reports], [], [reports]]) {
      const run = await fleet('--db', 'same.duckdb', ...words, '--format', 'json');
      expect([run.code, run.stderr]).toEqual([1, '']);
      const { inputs, ...rest } = JSON.parse(run.stdout);
      expect(rest).toEqual(view);
      expect(inputs.reports).toBe(count);
    }
    expect(
      await ask('same.duckdb', 'SELECT count(*)::INTEGER, count(DISTINCT digest)::INTEGER FROM observation'),
    ).toEqual([[count, count]]);
  }, 120_000);

  it('exports the history', async () => {
    await fleet('--db', 'export.duckdb', reports);
    const run = await fleet('--db', 'export.duckdb', '--export', 'tables');
    expect([run.code, run.stderr]).toEqual([1, 'phaseout: exported 4 tables to tables\n']);
    expect(readdirSync(join(folder, 'tables')).sort()).toEqual([
      'finding.parquet',
      'gap.parquet',
      'observation.parquet',
      'rule_pack.parquet',
    ]);
    const parquet = (name: string): string => `'${join(folder, 'tables', `${name}.parquet`)}'`;
    expect(
      await ask(
        'export.duckdb',
        `SELECT product, count(*)::INTEGER FROM ${parquet('observation')} JOIN ${parquet('finding')} USING (observation_id) GROUP BY ALL`,
      ),
    ).toEqual([['kes-windows', 450]]);
    const again = await fleet('--db', 'export.duckdb', '--export', 'tables', '--export-format', 'csv');
    expect([again.code, again.stdout]).toEqual([2, '']);
    expect(again.stderr).toContain('phaseout: --export: tables is there already and is not empty');
    expect((await fleet('--db', 'export.duckdb', '--export', 'new/folder')).code).toBe(1);
    expect(readdirSync(join(folder, 'new', 'folder'))).toHaveLength(4);
    const nowhere = await fleet('--db', 'export.duckdb', '--export', '/proc/nope/x');
    expect([nowhere.code, nowhere.stdout]).toEqual([2, '']);
    expect(nowhere.stderr).toContain('phaseout: cannot make the folder /proc/nope');
  }, 120_000);

  it.each([
    [['--db', 'none.duckdb'], '--db: there is no none.duckdb'],
    [
      ['--db', 'reports.ndjson', 'reports.ndjson'],
      '--db: reports.ndjson is no DuckDB database; it was not touched',
    ],
    [['--db', 'x', '--db-wait', 'long', 'reports.ndjson'], '--db-wait: "long" is not a number of seconds'],
    [
      ['--db-wait', '3', 'reports.ndjson'],
      '--db-wait is about the history of a fleet, and no history is named',
    ],
    [
      ['--export', 'x', 'reports.ndjson'],
      '--export is about the history of a fleet, and no history is named',
    ],
    [
      ['--db', 'x', '--export-format', 'csv', 'reports.ndjson'],
      '--export-format says nothing without a folder',
    ],
  ])('%j is an error of exit code 2 with a hint', async (words, message) => {
    const { code, stdout, stderr } = await fleet(...words);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr.split('\n')[0]).toBe(`phaseout: ${message}`);
    expect(stderr.split('\n')[1]).toMatch(/^ {2}\S/);
  });

  it(`killed ${kills} times, the history opens with whole reports, the output is whole, and a run completes both`, async () => {
    const before = performance.now();
    const undisturbed = await fleet('--db', 'undisturbed.duckdb', reports, '--format', 'json');
    expect(undisturbed.code).toBe(1);
    const output = join(folder, 'view.json');
    const history = join(folder, 'killed.duckdb');
    const seen = new Set<number>();
    // Kills fall anywhere in a run; its length is that of the last one that came to its end, as one in eleven may.
    let lastsMs = performance.now() - before;
    for (let killed = 0, sinceWhole = 0; killed < kills || sinceWhole > 0; ) {
      const started = performance.now();
      const words = ['fleet', '--db', history, reports, '--output', output, ...asOf];
      const child = spawn(process.execPath, [programPath(), ...words], { cwd: folder, stdio: 'ignore' });
      const kill = (): void => void child.kill('SIGKILL');
      const timer = sinceWhole < 10 ? setTimeout(kill, Math.random() * lastsMs) : undefined;
      const code = await new Promise((resolve) => child.on('close', resolve));
      clearTimeout(timer);
      if (code === null) {
        killed++;
        sinceWhole++;
      } else {
        expect(code).toBe(1);
        lastsMs = performance.now() - started;
        expect(existsSync(output)).toBe(true);
      }
      if (existsSync(output)) {
        expect(JSON.parse(readFileSync(output, 'utf8')).totals.hosts).toBe(3000);
        rmSync(output);
      }
      if (!existsSync(history)) continue;
      const [[observations, digests, findings, packs] = []] = await ask(
        'killed.duckdb',
        `SELECT count(*)::INTEGER, count(DISTINCT digest)::INTEGER, (SELECT count(*)::INTEGER FROM finding),
          (SELECT count(DISTINCT observation_id)::INTEGER FROM rule_pack) FROM observation`,
      );
      // All of a transaction or nothing: 5,000 reports, of which 300 and 100 have a finding, or all 6,000 with 450.
      expect([
        [0, 0, 0, 0],
        [5000, 5000, 400, 5000],
        [6000, 6000, 450, 6000],
      ]).toContainEqual([observations, digests, findings, packs]);
      seen.add(Number(observations));
      if (code === null) continue;
      expect(observations).toBe(count);
      sinceWhole = 0;
      // The last one is looked at below.
      if (killed >= kills) continue;
      rmSync(history);
      rmSync(`${history}.wal`, { force: true });
    }
    // Kills fell before the last transaction, too; between the two of them is a short time that not every run hits.
    expect(seen.has(count)).toBe(true);
    expect(seen.size).toBeGreaterThan(1);
    const expected = (await fleet('--db', 'undisturbed.duckdb', '--format', 'json')).stdout;
    const last = await fleet('--db', history, reports, '--output', output);
    expect([last.code, last.stderr]).toEqual([1, '']);
    expect((await fleet('--db', history, '--format', 'json')).stdout).toBe(expected);
    expect(readdirSync(folder).filter((name) => name.startsWith('killed'))).toEqual(['killed.duckdb']);
  }, 1_200_000);
});

describe('DuckDB, an optional part', () => {
  /** Prints which native libraries of DuckDB the process had loaded when it ended. */
  const hook = 'loaded.cjs';

  beforeAll(() => {
    writeFileSync(
      join(folder, hook),
      `process.on('exit', () => {
        const loaded = process.report.getReport().sharedObjects.filter((name) => name.includes('duckdb'));
        require('node:fs').writeSync(2, 'native: ' + loaded.length + '\\n');
      });`,
    );
    mkdirSync(join(folder, 'root', 'etc'), { recursive: true });
    writeFileSync(join(folder, 'root', 'etc', 'os-release'), 'ID=debian\n');
  });

  it.each([
    ['scan --root root --platform linux', 'native: 0'],
    ['inventory --root root --platform linux', 'native: 0'],
    ['fleet reports.ndjson', 'native: 0'],
    ['fleet --db loaded.duckdb reports.ndjson', 'native: 2'],
  ])('phaseout %s: %s', async (words, expected) => {
    const run = await phaseout(words.split(' '), { cwd: folder, nodeArgs: ['-r', join(folder, hook)] });
    expect(run.stderr.trim().split('\n').at(-1)).toBe(expected);
  });

  it('where it is not installed, everything but --db works, and --db says how to install it', async () => {
    const installed = join(inject('installedIn'), 'node_modules');
    const modules = join(folder, 'without', 'node_modules');
    mkdirSync(modules, { recursive: true });
    for (const name of readdirSync(installed))
      if (name !== '@duckdb' && name !== 'phaseout' && !name.startsWith('.'))
        symlinkSync(join(installed, name), join(modules, name));
    cpSync(join(installed, 'phaseout'), join(modules, 'phaseout'), { recursive: true });
    rmSync(join(modules, 'phaseout', 'node_modules', '@duckdb'), { recursive: true, force: true });
    const program = join(modules, 'phaseout', 'bin', 'phaseout.js');
    const run = (...words: string[]): ReturnType<typeof runCommand> =>
      runCommand(process.execPath, [program, ...words], { cwd: folder });
    expect((await run('fleet', 'reports.ndjson', ...asOf)).code).toBe(1);
    expect((await run('scan', '--root', 'root', '--platform', 'linux', '--allow-gaps')).code).toBe(0);
    const { code, stdout, stderr } = await run('fleet', '--db', 'without.duckdb', 'reports.ndjson');
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toBe(
      `phaseout: --db needs DuckDB, an optional part of phaseout that is not installed here
  install it as phaseout was installed, or in the same folder: npm install --global @duckdb/node-api@1.5.5-r.5 (without --global in a project); without --db everything else works
`,
    );
    expect(existsSync(join(folder, 'without.duckdb'))).toBe(false);
  });
});
