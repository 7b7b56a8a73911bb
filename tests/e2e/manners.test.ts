import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeTree } from '../support/debian-root.ts';
import { phaseout, programPath, runCommand } from '../support/phaseout.ts';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'phaseout-manners-'));
  const kesl =
    'Package: kesl\nStatus: install ok installed\nArchitecture: amd64\nVersion: 12.3.0-1162\nMaintainer: x\n';
  writeTree(join(folder, 'root'), {
    'etc/os-release': 'ID=debian\nPRETTY_NAME="Debian"\n',
    'var/lib/dpkg/status': kesl,
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('daily manners', () => {
  it.each([['--help'], ['scan', '--help'], ['match', '--help'], ['rules', '--help']])(
    'help of %s starts with examples',
    async (...args) => {
      const run = await phaseout(args.filter((arg) => typeof arg === 'string'));
      expect(run.stdout.split('\n')[0]).toBe('Examples:');
      expect(run.code).toBe(0);
    },
  );

  it('without a command it shows the help', async () => {
    const run = await phaseout([]);
    expect(run.stdout).toMatch(/^Examples:[\s\S]*Commands:/);
    expect(run.code).toBe(0);
  });

  it('--version, and with --verbose the pack and its age', async () => {
    expect((await phaseout(['--version'])).stdout).toMatch(/^phaseout \d+\.\d+\.\d+\n$/);
    const long = await phaseout(['--version', '--verbose']);
    expect(long.stdout).toMatch(/phaseout-kaspersky \d+\.\d+\.\d+ .*\d+ days? old/);
    expect(long.code).toBe(0);
  });

  it('a closed pipe is quiet', async () => {
    const run = await runCommand('sh', [
      '-c',
      `"$0" "$1" inventory --format ndjson | head -n 1; "$0" "$1" scan --verbose | head -n 1`,
      process.execPath,
      programPath(),
    ]);
    expect(run.stderr).toBe('');
    expect(run.stdout.split('\n').filter(Boolean)).toHaveLength(2);
  });

  it('no progress and no colour in a pipe', async () => {
    const run = await phaseout(['scan', '--root', join(folder, 'root')]);
    expect(run.stderr).toBe('');
    expect(run.stdout).not.toContain('\u001b');
  });

  it('colour where it is forced', async () => {
    const run = await phaseout(['scan', '--root', join(folder, 'root')], { env: { FORCE_COLOR: '1' } });
    expect(run.stdout).toContain('\u001b[');
    const off = await phaseout(['scan', '--root', join(folder, 'root')], {
      env: { FORCE_COLOR: '1', NO_COLOR: '1' },
    });
    expect(off.stdout).not.toContain('\u001b');
  });

  it('--accept counts until its day has passed', async () => {
    const accept = (asOf: string): Promise<{ code: number | null }> =>
      phaseout([
        'scan',
        '--root',
        join(folder, 'root'),
        '--accept',
        'kesl',
        '--until',
        '2026-12-31',
        '--as-of',
        asOf,
      ]);
    expect((await accept('2026-12-31T23:59:59-05:00')).code).toBe(0);
    expect((await accept('2027-01-01T00:00:00-05:00')).code).toBe(1);
  });

  it('an acceptance that is about nothing is pointed out', async () => {
    const accept = ['--accept', 'kics-linux-nodes', '--until', '2026-12-31', '--as-of', '2026-11-22'];
    const run = await phaseout(['scan', '--root', join(folder, 'root'), ...accept]);
    expect(run.stderr).toMatch(/--accept kics-linux-nodes: there is no such finding/);
    expect(run.code).toBe(1);
  });

  it('--fail-on and --fail-on-deadline decide together', async () => {
    const run = (...args: string[]): Promise<{ code: number | null }> =>
      phaseout(['scan', '--root', join(folder, 'root'), ...args]);
    expect((await run('--fail-on', 'active')).code).toBe(0);
    expect((await run('--fail-on', 'installed')).code).toBe(1);
    expect((await run('--fail-on', 'never')).code).toBe(0);
    expect((await run('--fail-on-deadline', 'in-effect', '--as-of', '2024-07-01')).code).toBe(0);
    expect((await run('--fail-on-deadline', 'in-effect', '--as-of', '2024-09-29')).code).toBe(1);
    expect((await run('--fail-on-deadline', 'within:30', '--as-of', '2024-09-01')).code).toBe(1);
  });

  it('--output writes whole files and leaves the summary on screen', async () => {
    const file = join(folder, 'report.json');
    writeFileSync(file, 'old');
    const run = await phaseout([
      'scan',
      '--root',
      join(folder, 'root'),
      '--output',
      file,
      '--output',
      `ndjson=${folder}/findings`,
    ]);
    expect(JSON.parse(readFileSync(file, 'utf8')).schema).toBe('phaseout/report@1');
    expect(JSON.parse(readFileSync(join(folder, 'findings'), 'utf8')).product.id).toBe('kesl');
    expect(run.stdout).toMatch(/KASPERSKY FOUND[\s\S]*Exit code 1/);
    expect(run.stdout).not.toMatch(/What to do/);
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it('Ctrl-C writes what was found so far, marked incomplete, and ends with 130', async () => {
    const slow = join(folder, 'slow');
    const removed = 'Package: gone\nStatus: purge ok not-installed\nArchitecture: amd64\nVersion: 1\n\n';
    writeTree(slow, {
      'etc/os-release': 'ID=debian\n',
      'var/lib/dpkg/status': removed.repeat(Math.floor((240 * 1024 * 1024) / removed.length)),
    });
    const run = await phaseout(['scan', '--root', slow, '--format', 'json'], {
      signal: { name: 'SIGINT', afterMs: 700 },
    });
    expect(run.code).toBe(130);
    expect(run.stderr).toBe('');
    expect(JSON.parse(run.stdout)).toMatchObject({ schema: 'phaseout/report@1', complete: false });
  });

  it('an own pack with another vendor works beside the built-in one, and alone', async () => {
    const rules = join(folder, 'own.yaml');
    writeFileSync(
      rules,
      [
        'product: example-vpn',
        'name: Example VPN',
        'vendor: Example Inc.',
        'class: vpn',
        'platforms: [linux]',
        'signatures:',
        '  - { id: package, kind: software, when: { name: kesl }, proves: installed, source: "https://example.org/a" }',
        'migration: { summary: Remove it., steps: [{ text: Remove it. }], source: "https://example.org/b" }',
        '',
      ].join('\n'),
    );
    const both = await phaseout([
      'scan',
      '--root',
      join(folder, 'root'),
      '--rules',
      rules,
      '--format',
      'json',
    ]);
    expect(
      JSON.parse(both.stdout).findings.map((finding: { product: { id: string } }) => finding.product.id),
    ).toEqual(expect.arrayContaining(['example-vpn', 'kesl']));
    const alone = await phaseout([
      'scan',
      '--root',
      join(folder, 'root'),
      '--rules',
      rules,
      '--no-builtin-rules',
      '--audience',
      'none',
      '--format',
      'json',
    ]);
    expect(JSON.parse(alone.stdout).findings).toHaveLength(1);
  });

  it('a full disk is an error, not a clean run', async () => {
    const run = await runCommand('sh', [
      '-c',
      `"$0" "$1" scan --root "$2" > /dev/full`,
      process.execPath,
      programPath(),
      join(folder, 'root'),
    ]);
    expect(run.stderr).toMatch(/cannot write to standard output: ENOSPC/);
    expect(run.code).toBe(2);
  });

  it.each([
    ['macos', 'System/Library/CoreServices/x'],
    ['windows', 'Windows/System32/x'],
  ])('a %s root is never clean in a version that cannot read it', async (platform, file) => {
    writeTree(join(folder, platform), { [file]: '' });
    const run = await phaseout(['scan', '--root', join(folder, platform)]);
    expect(run.stdout).toMatch(/NOTHING FOUND, BUT/);
    expect(run.stdout).toContain(platform);
    expect(run.code).toBe(3);
  });

  it('a folder that is no system is never clean, whatever --platform says', async () => {
    writeTree(join(folder, 'nothing'), { 'readme.txt': '' });
    const run = await phaseout(['scan', '--root', join(folder, 'nothing'), '--platform', 'linux']);
    expect(run.stdout).toMatch(/no system at all/);
    expect(run.code).toBe(3);
  });

  it('an inventory of some kinds is not found clean', async () => {
    const inventory = await phaseout([
      ...['inventory', '--root', join(folder, 'root'), '--format', 'ndjson', '--kind', 'driver'],
    ]);
    expect(inventory.code).toBe(0);
    const match = await phaseout(['match', '-'], { input: inventory.stdout });
    expect(match.stdout).toMatch(/only these kinds were written/);
    expect(match.code).toBe(3);
  });

  it('leaving every collector out is not clean', async () => {
    const run = await phaseout(['scan', '--root', join(folder, 'root'), '--only', 'processes']);
    expect(run.code).toBe(3);
  });

  it('findings alone as lines: what could not be read goes to stderr', async () => {
    writeTree(join(folder, 'cut'), {
      'etc/os-release': 'ID=debian\n',
      'var/lib/dpkg/status': 'Package: kes',
    });
    const run = await phaseout(['scan', '--root', join(folder, 'cut'), '--format', 'ndjson']);
    expect(run.stdout).toBe('');
    expect(run.stderr).toMatch(/not looked at: dpkg: \/var\/lib\/dpkg\/status:1/);
    expect(run.code).toBe(3);
  });

  it('Ctrl-C while match waits for more rows judges what came', async () => {
    const row = '{"kind":"software","name":"kesl","platform":"linux"}\n';
    const run = await runCommand('sh', [
      '-c',
      `{ printf '%s' '${row}'; sleep 15; } | "$0" "$1" match - --format json & sleep 4; pkill -INT -P $$ -f phaseout.js; wait $!; echo "code $?"`,
      process.execPath,
      programPath(),
    ]);
    expect(run.stdout).toMatch(/"complete": false/);
    expect(run.stdout).toMatch(/"id": "kesl"/);
    expect(run.stdout).toMatch(/code 130/);
  });

  it('--allow-gaps before a file leaves the file alone', async () => {
    const file = join(folder, 'bare.ndjson');
    writeFileSync(file, '{"kind":"software","name":"bash"}\n');
    expect((await phaseout(['match', '--allow-gaps', file])).code).toBe(0);
    expect((await phaseout(['match', '--scope', 'software', file])).code).toBe(0);
    expect((await phaseout(['match', file])).code).toBe(3);
  });

  it.each([
    [['--fail-on', 'never', '--fail-on-deadline', 'in-effect'], /contradict/],
    [['--only', ''], /without a value/],
    [['--fail-on', ''], /without a value/],
    [['--audience', ''], /without a value/],
    [['--output', 'report.pdf'], /writes no \.pdf/],
  ])('refuses %j', async (args, says) => {
    const run = await phaseout(['scan', '--root', join(folder, 'root'), ...args]);
    expect(run.stderr).toMatch(says);
    expect(run.code).toBe(2);
  });
});
