import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { phaseout } from '../support/phaseout.ts';

describe('phaseout export', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'phaseout-export-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('writes one file to standard output, or to a file that it replaces whole', async () => {
    const run = await phaseout(['export', 'sql', '--dialect', 'sqlite']);
    expect({ exitCode: run.code, stderr: run.stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(run.stdout).toMatch(/^-- phaseout \d+\.\d+\.\d+: rules for SQLite\n/);
    const file = join(folder, 'match.sql');
    writeFileSync(file, 'old');
    expect((await phaseout(['export', 'sql', '--dialect', 'sqlite', '--output', file])).stdout).toBe('');
    expect(readFileSync(file, 'utf8')).toBe(run.stdout);
    expect(readdirSync(folder)).toEqual(['match.sql']);
  });

  it('takes the first dialect where none is named, and only rules for one platform where that is asked for', async () => {
    const all = await phaseout(['export', 'sql']);
    expect(all.stdout).toContain(': rules for DuckDB\n');
    const linux = await phaseout(['export', 'sql', '--platform', 'linux']);
    expect(linux.stdout).toContain("'kesl/package'");
    expect(linux.stdout).not.toContain("'kes-windows/");
  });

  it('writes several files to a folder, and says on standard error what is not expressed', async () => {
    const target = join(folder, 'osquery');
    const run = await phaseout(['export', 'osquery', '--output', target]);
    expect(run.code).toBe(0);
    expect(readdirSync(target).sort()).toEqual([
      'phaseout-export.json',
      'phaseout-fleet-policies.yml',
      'phaseout-osquery-pack.json',
    ]);
    expect(run.stderr).toMatch(/^phaseout: not expressed for osquery, in whole or in part: \d+ signatures\n/);
    expect(run.stderr).toContain(
      'windows: osquery has no table of filter there: kaspersky-components-windows/minifilter,',
    );
    const quiet = await phaseout(['export', 'osquery', '--output', target, '--quiet']);
    expect(quiet.stderr.trimEnd().split('\n')).toHaveLength(1);
  });

  it('lists what is not expressed, one signature a line, and writes nothing', async () => {
    const target = join(folder, 'nothing');
    const run = await phaseout(['export', 'osquery', '--list-not-expressed', '--output', target]);
    const lines = run.stdout.trimEnd().split('\n');
    expect(lines.length).toBeGreaterThan(20);
    for (const line of lines) expect(line).toMatch(/^[a-z0-9-]+\/[a-z0-9-]+\t\S/);
    expect(() => statSync(target)).toThrow('ENOENT');
  });

  it('says where nothing is missing, and that the list is empty is no answer by itself', async () => {
    const said = 'phaseout: nothing is missing: sql expresses every signature of the rules\n';
    expect(await phaseout(['export', 'sql', '--list-not-expressed'])).toMatchObject({
      code: 0,
      stdout: '',
      stderr: said,
    });
  });

  it('replaces its own folder and keeps off every other', async () => {
    const target = join(folder, 'queries');
    const kql = (...more: string[]) => phaseout(['export', 'kql', '--quiet', '--output', target, ...more]);
    expect((await kql()).code).toBe(0);
    expect(readdirSync(target).sort()).toEqual([
      'README.md',
      'android',
      'ios',
      'linux',
      'macos',
      'phaseout-export.json',
      'windows',
    ]);
    expect((await kql('--platform', 'linux')).code).toBe(0);
    expect(readdirSync(target).sort()).toEqual(['README.md', 'linux', 'phaseout-export.json']);
    writeFileSync(join(target, 'README.md'), 'mine');
    expect(await kql()).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('README.md would be replaced'),
    });
    const foreign = join(folder, 'repository');
    mkdirSync(foreign);
    writeFileSync(join(foreign, 'README.md'), 'mine');
    expect(await phaseout(['export', 'ansible', '--output', foreign])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('is not empty and no earlier export\n  name a new folder'),
    });
    expect(readdirSync(foreign)).toEqual(['README.md']);
    expect(readFileSync(join(target, 'README.md'), 'utf8')).toBe('mine');
  });

  it('a file where a folder is needed, a folder where a file is: exit code 2, and what to do', async () => {
    const file = join(folder, 'some.file');
    writeFileSync(file, 'mine');
    expect(await phaseout(['export', 'kql', '--output', file])).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(
        /export kql writes several files, and .*some\.file is no folder\n {2}name a new folder: --output DIR\n$/,
      ),
    });
    for (const name of [folder, `${folder}/`, `${folder}/none/`]) {
      expect(await phaseout(['export', 'sql', '--output', name])).toMatchObject({
        code: 2,
        stderr: expect.stringMatching(
          /export sql writes one file, and .* is a folder\n {2}name the file: --output .*phaseout-duckdb\.sql\n$/,
        ),
      });
    }
    expect(readFileSync(file, 'utf8')).toBe('mine');
  });

  it.each([
    ['export', ['export', 'ansible', '--output', '/proc/nope/x']],
    ['export of one file', ['export', 'sql', '--output', '/proc/nope/x']],
  ])(
    '%s below /proc: exit code 2 at once',
    async (_, args) => {
      const run = await phaseout(args);
      expect({ code: run.code, stdout: run.stdout }).toEqual({ code: 2, stdout: '' });
      expect(run.stderr).toMatch(/^phaseout: cannot .*\/proc\/nope/);
    },
    20_000,
  );

  it.each([
    ['no engine', ['export'], "missing required argument 'ENGINE'"],
    ['an unknown engine', ['export', 'osquerry'], 'did you mean osquery?'],
    ['an unknown dialect', ['export', 'sql', '--dialect', 'postgre'], 'did you mean postgres?'],
    ['a dialect of an engine without', ['export', 'osquery', '--dialect', 'x'], 'leave --dialect out'],
    ['several files and no folder', ['export', 'osquery'], 'name a folder: --output DIR'],
    ['an unknown platform', ['export', 'sql', '--platform', 'linus'], 'did you mean linux?'],
    ['an empty name', ['export', 'sql', '--output', ''], '--output'],
    ['rules that are not there', ['export', 'sql', '--rules', '/nowhere.yaml'], '/nowhere.yaml'],
  ])('%s: exit code 2, and what to do', async (_, args, said) => {
    const run = await phaseout(args);
    expect({ exitCode: run.code, stdout: run.stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(run.stderr).toContain(said);
  });

  it('a folder that cannot be made: exit code 2', async () => {
    const file = join(folder, 'a-file');
    writeFileSync(file, '');
    const run = await phaseout(['export', 'osquery', '--output', join(file, 'below')]);
    expect(run.code).toBe(2);
    expect(run.stderr).toContain('is no folder');
  });

  it("exports a pack of the user's own", async () => {
    const rules = join(folder, 'rules');
    mkdirSync(rules);
    writeFileSync(
      join(rules, 'own.yaml'),
      [
        'product: own-thing',
        "name: Own 'thing'",
        'vendor: Nobody',
        'class: utility',
        'platforms: [windows]',
        'signatures:',
        '  - id: entry',
        '    kind: software',
        "    when: { name: { prefix: \"it's 100%_\" }, version: { range: '>=2 <3' } }",
        '    proves: installed',
        '    source: https://example.org/thing',
        'migration: { summary: Remove it., steps: [{ text: Remove it. }], source: https://example.org/thing }',
        '',
      ].join('\n'),
    );
    const run = await phaseout(['export', 'sql', '--no-builtin-rules', '--rules', rules]);
    expect(run.stderr).toBe('');
    expect(run.stdout).toContain("starts_with(name_f, 'it''s 100%_')");
    expect(run.stdout).toContain("version_v >= '%0012#' AND version_v < '%0013#'");
  });
});
