// `npm run bench [NAME…]`: start-up, scans against peers, registry hives against other readers, reports in every format, the matcher's scale, and inventories of two million rows against DuckDB and ripgrep. Prints figures and ratios; asserts nothing.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuilt, ensureInstalled, root, runNode } from './lib/setup.mjs';

ensureInstalled();
ensureBuilt();
const { bundleScript } = await import('./lib/bundle.mjs');

const print = (line) => process.stdout.write(`${line}\n`);
const program = join(root, 'bin', 'phaseout.js');

const benchmarks = {
  'start-up': async () => (await import('../bench/start-up.mjs')).run({ program, print }),
  scan: async () => (await import('../bench/scan.mjs')).run({ program, print }),
  hive: async () => (await import('../bench/hive/hive.mjs')).run({ print }),
  image: async () => (await import('../bench/image.mjs')).run({ program, print }),
  fleet: async () => (await import('../bench/fleet.mjs')).run({ program, print }),
  report: async () => {
    const { run } = await import(pathToFileURL(await bundleScript('bench/report/report.ts')).href);
    run({ print });
  },
  match: async () => {
    if (globalThis.gc === undefined) {
      const code = runNode('scripts/bench.mjs', ['match'], { execArgv: ['--expose-gc'] });
      if (code !== 0) process.exitCode = code;
      return;
    }
    const { run } = await import(pathToFileURL(await bundleScript('bench/match/scale.ts')).href);
    const pack = JSON.parse(readFileSync(join(root, 'dist', 'rules.json'), 'utf8'));
    await run({ pack: pack.pack ?? pack, print });
  },
  rows: async () => {
    const pack = JSON.parse(readFileSync(join(root, 'dist', 'rules.json'), 'utf8'));
    await (await import('../bench/match/rows.mjs')).run({ program, print, pack, bundleScript });
  },
};

const wanted = process.argv.slice(2).filter((name) => name !== '--');
for (const name of wanted.length > 0 ? wanted : Object.keys(benchmarks)) {
  if (!(name in benchmarks)) {
    process.stderr.write(`unknown benchmark ${name}; known: ${Object.keys(benchmarks).join(', ')}\n`);
    process.exit(2);
  }
  await benchmarks[name]();
  print('');
}
