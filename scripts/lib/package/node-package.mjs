import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { npmCommand } from '../setup.mjs';
import { nodeVersion } from './targets.mjs';

const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'phaseout-package');

/**
 * Path of a file out of an npm package that carries Node.js. The package is fetched once, by npm, into the user's cache
 * folder: npm would refuse it as a dependency, because it names another system. The file's content is checked each time.
 */
export function nodeFile({ package: name, path, sha256 }) {
  const folder = join(cache, `${name}-${nodeVersion}`);
  const file = join(folder, 'node_modules', name, path);
  const isRight = () => existsSync(file) && digest(file) === sha256;
  if (!isRight()) fetchPackage(name, folder, isRight);
  if (isRight()) return file;
  throw new Error(`${name}@${nodeVersion} carries another ${path} than the one that was checked (${sha256})`);
}

function fetchPackage(name, folder, isRight) {
  process.stderr.write(`phaseout: fetching ${name}@${nodeVersion} …\n`);
  mkdirSync(cache, { recursive: true });
  const fresh = mkdtempSync(join(cache, 'fetch-'));
  writeFileSync(join(fresh, 'package.json'), '{"private":true}\n');
  // --force: the package names another system; --ignore-scripts: nothing of it runs here.
  const words = ['install', '--force', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const [command, args] = npmCommand([...words, `${name}@${nodeVersion}`]);
  const { status, stderr, error } = spawnSync(command, args, { cwd: fresh, encoding: 'utf8' });
  if (status !== 0)
    throw new Error(`npm could not fetch ${name}@${nodeVersion}: ${error?.message ?? stderr}`);
  // Another process may have fetched it meanwhile, and may be reading it.
  if (isRight()) {
    rmSync(fresh, { recursive: true, force: true });
    return;
  }
  rmSync(folder, { recursive: true, force: true });
  renameSync(fresh, folder);
}

function digest(path) {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}
