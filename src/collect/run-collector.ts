import { type Host, HostError } from '../host/host.ts';
import type { Coverage } from '../model/gap.ts';
import type { Item } from '../model/item.ts';
import type { CollectContext, Collector, MarkerWants } from './collector.ts';
import { collectorHost } from './collector-host.ts';
import { GapList } from './gap-list.ts';
import { usualPaths } from './usual-path.ts';

/** More items than this of one collector are a gap `too-large`; a large server has some ten thousand. */
export const maxItems = 200_000;

/** No disk holds more installations that were kept apart. */
const maxApart = 1000;

/** What one collector gave: its items in the source's order, and what it could not read. */
export interface Collected {
  readonly collector: string;
  readonly items: readonly Item[];
  readonly coverage: Coverage;
}

/** What one run of a collector needs. */
export interface CollectorRun {
  readonly host: Host;
  readonly markers: MarkerWants;
  /** Time for this collector in milliseconds. */
  readonly limitMs: number;
  /** Aborted when the scan is interrupted. */
  readonly signal: AbortSignal;
  /** A monotonic clock in milliseconds. */
  readonly now: () => number;
}

/**
 * Runs one collector to its end, its time limit or the interruption, whichever comes first, and never throws: a
 * failure becomes a gap and the items so far are kept. A collector that hangs in one operation is left behind.
 */
export async function runCollector(collector: Collector, run: CollectorRun): Promise<Collected> {
  const started = run.now();
  const items: Item[] = [];
  const gaps = new GapList();
  const apart = new Set<string>();
  const stop = new AbortController();
  let stopped: 'time' | 'interrupted' | undefined;

  const addGap = (
    reason: HostError['reason'],
    source: string,
    message: string,
    couldHide = collector.couldHide,
  ) => gaps.add({ reason, source, message, couldHide });
  const end = (why: 'time' | 'interrupted') => {
    stopped ??= why;
    stop.abort();
  };
  const check = () => {
    if (run.signal.aborted) end('interrupted');
    if (run.now() - started > run.limitMs) end('time');
    if (stopped !== undefined) throw new HostError('timeout', collector.id, 'stopped');
  };

  async function consume(): Promise<void> {
    const host = collectorHost(run.host, check);
    const gap: typeof addGap = (...gap) => {
      if (stopped === undefined) addGap(...gap);
    };
    const context: CollectContext = {
      host,
      markers: run.markers,
      signal: stop.signal,
      gap,
      apart: (name) => {
        if (apart.size < maxApart) apart.add(name);
      },
    };
    const placed = host.platform === 'windows' ? usualPaths(context) : undefined;
    try {
      for await (const item of collector.collect(context)) {
        if (stopped !== undefined) return;
        if (items.length >= maxItems) {
          addGap('too-large', collector.id, `more than ${maxItems} items; the others were not read`);
          return;
        }
        items.push(placed === undefined ? item : await placed(item));
        check();
      }
    } catch (error) {
      if (stopped !== undefined) return;
      if (error instanceof HostError) addGap(error.reason, error.path, error.message);
      else addGap('crashed', collector.id, `the collector failed: ${messageOf(error)}`);
    }
  }

  await raceWithStop(consume(), stop.signal, run, end);
  if (stopped === 'time') {
    const seconds = Math.round(run.limitMs / 100) / 10;
    addGap('timeout', collector.id, `not finished within ${seconds} s; raise --timeout to give it longer`);
  }
  const found = gaps.all(collector.id);
  return {
    collector: collector.id,
    items,
    coverage: {
      collector: collector.id,
      status: stopped === 'interrupted' ? 'skipped' : found.length > 0 ? 'gap' : 'ok',
      ...(stopped === 'interrupted' && { reason: 'interrupted' }),
      items: items.length,
      ms: Math.max(0, run.now() - started),
      gaps: found,
      ...(apart.size > 0 && { notPresent: [...apart] }),
    },
  };
}

/** Waits for the work, but no longer than for the limit or the interruption. */
async function raceWithStop(
  work: Promise<void>,
  stop: AbortSignal,
  run: CollectorRun,
  end: (why: 'time' | 'interrupted') => void,
): Promise<void> {
  const onAbort = () => end('interrupted');
  const timer = setTimeout(() => end('time'), run.limitMs);
  const stopping = new Promise<void>((resolve) =>
    stop.addEventListener('abort', () => resolve(), { once: true }),
  );
  run.signal.addEventListener('abort', onAbort, { once: true });
  if (run.signal.aborted) onAbort();
  try {
    await Promise.race([work, stopping]);
  } finally {
    clearTimeout(timer);
    run.signal.removeEventListener('abort', onAbort);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message.slice(0, 300) : String(error).slice(0, 300);
}
