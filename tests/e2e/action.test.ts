import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeTree } from '../support/debian-root.ts';
import { actionFile, runAction } from '../support/github-action.ts';
import { programPath, runCommand } from '../support/phaseout.ts';

const other = 'Package: hello\nStatus: install ok installed\nVersion: 2.10\n';
const kesl = 'Package: kesl\nStatus: install ok installed\nVersion: 12.3.0-1162\nMaintainer: Kaspersky Lab\n';
/** A name that a careless shell would run, in a careless way of quoting each. */
const evil = `it's "a" $(touch pwned1) \`touch pwned2\`; touch pwned3 & | > pwned4`;

let workspace: string;
let program: string;

beforeAll(() => {
  workspace = mkdtempSync(join(tmpdir(), 'phaseout-workspace-'));
  program = programPath();
  for (const [name, status] of [
    ['clean', other],
    ['infected', kesl],
    [evil, kesl],
    ['two\nlines', kesl],
    ['--version', kesl],
  ] as const) {
    writeTree(join(workspace, name), { 'etc/os-release': 'ID=debian\n', 'var/lib/dpkg/status': status });
  }
  mkdirSync(join(workspace, 'gap/var/lib/dpkg'), { recursive: true });
  writeFileSync(join(workspace, 'gap/etc-is-missing'), '');
});
afterAll(() => rmSync(workspace, { recursive: true, force: true }));

describe('the action', () => {
  it('has one step of its own, no default, and no input in a line of a shell', () => {
    const { inputs, runs, outputs } = actionFile();
    expect(runs.using).toBe('composite');
    expect(runs.steps).toHaveLength(1);
    expect(Object.keys(outputs)).toEqual(['exit-code', 'report']);
    const [step] = runs.steps;
    expect(step?.uses).toBeUndefined();
    expect(step?.run).not.toContain('${{');
    const handedOver = Object.entries(step?.env ?? {}).map(([name, text]) => `${name}=${text}`);
    expect(handedOver).toEqual(
      Object.keys(inputs).map(
        (name) => `INPUT_${name.toUpperCase().replaceAll('-', '_')}=\${{ inputs.${name} }}`,
      ),
    );
    for (const [name, input] of Object.entries(inputs)) {
      expect(input.default, `a default of ${name}`).toBeUndefined();
      expect(readFileSync('ci/action.mjs', 'utf8'), `ci/action.mjs reads ${name}`).toContain(`'${name}'`);
      expect(readFileSync('docs/ci.md', 'utf8'), `docs/ci.md on ${name}`).toContain(`\`${name}\``);
    }
  });

  it.each([
    ['clean', 0, 'NO KASPERSKY FOUND'],
    ['infected', 1, 'KASPERSKY FOUND'],
    [evil, 1, 'KASPERSKY FOUND'],
    ['two\nlines', 1, 'KASPERSKY FOUND'],
    ['--version', 1, 'KASPERSKY FOUND'],
    ['gap', 3, ''],
    ['nowhere', 2, ''],
  ])('root %j: exit code %i', async (root, code, said) => {
    const run = await runAction({ root, program, platform: root === 'gap' ? 'linux' : '' }, workspace);
    expect([run.code, run.stderr === '' || code >= 2]).toEqual([code, true]);
    expect(run.outputs).toEqual({ 'exit-code': String(code), report: '' });
    expect(run.stdout).toContain(said);
    expect(readdirSync(workspace).filter((name) => name.startsWith('pwned'))).toEqual([]);
  });

  it('scans an image, and writes a report for the code scanning of GitHub', async () => {
    const tar = await runCommand('tar', [
      '-cf',
      join(workspace, 'image.tar'),
      '-C',
      join(workspace, 'infected'),
      '.',
    ]);
    expect(tar.code).toBe(0);
    const run = await runAction({ image: 'image.tar', program, output: 'sarif=phaseout.sarif' }, workspace);
    expect(run.outputs).toEqual({ 'exit-code': '1', report: 'phaseout.sarif' });
    expect(JSON.parse(readFileSync(join(workspace, 'phaseout.sarif'), 'utf8')).version).toBe('2.1.0');
  });

  it('passes every input on, and only those that are set', async () => {
    const echo = join(workspace, 'echo.mjs');
    writeFileSync(echo, 'console.log(JSON.stringify(process.argv.slice(2)));process.exit(3);\n');
    const argumentsOf = async (inputs: Readonly<Record<string, string>>): Promise<unknown> =>
      JSON.parse((await runAction({ program: echo, ...inputs }, workspace)).stdout.split('\n')[1] ?? '');
    expect(await argumentsOf({ image: 'a.qcow2' })).toEqual(['scan', '--image=a.qcow2']);
    expect(
      await argumentsOf({
        root: ' /mnt/a b ',
        platform: 'windows',
        audience: 'us-person,de-advice',
        'as-of': '2026-01-01',
        'fail-on': 'installed',
        'fail-on-deadline': 'within:30',
        format: 'json',
        timeout: '30',
        rules: 'a.yaml\n\n b c.yaml \n',
        output: 'json=out/a.json\nb.ndjson',
        'allow-gaps': 'dpkg,snap',
        args: '--accept\nkesl\n--until\n2030-01-01\n--only\n$(id)',
      }),
    ).toEqual([
      'scan',
      '--root=/mnt/a b',
      '--platform=windows',
      '--audience=us-person,de-advice',
      '--as-of=2026-01-01',
      '--fail-on=installed',
      '--fail-on-deadline=within:30',
      '--format=json',
      '--timeout=30',
      '--rules=a.yaml',
      '--rules=b c.yaml',
      '--output=json=out/a.json',
      '--output=b.ndjson',
      '--allow-gaps=dpkg,snap',
      '--accept',
      'kesl',
      '--until',
      '2030-01-01',
      '--only',
      '$(id)',
    ]);
    expect(await argumentsOf({ 'this-machine': 'true', 'allow-gaps': 'true' })).toEqual([
      'scan',
      '--allow-gaps',
    ]);
  });

  it('writes reports into the workspace, and says where', async () => {
    const output = "json=it's $(touch pwned5).json\nndjson=b.ndjson";
    const run = await runAction({ root: 'infected', program, output }, workspace);
    expect(run.outputs).toEqual({ 'exit-code': '1', report: "it's $(touch pwned5).json" });
    const report = JSON.parse(readFileSync(join(workspace, "it's $(touch pwned5).json"), 'utf8'));
    expect(report.findings.map(({ id }: { id: string }) => id)).toHaveLength(1);
    expect(readdirSync(workspace).filter((name) => name.startsWith('pwned'))).toEqual([]);
  });

  it('adds a summary where it is asked for, in a block that its text cannot end', async () => {
    const talk = join(workspace, 'talk.mjs');
    writeFileSync(talk, 'process.stdout.write("````\\n<b>x</b>\\n::set-output name=exit-code::0");\n');
    const run = await runAction({ root: 'clean', program: talk, summary: 'true' }, workspace);
    expect(run.summary).toBe('`````text\n````\n<b>x</b>\n::set-output name=exit-code::0\n`````\n');
    expect((await runAction({ root: 'clean', program: talk }, workspace)).summary).toBe('');
    // The runner takes no command out of the text: they are off from the first line to the last.
    const lines = run.stdout.split('\n');
    const word = /^::stop-commands::(?<word>[\w-]{36})$/.exec(lines[0] ?? '')?.groups?.['word'];
    expect(word).toBeDefined();
    expect(lines.slice(-2)).toEqual([`::${word}::`, '']);
    expect(run.outputs['exit-code']).toBe('0');
  });

  it.each([
    ['no target', {}, 'exactly one of "root", "image" or "this-machine: true"'],
    ['an empty variable', { root: '  ' }, 'exactly one of'],
    ['two targets', { root: 'clean', image: 'a.tar' }, 'exactly one of'],
    ['a word that is no yes', { root: 'clean', summary: 'yes' }, '"summary" is true or false'],
    ['no program', { root: 'clean', program: 'nowhere.js' }, 'no file at the input "program"'],
  ])('%s is refused', async (_, inputs, said) => {
    const run = await runAction({ program, ...inputs }, workspace);
    expect(run.code).toBe(2);
    expect(run.stderr).toContain(said);
    expect(run.stdout).toBe('');
    expect(run.outputs).toEqual({ 'exit-code': '2', report: '' });
  });

  it('runs its own checkout, installed from the lock file and built', async () => {
    const run = await runAction({ root: 'infected', format: 'json' }, workspace);
    expect(run.code).toBe(1);
    expect(JSON.parse(run.stdout.split('\n').slice(1, -2).join('\n')).summary.exitCode).toBe(1);
  });
});
