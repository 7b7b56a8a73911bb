import { spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dpkg } from '../../../../src/collect/linux/dpkg.ts';
import { describeWith } from '../../../support/needs.ts';
import { gapsOf, runOnFiles, runOnRoot } from '../../run-on.ts';

const status = '/var/lib/dpkg/status';
const here = import.meta.dirname;

describe('dpkg', () => {
  it('reads what is installed, removed and broken', async () => {
    const { items, coverage } = await runOnRoot(dpkg, here);
    expect(coverage.status).toBe('ok');
    expect(items.map(({ name, version, state }) => [name, version, state])).toEqual([
      ['adduser', '3.134', 'installed'],
      ['dash', '0.5.12-2', 'installed'],
      ['libc6', '2.36-9+deb12u14', 'installed'],
      ['postgresql-common', '248+deb12u1', 'config-files'],
      ['tzdata', '2025b-0+deb12u2', 'half-installed'],
    ]);
    expect(items[1]).toEqual({
      kind: 'software',
      collector: 'dpkg',
      name: 'dash',
      version: '0.5.12-2',
      publisher: 'Andrej Shadura <andrewsh@debian.org>',
      state: 'installed',
      origin: '/var/lib/dpkg/status#dash:amd64',
      platform: 'linux',
      attributes: { architecture: 'amd64', dpkgStatus: 'install ok installed' },
    });
  });

  it('reads the files of a distroless image, which have no Status', async () => {
    const { items, coverage } = await runOnRoot(dpkg, here, 'distroless/root');
    expect(coverage.gaps).toEqual([]);
    expect(items.map(({ name, state, origin }) => [name, state, origin])).toEqual([
      ['base-files', 'installed', '/var/lib/dpkg/status.d/base-files#base-files:amd64'],
      ['netbase', 'installed', '/var/lib/dpkg/status.d/netbase#netbase:all'],
    ]);
  });

  const record = 'Package: kesl\nStatus: install ok installed\nVersion: 12.1.0-1\n\n';
  const cases: readonly {
    readonly name: string;
    readonly text: string | Buffer;
    readonly items: readonly string[];
    readonly gaps: readonly string[];
  }[] = [
    { name: 'an empty file', text: '', items: [], gaps: [`empty-source ${status}`] },
    { name: 'blank lines alone', text: '\n\n\n', items: [], gaps: [`empty-source ${status}`] },
    { name: 'no blank line at the end', text: record.slice(0, -1), items: ['kesl'], gaps: [] },
    {
      name: 'a file cut off in a version',
      text: `${record}Package: klnagent64\nStatus: install ok installed\nVersion: 15.`,
      items: ['kesl', 'klnagent64'],
      gaps: [`malformed-row ${status}:7`],
    },
    {
      name: 'a file cut off in the name of a field',
      text: `${record}Package: klnagent64\nStatus: install ok installed\nVer`,
      items: ['kesl', 'klnagent64'],
      gaps: [`malformed-row ${status}:7`, `malformed-row ${status}:7`, `malformed-row ${status}:5`],
    },
    {
      name: 'installed without a version',
      text: `Package: a\nStatus: install ok installed\n\n${record}`,
      items: ['a', 'kesl'],
      gaps: [`malformed-row ${status}:1`],
    },
    {
      name: 'a record without a name',
      text: `Status: install ok installed\nVersion: 1\n\n${record}`,
      items: ['kesl'],
      gaps: [`malformed-row ${status}:1`],
    },
    {
      name: 'a line that is no field',
      text: `Package: a\nVersion: 1\nnonsense\n\n${record}`,
      items: ['a', 'kesl'],
      gaps: [`malformed-row ${status}:3`],
    },
    {
      name: 'a lost blank line hides no package',
      text: `Package: a\nStatus: install ok installed\nVersion: 1\nPackage: klnagent\nStatus: install ok installed\nVersion: 2\n\n${record}`,
      items: ['a', 'klnagent', 'kesl'],
      gaps: [`malformed-row ${status}:4`],
    },
    {
      name: 'a record without its state is kept and named',
      text: `Package: a\nVersion: 1\n\n${record}`,
      items: ['a', 'kesl'],
      gaps: [`malformed-row ${status}:1`],
    },
    {
      name: 'a state that dpkg does not know',
      text: `Package: a\nStatus: install ok sideways\nVersion: 1\n\n${record}`,
      items: ['a', 'kesl'],
      gaps: [`malformed-row ${status}:1`],
    },
    {
      name: 'not installed is no item',
      text: `Package: a\nStatus: purge ok not-installed\n\n${record}`,
      items: ['kesl'],
      gaps: [],
    },
    {
      name: 'lines that end as on Windows',
      text: record.replaceAll('\n', '\r\n'),
      items: ['kesl'],
      gaps: [],
    },
    {
      name: 'a record of two megabytes',
      text: `Package: a\nVersion: 1\nDescription: x\n${' padding\n'.repeat(250_000)}\n${record}`,
      items: ['a', 'kesl'],
      gaps: [`malformed-row ${status}:116508`],
    },
  ];
  it.each(cases)('$name', async ({ text, items, gaps }) => {
    const collected = await runOnFiles(dpkg, { [status]: text });
    expect(collected.items.map(({ name }) => name)).toEqual(items);
    expect(gapsOf(collected)).toEqual(gaps);
  });

  it('keeps a record whose bytes are no UTF-8', async () => {
    const text = Buffer.concat([
      Buffer.from('Package: a\nMaintainer: M'),
      Buffer.from([0xfc]),
      Buffer.from('ller\nStatus: install ok installed\nVersion: 1\n\n'),
    ]);
    const { items, coverage } = await runOnFiles(dpkg, { [status]: text });
    expect(items[0]?.publisher).toBe('M\ufffdller');
    expect(coverage.gaps).toEqual([]);
  });

  it('says nothing where there is no dpkg', async () => {
    const { items, coverage } = await runOnFiles(dpkg, { '/etc/passwd': '' });
    expect(items).toEqual([]);
    expect(coverage.status).toBe('ok');
  });

  it('misses the status file in a dpkg directory', async () => {
    expect(gapsOf(await runOnFiles(dpkg, { '/var/lib/dpkg/info/dash.list': '' }))).toEqual([
      `missing-source ${status}`,
    ]);
  });

  it('reports a status file that may not be read, and what it could hide', async () => {
    const { coverage } = await runOnFiles(dpkg, { [status]: { error: 'permission-denied' } });
    expect(coverage.gaps).toEqual([
      {
        reason: 'permission-denied',
        source: status,
        message: `${status}: permission-denied`,
        couldHide: 'active',
      },
    ]);
  });
});

describeWith(['mkfifo'], 'dpkg on a hostile disk', () => {
  let root = '';
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'phaseout-dpkg-'));
    mkdirSync(join(root, 'var/lib/dpkg'), { recursive: true });
  });
  afterEach(() => rmSync(root, { recursive: true }));
  const file = () => join(root, status);

  it('never opens a pipe in place of the status file', async () => {
    expect(spawnSync('mkfifo', [file()]).status).toBe(0);
    expect(gapsOf(await runOnRoot(dpkg, root, '.'))).toEqual([`malformed-source ${status}`]);
  });

  it('ends with a link that leads in a circle', async () => {
    symlinkSync('status', file());
    expect(gapsOf(await runOnRoot(dpkg, root, '.'))).toEqual([`malformed-source ${status}`]);
  });

  it('does not read the status file of the machine that scans', async () => {
    symlinkSync('/var/lib/dpkg/status-of-the-scanning-host', file());
    symlinkSync(`${'../'.repeat(12)}etc/passwd`, join(root, 'var/lib/dpkg/status.d'));
    const { items, coverage } = await runOnRoot(dpkg, root, '.');
    expect(items).toEqual([]);
    expect(coverage.gaps.map(({ reason }) => reason)).toEqual(['missing-source']);
  });

  it('ends fast with a status file of two gigabytes, and keeps what stands before', async () => {
    const fd = openSync(file(), 'w');
    writeSync(fd, 'Package: kesl\nStatus: install ok installed\nVersion: 12.1.0-1\n\n');
    truncateSync(file(), 2 ** 31);
    const before = process.memoryUsage().rss;
    const collected = await runOnRoot(dpkg, root, '.');
    expect(collected.items.map(({ name }) => name)).toEqual(['kesl']);
    expect(gapsOf(collected)).toEqual([`too-large ${status}`]);
    expect(process.memoryUsage().rss - before).toBeLessThan(100e6);
  });

  it('reads a status file behind an absolute link inside the root', async () => {
    mkdirSync(join(root, 'srv'));
    writeFileSync(join(root, 'srv/status'), 'Package: kesl\nVersion: 1\n\n');
    symlinkSync('/srv/status', file());
    expect((await runOnRoot(dpkg, root, '.')).items.map(({ name }) => name)).toEqual(['kesl']);
  });
});
