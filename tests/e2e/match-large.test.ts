import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { phaseout, programPath, type Run, runCommand } from '../support/phaseout.ts';

const folder = mkdtempSync(join(tmpdir(), 'phaseout-large-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const fixed = ['--format', 'json', '--as-of', '2026-11-22', '--reproducible', '--quiet'] as const;
const rows = 100_000;

/** Larger than what is read without threads. One row in 20,000 is a product, one is broken. */
function inventory(row: (index: number, name: string) => string): Buffer {
  const lines = Array.from({ length: rows }, (_, index) => {
    if (index === 70_001) return '{"kind":"software","name":';
    return row(index, index % 20_000 === 19_000 ? 'kesl' : `lib${index}`);
  });
  return Buffer.from(`${lines.join('\n')}\n`);
}

const native = inventory(
  (index, name) =>
    `{"kind":"software","name":"${name}","version":"1.${index}","publisher":"Somebody who writes software","path":"/usr/lib/${index}","host":"h${index >> 9}"}`,
);
const osquery = inventory((index, name) => {
  const columns = `{"name":"${name}","version":"1.${index}","maintainer":"x","section":"y","status":"install ok installed"}`;
  return `{"name":"deb_packages","hostIdentifier":"h${index >> 9}","unixTime":5,"columns":${columns},"action":"snapshot"}`;
});

describe('match of large inventories, the installed program', () => {
  it.each([
    ['a native file', 'rows.ndjson', native],
    ['a log of osquery', 'osquery.log', osquery],
    ['gzip', 'rows.ndjson.gz', gzipSync(native, { level: 1 })],
    ['standard input', '-', native],
  ])('%s: the same bytes as with every row read in full', async (_name, file, content) => {
    expect(native.length).toBeGreaterThan(8 * 1024 * 1024);
    const input = file === '-' ? content : '';
    const name = file === '-' ? file : join(folder, file);
    if (file !== '-') writeFileSync(name, content);
    const run = await phaseout(['match', name, ...fixed], { input });
    const whole = await phaseout(['match', name, ...fixed], { input, env: { PHASEOUT_PREFILTER: 'off' } });
    expect(run.stdout).toBe(whole.stdout);
    expect([run.code, run.stderr]).toEqual([whole.code, whole.stderr]);
    const report = JSON.parse(run.stdout) as Report;
    expect(report.findings.map(({ product, host }) => `${product.id} ${host}`)).toHaveLength(rows / 20_000);
    expect(report.summary.items).toBe(rows - 1);
    const gaps = report.coverage.flatMap((part) => part.gaps.map(({ source }) => source));
    expect(gaps.some((source) => source.endsWith(':70002'))).toBe(true);
  });

  it('says so where the script of its threads is missing, and reads all the same', async () => {
    const damaged = join(folder, 'damaged');
    cpSync(dirname(dirname(programPath())), damaged, { recursive: true });
    symlinkSync(dirname(dirname(dirname(programPath()))), join(folder, 'node_modules'));
    rmSync(join(damaged, 'dist', 'rows-worker.cjs'));
    const file = join(folder, 'large.ndjson');
    writeFileSync(file, native);
    const match = ['match', file, ...fixed];
    const loud = match.filter((option) => option !== '--quiet');
    const start = (args: readonly string[]): Promise<Run> =>
      runCommand(process.execPath, [join(damaged, 'bin', 'phaseout.js'), ...args]);
    const run = await start(loud);
    expect(run.stderr.match(/one thread reads everything.*\(ENOENT\); install phaseout again/g)).toHaveLength(
      1,
    );
    expect(run.stdout).toBe((await phaseout(match)).stdout);
    expect((await start(match)).stderr).toBe('');
  });

  it('names 200,000 hosts, those with findings first, and says how many more there are', async () => {
    const hosts = 200_003;
    const lines = Array.from(
      { length: hosts },
      (_, index) =>
        `{"kind":"software","name":"${index < hosts - 1 ? 'editor' : 'kesl'}","host":"h${String(index).padStart(6, '0')}"}\n`,
    );
    const run = await phaseout(['match', '-', ...fixed], { input: lines.join('') });
    const { findings, inventories = [], hostsLeftOut } = JSON.parse(run.stdout) as Report;
    expect(findings.map(({ id }) => id)).toEqual(['kesl@h200002']);
    expect([inventories.length, inventories[199_998]?.host, inventories[199_999]?.host]).toEqual([
      200_000,
      'h199998',
      'h200002',
    ]);
    expect(hostsLeftOut).toBe(3);
    expect(run.stderr).toBe(
      'phaseout: the report names 200000 hosts, and at least 3 more have rows; all were judged. For phaseout fleet match the inventory in parts\n',
    );
  });

  it('the script of its threads lies beside it', () => {
    const script = new URL('../../dist/rows-worker.cjs', import.meta.url);
    expect(readFileSync(script, 'utf8')).toContain('workerData');
  });
});
