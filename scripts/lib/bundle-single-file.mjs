import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, transform } from 'esbuild';
import { root } from './setup.mjs';

/**
 * Bundles the program with all its packages for the single file, into `folder`: `main` is the script that starts, and
 * `assets` maps the names of what it reads from the file itself (modules as CommonJS text, rule pack, 7-Zip) to paths.
 * `packages` names the npm packages of which something is inside.
 * The modules are those of the normal bundle: what a command does not need is not loaded.
 */
export async function bundleSingleFile(folder, version) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const common = {
    absWorkingDir: root,
    bundle: true,
    platform: 'node',
    target: 'node26',
    minifySyntax: true,
    minifyWhitespace: true,
    logLevel: 'warning',
    define: { __PHASEOUT_VERSION__: JSON.stringify(version) },
  };
  const modules = join(folder, 'modules');
  const { metafile } = await build({
    ...common,
    metafile: true,
    entryPoints: ['src/cli/single-file.ts'],
    outdir: modules,
    format: 'esm',
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    external: ['@duckdb/node-api'],
    plugins: [singleFileForm],
  });
  const assets = {
    'rules.json': join(root, 'dist', 'rules.json'),
    'rows-worker.cjs': join(root, 'dist', 'rows-worker.cjs'),
    '7zz.umd.js': join(root, 'node_modules', '7z-wasm', '7zz.umd.js'),
    '7zz.wasm': join(root, 'node_modules', '7z-wasm', '7zz.wasm'),
  };
  for (const file of readdirSync(modules, { recursive: true }).sort()) {
    if (!file.endsWith('.js')) continue;
    const path = join(modules, file);
    const { code } = await transform(readFileSync(path, 'utf8'), {
      format: 'cjs',
      platform: 'node',
      target: 'node26',
      minifySyntax: true,
      minifyWhitespace: true,
      supported: { 'dynamic-import': false },
      logLevel: 'warning',
    });
    writeFileSync(path, `"use strict";${code}`);
    assets[file.replaceAll('\\', '/')] = path;
  }
  const main = join(folder, 'loader.cjs');
  await build({ ...common, entryPoints: ['src/host/program-form/loader.ts'], outfile: main, format: 'cjs' });
  return { main, assets, packages: packagesOf(metafile) };
}

/** Puts the form of the single file in the place of the installed one. */
const singleFileForm = {
  name: 'single-file-form',
  setup({ onResolve }) {
    onResolve({ filter: /program-form\/installed\.ts$|^\.\/installed\.ts$/ }, () => ({
      path: join(root, 'src', 'host', 'program-form', 'single-file.ts'),
    }));
  },
};

function packagesOf({ outputs }) {
  const names = Object.values(outputs)
    .flatMap(({ inputs }) => Object.keys(inputs))
    .map((path) => /(?:^|.*\/)node_modules\/(?<name>(?:@[^/]+\/)?[^/]+)/.exec(path)?.groups?.name)
    .filter((name) => name !== undefined);
  return [...new Set([...names, '7z-wasm'])].sort();
}
