import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { buildPackage, writeTree } from '../support/debian-root.ts';
import { describeWith } from '../support/needs.ts';
import { phaseout, type Run } from '../support/phaseout.ts';
import { ociFiles, oldDockerFiles, writeTar } from '../support/tar-writer.ts';
import { vendorPackages } from '../support/vendor-packages.ts';

const fixed = ['--format', 'json', '--as-of', '2026-11-22', '--reproducible'] as const;
const slow = 120_000;

/** The report without what names the target and the image as a whole. */
function inside(run: Run): unknown {
  const { target: _target, ...report } = JSON.parse(run.stdout) as Report;
  return { ...report, coverage: report.coverage.filter(({ collector }) => collector !== 'image') };
}

describeWith(
  ['root', 'dpkg', 'dpkg-deb', 'tar', 'gzip', 'zstd', 'xz', 'umoci', 'skopeo', 'mkfs.ext4', 'qemu-img'],
  'one Linux system in many forms',
  () => {
    let folder: string;
    let root: string;
    const at = (name: string): string => join(folder, name);
    const make = (command: string, ...args: string[]): void =>
      void execFileSync(command, args, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });

    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), 'phaseout-image-test-'));
      root = at('root');
      writeTree(root, {
        'etc/os-release': { link: '../usr/lib/os-release' },
        'usr/lib/os-release': 'ID=debian\nPRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\n',
        'etc/hostname': 'golden\n',
        'etc/machine-id': '',
        lib: { link: 'usr/lib' },
        'var/lib/dpkg/status': '',
        'etc/systemd/system/multi-user.target.wants/kesl.service': {
          link: '/etc/systemd/system/kesl.service',
        },
        'usr/lib/modules/6.1.0-1/kernel/fs/a.ko': 'x'.repeat(5000),
      });
      for (const name of ['var/lib/dpkg/info', 'var/lib/dpkg/updates']) mkdirSync(join(root, name));
      const packages = vendorPackages().map((definition) => buildPackage(definition, folder));
      make('dpkg', `--root=${root}`, '--force-all', '--install', ...packages);
      make('dpkg', `--root=${root}`, '--force-all', '--remove', 'kav4fs');
      // Archives keep whole seconds.
      make('find', root, '-exec', 'touch', '-h', '-d', '2026-11-01 12:00:00Z', '{}', '+');
      make('tar', '-C', root, '-cf', at('root.tar'), '.');
      make('gzip', '-k', at('root.tar'));
      make('zstd', '-q', at('root.tar'));
      make('xz', '-k', '-0', at('root.tar'));
      make('umoci', 'init', '--layout', at('oci'));
      make('umoci', 'new', '--image', 'oci:v1');
      make('umoci', 'insert', '--image', 'oci:v1', root, '/');
      make('umoci', 'config', '--image', 'oci:v1', '--os', 'linux', '--architecture', 'amd64');
      make('skopeo', 'copy', '--insecure-policy', '-q', 'oci:oci:v1', 'oci-archive:oci.tar');
      make(
        'skopeo',
        'copy',
        '--insecure-policy',
        '-q',
        'oci:oci:v1',
        'docker-archive:docker.tar:example.org/app:1',
      );
      const layers = [readFileSync(at('root.tar'))];
      writeFileSync(at('old-docker.tar'), writeTar(oldDockerFiles({ ref: 'app:1', layers })));
      make('mkfs.ext4', '-q', '-d', root, at('disk.raw'), '64M');
      make('qemu-img', 'convert', '-O', 'qcow2', at('disk.raw'), at('disk.qcow2'));
    }, slow);

    afterAll(() => {
      if (folder) rmSync(folder, { recursive: true, force: true });
    });

    const forms = [
      'root.tar',
      'root.tar.gz',
      'root.tar.zst',
      'root.tar.xz',
      'oci',
      'oci.tar',
      'docker.tar',
      'old-docker.tar',
      'disk.raw',
      'disk.qcow2',
    ];

    it(
      'all give the findings and the items of the directory',
      async () => {
        const args = [...fixed, '--include-inventory'];
        const directory = await phaseout(['scan', '--root', root, ...args]);
        const report = JSON.parse(directory.stdout) as Report;
        expect(report.findings.map(({ product, status }) => `${product.id} ${status}`)).toEqual([
          'kesl active',
          'network-agent-linux installed',
          'kav4fs residue',
        ]);
        for (const form of forms) {
          const run = await phaseout(['scan', '--image', at(form), ...args]);
          expect(run.stderr, form).toBe('');
          expect(inside(run), form).toEqual(inside(directory));
          expect(run.code, form).toBe(1);
        }
      },
      slow,
    );

    it('an inventory of an image is matched to the same findings', async () => {
      const inventory = await phaseout([
        'inventory',
        '--image',
        at('oci'),
        '--format',
        'ndjson',
        '--reproducible',
      ]);
      expect(inventory.stderr).toBe('');
      const match = await phaseout(['match', '-', ...fixed], { input: inventory.stdout });
      const scan = await phaseout(['scan', '--image', at('oci'), ...fixed]);
      expect(JSON.parse(match.stdout).findings).toEqual(JSON.parse(scan.stdout).findings);
    });

    it(
      'what a later layer takes away is a hidden note, and a failure only where that is asked for',
      async () => {
        make('umoci', 'tag', '--image', 'oci:v1', 'clean');
        writeFileSync(at('status'), 'Package: base-files\nStatus: install ok installed\nVersion: 12.4\n\n');
        make('umoci', 'insert', '--image', 'oci:clean', at('status'), '/var/lib/dpkg/status');
        for (const path of [
          '/opt/kaspersky',
          '/var/opt/kaspersky',
          '/etc/systemd/system/kesl.service',
          '/usr/lib/systemd/system/klnagent64.service',
          '/etc/systemd/system/multi-user.target.wants',
          '/etc/opt/kaspersky',
        ]) {
          make('umoci', 'insert', '--whiteout', '--image', 'oci:clean', path);
        }
        make('skopeo', 'copy', '--insecure-policy', '-q', 'oci:oci:clean', 'oci-archive:clean.tar');
        const run = await phaseout(['scan', '--image', at('clean.tar'), ...fixed]);
        const report = JSON.parse(run.stdout) as Report;
        expect(report.findings).toEqual([]);
        expect(report.coverage.flatMap(({ gaps }) => gaps)).toEqual([]);
        expect(run.code).toBe(0);
        expect(report.notes.map(({ kind, product }) => `${kind} ${product}`)).toEqual([
          'hidden kesl',
          'hidden network-agent-linux',
          'hidden kav4fs',
        ]);
        expect(report.notes[0]?.text).toMatch(
          /^Kaspersky Endpoint Security .* 12\.3\.0-1162 \(active\) is in layer \d of 8 \(sha256:[0-9a-f]{12}\) and was taken away/,
        );
        const failing = await phaseout([
          'scan',
          '--image',
          at('clean.tar'),
          ...fixed,
          '--fail-on',
          'residue,hidden',
        ]);
        expect(failing.code).toBe(1);
      },
      slow,
    );

    it('a gap in an image without a finding is exit code 3', async () => {
      const files = ociFiles([{ ref: 'a', layers: [writeTar({ 'etc/os-release': 'ID=debian\n' })] }]);
      delete files[Object.keys(files).find((name) => files[name]?.[0] === 0x1f) ?? ''];
      writeFileSync(at('missing.tar'), writeTar(files));
      const run = await phaseout(['scan', '--image', at('missing.tar'), ...fixed]);
      expect(run.code).toBe(3);
    });

    it('says what is wrong with the target, with exit code 2, and names the damage of an image', async () => {
      writeFileSync(at('notes.txt'), 'no image\n'.repeat(100));
      const noImage = await phaseout(['scan', '--image', at('notes.txt')]);
      expect(noImage.code).toBe(2);
      expect(noImage.stderr).toMatch(
        /notes\.txt is no image that this version knows[\s\S]*expected a container image/,
      );
      const both = await phaseout(['scan', '--image', at('oci'), '--root', root]);
      expect(both.code).toBe(2);
      expect(both.stderr).toMatch(/--root and --image exclude each other/);
      const whole = readFileSync(at('root.tar.gz'));
      writeFileSync(at('cut.tar.gz'), whole.subarray(0, 4000));
      const cut = await phaseout(['scan', '--image', at('cut.tar.gz'), '--platform', 'linux', ...fixed]);
      const { coverage } = JSON.parse(cut.stdout) as Report;
      expect(coverage.find(({ collector }) => collector === 'image')?.gaps[0]?.message).toMatch(
        /^cut\.tar\.gz is damaged/,
      );
      expect([1, 3]).toContain(cut.code);
    });
  },
);
