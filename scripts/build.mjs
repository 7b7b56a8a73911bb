// Bundles the program into dist/, checks and compiles the built-in rule pack into dist/rules.json,
// and with --schemas writes the published JSON Schemas. `npm pack` of a fresh clone starts here, so it installs first.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureInstalled, inputStamp, root } from './lib/setup.mjs';

ensureInstalled();
const { build } = await import('esbuild');

const dist = join(root, 'dist');
const stamp = inputStamp();
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

const common = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  packages: 'external',
  logLevel: 'warning',
  define: { __PHASEOUT_VERSION__: JSON.stringify(version) },
};

rmSync(dist, { recursive: true, force: true });
mkdirSync(dist, { recursive: true });

await build({
  ...common,
  entryPoints: ['src/cli/main.ts'],
  outdir: 'dist',
  splitting: true,
  minifySyntax: true,
  minifyWhitespace: true,
  chunkNames: 'chunks/[name]-[hash]',
});

// Threads start from the text of one script, in the single file too, so it is CommonJS and has everything in it.
await build({
  ...common,
  entryPoints: ['src/cli/rows/rows-worker.ts'],
  outfile: 'dist/rows-worker.cjs',
  format: 'cjs',
  packages: 'bundle',
  minifySyntax: true,
  minifyWhitespace: true,
});

const packBuilder = join(root, 'node_modules', '.cache', 'phaseout', 'build-pack.mjs');
await build({ ...common, entryPoints: ['src/rules/build-pack.ts'], outfile: packBuilder });
const { buildPack, jsonSchemas } = await import(`${pathToFileURL(packBuilder).href}?${Date.now()}`);

const { json, faults } = await buildPack(join(root, 'rules'));
if (faults.length > 0) {
  for (const fault of faults) {
    process.stderr.write(
      `${fault.file}:${fault.line}:${fault.column}: ${fault.path}: found ${fault.found}, expected ${fault.expected}\n`,
    );
  }
  process.stderr.write(`the built-in rule pack has ${faults.length} faults; nothing was built\n`);
  process.exit(2);
}
writeFileSync(join(dist, 'rules.json'), json);

if (process.argv.includes('--schemas')) {
  mkdirSync(join(root, 'schemas'), { recursive: true });
  for (const [name, text] of Object.entries(jsonSchemas())) writeFileSync(join(root, 'schemas', name), text);
}

writeFileSync(join(dist, '.stamp'), stamp);
