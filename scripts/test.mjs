// `npm test`: all set-up, then vitest; ends with `N passed, N failed, N skipped` from vitest's own JSON result.
// A test that lacks a system program is named as skipped; with CI=true the test itself fails (tests/support/needs.ts).
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt, ensureInstalled, root, runNode } from './lib/setup.mjs';

ensureInstalled();
ensureBuilt();

const results = join(root, 'node_modules', '.cache', 'phaseout', 'vitest.json');
mkdirSync(join(results, '..'), { recursive: true });
rmSync(results, { force: true });
const code = runNode('node_modules/vitest/vitest.mjs', [
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${results}`,
  ...process.argv.slice(2),
]);

const { testResults } = JSON.parse(readFileSync(results, 'utf8'));
const tests = testResults.flatMap((file) => file.assertionResults);
const count = (...states) => tests.filter((test) => states.includes(test.status)).length;
const brokenFiles = testResults.filter(
  (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
).length;

const lacking = new Map();
for (const test of tests) {
  if (!['pending', 'skipped', 'todo', 'disabled'].includes(test.status)) continue;
  const program = /\[lacks (?<what>[^\]]+)\]/.exec(test.fullName)?.groups?.what ?? 'no reason given';
  lacking.set(program, (lacking.get(program) ?? 0) + 1);
}
for (const [program, number] of lacking) process.stdout.write(`skipped ${number}: lacks ${program}\n`);

const passed = count('passed');
const failed = count('failed') + brokenFiles;
const skipped = count('pending', 'skipped', 'todo', 'disabled');
process.stdout.write(`${passed} passed, ${failed} failed, ${skipped} skipped\n`);
const unexplained = skipped > 0 && (process.env.CI === 'true' || lacking.has('no reason given'));
process.exit(code !== 0 || failed > 0 || unexplained ? code || 1 : 0);
