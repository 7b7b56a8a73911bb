import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { type FileContent, writeTree } from '../support/debian-root.ts';
import { imageFormNeeds, makeImageForms } from '../support/image-forms.ts';
import { describeWith } from '../support/needs.ts';
import { phaseout, type Run } from '../support/phaseout.ts';
import { buildRpms, listRpms } from '../support/rpm-database.ts';

const args = ['--format', 'json', '--as-of', '2026-11-22', '--reproducible', '--include-inventory'] as const;
const slow = 120_000;
const sysimage = '/usr/lib/sysimage/rpm';

/** The report without what names the target and the image as a whole. */
function inside(run: Run): unknown {
  const { target: _target, ...report } = JSON.parse(run.stdout) as Report;
  return { ...report, coverage: report.coverage.filter(({ collector }) => collector !== 'image') };
}

function found(run: Run): readonly string[] {
  const { findings } = JSON.parse(run.stdout) as Report;
  return findings.map(({ product, status, version }) =>
    [product.id, status, version ?? 'of no version'].join(' '),
  );
}

function packages(run: Run, collector: string): readonly string[] {
  const { items = [] } = JSON.parse(run.stdout) as Report;
  return items
    .filter((item) => item.collector === collector)
    .map(({ name, version }) => `${name} ${version}`);
}

const units: Readonly<Record<string, FileContent>> = {
  'usr/lib/systemd/system/kesl.service':
    '[Service]\nExecStart=/opt/kaspersky/kesl/bin/kesl-control\n[Install]\nWantedBy=multi-user.target\n',
  'etc/systemd/system/multi-user.target.wants/kesl.service': {
    link: '/usr/lib/systemd/system/kesl.service',
  },
};

describeWith([...imageFormNeeds, 'rpm', 'rpmbuild'], 'a Fedora of packages that real rpm installed', () => {
  let folder: string;
  let root: string;
  let forms: readonly string[];

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'phaseout-fedora-'));
    root = join(folder, 'root');
    writeTree(root, {
      'usr/lib/os-release': 'ID=fedora\nVERSION_ID=41\nPRETTY_NAME="Fedora Linux 41 (Server Edition)"\n',
      'etc/os-release': { link: '../usr/lib/os-release' },
      'etc/yum.repos.d/fedora.repo': '[fedora]\nname=Fedora\nbaseurl=https://mirror.example/fedora\n',
    });
    mkdirSync(join(root, sysimage), { recursive: true });
    const files = [
      ...buildRpms(
        [
          { name: 'fedora-release-common', version: '41', release: '32', files: ['/usr/lib/fedora-release'] },
          { name: 'bash', version: '5.2.32', release: '1.fc41', files: ['/usr/bin/bash'] },
          { name: 'openssl-libs', version: '3.2.2', release: '9.fc41', epoch: 1 },
        ],
        'Fedora Project',
        folder,
      ),
      ...buildRpms(
        [
          {
            name: 'kesl',
            version: '12.3.0',
            release: '1162',
            files: ['/opt/kaspersky/kesl/bin/kesl-control'],
          },
        ],
        'AO Kaspersky Lab',
        folder,
      ),
    ];
    execFileSync(
      'rpm',
      ['--root', root, '--dbpath', sysimage, '-i', '--nodeps', '--ignorearch', '--ignoreos', ...files],
      { stdio: ['ignore', 'ignore', 'pipe'] },
    );
    writeTree(root, units);
    execFileSync('find', [root, '-exec', 'touch', '-h', '-d', '2026-11-01 12:00:00Z', '{}', '+']);
    forms = makeImageForms(root, folder);
  }, slow);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it(
    'lists what rpm lists, and says the same as directory, container, squashfs and disk',
    async () => {
      const directory = await phaseout(['scan', '--root', root, ...args]);
      expect(directory.stderr).toBe('');
      expect(directory.code).toBe(1);
      expect(found(directory)).toEqual(['kesl active 12.3.0-1162']);
      const listed = listRpms(join(root, sysimage)).map((line) => line.split('\t').slice(0, 2).join(' '));
      expect(listed).toHaveLength(4);
      expect([...packages(directory, 'rpm')].sort()).toEqual(listed);
      for (const form of forms) {
        const run = await phaseout(['scan', '--image', form, ...args]);
        expect(run.stderr, basename(form)).toBe('');
        expect(inside(run), basename(form)).toEqual(inside(directory));
        expect(run.code, basename(form)).toBe(1);
      }
    },
    slow,
  );
});

/** The database of apk in the form that the packages' own fields have there; see tests/collect/linux/apk/ORIGIN.md. */
const installed = [
  ['musl', '1.2.5-r0', 'the musl c library (libc) implementation', 'Natanael Copa <ncopa@alpinelinux.org>'],
  ['busybox', '1.36.1-r29', 'Size optimized toolbox of many common UNIX utilities', 'Sören Tempel'],
  ['alpine-baselayout', '3.6.5-r0', 'Alpine base dir structure and init scripts', 'Natanael Copa'],
]
  .map(([name, version, about, maintainer]) =>
    [
      'C:Q1XZ7zlOtRTyXFALo6ZQgFZPQUm5A=',
      `P:${name}\nV:${version}\nA:x86_64\nS:407278\nI:667648\nT:${about}\nm:${maintainer}\n`,
    ].join('\n'),
  )
  .join('\n');

describeWith([...imageFormNeeds], 'an Alpine', () => {
  let folder: string;
  const root = (name: string): string => join(folder, name, 'root');
  const alpine: Readonly<Record<string, FileContent>> = {
    'etc/alpine-release': '3.20.3\n',
    'etc/os-release': 'ID=alpine\nVERSION_ID=3.20.3\nPRETTY_NAME="Alpine Linux v3.20"\n',
    'etc/apk/world': 'alpine-baselayout\nbusybox\n',
    'etc/apk/repositories': 'https://mirror.example/alpine/v3.20/main\n',
    'etc/init.d/sshd': '#!/sbin/openrc-run\ncommand=/usr/sbin/sshd\n',
    'etc/runlevels/default/sshd': { link: '/etc/init.d/sshd' },
    'lib/apk/db/installed': installed,
  };
  const product: Readonly<Record<string, FileContent>> = {
    'opt/kaspersky/kesl/bin/kesl-control': 'x',
    'etc/init.d/kesl': '#!/sbin/openrc-run\ncommand=/opt/kaspersky/kesl/libexec/kesl_launcher.sh\n',
    'etc/runlevels/default/kesl': { link: '/etc/init.d/kesl' },
  };
  const forms = new Map<string, readonly string[]>();

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'phaseout-alpine-'));
    for (const [name, files] of [
      ['clean', alpine],
      ['infected', { ...alpine, ...product }],
    ] as const) {
      writeTree(root(name), files);
      execFileSync('find', [root(name), '-exec', 'touch', '-h', '-d', '2026-11-01 12:00:00Z', '{}', '+']);
      forms.set(name, makeImageForms(root(name), join(folder, name)));
    }
  }, slow);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each([
    ['clean', 0, []],
    ['infected', 1, ['kesl installed of no version']],
  ] as const)(
    '%s: says the same as directory, container, squashfs and disk',
    async (name, code, findings) => {
      const directory = await phaseout(['scan', '--root', root(name), ...args]);
      expect(directory.stderr).toBe('');
      expect(found(directory)).toEqual(findings);
      expect(packages(directory, 'apk')).toEqual([
        'alpine-baselayout 3.6.5-r0',
        'busybox 1.36.1-r29',
        'musl 1.2.5-r0',
      ]);
      expect(directory.code).toBe(code);
      for (const form of forms.get(name) ?? []) {
        const run = await phaseout(['scan', '--image', form, ...args]);
        expect(run.stderr, basename(form)).toBe('');
        expect(inside(run), basename(form)).toEqual(inside(directory));
        expect(run.code, basename(form)).toBe(code);
      }
    },
    slow,
  );
});
