// `npm run fuzz [CASES] [SEED]`: mutated input for the parsers, 100,000 cases each unless said otherwise.
// The same slice with fewer cases and a fixed seed runs in `npm test`.
import { pathToFileURL } from 'node:url';
import { ensureInstalled } from './lib/setup.mjs';

ensureInstalled();
const { bundleScript } = await import('./lib/bundle.mjs');

const [cases = 100_000, seed = Date.now() % 2 ** 31] = process.argv.slice(2).map(Number);
const print = (line) => process.stdout.write(`${line}\n`);

for (const target of [
  'fuzz/hive/fuzz-hive.ts',
  'fuzz/reg-file/fuzz-reg-file.ts',
  'fuzz/disk/fuzz-disk.ts',
  'fuzz/plist/fuzz-plist.ts',
  'fuzz/rpm/fuzz-rpm.ts',
  'fuzz/apk/fuzz-apk.ts',
  'fuzz/tar/fuzz-tar.ts',
]) {
  const { run } = await import(pathToFileURL(await bundleScript(target)).href);
  print(`${target}: ${cases} cases, seed ${seed}`);
  const { failures } = await run({ cases, seed, print });
  if (failures.length > 0) process.exitCode = 1;
}
