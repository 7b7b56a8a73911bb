import { spawnSync } from 'node:child_process';
import fs, { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asyncPort } from '../../src/host/async-port.ts';
import { type DiskPort, makeSyncPort } from '../../src/host/disk-port.ts';
import { DiskTree } from '../../src/host/disk-tree.ts';
import { makeSlowPort } from '../../src/host/slow-port.ts';
import { treeFiles } from '../../src/host/tree-files.ts';
import { describeWith } from '../support/needs.ts';

let root = '';
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'phaseout-ports-'));
  mkdirSync(join(root, 'a/b'), { recursive: true });
  writeFileSync(join(root, 'a/b/file'), 'x'.repeat(200_000));
  symlinkSync('b/file', join(root, 'a/link'));
  spawnSync('mkfifo', [join(root, 'a/pipe')]);
});
afterAll(() => rmSync(root, { recursive: true }));

const ports: readonly (readonly [name: string, port: DiskPort])[] = [
  ['synchronous', makeSyncPort(fs)],
  ['asynchronous', asyncPort],
  ['slow', makeSlowPort()],
];

describe.each(ports)('the %s port', (_, port) => {
  it('reads, lists and looks up like the others', async () => {
    const files = treeFiles(new DiskTree(root, () => port));
    expect((await files.read('/a/link', { maxBytes: 1e6 }))?.toString()).toBe('x'.repeat(200_000));
    expect(await files.list('/a')).toEqual([
      { name: 'b', type: 'directory' },
      { name: 'link', type: 'symlink' },
      { name: 'pipe', type: 'other' },
    ]);
    expect(await files.readLink('/a/link')).toBe('b/file');
    expect(await files.stat('/a/link')).toMatchObject({ type: 'file', size: 200_000 });
    expect(await files.stat('/nothing/there')).toBeUndefined();
    expect(await files.read('/a/nothing', { maxBytes: 1 })).toBeUndefined();
    await expect(files.read('/a/pipe', { maxBytes: 1 })).rejects.toMatchObject({
      reason: 'malformed-source',
    });
    await expect(files.read('/a/link', { maxBytes: 10 })).rejects.toMatchObject({ reason: 'too-large' });
  });

  it('does not list more names than it is asked for', async () => {
    const tree = new DiskTree(root, () => port);
    await expect(tree.list('/a', 2)).rejects.toMatchObject({ reason: 'too-large' });
  });
});

describeWith(['mkfifo'], 'a slow disk that hangs', () => {
  it('costs its time limit once, and the process that hangs in it is gone', async () => {
    const port = makeSlowPort(400);
    // Opened without O_NONBLOCK a pipe without a writer hangs, as a dead server does.
    await expect(port.open(join(root, 'a/pipe'), fs.constants.O_RDONLY)).rejects.toMatchObject({
      code: 'ETIMEDOUT',
    });
    await expect(port.lstat(root)).rejects.toMatchObject({ code: 'ETIMEDOUT' });
  });

  it('becomes a gap `timeout` of the file', async () => {
    const port = makeSlowPort(400);
    const hanging: DiskPort = {
      ...port,
      lstat: (path) => Promise.resolve(port.open(path, 0)).then(() => undefined),
    };
    const files = treeFiles(new DiskTree(root, () => hanging));
    await expect(files.stat('/a')).resolves.toBeUndefined();
    const stuck = treeFiles(
      new DiskTree(root, () => ({
        ...port,
        lstat: () => Promise.resolve(port.open(join(root, 'a/pipe'), 0)).then(() => undefined),
      })),
    );
    await expect(stuck.stat('/a')).rejects.toMatchObject({ reason: 'timeout', path: '/a' });
  });
});
