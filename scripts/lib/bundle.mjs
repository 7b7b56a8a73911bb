import { join } from 'node:path';
import { build } from 'esbuild';
import { root } from './setup.mjs';

/** Bundles one TypeScript file of the project into a script in the cache folder and returns the script's path. */
export async function bundleScript(entry) {
  const outfile = join(root, 'node_modules', '.cache', 'phaseout', `${entry.replaceAll('/', '-')}.mjs`);
  await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    logLevel: 'warning',
  });
  return outfile;
}
