import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { MarkerWants } from '../../../../src/collect/collector.ts';
import { markers } from '../../../../src/collect/common/markers.ts';
import { directoryHost } from '../../../../src/host/directory-host.ts';
import type { MemoryEntry } from '../../../../src/host/memory-host.ts';
import { gapsOf, runOn, runOnFiles } from '../../run-on.ts';

function look(files: Readonly<Record<string, MemoryEntry>>, wants: Partial<MarkerWants>, privileged = false) {
  return runOnFiles(markers, files, { markers: { paths: [], reads: [], ...wants }, privileged });
}

describe('markers', () => {
  it('finds directories, files and links, with type and time', async () => {
    const { items, coverage } = await look(
      {
        '/opt/kaspersky/kesl/bin/kesl-control': { content: '#!', mtimeMs: Date.UTC(2024, 8, 9, 12, 0, 0) },
        '/var/opt/kaspersky': { link: '/srv/gone' },
      },
      {
        paths: [
          '/opt/kaspersky',
          '/opt/kaspersky/kesl/bin/kesl-control',
          '/var/opt/kaspersky',
          '/etc/opt/kaspersky',
        ],
      },
    );
    expect(coverage.gaps).toEqual([]);
    expect(items).toEqual([
      {
        kind: 'marker',
        collector: 'markers',
        name: 'kaspersky',
        path: '/opt/kaspersky',
        origin: '/opt/kaspersky',
        attributes: { type: 'directory' },
      },
      {
        kind: 'marker',
        collector: 'markers',
        name: 'kesl-control',
        path: '/opt/kaspersky/kesl/bin/kesl-control',
        origin: '/opt/kaspersky/kesl/bin/kesl-control',
        attributes: { type: 'file', modified: '2024-09-09T12:00:00.000Z' },
      },
      {
        kind: 'marker',
        collector: 'markers',
        name: 'kaspersky',
        path: '/var/opt/kaspersky',
        origin: '/var/opt/kaspersky',
        attributes: { type: 'symlink' },
      },
    ]);
  });

  it('expands patterns in homes and in names', async () => {
    const { items } = await look(
      {
        '/home/ada/KVRT2024_Data/Reports/a': '',
        '/home/bob/KVRT2020_Data/a': '',
        '/home/bob/other': '',
        '/opt/kav4fs/bin/x': '',
        '/opt/other/x': '',
      },
      { paths: ['/home/*/KVRT20??_Data', '/opt/kav*'] },
    );
    expect(items.map(({ path }) => path)).toEqual([
      '/home/ada/KVRT2024_Data',
      '/home/bob/KVRT2020_Data',
      '/opt/kav4fs',
    ]);
  });

  it('a path that is there and closed is evidence; a closed directory above is one gap', async () => {
    const collected = await look(
      {
        '/opt/kaspersky': { error: 'permission-denied', type: 'directory' },
        '/opt/kaspersky/kesl': '',
        '/etc/kaspersky.conf': { error: 'permission-denied' },
        '/home/eve': { error: 'permission-denied', type: 'directory' },
        '/home/ada/KVRT2024_Data/a': '',
      },
      {
        paths: [
          '/opt/kaspersky',
          '/opt/kaspersky/kesl',
          '/opt/kaspersky/klnagent',
          '/etc/kaspersky.conf',
          '/home/*/KVRT2024_Data',
        ],
      },
    );
    expect(collected.items.map(({ path, attributes }) => [path, attributes])).toEqual([
      ['/opt/kaspersky', { type: 'directory', unreadable: true }],
      ['/etc/kaspersky.conf', { type: 'file', unreadable: true }],
      ['/home/ada/KVRT2024_Data', { type: 'directory' }],
    ]);
    expect(gapsOf(collected)).toEqual(['permission-denied /opt/kaspersky', 'permission-denied /home/eve']);
    expect(collected.coverage.gaps.map(({ couldHide }) => couldHide)).toEqual(['residue', 'residue']);
  });

  const read = { id: 'scan-engine/version', file: '/opt/kaspersky/ScanEngine/version' };
  const withPrefix = { ...read, linePrefix: 'Version=' };
  it.each([
    { name: 'the first line', wanted: read, text: '2.1.0\nmore\n', value: '2.1.0' },
    {
      name: 'the first line with the prefix',
      wanted: withPrefix,
      text: 'A=1\r\nVersion= 2.1 \r\nVersion=3\r\n',
      value: '2.1',
    },
    { name: 'no such line', wanted: withPrefix, text: 'A=1\n version=2\n', value: undefined },
    {
      name: 'a line that is cut at 200 characters',
      wanted: read,
      text: 'x'.repeat(5_000),
      value: 'x'.repeat(200),
    },
    { name: 'bytes that are no text', wanted: read, text: Buffer.from([0xff, 0x41]), value: '\ufffdA' },
  ])('reads $name', async ({ wanted, text, value }) => {
    const { items, coverage } = await look({ [read.file]: text }, { reads: [wanted] });
    expect(coverage.gaps).toEqual([]);
    expect(items.map(({ path, attributes }) => [path, attributes])).toEqual(
      value === undefined ? [] : [[read.file, { read: 'scan-engine/version', value }]],
    );
  });

  it('a file that is too large, no file, or closed', async () => {
    expect(gapsOf(await look({ [read.file]: 'x'.repeat(300_000) }, { reads: [read] }))).toEqual([
      `too-large ${read.file}`,
    ]);
    expect(gapsOf(await look({ [read.file]: { type: 'other' } }, { reads: [read] }))).toEqual([
      `malformed-source ${read.file}`,
    ]);
    const closed = await look({ [read.file]: { error: 'permission-denied' } }, { reads: [read] });
    expect(closed.items[0]?.attributes).toEqual({ read: 'scan-engine/version', unreadable: true });
  });

  it('text that a pattern language could understand is a plain name', async () => {
    const { items } = await look(
      { '/opt/[k]{a,b}(x)!': '', '/opt/k': '', '/opt/a': '', '/opt/[k]{a,b}(x)!y': '' },
      { paths: ['/opt/[k]{a,b}(x)!', '/opt/[k]{a,b}(x)!*'] },
    );
    expect(items.map(({ path }) => path)).toEqual([
      '/opt/[k]{a,b}(x)!',
      '/opt/[k]{a,b}(x)!',
      '/opt/[k]{a,b}(x)!y',
    ]);
  });

  it('does not find by a link what lies outside the root, and does find what it leaves inside', async () => {
    const base = mkdtempSync(join(tmpdir(), 'phaseout-markers-'));
    try {
      mkdirSync(join(base, 'outside/kaspersky'), { recursive: true });
      mkdirSync(join(base, 'root/opt'), { recursive: true });
      mkdirSync(join(base, 'root/home'), { recursive: true });
      writeFileSync(join(base, 'outside/kaspersky/version'), 'secret\n');
      const wants = {
        paths: ['/opt/kaspersky', '/opt/kaspersky/version', '/home/*/kaspersky', '/opt/kas*/ver*'],
        reads: [{ id: 'a/b', file: '/opt/kaspersky/version' }],
      };
      const scan = async () => runOn(markers, await directoryHost(join(base, 'root'), 'linux'), wants);
      expect((await scan()).items).toEqual([]);

      symlinkSync(join(base, 'outside/kaspersky'), join(base, 'root/opt/kaspersky'));
      symlinkSync('../../outside', join(base, 'root/home/eve'));
      expect((await scan()).items.map(({ path, attributes }) => [path, attributes?.['type']])).toEqual([
        ['/opt/kaspersky', 'symlink'],
      ]);

      rmSync(join(base, 'root/opt/kaspersky'));
      mkdirSync(join(base, 'root/opt/kaspersky'));
      writeFileSync(join(base, 'root/opt/kaspersky/version'), 'inside\n');
      utimesSync(join(base, 'root/opt/kaspersky/version'), 0, 0);
      const found = (await scan()).items;
      expect(found.map(({ path }) => path)).toEqual([
        '/opt/kaspersky',
        '/opt/kaspersky/version',
        '/opt/kaspersky/version',
        '/opt/kaspersky/version',
      ]);
      expect(found.at(-1)?.attributes).toEqual({ read: 'a/b', value: 'inside' });
    } finally {
      rmSync(base, { recursive: true });
    }
  });
});
