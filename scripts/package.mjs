// `npm run package`: single-file programs for Windows, Linux and macOS, and the npm package with all it needs; with
// licences and check sums (docs/single-file.md).
//   --target NAME   only this one (repeatable): windows-x64, linux-x64, linux-arm64, macos-arm64
//   --npm           only the npm package, or that too
//   --output DIR    where to; `release` in the project's folder unless given
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { nodeLicence, nodeVersion, targets } from './lib/package/targets.mjs';
import { ensureBuilt, ensureInstalled, npmCommand, root } from './lib/setup.mjs';

const values = options();
const all = values.target.length === 0 && !values.npm;
const unknown = values.target.find((name) => !targets.some((target) => target.name === name));
if (unknown !== undefined)
  end(2, `no target ${unknown}; there are ${targets.map(({ name }) => name).join(', ')}`);

ensureInstalled();
ensureBuilt();
const { bundleSingleFile } = await import('./lib/bundle-single-file.mjs');
const { buildProgram } = await import('./lib/package/build-program.mjs');
const { nodeFile } = await import('./lib/package/node-package.mjs');
const { thirdPartyText } = await import('./lib/package/third-party.mjs');

const wanted = targets.filter(({ name }) => all || values.target.includes(name));
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const folder = resolve(values.output ?? join(root, 'release'));
const scratch = mkdtempSync(join(tmpdir(), 'phaseout-package-'));

try {
  mkdirSync(folder, { recursive: true });
  const made = wanted.length > 0 ? await singleFiles() : [];
  if (all || values.npm) made.push(npmPackage());
  const sums = made.sort().map((name) => `${sha256(join(folder, name))}  ${name}\n`);
  writeFileSync(join(folder, 'SHA256SUMS'), sums.join(''));
  for (const name of made) {
    const size = (statSync(join(folder, name)).size / 1e6).toFixed(1);
    process.stdout.write(`${size.padStart(7)} MB  ${join(folder, name)}\n`);
  }
} catch (error) {
  process.exitCode = 1;
  process.stderr.write(`npm run package: ${error.message}\n`);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

/** What the command line says; ends with what may stand there where it is not understood. */
function options() {
  try {
    const { values } = parseArgs({
      options: {
        target: { type: 'string', multiple: true, default: [] },
        npm: { type: 'boolean', default: false },
        output: { type: 'string' },
      },
    });
    return values;
  } catch (error) {
    return end(2, `${error.message}\nnpm run package -- [--target NAME]… [--npm] [--output DIR]`);
  }
}

function end(code, message) {
  process.stderr.write(`npm run package: ${message}\n`);
  process.exit(code);
}

async function singleFiles() {
  const bundle = await bundleSingleFile(join(scratch, 'bundle'), version);
  const names = wanted.map((target) => {
    const name = `phaseout-${target.name}${target.suffix}`;
    buildProgram({ target, bundle, output: join(folder, name), version, scratch });
    return name;
  });
  for (const name of ['LICENSE', 'NOTICE']) copyFileSync(join(root, name), join(folder, name));
  const texts = thirdPartyText(bundle.packages, nodeVersion, nodeFile(nodeLicence));
  writeFileSync(join(folder, 'THIRD-PARTY-LICENSES.txt'), texts);
  return [...names, 'LICENSE', 'NOTICE', 'THIRD-PARTY-LICENSES.txt'];
}

/** With `bundleDependencies` of package.json the package holds what it needs, so that no registry is asked for it. */
function npmPackage() {
  const words = ['pack', '--ignore-scripts', '--loglevel=error', '--pack-destination', folder];
  const [command, args] = npmCommand(words);
  const { status, stderr, error } = spawnSync(command, args, { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(`npm pack failed: ${error?.message ?? stderr}`);
  return `phaseout-${version}.tgz`;
}

function sha256(path) {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}
