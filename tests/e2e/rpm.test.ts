import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { rpm } from '../../src/collect/linux/rpm.ts';
import { directoryHost } from '../../src/host/directory-host.ts';
import type { Report } from '../../src/model/report.ts';
import { runOn } from '../collect/run-on.ts';
import { writeTree } from '../support/debian-root.ts';
import { describeWith } from '../support/needs.ts';
import { phaseout } from '../support/phaseout.ts';
import {
  buildRpms,
  convertToBerkeleyDb,
  eraseRpms,
  installRpms,
  listRpms,
  type RpmPackage,
  rpmFolder,
} from '../support/rpm-database.ts';

const fixed = ['--format', 'json', '--as-of', '2026-11-22', '--reproducible'] as const;
const sysimage = 'usr/lib/sysimage/rpm';

/** Enough for inner pages in the table, long chains of overflow pages and one header of several pages. */
const others: readonly RpmPackage[] = [
  ...Array.from({ length: 60 }, (_, index) => ({
    name: `part-${index}`,
    version: `1.${index}`,
    release: '1.el9',
    ...(index % 7 === 0 && { epoch: index }),
  })),
  {
    name: 'many-files',
    version: '2^git3',
    release: '0.1~rc1',
    files: Array.from({ length: 500 }, (_, index) => `/usr/share/many/a-file-with-the-number-${index}`),
  },
  { name: 'kaspersky-notes', version: '1', release: '1' },
];
const products: readonly RpmPackage[] = [
  { name: 'kesl', version: '12.3.0', release: '1162', files: ['/opt/kaspersky/kesl/bin/kesl-control'] },
  { name: 'klnagent64', version: '15.1.0', release: '20748' },
];

describeWith(['rpm', 'rpmbuild', 'sqlite3', 'db5.3_load'], 'roots with databases of real rpm', () => {
  const folder = rpmFolder();
  const root = (name: string): string => join(folder.path, name);

  beforeAll(() => {
    const release = { 'etc/os-release': 'ID=fedora\nPRETTY_NAME="Fedora Linux 41"\n' };
    for (const name of ['clean', 'infected', 'bdb', 'big-endian', 'large-pages'])
      writeTree(root(name), release);
    const plain = buildRpms(others, 'Fedora Project', folder.path);
    const vendor = buildRpms(products, 'AO Kaspersky Lab', folder.path);
    installRpms(plain, join(root('clean'), sysimage));
    cpSync(join(root('clean'), sysimage), join(root('infected'), sysimage), { recursive: true });
    installRpms(vendor, join(root('infected'), sysimage));
    // Leaves free pages behind.
    eraseRpms(['part-3', 'part-30', 'many-files'], join(root('infected'), sysimage));
    const source = join(root('infected'), sysimage);
    convertToBerkeleyDb(source, join(root('bdb'), 'var/lib/rpm'));
    convertToBerkeleyDb(source, join(root('big-endian'), 'var/lib/rpm'), { bigEndian: true });
    convertToBerkeleyDb(source, join(root('large-pages'), 'var/lib/rpm'), { pageBytes: 65_536 });
  }, 120_000);
  afterAll(() => folder.remove());

  it.each([
    { name: 'clean', database: sysimage, backend: 'sqlite', packages: 62 },
    { name: 'infected', database: sysimage, backend: 'sqlite', packages: 61 },
    { name: 'bdb', database: 'var/lib/rpm', backend: 'bdb_ro', packages: 61 },
    { name: 'big-endian', database: 'var/lib/rpm', backend: 'bdb_ro', packages: 61 },
    { name: 'large-pages', database: 'var/lib/rpm', backend: 'bdb_ro', packages: 61 },
  ])('$name: lists what rpm -qa lists', async ({ name, database, backend, packages }) => {
    const { items, coverage } = await runOn(rpm, await directoryHost(root(name), 'linux'));
    const rows = items.map(({ name, version, publisher, installedAt, attributes }) =>
      [name, version, attributes?.['architecture'], publisher, Date.parse(installedAt ?? '') / 1000].join(
        '\t',
      ),
    );
    expect(coverage.gaps).toEqual([]);
    expect(rows).toHaveLength(packages);
    expect(rows.sort()).toEqual(listRpms(join(root(name), database), backend));
  });

  it('a clean one ends with 0', async () => {
    const run = await phaseout(['scan', '--root', root('clean'), ...fixed]);
    const report = JSON.parse(run.stdout) as Report;
    expect(report.coverage.flatMap(({ gaps }) => gaps)).toEqual([]);
    expect(report.findings).toEqual([]);
    expect(run.code).toBe(0);
  });

  it.each(['infected', 'bdb', 'big-endian'])(
    '%s: finds the products and how rpm removes them',
    async (name) => {
      const run = await phaseout(['scan', '--root', root(name), ...fixed]);
      const report = JSON.parse(run.stdout) as Report;
      expect(
        report.findings.map(({ product, status, confidence, version }) => [
          product.id,
          status,
          confidence,
          version,
        ]),
      ).toEqual([
        ['kesl', 'installed', 'confirmed', '12.3.0-1162'],
        ['network-agent-linux', 'installed', 'confirmed', '15.1.0-20748'],
      ]);
      const steps = report.findings[0]?.recommendation.steps.map(({ text, command }) => `${text} ${command}`);
      expect(steps?.join('\n')).toContain("rpm -qa 'kesl*'");
      expect(steps?.join('\n')).not.toContain('dpkg');
      expect(run.code).toBe(1);
    },
  );
});
