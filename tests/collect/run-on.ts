import { join } from 'node:path';
import type { Collector, MarkerWants } from '../../src/collect/collector.ts';
import { type Collected, runCollector } from '../../src/collect/run-collector.ts';
import { directoryHost } from '../../src/host/directory-host.ts';
import type { Host } from '../../src/host/host.ts';
import { type MemoryEntry, memoryHost } from '../../src/host/memory-host.ts';

const noMarkers: MarkerWants = { paths: [], reads: [] };

/** Runs one collector over a host, without time pressure. */
export function runOn(
  collector: Collector,
  host: Host,
  markers: MarkerWants = noMarkers,
): Promise<Collected> {
  const signal = new AbortController().signal;
  return runCollector(collector, { host, markers, limitMs: 60_000, signal, now: () => performance.now() });
}

/** Runs one collector over files in memory, offline or live. */
export function runOnFiles(
  collector: Collector,
  files: Readonly<Record<string, MemoryEntry>>,
  options: { readonly live?: boolean; readonly privileged?: boolean; readonly markers?: MarkerWants } = {},
): Promise<Collected> {
  return runOn(collector, memoryHost({ files, ...options }), options.markers);
}

/** Runs one collector over a captured tree that lies beside its test. */
export async function runOnRoot(
  collector: Collector,
  testDirectory: string,
  root = 'root',
): Promise<Collected> {
  return runOn(collector, await directoryHost(join(testDirectory, root), 'linux'));
}

/** Reason and source of each gap: what most cases are about. */
export function gapsOf({ coverage }: Collected): readonly string[] {
  return coverage.gaps.map(({ reason, source }) => `${reason} ${source}`);
}
