// `npm run check`: lint, format and import circles (Biome), types (tsc), and validation of the rule pack.
import { ensureBuilt, ensureInstalled, runNode } from './lib/setup.mjs';

ensureInstalled();
const steps = [
  [
    'lint, format, import circles',
    () => runNode('node_modules/@biomejs/biome/bin/biome', ['check', '--error-on-warnings', '.']),
  ],
  ['types', () => runNode('node_modules/typescript/bin/tsc', [])],
  [
    'rule pack',
    () => {
      ensureBuilt();
      return runNode('bin/phaseout.js', ['rules', 'validate', 'rules']);
    },
  ],
];

let failed = 0;
for (const [name, run] of steps) {
  const code = run();
  process.stdout.write(`${code === 0 ? 'ok    ' : 'FAILED'} ${name}\n`);
  if (code !== 0) failed++;
}
process.exit(failed === 0 ? 0 : 1);
