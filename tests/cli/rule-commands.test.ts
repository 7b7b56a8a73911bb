import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { runProgram } from '../../src/cli/program.ts';

let folder = '';
const own = ['--no-builtin-rules', '--rules'];

const rules = `product: guard
name: Guard
vendor: Example Lab
class: utility
platforms: [linux]
migration: { summary: x, steps: [{ text: x }], source: example.org }
signatures:
  - { id: package, kind: software, when: { name: office-guard }, proves: installed, source: example.org }
  - { id: unit, kind: service, when: { name: ogd }, proves: installed, source: example.org }
`;
const good = `test: stopped
about: A package.
origin: constructed
hosts:
  - items: [{ kind: software, name: office-guard, version: "1.2", expect: [guard/package] }]
    findings: [guard installed confirmed 1.2]
`;
const wrong = `test: other
about: The same package, and something that is not there.
origin: constructed
hosts:
  - host: laptop
    items:
      - { kind: software, name: office-guard, expect: [] }
    findings: [gaurd residue confirmed]
`;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'phaseout-rule-commands-'));
  await Promise.all([
    writeFile(join(folder, 'rules.yaml'), rules),
    writeFile(join(folder, 'good.yaml'), good),
    writeFile(join(folder, 'wrong.yaml'), wrong),
    writeFile(
      join(folder, 'bad.yaml'),
      `${good.replace('findings: [guard', 'finding: [guard')}---\n${wrong.replace('constructed', 'observed').replace('residue confirmed', 'left')}`,
    ),
    writeFile(join(folder, 'report.json'), '{"schema":"phaseout/report@1"}'),
  ]);
});
afterAll(() => rm(folder, { recursive: true, force: true }));
afterEach(() => vi.restoreAllMocks());

describe('rules test', () => {
  test('all hold', async () => {
    expect(await run(['rules', 'test', 'good.yaml'])).toEqual({
      code: 0,
      out: '1 test with 1 host and 1 expected row: all hold\n',
    });
  });

  test('what does not hold, with the place and what was got', async () => {
    expect(await run(['rules', 'test', 'good.yaml', 'wrong.yaml'])).toEqual({
      code: 1,
      out: `FOLDER/wrong.yaml:5:5: other, host laptop
  findings
    - gaurd residue confirmed  (expected; the rules have no gaurd, nearest: guard)
    + guard installed confirmed  (got)
  evidence of software office-guard (line 7)
    + guard/package  (got)

2 tests with 2 hosts and 2 expected rows: 1 does not hold
`,
    });
  });

  test('as data', async () => {
    const { code, out } = await run(['rules', 'test', 'wrong.yaml', '--format', 'json']);
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      tests: [
        {
          test: 'other',
          line: 1,
          holds: false,
          hosts: [
            {
              host: 'laptop',
              findings: ['guard installed confirmed'],
              differences: [
                { what: 'findings', missing: ['gaurd residue confirmed'], line: 5 },
                { what: 'evidence', row: 'software office-guard', unexpected: ['guard/package'], line: 7 },
              ],
            },
          ],
        },
      ],
      summary: { tests: 1, failed: 1, hosts: 1, rows: 1 },
    });
  });

  test.each([
    [
      ['bad.yaml'],
      'bad.yaml:6:5: hosts[0].finding: found the unknown key "finding", expected findings (nearest to it)',
    ],
    [
      ['bad.yaml'],
      'bad.yaml:15:16: hosts[0].findings[0]: found "gaurd left", expected <product> <status>[/<basis>] <confidence>',
    ],
    [
      ['good.yaml', 'rules.yaml'],
      'rules.yaml:1:1: found a document with the keys "product", "name", "vendor", expected exactly one of test',
    ],
    [['none.yaml'], 'no rule file or folder at FOLDER/none.yaml'],
  ])('%s is refused: %s', async (files, message) => {
    const { error } = await run(['rules', 'test', ...files]);
    expect(error).toContain(message);
    expect(error).not.toContain('rule pack');
  });

  test('a source is needed unless the values were made up, and an id stands once', async () => {
    await writeFile(
      join(folder, 'twice.yaml'),
      `${good}---\n${good}---\n${wrong.replace('constructed', 'observed')}`,
    );
    const { error } = await run(['rules', 'test', 'twice.yaml']);
    expect(error).toContain(
      'twice.yaml:8:7: test: found the id "stopped", which is at FOLDER/twice.yaml:1 already',
    );
    expect(error).toContain('twice.yaml:17:9: origin: found origin: observed without a source');
  });
});

describe('rules lint', () => {
  const finding = 'FOLDER/rules.yaml:9:46: warning: guard/unit: "ogd" is all that must stand in the item';

  test.each([
    ['a warning leaves the exit code', [], 0],
    ['unless it shall not', ['--strict'], 1],
  ])('%s', async (_, flags, code) => {
    const result = await run(['rules', 'lint', 'rules.yaml', ...flags], []);
    expect(result.code).toBe(code);
    expect(result.out).toContain(finding);
    expect(result.out).toContain('2 signatures: 0 errors, 1 warning\n');
  });

  test('signatures that no test exercises', async () => {
    const { out } = await run(
      ['rules', 'lint', 'rules.yaml', '--tests', 'good.yaml', '--format', 'json'],
      [],
    );
    const { findings } = JSON.parse(out);
    expect(findings.map(({ signature, rule }: Record<string, string>) => `${signature} ${rule}`)).toEqual([
      'guard/unit never-matched',
      'guard/unit short-literal',
    ]);
  });
});

describe('explain', () => {
  test('a signature', async () => {
    const { code, out } = await run(['explain', 'guard/unit']);
    expect(code).toBe(0);
    expect(out).toMatch(/^signature guard\/unit\nof Guard, Example Lab\n/);
  });

  test.each([
    [['guard/unti'], 'nothing here has the id "guard/unti"', 'did you mean guard/unit?'],
    [['guard'], '"guard" is a product, not a signature', 'phaseout rules show guard names its signatures'],
    [['guard@laptop'], 'a finding is explained from the report that holds it', 'add --report report.json'],
    [['guard@laptop', '--report', 'rules.yaml'], 'FOLDER/rules.yaml is no JSON', 'writes a report'],
    [
      ['guard@laptop', '--report', 'report.json'],
      'is no report that this version can read (asOf:',
      'writes a report',
    ],
    [['guard@laptop', '--report', 'none.json'], 'no report at FOLDER/none.json', 'writes a report'],
  ])('%s is refused', async (args, message, hint) => {
    const { error, errorHint } = await run(['explain', ...args]);
    expect(error).toContain(message);
    expect(errorHint).toContain(hint);
  });
});

describe('a path that is not there', () => {
  test.each([
    ['test', own.concat('rules.yaml')],
    ['lint', []],
    ['validate', []],
  ])('rules %s: the hint names no option that the command does not need', async (command, options) => {
    const { error, errorHint } = await run(['rules', command, 'none.yaml'], options);
    expect(error).toContain('no rule file or folder at FOLDER/none.yaml');
    expect(errorHint).toBe('name a YAML file, or a folder that holds some');
  });
});

/** Runs a command in this process, with file names in the test's folder; what went wrong for the user comes back. */
async function run(
  args: readonly string[],
  with_: readonly string[] = own.concat('rules.yaml'),
): Promise<{ code?: number; out: string; error?: string; errorHint?: string }> {
  let out = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((...parameters: unknown[]) => {
    out += String(parameters[0]);
    const done = parameters.at(-1);
    if (typeof done === 'function') done();
    return true;
  });
  const full = [...args, ...with_, ...(with_.length === 0 ? ['--no-builtin-rules'] : [])].map((arg) =>
    /\.(yaml|json)$/.test(arg) ? join(folder, arg) : arg,
  );
  const hide = (text: string): string => text.replaceAll(folder, 'FOLDER');
  try {
    const code = await runProgram(full);
    return { code, out: hide(out) };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const hint = 'hint' in error && typeof error.hint === 'string' ? error.hint : '';
    return { out: hide(out), error: hide(error.message), errorHint: hide(hint) };
  } finally {
    vi.restoreAllMocks();
  }
}
