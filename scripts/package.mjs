// `npm run package`: single-file programs for Windows, Linux and macOS, with licences and check sums (docs/single-file.md).
//   --target NAME   only this one (repeatable): windows-x64, linux-x64, linux-arm64, macos-arm64
//   --output DIR    where to; `release` in the project's folder unless given
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBuilt, ensureInstalled, root } from './lib/setup.mjs';

const { values } = parseArgs({
  options: { target: { type: 'string', multiple: true }, output: { type: 'string' } },
});

ensureInstalled();
ensureBuilt();
const { bundleSingleFile } = await import('./lib/bundle-single-file.mjs');
const { buildProgram } = await import('./lib/package/build-program.mjs');
const { nodeFile } = await import('./lib/package/node-package.mjs');
const { nodeLicence, nodeVersion, targets } = await import('./lib/package/targets.mjs');
const { thirdPartyText } = await import('./lib/package/third-party.mjs');

const unknown = values.target?.find((name) => !targets.some((target) => target.name === name));
if (unknown !== undefined) {
  process.stderr.write(`no target ${unknown}; there are ${targets.map(({ name }) => name).join(', ')}\n`);
  process.exit(2);
}
const wanted = targets.filter(({ name }) => values.target?.includes(name) ?? true);
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const folder = resolve(values.output ?? join(root, 'release'));
const scratch = mkdtempSync(join(tmpdir(), 'phaseout-package-'));

try {
  const bundle = await bundleSingleFile(join(scratch, 'bundle'), version);
  mkdirSync(folder, { recursive: true });
  const made = [];
  for (const target of wanted) {
    const name = `phaseout-${version}-${target.name}${target.suffix}`;
    buildProgram({ target, bundle, output: join(folder, name), version, scratch });
    made.push(name);
  }
  for (const name of ['LICENSE', 'NOTICE']) copyFileSync(join(root, name), join(folder, name));
  const texts = thirdPartyText(bundle.packages, nodeVersion, nodeFile(nodeLicence));
  writeFileSync(join(folder, 'THIRD-PARTY-LICENSES.txt'), texts);
  made.push('LICENSE', 'NOTICE', 'THIRD-PARTY-LICENSES.txt');
  const sums = made.sort().map((name) => `${sha256(join(folder, name))}  ${name}\n`);
  writeFileSync(join(folder, 'SHA256SUMS'), sums.join(''));
  for (const name of made) {
    const size = (statSync(join(folder, name)).size / 1e6).toFixed(1);
    process.stdout.write(`${size.padStart(7)} MB  ${join(folder, name)}\n`);
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

function sha256(path) {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}
