import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { writeTree } from '../support/debian-root.ts';
import { runCommand } from '../support/phaseout.ts';
import { makePackages } from '../support/single-files.ts';

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly optionalDependencies: Readonly<Record<string, string>>;
  readonly bundleDependencies: readonly string[];
}

const manifest = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8'),
) as Manifest;
const archive = 'phaseout-0.1.0.tgz';

describe('the npm package', () => {
  let folder: string;
  const at = (name: string): string => join(folder, name);

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'phaseout-npm-'));
    makePackages(folder, ['--npm']);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('bundles every package that the program needs, and not the optional database', () => {
    expect(manifest.bundleDependencies).toEqual(Object.keys(manifest.dependencies));
    expect(Object.keys(manifest.optionalDependencies)).toEqual(['@duckdb/node-api']);
    const { stdout } = spawnSync('tar', ['-tf', at(archive)], { encoding: 'utf8' });
    const files = stdout.split('\n');
    for (const name of manifest.bundleDependencies) {
      expect(files).toContain(`package/node_modules/${name}/package.json`);
    }
    // Nothing that was compiled for one system, nothing that only builds and tests.
    expect(
      files.filter((file) => /\.(node|bare|dll|so|dylib|exe)$|duckdb|esbuild|vitest/.test(file)),
    ).toEqual([]);
    // Messages name pages of docs/.
    for (const file of [
      'NOTICE',
      'LICENSE',
      'docs/inventories.md',
      'licences/LGPL-2.1.txt',
      'node_modules/7z-wasm/License.txt',
    ]) {
      expect(files).toContain(`package/${file}`);
    }
    expect(readFileSync(at('SHA256SUMS'), 'utf8')).toMatch(new RegExp(`^[0-9a-f]{64}  ${archive}\n$`));
  });

  it('has about the size that docs/single-file.md states', () => {
    const page = readFileSync(join(import.meta.dirname, '../../docs/single-file.md'), 'utf8');
    const stated = /`phaseout-0\.1\.0\.tgz` \|.*\| (?<size>[\d.]+) MB \|/.exec(page)?.groups?.['size'];
    const size = statSync(at(archive)).size / 1e6;
    expect(Math.abs(size / Number(stated) - 1)).toBeLessThan(0.05);
  });

  it('installs with an empty cache and no registry, and runs', async () => {
    mkdirSync(at('home'));
    const words = ['install', '--offline', '--cache', at('cache'), '--registry', 'http://127.0.0.1:9/'];
    const install = await runCommand('npm', [...words, '--prefix', at('installed'), at(archive)], {
      env: { HOME: at('home') },
    });
    expect(install.stderr).not.toContain('npm error');
    expect(install.code).toBe(0);

    writeTree(at('system'), {
      'etc/os-release': 'ID=debian\nPRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\n',
      'var/lib/dpkg/status':
        'Package: kesl\nStatus: install ok installed\nArchitecture: amd64\nVersion: 12.3.0-1162\n' +
        'Maintainer: AO Kaspersky Lab <support@kaspersky.example>\nDescription: Kaspersky Endpoint Security\n\n',
    });
    const program = at('installed/node_modules/.bin/phaseout');
    const scan = await runCommand(program, ['scan', '--root', at('system'), '--format', 'json']);
    expect((JSON.parse(scan.stdout) as Report).findings.map(({ product }) => product.id)).toEqual(['kesl']);
    expect(scan.code).toBe(1);

    const history = await runCommand(program, ['fleet', at('system'), '--db', at('fleet.duckdb')]);
    expect(history.stderr).toContain(
      '--db needs DuckDB, an optional part of phaseout that is not installed here',
    );
    expect(history.stderr).toContain(`@duckdb/node-api@${manifest.optionalDependencies['@duckdb/node-api']}`);
    expect(history.code).toBe(2);
  }, 120_000);
});
