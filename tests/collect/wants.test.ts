import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { collectors } from '../../src/collect/index.ts';
import { runCollector } from '../../src/collect/run-collector.ts';
import { directoryHost } from '../../src/host/directory-host.ts';
import type { Host, HostFiles } from '../../src/host/host.ts';
import { WantedPaths } from '../../src/host/image/container/wanted-paths.ts';

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

it('there are roots to read', () => {
  expect(roots.length).toBeGreaterThanOrEqual(3);
});

it.each(collectors.filter(({ platforms, id }) => platforms.includes('linux') && id !== 'markers'))(
  '$id reads no file that it does not name in its wants',
  async (collector) => {
    const wanted = new WantedPaths(collector.wants);
    const unnamed: string[] = [];
    for (const root of roots) {
      const { host, read } = recorded(await directoryHost(root, 'linux'));
      await runCollector(collector, {
        host,
        markers: { paths: [], reads: [] },
        limitMs: 60_000,
        signal: new AbortController().signal,
        now: () => performance.now(),
      });
      unnamed.push(...[...read].filter((path) => !wanted.has(path, false)));
    }
    expect(unnamed).toEqual([]);
  },
);
