import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The folder into which the packed program was installed with its runtime dependencies alone. */
    installedIn: string;
  }
}

/** Before the first test: `npm pack`, then `npm install` of that package alone in an empty folder. */
export default function setup(project: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'phaseout-installed-'));
  npm(['pack', '--ignore-scripts', '--pack-destination', folder], process.cwd());
  const archive = readdirSync(folder).find((name) => name.endsWith('.tgz'));
  if (archive === undefined) throw new Error('npm pack made no package');
  chmodSync(folder, 0o755);
  writeFileSync(join(folder, 'package.json'), '{"private":true}\n');
  npm(
    [
      'install',
      '--omit=dev',
      '--ignore-scripts',
      '--prefer-offline',
      '--no-audit',
      '--no-fund',
      `./${archive}`,
    ],
    folder,
  );
  project.provide('installedIn', folder);
  return () => rmSync(folder, { recursive: true, force: true });
}

function npm(args: readonly string[], cwd: string): void {
  const result = spawnSync('npm', args, { cwd, encoding: 'utf8' });
  if (result.status !== 0) throw new Error(`npm ${args[0]} failed:\n${result.stdout}\n${result.stderr}`);
}
