import type { Platform } from '../model/vocabulary.ts';
import { isPrivileged } from './disk-error.ts';
import { DiskTree } from './disk-tree.ts';
import type { Host } from './host.ts';
import { liveFacts } from './live-facts.ts';
import { treeFiles } from './tree-files.ts';

/** The machine that this process runs on. */
export function liveHost(platform: Platform): Host {
  return {
    kind: 'live',
    platform,
    live: true,
    files: treeFiles(new DiskTree('/')),
    privileged: isPrivileged(),
    facts: liveFacts,
  };
}
