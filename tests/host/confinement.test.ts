import { spawnSync } from 'node:child_process';
import fs, { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { directoryHost } from '../../src/host/directory-host.ts';
import { type DiskPort, makeSyncPort } from '../../src/host/disk-port.ts';
import { DiskTree } from '../../src/host/disk-tree.ts';
import { type Host, HostError } from '../../src/host/host.ts';
import { liveHost } from '../../src/host/live-host.ts';
import { treeFiles } from '../../src/host/tree-files.ts';
import { describeWith } from '../support/needs.ts';

let base = '';
let host: Host;
beforeEach(async () => {
  base = mkdtempSync(join(tmpdir(), 'phaseout-host-'));
  mkdirSync(join(base, 'root/etc'), { recursive: true });
  mkdirSync(join(base, 'root/srv/data'), { recursive: true });
  mkdirSync(join(base, 'outside'));
  writeFileSync(join(base, 'outside/secret'), 'secret');
  writeFileSync(join(base, 'root/srv/data/inside'), 'inside');
  host = await directoryHost(join(base, 'root'), 'linux');
});
afterEach(() => rmSync(base, { recursive: true }));

const link = (text: string, path: string) => symlinkSync(text, join(base, 'root', path));

const links = (pairs: readonly (readonly [string, string])[]) => {
  for (const [text, path] of pairs) link(text, path);
};

async function read(path: string, maxBytes = 1_000): Promise<string | undefined> {
  return (await host.files.read(path, { maxBytes }))?.toString();
}

async function reasonOf(asked: Promise<unknown>): Promise<string> {
  try {
    await asked;
  } catch (error) {
    if (error instanceof HostError) return error.reason;
    throw error;
  }
  return 'none';
}

describeWith(['mkfifo'], 'a directory host', () => {
  const escapes: readonly (readonly [name: string, plant: () => void, path: string])[] = [
    ['an absolute link', () => link(join(base, 'outside/secret'), 'etc/a'), '/etc/a'],
    ['a relative link', () => link('../../outside/secret', 'etc/a'), '/etc/a'],
    ['a link to a directory', () => link(join(base, 'outside'), 'etc/a'), '/etc/a/secret'],
    ['a relative link to a directory', () => link('../../outside', 'etc/a'), '/etc/a/secret'],
    [
      'a link behind a link',
      () =>
        links([
          ['b', 'etc/a'],
          ['../../../outside', 'etc/b'],
        ]),
      '/etc/a/secret',
    ],
    ['.. in the path', () => {}, '/../outside/secret'],
    ['.. behind a link', () => link('/srv/data', 'etc/a'), '/etc/a/../../../outside/secret'],
  ];
  it.each(escapes)('is not left by %s', async (_, plant, path) => {
    plant();
    expect(await read(path)).toBeUndefined();
    expect(await host.files.stat(path)).toBeUndefined();
    expect(await host.files.stream(path, { maxBytes: 10 })).toBeUndefined();
    expect(await host.files.list(path.replace('/secret', ''))).not.toContainEqual({
      name: 'secret',
      type: 'file',
    });
    if (path.endsWith('/secret')) {
      expect(await host.files.glob(path.replace('secret', '*'))).not.toContain(path);
      expect(await host.files.glob(path.replace('secret', 'sec*'))).not.toContain(path);
    }
    expect(await host.files.glob('/**/secret')).toEqual([]);
  });

  const inside: readonly (readonly [name: string, plant: () => void, path: string])[] = [
    ['an absolute link', () => link('/srv/data/inside', 'etc/a'), '/etc/a'],
    ['a relative link', () => link('../srv/data/inside', 'etc/a'), '/etc/a'],
    ['more .. than there are directories', () => link('../../../../../srv/data/inside', 'etc/a'), '/etc/a'],
    ['.. after a link to a directory', () => link('/srv/data', 'etc/a'), '/etc/a/../data/inside'],
    [
      'links in the middle',
      () =>
        links([
          ['/srv', 'etc/a'],
          ['data', 'srv/b'],
        ]),
      '/etc/a/b/inside',
    ],
    ['slashes and dots too many', () => {}, '//srv/.//data/./inside'],
  ];
  it.each(inside)('follows %s inside', async (_, plant, path) => {
    plant();
    expect(await read(path)).toBe('inside');
  });

  it('gives up in a circle, and after forty links', async () => {
    link('a', 'etc/a');
    link('c', 'etc/b');
    link('b', 'etc/c');
    link('/etc/d', 'etc/d');
    for (let index = 0; index < 41; index++) link(`n${index + 1}`, `etc/n${index}`);
    writeFileSync(join(base, 'root/etc/n41'), 'end');
    expect(await reasonOf(read('/etc/a'))).toBe('malformed-source');
    expect(await reasonOf(read('/etc/b/x'))).toBe('malformed-source');
    expect(await reasonOf(host.files.stat('/etc/d'))).toBe('malformed-source');
    expect(await reasonOf(read('/etc/n0'))).toBe('malformed-source');
    expect(await read('/etc/n1')).toBe('end');
  });

  it('never opens a pipe, a device or a socket', async () => {
    expect(spawnSync('mkfifo', [join(base, 'root/etc/pipe')]).status).toBe(0);
    const server = createServer().listen(join(base, 'root/etc/socket'));
    await new Promise((resolve) => server.once('listening', resolve));
    try {
      link('pipe', 'etc/link');
      const opened: string[] = [];
      const port = makeSyncPort(fs);
      const open: DiskPort['open'] = (path, flags) => {
        opened.push(path);
        return port.open(path, flags);
      };
      const watched: DiskPort = { ...port, open };
      const files = treeFiles(new DiskTree(join(base, 'root'), () => watched));
      for (const path of ['/etc/pipe', '/etc/socket', '/etc/link']) {
        expect(await reasonOf(files.read(path, { maxBytes: 10 }))).toBe('malformed-source');
      }
      expect(opened).toEqual([]);
      for (const path of ['/etc/pipe', '/etc/socket', '/etc/link', '/etc']) {
        expect(await reasonOf(read(path))).toBe('malformed-source');
      }
      expect((await host.files.stat('/etc/pipe'))?.type).toBe('other');
    } finally {
      server.close();
    }
  });

  it('passes over proc, sys and dev of a system at rest', async () => {
    mkdirSync(join(base, 'root/proc/1'), { recursive: true });
    writeFileSync(join(base, 'root/proc/1/status'), 'Name:\tinit\n');
    link('/proc/1', 'etc/a');
    expect(await read('/proc/1/status')).toBeUndefined();
    expect(await read('/etc/a/status')).toBeUndefined();
    expect(await host.files.list('/proc')).toEqual([]);
    expect((await host.files.list('/')).map(({ name }) => name)).toEqual(['etc', 'srv']);
    expect(await host.files.glob('/**/status')).toEqual([]);
  });

  it('keeps to its bounds', async () => {
    writeFileSync(join(base, 'root/etc/ten'), '0123456789');
    truncateSync(join(base, 'root/srv/data/inside'), 2 ** 31);
    expect(await read('/etc/ten', 10)).toBe('0123456789');
    expect(await reasonOf(read('/etc/ten', 9))).toBe('too-large');
    expect(await reasonOf(read('/srv/data/inside', 1_000_000))).toBe('too-large');
    const seen: string[] = [];
    const streamed = async () => {
      const chunks = await host.files.stream('/etc/ten', { maxBytes: 9 });
      if (chunks !== undefined) for await (const chunk of chunks) seen.push(chunk.toString());
    };
    expect(await reasonOf(streamed())).toBe('too-large');
    expect(seen).toEqual(['012345678']);
  });

  it('tells what is missing from what fails', async () => {
    expect(await read('/etc/nothing')).toBeUndefined();
    expect(await read('/srv/data/inside/below')).toBeUndefined();
    expect(await read(`/etc/${'x'.repeat(300)}`)).toBeUndefined();
    expect(await read('/etc/a\0b')).toBeUndefined();
    expect(await host.files.list('/nothing')).toEqual([]);
    expect(await host.files.readLink('/srv/data/inside')).toBeUndefined();
  });

  it('does not read a file that was swapped for a link to the outside while it was looked up', async () => {
    const port = makeSyncPort(fs);
    const moved = join(base, 'root/srv/moved');
    const racing: DiskPort = {
      ...port,
      open(path, flags) {
        // The attacker's moment: the path was looked up, and is not open yet.
        if (path.endsWith('/inside')) {
          fs.renameSync(join(base, 'root/srv/data'), moved);
          symlinkSync(join(base, 'outside'), join(base, 'root/srv/data'));
          writeFileSync(join(base, 'outside/inside'), 'secret');
        }
        return port.open(path, flags);
      },
    };
    const files = treeFiles(new DiskTree(join(base, 'root'), () => racing));
    expect(await reasonOf(files.read('/srv/data/inside', { maxBytes: 100 }))).toBe('outside-root');
  });

  it('without /proc looks at every segment again', async () => {
    const port = makeSyncPort(fs);
    const outside = join(base, 'outside');
    let swap = false;
    const racing: DiskPort = {
      ...port,
      readlink(path) {
        if (path.startsWith('/proc/')) throw Object.assign(new Error('no /proc'), { code: 'ENOENT' });
        return port.readlink(path);
      },
      open(path, flags) {
        if (swap && path.endsWith('/inside')) {
          fs.renameSync(join(base, 'root/srv/data'), join(base, 'root/srv/moved'));
          symlinkSync(outside, join(base, 'root/srv/data'));
          writeFileSync(join(outside, 'inside'), 'secret');
        }
        return port.open(path, flags);
      },
    };
    const files = treeFiles(new DiskTree(join(base, 'root'), () => racing));
    expect((await files.read('/srv/data/inside', { maxBytes: 100 }))?.toString()).toBe('inside');
    expect((await files.list('/srv/data')).map(({ name }) => name)).toEqual(['inside']);
    swap = true;
    expect(await reasonOf(files.read('/srv/data/inside', { maxBytes: 100 }))).toBe('outside-root');
  });
});

describe('the live host', { skip: process.platform !== 'linux' }, () => {
  it('reads files that are made while they are read', async () => {
    const { files } = liveHost('linux');
    expect((await files.read('/proc/self/status', { maxBytes: 65_536 }))?.toString()).toContain(
      `Pid:\t${process.pid}\n`,
    );
    expect(await reasonOf(files.read('/proc/self/status', { maxBytes: 10 }))).toBe('too-large');
    expect(await files.readLink('/proc/self/exe')).toBe(process.execPath);
  });

  it('never opens a device', async () => {
    expect(await reasonOf(liveHost('linux').files.read('/dev/zero', { maxBytes: 10 }))).toBe(
      'malformed-source',
    );
  });
});

describe('a name that is no UTF-8', () => {
  it('is an error and not a missing file, because nobody can ask for it', async () => {
    mkdirSync(Buffer.concat([Buffer.from(join(base, 'root/srv/')), Buffer.from([0x6b, 0xff])]));
    writeFileSync(join(base, 'root/srv/\ufffd'), 'a real U+FFFD');
    expect(await reasonOf(host.files.lstat('/srv/k\ufffd'))).toBe('malformed-source');
    expect(await read('/srv/\ufffd')).toBe('a real U+FFFD');
    const seen: string[] = [];
    expect(await host.files.glob('/srv/*/inside', (error) => seen.push(error.path))).toEqual([
      '/srv/data/inside',
    ]);
    expect(seen).toEqual(['/srv/k\ufffd']);
  });
});
