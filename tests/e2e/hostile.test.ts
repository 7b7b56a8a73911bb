import { execFileSync } from 'node:child_process';
import { lstatSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { type FileContent, writeTree } from '../support/debian-root.ts';
import { describeWith } from '../support/needs.ts';
import { phaseout, programPath, runCommand } from '../support/phaseout.ts';

const bash =
  'Package: bash\nStatus: install ok installed\nArchitecture: amd64\nVersion: 5.2\nMaintainer: x\n';
const kesl =
  'Package: kesl\nStatus: install ok installed\nArchitecture: amd64\nVersion: 12.1\nMaintainer: Kaspersky Lab\n';
const system = '/etc/systemd/system';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'phaseout-hostile-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A Debian with one package, and what is hostile in it. */
function rootWith(name: string, files: Readonly<Record<string, FileContent>>): string {
  const root = join(folder, name);
  writeTree(root, { 'etc/os-release': 'ID=debian\n', ...files });
  return root;
}

const hostile: readonly (readonly [
  name: string,
  make: () => string,
  code: number,
  gaps: readonly string[],
])[] = [
  ['nothing hostile', () => rootWith('clean', { 'var/lib/dpkg/status': bash }), 0, []],
  ['a product', () => rootWith('kesl', { 'var/lib/dpkg/status': kesl }), 1, []],
  [
    "a link to the host's own packages",
    () => rootWith('link', { 'var/lib/dpkg': { link: '../../../../../../../../var/lib/dpkg' } }),
    3,
    ['dpkg malformed-source /var/lib/dpkg/status', 'dpkg malformed-source /var/lib/dpkg/status.d'],
  ],
  [
    'directories in place of files',
    () => {
      const root = rootWith('directories', { 'var/lib/dpkg/status': bash });
      for (const path of [`${system}/a.service`, 'etc/hostname', 'etc/modules']) {
        mkdirSync(join(root, path), { recursive: true });
      }
      return root;
    },
    3,
    ['host malformed-source /etc/hostname', 'kernel-modules malformed-source /etc/modules'],
  ],
  [
    '12,000 second names of one service',
    () => {
      const root = rootWith('aliases', { 'var/lib/dpkg/status': bash });
      mkdirSync(join(root, system), { recursive: true });
      for (let index = 0; index < 12_000; index++) {
        symlinkSync('k.service', join(root, system, `a${index}.service`));
      }
      return root;
    },
    3,
    ['systemd-units too-large /etc/systemd/system'],
  ],
  [
    'a home whose name is no UTF-8',
    () => {
      const root = rootWith('bytes', { 'var/lib/dpkg/status': bash });
      mkdirSync(join(root, 'home'));
      mkdirSync(Buffer.concat([Buffer.from(join(root, 'home/')), Buffer.from([0xff])]));
      return root;
    },
    3,
    ['flatpak malformed-source /home/\ufffd'],
  ],
];

describe('a hostile root', () => {
  it.each(hostile)(
    '%s: gaps, exit code, and the same from its inventory',
    async (_name, make, code, gaps) => {
      const root = make();
      const fixed = ['--reproducible', '--as-of', '2026-11-22', '--format', 'json'];
      const scanned = await phaseout(['scan', '--root', root, ...fixed]);
      expect(scanned.code).toBe(code);
      const report: Report = JSON.parse(scanned.stdout);
      const found = report.coverage.flatMap((part) =>
        part.gaps.map(({ reason, source }) => `${part.collector} ${reason} ${source}`),
      );
      if (gaps.length === 0) expect(found).toEqual([]);
      else expect(found).toEqual(expect.arrayContaining([...gaps]));

      const inventory = await phaseout(['inventory', '--root', root, '--reproducible', '--format', 'ndjson']);
      const matched = await phaseout(['match', '-', ...fixed], { input: inventory.stdout });
      expect(matched.stdout).toBe(scanned.stdout);
      expect(matched.code).toBe(code);
    },
  );
});

describe('an inventory that claims to be whole', () => {
  const header = '{"schema":"phaseout/inventory@1","target":{"type":"root","platform":"linux"}}';
  const row = '{"kind":"software","name":"bash","collector":"dpkg"}';
  const trailer = (items: number) =>
    `{"coverage":[{"collector":"dpkg","status":"ok","items":${items},"gaps":[]}],"complete":true}`;
  it.each([
    ['and is', [header, row, trailer(1)], 0],
    ['but rows are missing', [header, row, trailer(2)], 3],
    ['but its first line is missing', [trailer(0)], 3],
    ['but names no source', [header, row, '{"coverage":[],"complete":true}'], 3],
    [
      'but does not say which gap it has',
      [header, '{"coverage":[{"collector":"dpkg","status":"gap","items":0,"gaps":[]}],"complete":true}'],
      3,
    ],
    ['twice, once without rows', [header, row, trailer(1), header, trailer(1)], 3],
  ] as const)('%s', async (_name, lines, code) => {
    const matched = await phaseout(['match', '-'], { input: `${lines.join('\n')}\n` });
    expect(matched.code).toBe(code);
  });
});

describe('--output', () => {
  const scan = (file: string) =>
    phaseout([
      'scan',
      '--root',
      rootWith('output', { 'var/lib/dpkg/status': bash }),
      '--output',
      `json=${file}`,
    ]);

  it('leaves a link a link and writes what it leads to', async () => {
    const [link, target] = [join(folder, 'link.json'), join(folder, 'target.json')];
    writeFileSync(target, 'before');
    symlinkSync('target.json', link);
    expect((await scan(link)).code).toBe(0);
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(JSON.parse(readFileSync(target, 'utf8'))).toMatchObject({ schema: 'phaseout/report@1' });
  });

  describeWith(['root', 'mknod'], 'to a device', () => {
    it('writes to it and never replaces it', async () => {
      const device = join(folder, 'null');
      execFileSync('mknod', [device, 'c', '1', '3']);
      expect((await scan(device)).code).toBe(0);
      expect(lstatSync(device).isCharacterDevice()).toBe(true);
    });
  });
});

describeWith(['strace'], 'seen from outside', () => {
  const traced = async (args: readonly string[], events: string): Promise<readonly string[]> => {
    const file = join(folder, 'trace.txt');
    const run = await runCommand('strace', [
      '-f',
      '-qq',
      '-o',
      file,
      '-e',
      `trace=${events}`,
      process.execPath,
      programPath(),
      ...args,
    ]);
    expect([0, 1, 3]).toContain(run.code);
    return readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line !== '');
  };

  it('a scan of a root opens nothing outside it but the program, Node and what Node needs', async () => {
    const root = rootWith('strace', {
      'var/lib/dpkg/status': { link: '/../../../../var/lib/dpkg/status' },
      'etc/init.d': { link: '../../../../../../etc/init.d' },
      home: { link: '/home' },
      opt: { link: '/opt' },
    });
    const lines = await traced(['scan', '--root', root], 'open,openat');
    const opened = lines.flatMap((line) => {
      const path = / open(?:at)?\([^"]*"(?<path>[^"]*)"/.exec(line)?.groups?.['path'];
      return path === undefined || / = -1 /.test(line) ? [] : [path];
    });
    expect(opened.some((path) => path === `${root}/etc/os-release`)).toBe(true);
    const own = [
      `${root}/`,
      dirname(dirname(dirname(dirname(programPath())))),
      '/proc/self/',
      dirname(dirname(process.execPath)),
    ];
    // What the loader, the C library, OpenSSL and ICU of Node itself ask for.
    const system =
      /^\/(?:(?:usr\/)?lib(?:64)?\/|etc\/(?:ld\.so\.|ssl\/|localtime$)|usr\/share\/zoneinfo|sys\/fs\/cgroup\/|proc\/\d+\/|proc\/(?:meminfo|version_signature|sys\/vm\/overcommit_memory)|dev\/(?:null|urandom)|sys\/devices\/system\/cpu)/;
    expect(
      opened.filter(
        (path) => path !== root && !own.some((prefix) => path.startsWith(prefix)) && !system.test(path),
      ),
    ).toEqual([]);
  });

  it.each([
    ['a root', () => ['scan', '--root', rootWith('quiet', { 'var/lib/dpkg/status': bash })]],
    ['this machine, for a person', () => ['scan']],
  ] as const)('a scan of %s starts no program and talks to nobody', async (_name, args) => {
    const lines = await traced(args(), 'execve,socket,connect');
    expect(
      lines
        .map((line) => /^\d+ +(?<call>\w+)\("?(?<what>[^",]*)/.exec(line)?.groups)
        .filter((call) => call !== undefined)
        .map((call) => call['call']),
    ).toEqual(['execve']);
  });
});
