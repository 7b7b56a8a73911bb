import { describe, expect, it } from 'vitest';
import type { CollectContext, Collector } from '../../src/collect/collector.ts';
import { type CollectOptions, type CollectProgress, collectAll } from '../../src/collect/run.ts';
import type { Collected } from '../../src/collect/run-collector.ts';
import { HostError } from '../../src/host/host.ts';
import { memoryHost } from '../../src/host/memory-host.ts';
import type { Item } from '../../src/model/item.ts';

function collector(id: string, collect: Collector['collect'], more: Partial<Collector> = {}): Collector {
  return {
    id,
    platforms: ['linux'],
    kinds: ['software'],
    reads: 'nothing',
    rights: 'none',
    couldHide: 'installed',
    wants: [],
    collect,
    ...more,
  };
}

function item(name: string): Item {
  return { kind: 'software', collector: 'test', name, origin: 'test' };
}

async function* give(...names: string[]): AsyncGenerator<Item> {
  for (const name of names) yield item(name);
}

async function runAll(
  collectors: readonly Collector[],
  more: Partial<CollectOptions> = {},
): Promise<Collected[]> {
  const all: Collected[] = [];
  const options: CollectOptions = {
    host: memoryHost({ files: { '/a': 'a' } }),
    collectors,
    markers: { paths: [], reads: [] },
    timeoutMs: 10_000,
    now: () => performance.now(),
    ...more,
  };
  for await (const collected of collectAll(options)) all.push(collected);
  return all;
}

const names = ({ items }: Collected) => items.map(({ name }) => name);
const shapeOf = ({ collector: id, items, coverage }: Collected) => [
  id,
  coverage.status,
  coverage.reason,
  items.length,
  coverage.gaps.map(({ reason }) => reason),
];

describe('collectAll', () => {
  it('hands out in the listed order, whatever ends first', async () => {
    const slow = collector('slow', async function* () {
      await new Promise((resolve) => setTimeout(resolve, 50));
      yield item('s');
    });
    const all = await runAll([slow, collector('fast', () => give('f'))]);
    expect(all.map(names)).toEqual([['s'], ['f']]);
    expect(all.map(({ coverage }) => coverage.items)).toEqual([1, 1]);
  });

  it('hands out a collector while a later one still runs', async () => {
    let release = () => {};
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    const waiting = collector('waiting', async function* () {
      await gate;
      yield item('w');
    });
    const results = collectAll({
      host: memoryHost({ files: {} }),
      collectors: [collector('first', () => give('f')), waiting],
      markers: { paths: [], reads: [] },
      timeoutMs: 10_000,
      now: () => performance.now(),
    });
    expect((await results.next()).value?.collector).toBe('first');
    release();
    expect((await results.next()).value?.collector).toBe('waiting');
    expect((await results.next()).done).toBe(true);
  });

  it('turns a throw into a gap, keeps what came before it, and runs the others', async () => {
    const all = await runAll([
      collector('bug', async function* () {
        yield item('kept');
        throw new TypeError('x is not a function');
      }),
      collector('host', async function* () {
        yield item('kept');
        throw new HostError('unsupported-format', '/db', 'of a kind that is not read');
      }),
      collector('good', () => give('g')),
    ]);
    expect(all.map(shapeOf)).toEqual([
      ['bug', 'gap', undefined, 1, ['crashed']],
      ['host', 'gap', undefined, 1, ['unsupported-format']],
      ['good', 'ok', undefined, 1, []],
    ]);
    expect(all[0]?.coverage.gaps[0]).toEqual({
      reason: 'crashed',
      source: 'bug',
      message: 'the collector failed: x is not a function',
      couldHide: 'installed',
    });
    expect(all[1]?.coverage.gaps[0]).toEqual({
      reason: 'unsupported-format',
      source: '/db',
      message: 'of a kind that is not read',
      couldHide: 'installed',
    });
  });

  it('skips what was not selected and what needs a running machine, and leaves out other platforms', async () => {
    const collectors = [
      collector('a', () => give('a')),
      collector('b', () => give('b')),
      collector('live', () => give('l'), { needsLiveHost: true }),
      collector('windows', () => give('w'), { platforms: ['windows'] }),
    ];
    expect((await runAll(collectors, { skip: ['b'] })).map(shapeOf)).toEqual([
      ['a', 'ok', undefined, 1, []],
      ['b', 'skipped', 'not-selected', 0, []],
      ['live', 'skipped', 'needs-live-host', 0, []],
    ]);
    expect((await runAll(collectors, { only: ['b'] })).map(shapeOf)).toEqual([
      ['a', 'skipped', 'not-selected', 0, []],
      ['b', 'ok', undefined, 1, []],
      ['live', 'skipped', 'not-selected', 0, []],
    ]);
  });

  const forever: readonly (readonly [name: string, collect: Collector['collect']])[] = [
    [
      'waits for ever',
      async function* () {
        yield item('kept');
        await new Promise(() => {});
      },
    ],
    [
      'asks the host for ever',
      async function* (ctx: CollectContext) {
        yield item('kept');
        for (;;) await ctx.host.files.stat('/a');
      },
    ],
    [
      'asks for ever and swallows every failure',
      async function* (ctx: CollectContext) {
        yield item('kept');
        for (;;) {
          await ctx.host.files.stat('/a').catch(() => undefined);
          if (ctx.signal.aborted) await new Promise((resolve) => setTimeout(resolve, 1));
        }
      },
    ],
  ];
  it.each(forever)('ends a collector that %s at its limit', async (_, collect) => {
    const all = await runAll([collector('bad', collect), collector('good', () => give('g'))], {
      timeoutMs: 250,
    });
    expect(all.map(shapeOf)).toEqual([
      ['bad', 'gap', undefined, 1, ['timeout']],
      ['good', 'ok', undefined, 1, []],
    ]);
    expect(all[0]?.coverage.gaps[0]?.message).toBe(
      'not finished within 0.2 s; raise --timeout to give it longer',
    );
  });

  it('ends a collector that never waits, by the clock, after each item', async () => {
    let clock = 0;
    const all = await runAll(
      [
        collector('busy', async function* () {
          for (let index = 0; ; index++) {
            clock += 10;
            yield item(String(index));
          }
        }),
      ],
      { timeoutMs: 1_250, now: () => clock },
    );
    expect(all.map(shapeOf)).toEqual([['busy', 'gap', undefined, 101, ['timeout']]]);
  });

  it('after an interruption hands out what there is and calls the rest interrupted', async () => {
    const abort = new AbortController();
    const hanging = collector('hanging', async function* () {
      yield item('kept');
      await new Promise(() => {});
    });
    setTimeout(() => abort.abort(), 30);
    const all = await runAll([collector('done', () => give('d')), hanging], { signal: abort.signal });
    expect(all.map(shapeOf)).toEqual([
      ['done', 'ok', undefined, 1, []],
      ['hanging', 'skipped', 'interrupted', 1, []],
    ]);
    const late = await runAll([collector('never', () => give('n'))], { signal: abort.signal });
    expect(late.map(shapeOf)).toEqual([['never', 'skipped', 'interrupted', expect.any(Number), []]]);
  });

  it('keeps a hundred gaps and counts the others, with the worst that they could hide', async () => {
    const noisy = collector('noisy', async function* (ctx) {
      for (let index = 0; index < 250; index++) ctx.gap('malformed-row', `/f:${index}`, 'bad', 'residue');
      ctx.gap('malformed-row', '/f:250', 'bad', 'active');
      yield item('kept');
    });
    const [collected] = await runAll([noisy]);
    expect(collected?.coverage.gaps).toHaveLength(101);
    expect(collected?.coverage.gaps.at(-1)).toEqual({
      reason: 'malformed-row',
      source: 'noisy',
      message: 'and 151 more, of which only the number was kept',
      couldHide: 'active',
    });
  });

  it('takes no more than 200,000 items of one collector', async () => {
    const endless = collector('endless', async function* () {
      const one = item('x');
      for (;;) yield one;
    });
    expect((await runAll([endless], { timeoutMs: 60_000 })).map(shapeOf)).toEqual([
      ['endless', 'gap', undefined, 200_000, ['too-large']],
    ]);
  });

  it('reports progress', async () => {
    const seen: CollectProgress[] = [];
    await runAll([collector('a', () => give('1', '2')), collector('b', () => give('3'))], {
      onProgress: (progress) => seen.push(progress),
    });
    expect(seen.map(({ finished, total }) => [finished, total])).toEqual([
      [1, 2],
      [2, 2],
    ]);
    expect(seen.at(-1)?.items).toBe(3);
  });
});
