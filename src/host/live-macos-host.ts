import { isPrivileged } from './disk-error.ts';
import { DiskTree } from './disk-tree.ts';
import type { Host } from './host.ts';
import { liveFacts } from './live-facts.ts';
import { liveMacosState } from './macos/live-macos-state.ts';
import { macosProgramRunner } from './macos/run-macos-program.ts';
import { treeFiles } from './tree-files.ts';

/** Longest time of one run of a program of the system; well below the time of a collector, which goes on without it. */
const programTimeoutMs = 15_000;

/** The Mac that this process runs on. Close it. */
export function liveMacosHost(): Host {
  const stop = new AbortController();
  const state = liveMacosState(macosProgramRunner(programTimeoutMs, stop.signal));
  return {
    kind: 'live',
    platform: 'macos',
    live: true,
    files: treeFiles(new DiskTree('/')),
    privileged: isPrivileged(),
    facts: liveFacts,
    macosState: () => state,
    close: async () => stop.abort(),
  };
}
