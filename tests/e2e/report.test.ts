import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { writeTree } from '../support/debian-root.ts';
import { phaseout } from '../support/phaseout.ts';

const folder = mkdtempSync(join(tmpdir(), 'phaseout-report-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const root = join(folder, 'root');
const file = join(folder, 'scan.json');
const fixed = ['--as-of', '2026-11-22', '--reproducible'] as const;
let saved: Report;

function place(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

beforeAll(async () => {
  const kesl = 'Package: kesl\nStatus: install ok installed\nArchitecture: amd64\nVersion: 12.1.0-1508\n';
  writeTree(root, {
    'etc/os-release': 'ID=debian\nPRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\n',
    'etc/hostname': 'desk-3\n',
    'var/lib/dpkg/status': `${kesl}Maintainer: Kaspersky <x@example.org>\n`,
    'home/jdoe/.config/google-chrome/Default/Extensions/amkpcclbbgegoafihnpgomddadjhcadd/1.0/manifest.json':
      '{"name":"Kaspersky Protection","version":"1.0","manifest_version":3}',
  });
  const run = await phaseout([
    'scan',
    '--root',
    root,
    '--format',
    'json',
    '--audience',
    'us-federal',
    ...fixed,
  ]);
  writeFileSync(file, run.stdout);
  saved = JSON.parse(run.stdout);
});

const again = (...args: readonly string[]) => phaseout(['report', ...args]);

describe('phaseout report', () => {
  it('gives the same report, byte for byte, but for savedBy', async () => {
    const one = await again(file, '--format', 'json', '--as-of', '2026-11-22');
    expect(one.stderr).toBe('');
    expect(one.code).toBe(1);
    const { savedBy, ...rest } = JSON.parse(one.stdout);
    expect(savedBy).toEqual({ tool: saved.tool, rulePacks: saved.rulePacks });
    expect(`${JSON.stringify(rest, undefined, 2)}\n`).toBe(readFileSync(file, 'utf8'));
    const two = await again(place('again.json', one.stdout), '--format', 'json', '--as-of', '2026-11-22');
    expect(two.stdout).toBe(one.stdout);
  });

  it('keeps the audience of the report, unless another is named', async () => {
    const of = async (...args: readonly string[]): Promise<unknown> => {
      const report: Report = JSON.parse((await again(file, '--format', 'json', ...args)).stdout);
      return [
        report.audiences,
        report.audienceAssumed,
        report.findings[0]?.governing.map(({ audience }) => audience),
      ];
    };
    expect(await of()).toEqual([['us-federal'], false, ['us-federal']]);
    expect(await of('--audience', 'de-advice')).toEqual([['de-advice'], false, ['de-advice']]);
    expect(await of('--audience', 'none')).toEqual([[], false, []]);
  });

  it('is what scan would have said at that instant, for that audience', async () => {
    for (const options of [
      ['--as-of', '2024-07-01', '--audience', 'us-person'],
      ['--as-of', '2024-10-01', '--audience', 'us-federal,de-advice', '--fail-on', 'never'],
      ['--as-of', '2026-11-22', '--accept', 'kesl', '--until', '2026-12-31'],
    ]) {
      const scanned = await phaseout([
        'scan',
        '--root',
        root,
        '--format',
        'json',
        '--reproducible',
        ...options,
      ]);
      const audience = options.includes('--audience') ? [] : ['--audience', 'us-person'];
      const reported = await again(file, '--format', 'json', ...options, ...audience);
      const { savedBy: _by, ...now } = JSON.parse(reported.stdout);
      const { audienceAssumed: _a, ...then } = JSON.parse(scanned.stdout);
      expect({ ...now, audienceAssumed: undefined }).toEqual({ ...then, audienceAssumed: undefined });
      expect(reported.code).toBe(scanned.code);
    }
  });

  it('reads standard input, and several files one after the other', async () => {
    const text = readFileSync(file, 'utf8');
    const one = await again(file, '--format', 'ndjson');
    const input = await phaseout(['report', '-', '--format', 'ndjson'], { input: text });
    expect(input.stdout).toBe(one.stdout);
    const both = await phaseout(['report', file, '-', '--format', 'ndjson'], { input: text });
    expect(both.stdout).toBe(one.stdout + one.stdout);
    expect(both.code).toBe(1);
  });

  it('writes several formats, whole', async () => {
    const run = await again(
      file,
      '--output',
      join(folder, 'a.html'),
      '--output',
      `sarif=${join(folder, 'b')}`,
    );
    expect(run.code).toBe(1);
    expect(readFileSync(join(folder, 'a.html'), 'utf8')).toMatch(/^<!doctype html>[\s\S]*<\/html>\n$/);
    expect(JSON.parse(readFileSync(join(folder, 'b'), 'utf8')).version).toBe('2.1.0');
  });

  it('hides users where a report leaves the machine more often than not', async () => {
    const shown = async (...args: readonly string[]): Promise<boolean> =>
      (await again(file, ...args)).stdout.includes('jdoe');
    expect(await shown('--format', 'json')).toBe(true);
    expect(await shown('--format', 'json', '--redact', 'users')).toBe(false);
    expect(await shown('--format', 'html')).toBe(false);
    expect(await shown('--format', 'sarif')).toBe(false);
    expect(await shown('--format', 'html', '--redact', 'none')).toBe(true);
  });

  it('says that another pack made it, and keeps what that pack knew of a product', async () => {
    const other: Report = {
      ...saved,
      rulePacks: [{ id: 'house', version: '1.2.3', sha256: '2'.repeat(64), builtin: false }],
      findings: saved.findings.map((finding) => ({
        ...finding,
        product: { ...finding.product, id: 'unknown-product', name: 'Product of the house' },
        recommendation: { ...finding.recommendation, summary: 'The way of the house.' },
      })),
    };
    const run = await again(place('other.json', JSON.stringify(other)), '--format', 'json');
    expect(run.stderr).toMatch(/other\.json was made with other rules \(house 1\.2\.3\)/);
    const { findings, savedBy } = JSON.parse(run.stdout) as Report;
    expect(savedBy?.rulePacks[0]?.id).toBe('house');
    expect(findings[0]?.product.name).toBe('Product of the house');
    expect(findings[0]?.recommendation.summary).toBe('The way of the house.');
    expect(findings[0]?.governing[0]?.deadline?.regime).toBe('us-ndaa-1634');
  });

  it('reads a report that says less, and promises nothing of what it does not say', async () => {
    const { readiness: _r, encryption: _e, databases: _d, notes: _n, ...less } = saved;
    const older = {
      ...less,
      summary: { items: 1 },
      disclaimer: undefined,
      findings: saved.findings.map(
        ({ governing: _g, deadlines: _dl, recommendation: _rec, ...finding }) => finding,
      ),
    };
    const run = await again(place('older.json', JSON.stringify(older)), '--format', 'json');
    expect(run.code).toBe(1);
    const report: Report = JSON.parse(run.stdout);
    expect(report.readiness.answer).toBe('unknown');
    const kesl = report.findings.find(({ product }) => product.id === 'kesl');
    expect(kesl?.recommendation.stops.map(({ reason }) => reason)).toContain('protection');
    expect(kesl?.recommendation.steps.filter(({ removes, command }) => removes === true && command)).toEqual(
      [],
    );
  });
});

describe('a file that is no saved report ends with 2 and says what was expected', () => {
  const cases: readonly (readonly [string, () => string, RegExp])[] = [
    ['no file', () => join(folder, 'none.json'), /none\.json.*\n.*phaseout scan --format json/],
    ['a folder', () => folder, /EISDIR|is no|cannot be read/],
    ['empty', () => place('empty.json', ''), /empty\.json is no JSON/],
    ['cut off', () => place('cut.json', readFileSync(file, 'utf8').slice(0, 500)), /cut\.json is no JSON/],
    [
      'no UTF-8',
      () => {
        const path = join(folder, 'bytes.json');
        writeFileSync(path, Buffer.from([0x7b, 0xff, 0xfe]));
        return path;
      },
      /bytes\.json is no JSON/,
    ],
    ['other JSON', () => place('other-thing.json', '{"a":1}'), /no report.*schema.*phaseout\/report@1/],
    [
      'an inventory',
      () => place('inventory.json', '{"schema":"phaseout/inventory@1"}'),
      /phaseout\/report@1/,
    ],
    [
      'a later version',
      () => place('later.json', JSON.stringify({ ...saved, schema: 'phaseout/report@2' })),
      /schema.*phaseout\/report@1/,
    ],
    [
      'a wrong value',
      () =>
        place(
          'wrong.json',
          JSON.stringify({ ...saved, findings: [{ ...saved.findings[0], status: 'gone' }] }),
        ),
      /findings\.0\.status/,
    ],
    ['deep', () => place('deep.json', '['.repeat(200_000)), /deep\.json is no (JSON|report)/],
    ['a hostile name', () => place('\u001b[2Jx.json', '1'), /\\u\{1b\}\[2Jx\.json/],
  ];
  it.each(cases)('%s', async (_name, make, says) => {
    const run = await again(file, make());
    expect({ code: run.code, stdout: run.stdout }).toEqual({ code: 2, stdout: '' });
    expect(run.stderr).toMatch(says);
    expect(run.stderr).not.toMatch(/\bat .*\.js:\d+/);
  });

  it('of more than 128 MiB, without reading it whole', async () => {
    const run = await again(place('huge.json', ' '.repeat(128 * 1024 * 1024 + 1)));
    expect(run.code).toBe(2);
    expect(run.stderr).toMatch(/larger than 134217728 bytes/);
  });

  const misuse: readonly (readonly [string, () => readonly string[], RegExp])[] = [
    ['no file named', () => [], /missing required argument|FILE/],
    ['two into one document', () => [file, file, '--format', 'html'], /one report at a time/],
    ['two with --output', () => [file, file, '--output', join(folder, 'x.json')], /one report at a time/],
    ['standard input twice', () => ['-', '-'], /only once/],
    [
      'two outputs to one file',
      () => [file, '--output', join(folder, 'y.json'), '--output', `html=${join(folder, 'y.json')}`],
      /two reports would go to/,
    ],
  ];
  it.each(misuse)('used wrongly: %s', async (_name, args, says) => {
    const run = await again(...args());
    expect({ code: run.code, stdout: run.stdout }).toEqual({ code: 2, stdout: '' });
    expect(run.stderr).toMatch(says);
  });
});

describe('collected here, judged there', () => {
  it('inventory | match says what scan says', async () => {
    const options = ['--format', 'json', ...fixed];
    const inventory = await phaseout(['inventory', '--root', root, '--format', 'ndjson', '--reproducible']);
    const matched = await phaseout(['match', '-', ...options], { input: inventory.stdout });
    const scanned = await phaseout(['scan', '--root', root, ...options]);
    expect(matched.stdout).toBe(scanned.stdout);
    expect(matched.code).toBe(scanned.code);
  });
});
