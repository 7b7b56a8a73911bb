import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the checkout. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** What a build depends on; a change of any of these makes the next start build again. */
const inputs = ['src', 'rules', 'scripts/build.mjs', 'package.json', 'package-lock.json'];

/** Installs from the lock file unless what is installed already equals it. npm's own output goes to stderr. */
export function ensureInstalled() {
  if (isInstalled()) return;
  process.stderr.write('phaseout: installing packages from the lock file …\n');
  npm(['ci', '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']);
}

/** Builds unless `dist/` was built from exactly these sources. */
export function ensureBuilt() {
  if (isBuilt()) return;
  process.stderr.write('phaseout: building …\n');
  const result = spawnSync(process.execPath, [join(root, 'scripts', 'build.mjs')], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  if (result.status !== 0) process.exit(result.status ?? 1);
}

/** Names, sizes and times of all inputs of a build, as one hash. */
export function inputStamp() {
  const hash = createHash('sha256');
  for (const input of inputs) stampPath(hash, input);
  return hash.digest('hex');
}

/** Runs a program of a dev dependency by its script, with this Node, and ends with its exit code on failure. */
export function runNode(script, args, options = {}) {
  const result = spawnSync(process.execPath, [...(options.execArgv ?? []), join(root, script), ...args], {
    cwd: root,
    stdio: 'inherit',
    ...options,
  });
  return result.status ?? 1;
}

function isInstalled() {
  const installedPath = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installedPath)) return false;
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const installed = JSON.parse(readFileSync(installedPath, 'utf8')).packages;
  return Object.entries(wanted).every(
    ([path, entry]) => path === '' || entry.optional === true || installed[path]?.version === entry.version,
  );
}

function isBuilt() {
  const stampFile = join(root, 'dist', '.stamp');
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === inputStamp();
}

function stampPath(hash, path) {
  const full = join(root, path);
  const stat = statSync(full);
  if (stat.isDirectory()) {
    for (const name of readdirSync(full).sort()) stampPath(hash, `${path}/${name}`);
  } else {
    hash.update(`${path}\0${stat.size}\0${stat.mtimeMs}\n`);
  }
}

/** npm starts this script, so its own JavaScript is known; it needs no shell then, on Windows either. */
export function npmCommand(args) {
  const script = process.env.npm_execpath;
  return script?.endsWith('js') ? [process.execPath, [script, ...args]] : ['npm', args];
}

function npm(args) {
  const [command, all] = npmCommand(args);
  const result = spawnSync(command, all, { cwd: root, stdio: ['ignore', 2, 2] });
  if (result.status !== 0) {
    process.stderr.write(
      `phaseout: npm ${args[0]} failed${result.error ? `: ${result.error.message}` : ''}\n`,
    );
    process.exit(result.status ?? 1);
  }
}
