import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pacman } from '../../../../src/collect/linux/pacman.ts';
import { directoryHost } from '../../../../src/host/directory-host.ts';
import type { MemoryEntry } from '../../../../src/host/memory-host.ts';
import { describeWith } from '../../../support/needs.ts';
import { gapsOf, runOn, runOnFiles } from '../../run-on.ts';

const local = '/var/lib/pacman/local';
const desc =
  '%NAME%\nkesl\n\n%VERSION%\n12.3.0-1\n\n%ARCH%\nx86_64\n\n%INSTALLDATE%\n1719000000\n\n%LICENSE%\na\nb\n\n';

describe('pacman', () => {
  const cases: readonly {
    readonly name: string;
    readonly files: Readonly<Record<string, MemoryEntry>>;
    readonly items: readonly string[];
    readonly gaps: readonly string[];
  }[] = [
    { name: 'nothing there', files: { '/etc/hostname': 'a' }, items: [], gaps: [] },
    {
      name: 'a package',
      files: { [`${local}/kesl-12.3.0-1/desc`]: desc, [`${local}/ALPM_DB_VERSION`]: '9\n' },
      items: ['kesl 12.3.0-1 2024-06-21T20:00:00Z'],
      gaps: [],
    },
    {
      name: 'a package without its description, known by the name of its directory',
      files: { [`${local}/a-b-1:2.0-3/files`]: '%FILES%\n' },
      items: ['a-b 1:2.0-3 undefined'],
      gaps: [`malformed-row ${local}/a-b-1:2.0-3/desc`],
    },
    {
      name: 'a description that is cut off',
      files: { [`${local}/kesl-12.3.0-1/desc`]: desc.slice(0, 20) },
      items: ['kesl 12.3.0-1 undefined'],
      gaps: [`malformed-row ${local}/kesl-12.3.0-1/desc`],
    },
    {
      name: 'a description that cannot be read',
      files: { [`${local}/kesl-12.3.0-1/desc`]: { error: 'permission-denied' } },
      items: ['kesl 12.3.0-1 undefined'],
      gaps: [`permission-denied ${local}/kesl-12.3.0-1/desc`],
    },
    {
      name: 'a database without a package',
      files: { [`${local}/ALPM_DB_VERSION`]: '9\n' },
      items: [],
      gaps: [`empty-source ${local}`],
    },
    {
      name: 'the same beside dpkg',
      files: { [`${local}/ALPM_DB_VERSION`]: '9\n', '/var/lib/dpkg/status': 'Package: a\n' },
      items: [],
      gaps: [],
    },
  ];
  it.each(cases)('$name', async ({ files, items, gaps }) => {
    const collected = await runOnFiles(pacman, files);
    expect(
      collected.items.map(({ name, version, installedAt }) => `${name} ${version} ${installedAt}`),
    ).toEqual(items);
    expect(gapsOf(collected)).toEqual(gaps);
  });
});

describeWith(['pacman', 'tar'], 'what real pacman installed', () => {
  let root = '';
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'phaseout-pacman-'));
    const content = join(root, 'content');
    mkdirSync(join(content, 'opt'), { recursive: true });
    mkdirSync(join(root, 'var/lib/pacman'), { recursive: true });
    writeFileSync(join(content, 'opt/file'), 'x');
    const info = [
      'pkgname = kesl',
      'pkgver = 1:12.3.0.1162-1',
      'packager = Ada <ada@example.org>',
      'arch = any',
    ];
    writeFileSync(join(content, '.PKGINFO'), `${info.join('\n')}\n`);
    const file = join(root, 'kesl.pkg.tar.gz');
    execFileSync('tar', ['czf', file, '-C', content, '.PKGINFO', 'opt']);
    const options = ['--root', root, '--dbpath', join(root, 'var/lib/pacman'), '--config', '/dev/null'];
    const quiet = ['--cachedir', root, '--dbonly', '--noconfirm', '--noscriptlet'];
    execFileSync('pacman', [...options, ...quiet, '-U', file], { stdio: 'ignore' });
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it('is read as pacman -Q lists it', async () => {
    const { items, coverage } = await runOn(pacman, await directoryHost(root, 'linux'));
    expect(coverage.gaps).toEqual([]);
    expect(items).toMatchObject([
      {
        name: 'kesl',
        version: '1:12.3.0.1162-1',
        publisher: 'Ada <ada@example.org>',
        origin: `${local}/kesl-1:12.3.0.1162-1`,
        attributes: { architecture: 'any' },
      },
    ]);
    expect(items[0]?.installedAt).toMatch(/^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  });
});
