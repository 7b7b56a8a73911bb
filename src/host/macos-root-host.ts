import { isPrivileged } from './disk-error.ts';
import type { Host } from './host.ts';
import { MacosTree } from './macos/macos-tree.ts';
import type { Tree } from './tree.ts';
import { treeFiles } from './tree-files.ts';

/** A macOS at rest: its disk as a tree, whole, as its two volumes, or as its data volume alone. */
export function macosRootHost(tree: Tree): Host {
  return {
    kind: 'directory',
    platform: 'macos',
    live: false,
    files: treeFiles(new MacosTree(tree), ['dev']),
    privileged: isPrivileged(),
  };
}
