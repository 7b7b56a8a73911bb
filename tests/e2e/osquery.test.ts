import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { exportOsquery } from '../../src/export/osquery/export-osquery.ts';
import { packQueries, policyQueries } from '../export/osquery/queries.ts';
import { builtInPack } from '../rule-pack/built-in-pack.ts';
import { buildPackage, writeTree } from '../support/debian-root.ts';
import { describeWith } from '../support/needs.ts';
import { osqueryi } from '../support/osqueryi.ts';
import { phaseout } from '../support/phaseout.ts';
import { vendorPackages } from '../support/vendor-packages.ts';

describeWith(
  ['root', 'dpkg', 'dpkg-deb', 'unshare', 'mount', 'chroot'],
  'the exported pack in osqueryi',
  () => {
    const exported = exportOsquery(builtInPack(), { version: '0.0.0' });
    const query = packQueries(exported)['phaseout_linux'] ?? '';
    const roots: string[] = [];
    let planted = '';
    let clean = '';

    beforeAll(() => {
      planted = makeRoot();
      clean = makeRoot();
      roots.push(planted, clean);
      const packages = vendorPackages().map((each) => buildPackage(each, planted));
      // No dependency is there, and nothing of these packages is started.
      execFileSync('dpkg', [
        '--root',
        planted,
        '--force-depends',
        '--force-script-chrootless',
        '-i',
        ...packages,
      ]);
      // What a product left behind that no package owns.
      writeTree(planted, { 'root/.keep': '', 'var/opt/kaspersky/epagent/common/left': 'x' });
    });
    afterAll(() => {
      for (const root of roots) rmSync(root, { recursive: true, force: true });
    });

    test('finds the products that phaseout scan finds there', async () => {
      const rows = ask(planted, query);
      const scanned = JSON.parse(
        (
          await phaseout([
            'scan',
            '--root',
            planted,
            '--only',
            'dpkg,markers',
            '--format',
            'json',
            '--audience',
            'none',
          ])
        ).stdout,
      ) as { findings: { product: { id: string }; status: string; confidence: string }[] };
      const expected = scanned.findings.map(
        ({ product, status, confidence }) => `${product.id} ${status} ${confidence}`,
      );
      expect(expected.length).toBeGreaterThan(3);
      const found = rows
        .filter(({ result }) => result === 'finding')
        .map(({ product, status, confidence }) => `${product} ${status} ${confidence}`);
      expect([...new Set(found)].sort()).toEqual(expected.sort());
    });

    test('finds nothing on a clean host', () => {
      expect(ask(clean, query)).toEqual([]);
    });

    test('a policy of Fleet fails where a product is, and passes where none is', () => {
      const policy = policyQueries(exported)['linux'] ?? '';
      expect(ask(planted, policy)).toEqual([]);
      expect(ask(clean, policy)).toEqual([{ '1': '1' }]);
    });
  },
);

/** A root with a package database, a home folder and osqueryi, and nothing else. */
function makeRoot(): string {
  const root = mkdtempSync(join(tmpdir(), 'phaseout-osquery-'));
  for (const folder of ['var/lib/dpkg/info', 'var/lib/dpkg/updates', 'etc', 'root', 'home', 'tmp']) {
    mkdirSync(join(root, folder), { recursive: true });
  }
  writeFileSync(join(root, 'var/lib/dpkg/status'), '');
  writeFileSync(join(root, 'etc/passwd'), 'root:x:0:0:root:/root:/bin/sh\n');
  writeFileSync(join(root, 'etc/os-release'), 'ID=debian\nNAME=Debian\nVERSION_ID="12"\n');
  copyFileSync(osqueryi(), join(root, 'osqueryi'));
  return root;
}

/** The program's own libraries, devices and processes are mounted into the root, where nobody else sees it. */
const inside = `set -e
for folder in lib/x86_64-linux-gnu lib64 dev; do
  mkdir -p "$0/$folder"
  mount --bind "/$folder" "$0/$folder"
done
mkdir -p "$0/proc"
mount -t proc proc "$0/proc"
exec chroot "$0" /osqueryi --json --database_path=/tmp/db < "$0/query.sql"`;

function ask(root: string, query: string): Record<string, string>[] {
  writeFileSync(join(root, 'query.sql'), `${query}\n`);
  const words = ['--mount', '--pid', '--fork', 'sh', '-c', inside, root];
  const { status, stdout, stderr } = spawnSync('unshare', words, { encoding: 'utf8' });
  if (status !== 0 || /^Error/m.test(stderr)) throw new Error(`osqueryi: ${stderr}`);
  return JSON.parse(stdout) as Record<string, string>[];
}
