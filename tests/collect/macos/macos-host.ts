import type { Collector } from '../../../src/collect/collector.ts';
import type { Collected } from '../../../src/collect/run-collector.ts';
import type { Host } from '../../../src/host/host.ts';
import type { MacosState, Told } from '../../../src/host/macos/macos-state.ts';
import { type MemoryEntry, memoryHost } from '../../../src/host/memory-host.ts';
import { runOn } from '../run-on.ts';

/** What a running Mac tells; nothing where absent. */
export type Telling = Partial<{
  [K in keyof MacosState]: Awaited<ReturnType<MacosState[K]>>['told'] | Told<never>['gaps'][number];
}>;

/** Runs one collector over files of a Mac in memory: at rest, or running where `telling` is given. */
export function runOnMac(
  collector: Collector,
  files: Readonly<Record<string, MemoryEntry>>,
  telling?: Telling,
): Promise<Collected> {
  const host: Host = memoryHost({ platform: 'macos', files, live: telling !== undefined, privileged: true });
  return runOn(collector, telling === undefined ? host : { ...host, macosState: () => stateOf(telling) });
}

function stateOf(telling: Telling): MacosState {
  const answer = <T>(told: T | Told<never>['gaps'][number] | undefined, none: T): Promise<Told<T>> =>
    Promise.resolve(
      typeof told === 'object' && told !== null && 'reason' in told
        ? { told: none, gaps: [told] }
        : { told: told ?? none, gaps: [] },
    );
  return {
    programs: () => answer(telling.programs, []),
    jobs: () => answer(telling.jobs, new Map()),
    kernelExtensions: () => answer(telling.kernelExtensions, new Map()),
    systemExtensions: () => answer(telling.systemExtensions, []),
  };
}
