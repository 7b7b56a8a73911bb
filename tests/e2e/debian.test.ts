import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import {
  buildPackage,
  copyRoot,
  type DebianRoot,
  inRoot,
  installPackages,
  makeDebianRoot,
} from '../support/debian-root.ts';
import { imageFormNeeds, makeImageForms } from '../support/image-forms.ts';
import { describeWith } from '../support/needs.ts';
import { phaseout, type Run, runCommand } from '../support/phaseout.ts';
import { vendorPackages } from '../support/vendor-packages.ts';

const fixed = ['--format', 'json', '--as-of', '2026-11-22', '--reproducible'] as const;

/** What an admin would write down about a finding. */
function gist(run: Run): unknown {
  const report = JSON.parse(run.stdout) as Report;
  return report.findings.map(({ product, status, confidence, version }) => ({
    product: product.id,
    status,
    confidence,
    ...(version && { version }),
  }));
}

/** Every item but for times, which not every form keeps to the nanosecond. */
function names(run: Run): readonly string[] {
  const { items = [] } = JSON.parse(run.stdout) as Report;
  return items.map(({ kind, collector, name, version }) => [kind, collector, name, version].join(' '));
}

describeWith(
  [...imageFormNeeds, 'debootstrap', 'dpkg-deb', 'chroot', 'unshare', 'mount'],
  'a real Debian system',
  () => {
    let clean: DebianRoot;
    let infected: DebianRoot;
    let packages: string;

    beforeAll(() => {
      packages = mkdtempSync(join(tmpdir(), 'phaseout-debs-'));
      clean = makeDebianRoot();
      infected = copyRoot(clean);
      installPackages(
        infected,
        vendorPackages().map((definition) => buildPackage(definition, packages)),
      );
      inRoot(infected, ['systemctl', 'enable', 'kesl.service', 'klnagent64.service']);
      inRoot(infected, ['dpkg', '--remove', 'kav4fs']);
    });

    afterAll(() => {
      clean?.remove();
      infected?.remove();
      if (packages) rmSync(packages, { recursive: true, force: true });
    });

    it('a clean system ends with 0, no finding and no gap', async () => {
      const run = await phaseout(['scan', '--root', clean.path, ...fixed]);
      const report = JSON.parse(run.stdout) as Report;
      expect(report.findings).toEqual([]);
      expect(report.coverage.flatMap(({ gaps }) => gaps)).toEqual([]);
      expect(report.summary.items).toBeGreaterThan(100);
      expect(run.code).toBe(0);
    });

    const expected = [
      { product: 'kesl', status: 'active', confidence: 'confirmed', version: '12.3.0-1162' },
      { product: 'network-agent-linux', status: 'active', confidence: 'confirmed', version: '15.1.0-20748' },
      { product: 'kav4fs', status: 'residue', confidence: 'confirmed', version: '8.0.4-312' },
    ];

    it('finds what real dpkg installed, offline', async () => {
      const run = await phaseout(['scan', '--root', infected.path, ...fixed]);
      expect(gist(run)).toEqual(expected);
      expect(run.code).toBe(1);
    });

    it('finds the same live, inside that system, with the programs running', async () => {
      const run = await live(
        infected,
        '/opt/kaspersky/kesl/libexec/wdserver 60 & /opt/kaspersky/klnagent64/sbin/klnagent 60 &',
        ['scan', ...fixed],
      );
      expect(run.stderr).toBe('');
      expect(gist(run)).toEqual(expected);
      expect(run.code).toBe(1);
    });

    it('says the same when the inventory is collected first and matched later', async () => {
      const scan = await phaseout(['scan', '--root', infected.path, ...fixed]);
      const inventory = await phaseout([
        'inventory',
        '--root',
        infected.path,
        '--format',
        'ndjson',
        '--reproducible',
      ]);
      const match = await phaseout(['match', '-', ...fixed], { input: inventory.stdout });
      expect(match.stdout).toBe(scan.stdout);
      expect(match.code).toBe(scan.code);
    });

    it('finds the same in it as a container, a squashfs and a disk', async () => {
      const scan = await phaseout(['scan', '--root', infected.path, ...fixed, '--include-inventory']);
      for (const form of makeImageForms(infected.path, packages, '1G')) {
        const run = await phaseout(['scan', '--image', form, ...fixed, '--include-inventory']);
        expect(run.stderr, form).toBe('');
        expect(gist(run), form).toEqual(expected);
        expect(names(run), form).toEqual(names(scan));
        expect(run.code, form).toBe(1);
      }
    }, 120_000);

    it('two scans of one system are byte-equal', async () => {
      const [first, second] = await Promise.all([
        phaseout(['scan', '--root', infected.path, ...fixed, '--include-inventory']),
        phaseout(['scan', '--root', infected.path, ...fixed, '--include-inventory']),
      ]);
      expect(second.stdout).toBe(first.stdout);
      expect(JSON.parse(first.stdout).items.length).toBeGreaterThan(100);
    });

    it('changes nothing in what it scans', async () => {
      const before = await runCommand(
        'sh',
        ['-c', 'find . -newermt @0 -printf "%p %s %T@ %C@\\n" | sort | sha256sum'],
        {
          cwd: infected.path,
        },
      );
      await phaseout(['scan', '--root', infected.path, ...fixed]);
      const after = await runCommand(
        'sh',
        ['-c', 'find . -newermt @0 -printf "%p %s %T@ %C@\\n" | sort | sha256sum'],
        {
          cwd: infected.path,
        },
      );
      expect(after.stdout).toBe(before.stdout);
    });
  },
);

/** Runs the installed program inside a root, in namespaces of its own, so that its processes and mounts go with it. */
function live(root: DebianRoot, start: string, args: readonly string[]): Promise<Run> {
  const script = [
    'set -e',
    'mount -t proc proc "$ROOT/proc"',
    'mount -t tmpfs tmpfs "$ROOT/mnt"',
    'mkdir "$ROOT/mnt/program"; touch "$ROOT/mnt/node"',
    'mount --bind "$PROGRAM" "$ROOT/mnt/program"',
    'mount --bind "$NODE" "$ROOT/mnt/node"',
    'exec chroot "$ROOT" /bin/sh -c "$START exec /mnt/node /mnt/program/node_modules/phaseout/bin/phaseout.js $ARGS"',
  ].join('\n');
  return runCommand('unshare', ['--pid', '--fork', '--mount', '--kill-child', 'sh', '-c', script], {
    env: {
      ROOT: root.path,
      PROGRAM: inject('installedIn'),
      NODE: process.execPath,
      START: `${start} sleep 0.2;`,
      ARGS: args.join(' '),
    },
  });
}
