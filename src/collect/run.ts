import { setMaxListeners } from 'node:events';
import type { Host } from '../host/host.ts';
import type { Coverage } from '../model/gap.ts';
import type { Collector, MarkerWants } from './collector.ts';
import { checkPackages, PackageCount, packageCheck } from './package-check.ts';
import { type Collected, runCollector } from './run-collector.ts';

/** Part of the whole time that a collector may take; the rest is for matching and the report. */
const collectShare = 0.8;

/** One step of the progress line: a collector began or ended. */
export interface CollectProgress {
  readonly collector: string;
  readonly finished: number;
  readonly total: number;
  readonly items: number;
}

/** What a collection needs. */
export interface CollectOptions {
  readonly host: Host;
  readonly collectors: readonly Collector[];
  readonly markers: MarkerWants;
  /** Ids of the only collectors to run; all where absent. The caller checks that they exist. */
  readonly only?: readonly string[] | undefined;
  /** Ids of collectors not to run. */
  readonly skip?: readonly string[] | undefined;
  /** Time for the whole scan in milliseconds; each collector may take four fifths of it. */
  readonly timeoutMs: number;
  /** Aborted by Ctrl-C: what was collected is still handed out. */
  readonly signal?: AbortSignal | undefined;
  /** A monotonic clock in milliseconds. */
  readonly now: () => number;
  /**
   * Whether the host was recognised as a distribution (`identify`). Where it is given, the check `packages` runs last:
   * a distribution without a single package, or with a package database that nothing here reads, is a gap.
   */
  readonly distribution?: boolean | undefined;
  readonly onProgress?: ((progress: CollectProgress) => void) | undefined;
}

/**
 * Runs all collectors of the host's platform at once and hands out what each gave, in the order of `collectors`, as
 * soon as it and those before it have ended. A collector that was not selected, or needs a running machine, is
 * `skipped`. One collector's failure never ends another.
 */
export async function* collectAll(options: CollectOptions): AsyncGenerator<Collected> {
  const { host, now, onProgress } = options;
  const signal = options.signal ?? neverAborted();
  const limitMs = Math.max(1, options.timeoutMs * collectShare);
  const collectors = options.collectors.filter((collector) => collector.platforms.includes(host.platform));
  let finished = 0;
  let items = 0;

  async function run(collector: Collector): Promise<Collected> {
    const reason = skipReason(collector, options);
    const collected =
      reason === undefined
        ? await runCollector(collector, { host, markers: options.markers, limitMs, signal, now })
        : skipped(collector.id, reason);
    finished++;
    items += collected.items.length;
    onProgress?.({ collector: collector.id, finished, total: collectors.length, items });
    return collected;
  }

  const running: (Promise<Collected> | undefined)[] = collectors.map(run);
  const check = options.distribution === undefined ? undefined : new PackageCount(collectors);
  for (let index = 0; index < running.length; index++) {
    const collected = await running[index];
    // What was handed out is not held here any longer.
    running[index] = undefined;
    if (collected === undefined) continue;
    check?.add(collected);
    yield collected;
  }
  if (check !== undefined) {
    const packages = check.answer(options.distribution === true);
    const run: Collector = { ...packageCheck, collect: (ctx) => checkPackages(ctx, packages) };
    const reason = skipReason(run, options);
    const limits = { host, markers: options.markers, limitMs, signal, now };
    yield reason === undefined ? await runCollector(run, limits) : skipped(run.id, reason);
  }
}

function skipReason(collector: Collector, options: CollectOptions): Coverage['reason'] {
  const { only, skip } = options;
  if (only !== undefined && !only.includes(collector.id)) return 'not-selected';
  if (skip?.includes(collector.id)) return 'not-selected';
  return collector.needsLiveHost && !options.host.live ? 'needs-live-host' : undefined;
}

function skipped(collector: string, reason: Coverage['reason']): Collected {
  const coverage: Coverage = { collector, status: 'skipped', ...(reason && { reason }), items: 0, gaps: [] };
  return { collector, items: [], coverage };
}

/** Every collector listens to it, and Node.js warns of more than ten listeners. */
function neverAborted(): AbortSignal {
  const { signal } = new AbortController();
  setMaxListeners(0, signal);
  return signal;
}
