import { describe, expect, it } from 'vitest';
import { inspectFiles } from '../../../../src/collect/parse/pe/inspect-files.ts';
import type { OpenByteSource } from '../../../../src/host/byte-source.ts';
import { HostError } from '../../../../src/host/host.ts';
import { memoryHost } from '../../../../src/host/memory-host.ts';
import { countingSource, fixture } from './pe-file.ts';

/** Files by name that say how many are being opened or open, and how many were at once. */
class Disk {
  open = 0;
  most = 0;
  opened = 0;

  async file(name: string): Promise<OpenByteSource | undefined> {
    this.opened++;
    this.open++;
    this.most = Math.max(this.most, this.open);
    await new Promise((resolve) => setTimeout(resolve, name === 'slow' ? 20 : 1));
    if (['missing', 'denied', 'bug'].includes(name)) this.open--;
    if (name === 'missing') return undefined;
    if (name === 'denied') throw new HostError('permission-denied', '/denied', 'access denied');
    if (name === 'bug') throw new TypeError('a bug');
    const source = countingSource(fixture('pe32.exe'));
    return {
      size: source.size,
      read: source.read,
      close: async () => {
        this.open--;
      },
    };
  }
}

const never = new AbortController().signal;

describe('inspectFiles', () => {
  it('gives facts, errors and missing files in the order that was asked', async () => {
    const disk = new Disk();
    const seen: string[] = [];
    for await (const { entry, facts, error } of inspectFiles(
      ['slow', 'missing', 'denied', 'a', 'b', 'c'],
      (name) => disk.file(name),
      never,
    )) {
      seen.push(`${entry}: ${facts?.companyName ?? error?.reason ?? 'no such file'}`);
    }
    expect(seen).toEqual([
      'slow: Idle & Sons Ltd',
      'missing: no such file',
      'denied: permission-denied',
      'a: Idle & Sons Ltd',
      'b: Idle & Sons Ltd',
      'c: Idle & Sons Ltd',
    ]);
    expect(disk.open).toBe(0);
  });

  it('has at most four files open', async () => {
    const disk = new Disk();
    const names = Array.from({ length: 50 }, (_, index) => (index % 3 === 0 ? 'slow' : `f${index}`));
    let count = 0;
    for await (const { facts } of inspectFiles(names, (name) => disk.file(name), never)) {
      if (facts !== undefined) count++;
    }
    expect(count).toBe(50);
    expect(disk.most).toBe(4);
    expect(disk.open).toBe(0);
  });

  it('opens no more files after an abort', async () => {
    const disk = new Disk();
    const stop = new AbortController();
    let count = 0;
    for await (const _ of inspectFiles(
      Array(100).fill('f'),
      (name: string) => disk.file(name),
      stop.signal,
    )) {
      if (++count === 3) stop.abort();
    }
    expect(count).toBe(3);
    expect(disk.opened).toBeLessThanOrEqual(7);
  });

  it('takes its files from a host', async () => {
    const host = memoryHost({ files: { '/driver.sys': fixture('renamed-driver.sys'), '/text.sys': 'text' } });
    const seen: unknown[] = [];
    const paths = ['/driver.sys', '/text.sys', '/none.sys'];
    for await (const { entry, facts } of inspectFiles(paths, (path) => host.files.open(path), never)) {
      seen.push([entry, facts?.signer, facts?.damages.map(({ reason }) => reason)]);
    }
    expect(seen).toEqual([
      ['/driver.sys', 'AO Kaspersky Lab', []],
      ['/text.sys', undefined, ['unsupported-format']],
      ['/none.sys', undefined, undefined],
    ]);
  });

  it('hands on what is no HostError', async () => {
    const all = inspectFiles(['a', 'bug'], (name) => new Disk().file(name), never);
    expect((await all.next()).value?.entry).toBe('a');
    await expect(all.next()).rejects.toThrow('a bug');
  });
});
