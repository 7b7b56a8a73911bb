import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { phaseout, type Run } from '../support/phaseout.ts';

const folder = mkdtempSync(join(tmpdir(), 'phaseout-match-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const fixed = ['--format', 'json', '--as-of', '2026-11-22', '--reproducible'] as const;

function write(name: string, content: string | Buffer): string {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
}

function found(run: Run): readonly string[] {
  const report = JSON.parse(run.stdout) as Report;
  return report.findings.map(({ product, host, status }) => `${product.id} ${host ?? '-'} ${status}`);
}

const pdq = 'Computer Name,Application Name,Application Version\n';
const clean = `${pdq}WS-1,Editor,1\n`;
const infected = `${pdq}WS-1,Editor,1\nWS-2,Kaspersky Endpoint Security for Windows,12.3\n`;

describe('match, the installed program', () => {
  it.each([
    ['a list of software without a finding is not clean', clean, [], 3],
    ['where software is all that was asked it is', clean, ['--scope', 'software'], 0],
    ['a finding counts in either', infected, [], 1],
    ['a broken row could hide something', `${clean}x\n`, ['--scope', 'software'], 3],
    ['and ends a strict run', `${clean}x\n`, ['--scope', 'software', '--strict'], 2],
    ['headings that nobody knows', 'Rechner,Titel\nWS-1,Editor\n', [], 2],
    [
      'and are read by --map',
      'Rechner,Titel\nWS-1,Editor\n',
      ['--scope', 'software', '--map', 'name=Titel,host=Rechner'],
      0,
    ],
    ['no row at all', pdq, [], 2],
  ])('%s', async (_name, text, options, code) => {
    const run = await phaseout(['match', write('table.csv', text), '--quiet', ...options]);
    expect(run.stderr).not.toMatch(/\n\s+at /);
    expect(run.code).toBe(code);
  });

  it('names the headings and asks for --map', async () => {
    const run = await phaseout(['match', write('other.csv', 'Rechner,Titel\nWS-1,Editor\n')]);
    expect(run.stderr).toMatch(
      /other\.csv has headings of no format that is known \(Rechner, Titel\)\n.*--map name=COLUMN/,
    );
  });

  it('reads what is packed from standard input, and patterns', async () => {
    const packed = await phaseout(['match', '-', ...fixed], { input: gzipSync(infected) });
    expect(found(packed)).toEqual(['kes-windows WS-2 installed']);
    write('part-1.csv', infected);
    write('part-2.csv', infected.replace('WS-2', 'WS-3'));
    const several = await phaseout(['match', 'part-*.csv', ...fixed], { cwd: folder });
    expect(found(several)).toEqual(['kes-windows WS-2 installed', 'kes-windows WS-3 installed']);
  });

  it('says the same of its own inventory as NDJSON, as one JSON document, and packed', async () => {
    const ndjson = await phaseout([
      'inventory',
      '--only',
      'dpkg,markers',
      '--format',
      'ndjson',
      '--quiet',
      '--reproducible',
    ]);
    const json = await phaseout([
      'inventory',
      '--only',
      'dpkg,markers',
      '--format',
      'json',
      '--quiet',
      '--reproducible',
    ]);
    const match = (input: string | Buffer): Promise<Run> => phaseout(['match', '-', ...fixed], { input });
    const first = await match(ndjson.stdout);
    expect((JSON.parse(first.stdout) as Report).summary.items).toBeGreaterThan(0);
    expect((await match(json.stdout)).stdout).toBe(first.stdout);
    expect((await match(gzipSync(ndjson.stdout))).stdout).toBe(first.stdout);
  });

  it('accepts gaps of a format by its name', async () => {
    const run = await phaseout(['match', write('clean.csv', clean), '--allow-gaps', 'pdq', '--quiet']);
    expect(run.code).toBe(0);
  });
});
