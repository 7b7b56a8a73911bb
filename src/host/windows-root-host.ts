import type { WindowsPathContext } from '../model/windows-path.ts';
import { isPrivileged } from './disk-error.ts';
import { GapBox } from './gap-box.ts';
import type { Host } from './host.ts';
import { mountedWindowsRules } from './path-rules.ts';
import { OfflineRegistry } from './registry/offline/offline-registry.ts';
import { windowsContext } from './registry/windows-context.ts';
import type { Tree } from './tree.ts';
import { treeFiles } from './tree-files.ts';

/**
 * A Windows at rest: its system disk as a tree, its registry out of the hives on it. `C:` and the drive that Windows
 * itself says it lies on are the tree; other drives are missing. Close it.
 */
export async function windowsRootHost(tree: Tree): Promise<Host> {
  const drives = new Set<string>();
  const files = treeFiles(tree, [], mountedWindowsRules(drives));
  const gaps = new GapBox();
  const registry = new OfflineRegistry({ files, onGap: gaps.add });
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
