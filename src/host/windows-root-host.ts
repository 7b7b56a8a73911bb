import type { WindowsPathContext } from '../model/windows-path.ts';
import { isPrivileged } from './disk-error.ts';
import { GapBox } from './gap-box.ts';
import type { Host, HostFiles } from './host.ts';
import { mountedWindowsRules } from './path-rules.ts';
import { OfflineRegistry } from './registry/offline/offline-registry.ts';
import type { OnGap } from './registry/on-gap.ts';
import type { Registry } from './registry/registry.ts';
import { windowsContext } from './registry/windows-context.ts';
import type { Tree } from './tree.ts';
import { treeFiles } from './tree-files.ts';

/** Lays what else is known over the registry of a disk: the differencing hives of layers. */
export type LayRegistry = (base: OfflineRegistry, files: HostFiles, onGap: OnGap) => ClosableRegistry;

/** A registry that holds files open. */
export interface ClosableRegistry extends Registry {
  close(): Promise<void>;
}

/**
 * A Windows at rest: its system disk as a tree, its registry out of the hives on it. `C:` and the drive that Windows
 * itself says it lies on are the tree; other drives are missing. Close it.
 */
export async function windowsRootHost(tree: Tree, lay?: LayRegistry): Promise<Host> {
  const drives = new Set<string>();
  const files = treeFiles(tree, [], mountedWindowsRules(drives));
  const gaps = new GapBox();
  const base = new OfflineRegistry({ files, onGap: gaps.add, machine: () => registry });
  const registry: ClosableRegistry = lay?.(base, files, gaps.add) ?? base;
  let context: Promise<WindowsPathContext> | undefined;
  const host = {
    kind: 'directory',
    platform: 'windows',
    live: false,
    files,
    privileged: isPrivileged(),
    registry,
    windowsContext() {
      context ??= windowsContext(registry);
      return context;
    },
    gaps: () => gaps.all(),
    close: () => registry.close(),
  } satisfies Host;
  const { systemRoot = '' } = await host.windowsContext();
  if (/^[a-z]:/i.test(systemRoot)) drives.add(systemRoot.slice(0, 2).toUpperCase());
  return host;
}
