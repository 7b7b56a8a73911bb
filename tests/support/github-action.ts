import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type Run, runCommand } from './phaseout.ts';

/** The parts of action.yml that a runner acts on. */
export interface ActionFile {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default?: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: {
    readonly using: string;
    readonly steps: readonly {
      readonly id?: string;
      readonly uses?: string;
      readonly shell?: string;
      readonly run?: string;
      readonly env?: Readonly<Record<string, string>>;
    }[];
  };
}

/** What a step of a workflow sees of the action afterwards. */
export interface ActionRun extends Run {
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
}

/** action.yml of this checkout. */
export function actionFile(): ActionFile {
  return parse(readFileSync('action.yml', 'utf8'));
}

/**
 * Runs the action as a runner does: each step's environment and script with `${{ inputs.… }}` filled in, bash started
 * with the options that the runner gives it (`--noprofile --norc -e -o pipefail FILE`), outputs and summary from files.
 * Source: docs.github.com, "Workflow syntax" (shell) and "Workflow commands" (multiline strings).
 */
export async function runAction(
  inputs: Readonly<Record<string, string>>,
  workspace: string,
): Promise<ActionRun> {
  const { runs } = actionFile();
  const [step] = runs.steps;
  const files = mkdtempSync(join(tmpdir(), 'phaseout-runner-'));
  try {
    const [outputs, summary, script] = ['outputs', 'summary', 'script'].map((name) => join(files, name));
    if (outputs === undefined || summary === undefined || script === undefined) throw new Error('no files');
    for (const file of [outputs, summary]) writeFileSync(file, '');
    const fill = (text: string): string =>
      text.replace(/\$\{\{ inputs\.([\w-]+) \}\}/g, (_, name: string) => inputs[name] ?? '');
    writeFileSync(script, fill(step?.run ?? ''));
    const run = await runCommand('bash', ['--noprofile', '--norc', '-e', '-o', 'pipefail', script], {
      cwd: workspace,
      env: {
        ...Object.fromEntries(Object.entries(step?.env ?? {}).map(([name, text]) => [name, fill(text)])),
        GITHUB_ACTION_PATH: process.cwd(),
        GITHUB_WORKSPACE: workspace,
        GITHUB_OUTPUT: outputs,
        GITHUB_STEP_SUMMARY: summary,
      },
    });
    return {
      ...run,
      outputs: outputsOf(readFileSync(outputs, 'utf8')),
      summary: readFileSync(summary, 'utf8'),
    };
  } finally {
    rmSync(files, { recursive: true });
  }
}

function outputsOf(text: string): Record<string, string> {
  const found = text.matchAll(/^(?<name>[\w-]+)<<(?<end>\S+)\n(?<value>[\s\S]*?)\n\k<end>$/gm);
  return Object.fromEntries(
    [...found].map(({ groups }) => [groups?.['name'] ?? '', groups?.['value'] ?? '']),
  );
}
