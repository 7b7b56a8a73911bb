import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeTree } from '../support/debian-root.ts';
import { runCommand } from '../support/phaseout.ts';

/** npm keeps its registry and its certificates wherever this machine has them. */
const npmSettings = Object.fromEntries(
  Object.entries(process.env).filter(
    (entry): entry is [string, string] =>
      /^(npm_config_|node_extra|https?_proxy|no_proxy|ssl_)/i.test(entry[0]) && entry[1] !== undefined,
  ),
);

/** A checkout as a stranger gets it: tracked and new files, nothing installed, nothing built, in a path with odd letters. */
describe('in a fresh checkout', () => {
  let folder: string;
  let checkout: string;
  const npm = (...args: string[]) =>
    runCommand('npm', args, { cwd: checkout, env: { ...npmSettings, npm_config_prefer_offline: 'true' } });

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'phaseout-start-'));
    checkout = join(folder, 'Prüfung und (Test) 検査');
    const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
      encoding: 'utf8',
    });
    for (const file of files.split('\0').filter((name) => name !== '' && existsSync(name))) {
      if (file.startsWith('tests/')) continue;
      mkdirSync(dirname(join(checkout, file)), { recursive: true });
      cpSync(file, join(checkout, file));
    }
    writeTree(join(folder, 'root'), {
      'etc/os-release': 'ID=debian\nPRETTY_NAME="Debian"\n',
      'var/lib/dpkg/status': 'Package: bash\nStatus: install ok installed\nVersion: 5\nArchitecture: amd64\n',
    });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('npm start installs, builds and scans; a pipe gets the report alone', async () => {
    const run = await npm(
      'start',
      '--silent',
      '--',
      'scan',
      '--root',
      join(folder, 'root'),
      '--format',
      'json',
    );
    expect(run.stderr).toMatch(/installing packages from the lock file/);
    expect(run.stderr).toMatch(/building/);
    expect(JSON.parse(run.stdout)).toMatchObject({ schema: 'phaseout/report@1', findings: [] });
    expect(run.code).toBe(0);
  }, 240_000);

  it('the second start neither installs nor builds', async () => {
    const built = statSync(join(checkout, 'dist', '.stamp')).mtimeMs;
    const run = await npm('start', '--silent', '--', '--root', join(folder, 'root'));
    expect(run.stderr).toBe('');
    expect(run.stdout).toMatch(/NO KASPERSKY FOUND/);
    expect(statSync(join(checkout, 'dist', '.stamp')).mtimeMs).toBe(built);
  });

  it('a bare npm start scans this machine', async () => {
    const run = await npm('start', '--silent');
    expect(run.stdout).toMatch(/Looked at: \d+ sources/);
    expect([0, 1, 3]).toContain(run.code);
  });

  it('npm pack installs first as well, so that the package holds what it needs', async () => {
    for (const name of ['node_modules', 'dist']) rmSync(join(checkout, name), { recursive: true });
    const run = await npm('pack', '--silent');
    expect(run.stderr).toMatch(/installing packages from the lock file/);
    const files = execFileSync('tar', ['-tf', join(checkout, run.stdout.trim())], { encoding: 'utf8' });
    expect(files.split('\n')).toEqual(
      expect.arrayContaining(['package/dist/main.js', 'package/node_modules/zod/package.json']),
    );
    expect(run.code).toBe(0);
  }, 240_000);
});
