import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import type { Report } from '../../../src/model/report.ts';
import { type BareRoot, makeBareRoot } from '../../support/bare-root.ts';
import { buildPackage, writeTree } from '../../support/debian-root.ts';
import { describeWith } from '../../support/needs.ts';
import { phaseout, type Run, runCommand } from '../../support/phaseout.ts';
import { makePackages } from '../../support/single-files.ts';
import { vendorPackages } from '../../support/vendor-packages.ts';
import { makeWindowsRoot } from '../../support/windows-root.ts';

const fixed = ['--as-of', '2026-11-22', '--reproducible'] as const;
const json = ['--format', 'json', ...fixed] as const;
const slow = 240_000;

const ownRule = `
product: acme-agent
name: ACME agent
vendor: ACME
class: endpoint-protection
platforms: [linux]
signatures:
  - id: package
    kind: software
    when: { name: acme-agent }
    proves: installed
    source: https://acme.example/agent
migration:
  summary: Remove it with the package manager.
  steps:
    - text: Remove the package.
      removes: true
  source: https://acme.example/agent
`;

/**
 * The single file on a Linux that has nothing but the C and C++ libraries, beside the installed program on this machine:
 * both look at the same files under the same paths, so what they print must be the same.
 */
describeWith(
  ['root', 'chroot', 'strace', 'dpkg', 'dpkg-deb', 'mksquashfs', 'wimlib-imagex', 'tar', 'xz', 'zstd'],
  'the single file on a bare Linux',
  () => {
    let folder: string;
    let program: string;
    let bare: BareRoot;
    const at = (name: string): string => join(folder, name);
    const make = (command: string, ...args: string[]): void =>
      void execFileSync(command, args, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
    const inBare = (args: readonly string[], input?: Buffer): Promise<Run> =>
      runCommand('/phaseout', args, {
        through: ['chroot', bare.path],
        env: { HOME: '/', NODE_OPTIONS: '--require /no-such-file' },
        ...(input && { input }),
      });

    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'phaseout-single-'));
      makePackages(at('release'), ['--target', 'linux-x64']);
      program = at('release/phaseout-linux-x64');

      writeTree(at('system'), {
        'etc/os-release': 'ID=debian\nPRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\n',
        'etc/hostname': 'golden\n',
        'var/lib/dpkg/status': '',
      });
      for (const name of ['info', 'updates']) mkdirSync(at(`system/var/lib/dpkg/${name}`));
      const packages = vendorPackages().map((definition) => buildPackage(definition, folder));
      make('dpkg', `--root=${at('system')}`, '--force-all', '--install', ...packages);
      const windows = makeWindowsRoot(join(import.meta.dirname, '../windows/hosts/fleet-workstation'));
      mkdirSync(at('data'));
      make('wimlib-imagex', 'capture', windows.path, 'data/windows.wim', '--compress=LZX');
      windows.remove();
      make('mksquashfs', 'system', 'data/system.squashfs', '-quiet', '-no-progress', '-comp', 'xz');
      make('tar', '-C', 'system', '-cf', 'data/system.tar', '.');
      make('xz', '-k', '-0', 'data/system.tar');
      make('zstd', '-q', 'data/system.tar');
      mkdirSync(at('data/rules'));
      writeFileSync(at('data/rules/acme.yaml'), ownRule.trimStart());
      const inventory = ['inventory', '--root', at('system'), '--format', 'ndjson', '--reproducible'];
      writeFileSync(at('data/host.ndjson'), (await phaseout(inventory)).stdout);
      make('zstd', '-q', 'data/host.ndjson');
      // Large enough for threads: some 20 MB of hosts, each with one row of another product.
      const [, row = ''] = readFileSync(at('data/host.ndjson'), 'utf8').split('\n');
      const other = JSON.stringify({ ...JSON.parse(row), name: 'acme', displayName: 'ACME '.repeat(40) });
      const rows = Array.from({ length: 30_000 }, (_, index) =>
        (index % 1000 === 0 ? row : other).replace('{', `{"host":"host-${index >> 4}",`),
      );
      writeFileSync(at('data/many.ndjson'), `${rows.join('\n')}\n`);
      const report = await phaseout(['scan', '--root', at('system'), '--include-inventory', ...json]);
      writeFileSync(at('data/report.json'), report.stdout);

      bare = makeBareRoot(program);
      for (const name of ['system', 'data']) bare.copy(at(name));
    }, slow);

    afterAll(() => {
      bare?.remove();
      if (folder) rmSync(folder, { recursive: true, force: true });
    });

    it('stands on a root of which nothing is Node.js', () => {
      const own = bare.files().filter((file) => !file.startsWith(folder));
      expect(own.filter((file) => !/^\/lib(64)?\/.*\.so(\.\d+)*$/.test(file))).toEqual([
        '/phaseout',
        '/etc/os-release',
      ]);
      expect(own.length).toBeLessThan(12);
    });

    const target = (name: string): string => `<folder>/${name}`;
    it.each<readonly [readonly string[], number]>([
      [['--version', '--verbose'], 0],
      [['--help'], 0],
      [['scan', '--root', target('system'), ...json], 1],
      [['scan', '--root', target('system'), '--lang', 'de', '--audience', 'us-federal', ...fixed], 1],
      [['scan', '--root', target('system'), '--format', 'html', '--redact', 'users', ...fixed], 1],
      [['scan', '--image', target('data/system.squashfs'), ...json], 1],
      [['scan', '--image', target('data/windows.wim'), ...json], 1],
      [['scan', '--image', target('data/system.tar.xz'), ...json], 1],
      [['scan', '--image', target('data/system.tar.zst'), ...json], 1],
      [['inventory', '--root', target('system'), '--format', 'json', '--reproducible'], 0],
      [['match', target('data/host.ndjson'), ...json], 1],
      [['match', target('data/host.ndjson.zst'), ...json], 1],
      [['match', target('data/many.ndjson'), ...json], 1],
      [['fleet', target('data/report.json'), '--as-of', '2026-11-22'], 1],
      [['fleet', target('data/report.json'), '--as-of', '2026-11-22', '--format', 'html'], 1],
      [['rmm', 'ninjaone', '--no-report', '--root', target('system'), '--as-of', '2026-11-22'], 1],
      [['export', 'sql', '--dialect', 'sqlite'], 0],
      [['export', 'powershell'], 0],
      [['report', target('data/report.json'), '--format', 'html', ...fixed], 1],
      [['report', target('data/report.json'), '--format', 'sarif', ...fixed], 1],
      [['report', target('data/report.json'), '--format', 'junit', ...fixed], 1],
      [['report', target('data/report.json'), '--format', 'cyclonedx', ...fixed], 1],
      [['report', target('data/report.json'), '--format', 'csv', ...fixed], 1],
      [['explain', 'kesl@golden', '--report', target('data/report.json')], 0],
      [['rules', 'list'], 0],
      [['rules', 'validate', target('data/rules')], 0],
      [['rules', 'lint', target('data/rules')], 0],
      [['rules', 'schema'], 0],
      [['regimes', 'list'], 0],
      [['collectors'], 0],
      [['scan', '--root', target('nowhere')], 2],
      [['--child-task', 'slow-disk'], 2],
    ])('%j prints what the installed program prints', async (words, code) => {
      const args = words.map((word) => word.replace('<folder>', folder));
      const [single, installed] = await Promise.all([inBare(args), phaseout(args)]);
      const plain = (text: string): string => text.replace(/^Node\.js .*$/m, 'Node.js');
      expect(plain(single.stdout)).toBe(plain(installed.stdout));
      expect(single.stderr).toBe(installed.stderr);
      expect(single.code).toBe(code);
      expect(installed.code).toBe(code);
    });

    it('judges what it is given on standard input', async () => {
      const inventory = readFileSync(at('data/host.ndjson'));
      const { stdout, code } = await inBare(['match', '-', ...json], inventory);
      const { findings } = JSON.parse(stdout) as Report;
      expect(findings.map(({ product }) => product.id)).toContain('kesl');
      expect(code).toBe(1);
    });

    it('scans the bare host itself, and says the same of it as the installed program there', async () => {
      // The second root has Node.js and the installed program, under paths that no collector looks at.
      const other = makeBareRoot(program);
      copyFileSync(process.execPath, join(other.path, 'node'));
      other.copy(inject('installedIn'));
      const script = join(inject('installedIn'), 'node_modules/phaseout/bin/phaseout.js');
      for (const { path } of [bare, other]) {
        execFileSync('cp', ['-a', `${at('system')}/.`, path]);
        writeFileSync(join(path, 'etc/machine-id'), '0123456789abcdef0123456789abcdef\n');
      }
      for (const args of [['scan', ...json, '--verbose'], ['doctor']]) {
        const single = await inBare(args);
        const installed = await runCommand('/node', [script, ...args], {
          through: ['chroot', other.path],
          env: { HOME: '/' },
        });
        const steady = (text: string): string =>
          text.replace(/Node\.js v\S+/, 'Node.js').replace(/\d+ ms/g, 'N ms');
        expect(steady(single.stdout)).toBe(steady(installed.stdout));
        expect(single.code).toBe(installed.code);
      }
      const { findings } = JSON.parse((await inBare(['scan', ...json])).stdout) as Report;
      expect(findings.map(({ product }) => product.id)).toContain('kesl');
      other.remove();
    });

    it('opens no file of a Node.js installation and no package', async () => {
      const trace = at('trace');
      const args = ['-f', '-e', 'trace=%file', '-o', trace, 'chroot', bare.path, '/phaseout'];
      const traced = await runCommand('strace', [
        ...args,
        'scan',
        '--image',
        at('data/windows.wim'),
        ...json,
      ]);
      expect(traced).toMatchObject({ code: 1, stderr: '' });
      const text = readFileSync(trace, 'utf8');
      const inside = text.slice(text.indexOf('execve("/phaseout"'));
      const paths = new Set(
        [...inside.matchAll(/"(?<path>[^"]*)"/g)].map(({ groups }) => groups?.['path'] ?? ''),
      );
      expect([...paths]).toContain(at('data/windows.wim'));
      expect(
        [...paths].filter((path) => /node_modules|\bnode\b|\.npm|package\.json|\.[cm]?js$/.test(path)),
      ).toEqual([]);
    });

    it('ends with an exit code that is none of ours where the C++ library is missing', async () => {
      const poor = makeBareRoot(program);
      const library = poor.files().find((file) => file.endsWith('/libstdc++.so.6'));
      rmSync(join(poor.path, library ?? 'libstdc++.so.6'));
      const { code, stdout, stderr } = await runCommand('/phaseout', ['--version'], {
        through: ['chroot', poor.path],
      });
      expect(stderr).toContain('error while loading shared libraries: libstdc++.so.6');
      expect({ code, stdout }).toEqual({ code: 127, stdout: '' });
      poor.remove();
    });

    it('is its own child where a slow disk is read', async () => {
      const child = spawn(program, ['--child-task', 'slow-disk'], {
        stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
        serialization: 'advanced',
        env: {},
      });
      const ended = once(child, 'exit');
      const ask = async (...call: unknown[]): Promise<unknown> => {
        child.send(call);
        return (await once(child, 'message'))[0];
      };
      expect(await ask('list', at('data/rules'), 10)).toEqual({
        value: [{ name: 'acme.yaml', type: 'file' }],
      });
      expect(await ask('readlink', at('data'))).toMatchObject({ error: { code: 'EINVAL' } });
      child.disconnect();
      expect(await ended).toEqual([0, null]);
    });

    it('says that it carries no database', async () => {
      const args = ['fleet', at('data/report.json'), '--db', '/tmp/fleet.duckdb'];
      const { code, stderr } = await inBare(args);
      expect(stderr).toMatch(
        /--db needs DuckDB, .*\n {2}the single-file program loads no package: run fleet --db where/,
      );
      expect(code).toBe(2);
    });

    it(
      'is the same file when it is made again',
      () => {
        makePackages(at('again'), ['--target', 'linux-x64']);
        for (const name of ['phaseout-linux-x64', 'THIRD-PARTY-LICENSES.txt', 'SHA256SUMS']) {
          expect(readFileSync(at(`again/${name}`)).equals(readFileSync(at(`release/${name}`)))).toBe(true);
        }
        execFileSync('sha256sum', ['--check', '--strict', 'SHA256SUMS'], { cwd: at('again'), stdio: 'pipe' });
      },
      slow,
    );
  },
);
