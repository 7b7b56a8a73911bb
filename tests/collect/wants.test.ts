import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Collector } from '../../src/collect/collector.ts';
import { collectors } from '../../src/collect/index.ts';
import { runCollector } from '../../src/collect/run-collector.ts';
import { directoryHost } from '../../src/host/directory-host.ts';
import type { Host, HostFiles } from '../../src/host/host.ts';
import { WantedPaths } from '../../src/host/image/container/wanted-paths.ts';
import type { Platform } from '../../src/model/vocabulary.ts';
import { type MacosRoot, makeMacosRoot } from '../support/macos-root.ts';
import { describeWith } from '../support/needs.ts';
import { makeWindowsRoot, type WindowsRoot } from '../support/windows-root.ts';

const roots = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
  .filter((name) => /(^|\/)root$/.test(name) && existsSync(join(import.meta.dirname, name, 'etc')))
  .map((name) => join(import.meta.dirname, name));

/** The host, and which of its files were read. */
function recorded(host: Host): { host: Host; read: Set<string> } {
  const read = new Set<string>();
  const noting =
    <Rest extends unknown[], Result>(
      operation: (path: string, ...rest: Rest) => Promise<Result | undefined>,
    ) =>
    async (path: string, ...rest: Rest): Promise<Result | undefined> => {
      const result = await operation(path, ...rest);
      if (result !== undefined) read.add(path);
      return result;
    };
  const { files } = host;
  const noted: HostFiles = {
    read: noting((path, options) => files.read(path, options)),
    stream: noting((path, options) => files.stream(path, options)),
    open: noting((path) => files.open(path)),
    stat: (path) => files.stat(path),
    lstat: (path) => files.lstat(path),
    readLink: (path) => files.readLink(path),
    list: (path) => files.list(path),
    glob: (pattern, onError) => files.glob(pattern, onError),
  };
  return { host: { ...host, files: noted }, read };
}

/** Files that a collector read although its wants do not name them. */
async function unnamedIn(collector: Collector, root: string, platform: Platform): Promise<string[]> {
  const wanted = new WantedPaths(collector.wants);
  const opened = await directoryHost(root, platform);
  try {
    const { host, read } = recorded(opened);
    const { coverage } = await runCollector(collector, {
      host,
      markers: { paths: [], reads: [] },
      limitMs: 60_000,
      signal: new AbortController().signal,
      now: () => performance.now(),
    });
    expect(coverage.gaps.filter(({ reason }) => reason === 'crashed')).toEqual([]);
    for (const path of read) readBy.set(platform, (readBy.get(platform) ?? 0) + Number(path !== ''));
    return [...read].filter(
      (path) => !wanted.has(path.replace(/^[A-Za-z]:/, '').replaceAll('\\', '/'), platform === 'windows'),
    );
  } finally {
    await opened.close?.();
  }
}

const readBy = new Map<Platform, number>();
const of = (platform: Platform): Collector[] =>
  collectors.filter(({ platforms, id }) => platforms.includes(platform) && id !== 'markers');

describe('on Linux', () => {
  it('there are roots to read', () => {
    expect(roots.length).toBeGreaterThanOrEqual(3);
  });

  it.each(of('linux'))('$id reads no file that it does not name in its wants', async (collector) => {
    const unnamed: string[] = [];
    for (const root of roots) unnamed.push(...(await unnamedIn(collector, root, 'linux')));
    expect(unnamed).toEqual([]);
  });
});

describe('on Windows', () => {
  const hosts = join(import.meta.dirname, '..', 'e2e', 'windows', 'hosts');
  const made: WindowsRoot[] = [];

  beforeAll(() => {
    for (const name of readdirSync(hosts)) {
      if (existsSync(join(hosts, name, 'SOFTWARE.reg'))) made.push(makeWindowsRoot(join(hosts, name)));
    }
  }, 60_000);

  afterAll(() => {
    for (const root of made) root.remove();
  });

  it.each(of('windows'))('$id reads no file that it does not name in its wants', async (collector) => {
    const unnamed: string[] = [];
    for (const { path } of made) unnamed.push(...(await unnamedIn(collector, path, 'windows')));
    expect(unnamed).toEqual([]);
  });

  it('files were read', () => {
    expect(readBy.get('windows')).toBeGreaterThan(5);
  });
});

/** A job names its program, wherever it lies; such a file is read out of an image when it is asked for. */
const namedByJobs: Readonly<Record<string, readonly string[]>> = { 'launchd-jobs': ['/usr/local/bin/kav'] };

describeWith(['plistutil'], 'on macOS', () => {
  const hosts = join(import.meta.dirname, '..', 'e2e', 'macos', 'hosts');
  const made: MacosRoot[] = [];

  beforeAll(() => {
    for (const name of readdirSync(hosts).filter((file) => file.endsWith('.yaml'))) {
      made.push(makeMacosRoot(join(hosts, name), 'whole'));
    }
  }, 60_000);

  afterAll(() => {
    for (const root of made) root.remove();
  });

  it.each(of('macos'))('$id reads no file that it does not name in its wants', async (collector) => {
    const unnamed: string[] = [];
    for (const { path } of made) unnamed.push(...(await unnamedIn(collector, path, 'macos')));
    expect(unnamed).toEqual(namedByJobs[collector.id] ?? []);
  });

  it('files were read', () => {
    expect(readBy.get('macos')).toBeGreaterThan(20);
  });
});
