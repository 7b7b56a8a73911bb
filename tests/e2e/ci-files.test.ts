import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { parse } from 'yaml';
import { writeTree } from '../support/debian-root.ts';
import { npmSettings } from '../support/npm-settings.ts';
import { programPath, type Run, runCommand } from '../support/phaseout.ts';

let project: string;

beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), 'phaseout-ci-'));
  await mkdir(join(project, 'vendor'));
  for (const [name, version] of [
    ['clean', 'hello'],
    [`in $(touch pwned) "fected"`, 'kesl'],
  ] as const) {
    writeTree(join(project, name), {
      'etc/os-release': 'ID=debian\n',
      'var/lib/dpkg/status': `Package: ${version}\nStatus: install ok installed\nVersion: 12\nMaintainer: Kaspersky Lab\n`,
    });
  }
});
afterAll(() => rm(project, { recursive: true, force: true }));

describe('the template for GitLab CI', () => {
  const job = parse(readFileSync('docs/ci/phaseout.gitlab-ci.yml', 'utf8'))['.phaseout'];

  /** As a runner does: the variables of the job in the environment, the script lines in one shell. */
  function runJob(variables: Readonly<Record<string, string>>): Promise<Run> {
    return runCommand('sh', ['-e', '-c', job.script.join('\n')], {
      cwd: project,
      env: {
        ...npmSettings(),
        npm_config_prefer_offline: 'true',
        ...job.variables,
        CI_PROJECT_DIR: project,
        TMPDIR: project,
        ...variables,
      },
    });
  }

  it('keeps the report of a job that fails, and has no default but empty', () => {
    expect(job.artifacts).toEqual({
      when: 'always',
      expire_in: '90 days',
      paths: ['phaseout.json'],
      reports: { junit: 'phaseout-junit.xml' },
    });
    expect(new Set(Object.values(job.variables))).toEqual(new Set(['']));
  });

  it.each([
    ['clean', 0],
    [`in $(touch pwned) "fected"`, 1],
    ['nowhere', 2],
  ])(
    '%s: exit code %i',
    async (root, code) => {
      const folder = inject('installedIn');
      const archive = readdirSync(folder).find((name) => name.endsWith('.tgz')) ?? '';
      const run = await runJob({
        PHASEOUT_PACKAGE: join(folder, archive),
        PHASEOUT_ROOT: root,
        PHASEOUT_AUDIENCE: 'us-person',
      });
      expect([run.code, code === 2 ? '' : run.stderr]).toEqual([code, '']);
      if (code < 2) {
        const report = JSON.parse(readFileSync(join(project, 'phaseout.json'), 'utf8'));
        expect([report.summary.exitCode, report.audienceAssumed]).toEqual([code, false]);
        expect(readFileSync(join(project, 'phaseout-junit.xml'), 'utf8')).toMatch(
          /^<\?xml [\s\S]*<testsuites /,
        );
      }
      expect(readdirSync(project)).not.toContain('pwned');
    },
    120_000,
  );

  it.each([
    [{ PHASEOUT_PACKAGE: 'a.tgz' }, 'set PHASEOUT_ROOT or PHASEOUT_IMAGE'],
    [{ PHASEOUT_ROOT: 'clean' }, 'set PHASEOUT_PACKAGE'],
  ])('%j is refused', async (variables, said) => {
    const run = await runJob(variables);
    expect([run.code, run.stderr]).toEqual([2, `phaseout: ${said}\n`]);
  });
});

describe('docs/ci.md', () => {
  const text = readFileSync('docs/ci.md', 'utf8');
  const blocks = [...text.matchAll(/^```yaml\n(?<code>[\s\S]*?)^```$/gm)].map(
    ({ groups }) => groups?.['code'],
  );

  it('has examples that are YAML, and whose inputs the action has', () => {
    expect(blocks).toHaveLength(3);
    const [github, gitlab] = blocks.map((code) => parse(code ?? ''));
    const step = github.jobs['golden-image'].steps[0];
    const { inputs } = parse(readFileSync('action.yml', 'utf8'));
    for (const name of Object.keys(step.with)) expect(Object.keys(inputs)).toContain(name);
    const template = parse(readFileSync('docs/ci/phaseout.gitlab-ci.yml', 'utf8'));
    expect(Object.keys(template)).toContain(gitlab['golden-image'].extends);
    for (const name of Object.keys(gitlab['golden-image'].variables)) {
      expect(Object.keys(template['.phaseout'].variables)).toContain(name);
    }
  });

  it('names files that are there', () => {
    for (const [, path] of text.matchAll(/\]\((?<path>[\w/.-]+)\)/g)) {
      expect(readdirSync(join('docs', path ?? '', '..')).length).toBeGreaterThan(0);
    }
  });

  it('the command for Jenkins and Azure fails a build', async () => {
    const command = /script: (?<line>npx .*)$/m.exec(text)?.groups?.['line'] ?? '';
    await writeFile(
      join(project, 'phaseout'),
      `#!/bin/sh\nexec "${process.execPath}" "${programPath()}" "$@"\n`,
      {
        mode: 0o755,
      },
    );
    const run = await runCommand(
      'sh',
      ['-c', command.replace('npx --yes ./phaseout-0.1.0.tgz', './phaseout')],
      {
        cwd: project,
        env: { IMAGE_ROOT: `in $(touch pwned) "fected"` },
      },
    );
    expect(run.code).toBe(1);
  });
});
