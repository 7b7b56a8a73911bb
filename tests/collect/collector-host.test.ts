import { setImmediate, setTimeout } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { Collector } from '../../src/collect/collector.ts';
import { runCollector } from '../../src/collect/run-collector.ts';
import type { Host } from '../../src/host/host.ts';
import type { Tree } from '../../src/host/tree.ts';
import { treeFiles } from '../../src/host/tree-files.ts';

let lists = 0;

/** Every directory holds two more, without end. */
const endless: Tree = {
  lstat: async () => ({ type: 'directory', size: 0, mtimeMs: 0 }),
  readLink: async () => undefined,
  open: async () => undefined,
  async list() {
    lists++;
    await setImmediate();
    return [
      { name: 'a', type: 'directory' },
      { name: 'b', type: 'directory' },
    ];
  },
};

it.each(['/**/nothing', '/*/*/*/*/*/*/*/*/*/*/*/*/*/nothing'])(
  'a search for %s ends with the time of its collector and does not go on behind it',
  async (pattern) => {
    const host: Host = {
      kind: 'memory',
      platform: 'linux',
      live: false,
      privileged: true,
      files: treeFiles(endless),
    };
    const search: Collector = {
      id: 'search',
      platforms: ['linux'],
      kinds: [],
      reads: 'an endless tree',
      rights: 'none',
      couldHide: 'residue',
      wants: [],
      async *collect(ctx) {
        yield* (await ctx.host.files.glob(pattern, () => undefined)).map(
          (path) => ({ kind: 'marker', collector: 'search', name: path, origin: path }) as const,
        );
      },
    };
    const collected = await runCollector(search, {
      host,
      markers: { paths: [], reads: [] },
      limitMs: 30,
      signal: new AbortController().signal,
      now: () => performance.now(),
    });
    expect(collected.coverage.gaps.map(({ reason }) => reason)).toEqual(['timeout']);
    await setTimeout(50);
    const soon = lists;
    await setTimeout(100);
    expect(lists).toBe(soon);
  },
);
