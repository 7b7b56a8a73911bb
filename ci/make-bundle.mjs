// Makes one archive with everything that a scan needs: Node.js, the program, and its packages from the lock file. For
// machines without Node.js, such as the guest of an image build (docs/packer/in-guest/).
//   node ci/make-bundle.mjs OUT.tar.gz [NODE]
// NODE is the Node.js program to put in, where the bundle is for another system than this one; it becomes `node`, or
// `node.exe` where its name says so.
import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ensureBuilt, ensureInstalled, root } from '../scripts/lib/setup.mjs';

const [out, node = process.execPath] = process.argv.slice(2);
if (out === undefined || !existsSync(node)) {
  process.stderr.write('usage: node ci/make-bundle.mjs OUT.tar.gz [NODE]\n');
  process.exit(2);
}
ensureInstalled();
ensureBuilt();

const folder = mkdtempSync(join(tmpdir(), 'phaseout-bundle-'));
try {
  for (const part of ['bin', 'dist', 'package.json', 'package-lock.json', 'LICENSE']) {
    cpSync(join(root, part), join(folder, part), { recursive: true });
  }
  run('npm', ['ci', '--omit=dev', '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund'], folder);
  const program = join(folder, /\.exe$/i.test(node) ? 'node.exe' : 'node');
  copyFileSync(node, program);
  chmodSync(program, 0o755);
  run('tar', ['-czf', resolve(out), '.'], folder);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function run(command, args, cwd) {
  const { status, error } = spawnSync(command, args, { cwd, stdio: ['ignore', 2, 2] });
  if (status === 0) return;
  rmSync(folder, { recursive: true, force: true });
  process.stderr.write(`${command} failed${error ? `: ${error.message}` : ''}\n`);
  process.exit(status ?? 1);
}
