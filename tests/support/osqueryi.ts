import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

const name = '@cdxgen/cdxgen-plugins-bin-linux-amd64';
const version = '2.5.1';
/** Of osqueryi 5.23.0 for Linux x64 in that package. */
const sha256 = '6a458f4a201431112482e42d7f3f3132f376e1dba6ee831e8bc574cfd0e3e3a5';

/**
 * Path of osqueryi 5.23.0, a static program, out of an npm package that carries it. It is fetched once into the user's
 * cache folder, outside the project; its content is checked each time.
 */
export function osqueryi(): string {
  const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'phaseout-tests');
  const folder = join(cache, `osqueryi-${version}`);
  const program = join(
    folder,
    'node_modules',
    ...name.split('/'),
    'plugins',
    'osquery',
    'osqueryi-linux-amd64',
  );
  if (!existsSync(program) || digest(program) !== sha256) {
    mkdirSync(cache, { recursive: true });
    const fresh = mkdtempSync(join(cache, 'fetch-'));
    writeFileSync(join(fresh, 'package.json'), '{"private":true}\n');
    const words = ['install', '--ignore-scripts', '--no-audit', '--no-fund', `${name}@${version}`];
    const result = spawnSync('npm', words, { cwd: fresh, encoding: 'utf8' });
    if (result.status !== 0) throw new Error(`npm could not fetch ${name}@${version}:\n${result.stderr}`);
    rmSync(folder, { recursive: true, force: true });
    renameSync(fresh, folder);
  }
  if (digest(program) !== sha256) throw new Error(`${program} is not the osqueryi that was checked`);
  return program;
}

function digest(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}
