import type { Platform } from '../../model/vocabulary.ts';
import { platformOf } from '../detect-platform.ts';
import type { Host } from '../host.ts';
import { macosRootHost } from '../macos-root-host.ts';
import type { Tree } from '../tree.ts';
import { treeFiles } from '../tree-files.ts';
import { windowsRootHost } from '../windows-root-host.ts';

/**
 * A system at rest in the tree of an image. Whoever can read an image has every right in it, whatever rights they have
 * on this machine. Close it.
 */
export async function systemHost(tree: Tree, platform: Platform): Promise<Host> {
  if (platform === 'windows') return { ...(await windowsRootHost(tree)), privileged: true };
  if (platform === 'macos') return { ...macosRootHost(tree), privileged: true };
  return { ...linuxHost(tree), platform };
}

/** Which platform's system lies in a tree, by its files; undefined where none is recognised. */
export function platformIn(tree: Tree): Promise<Platform | undefined> {
  return platformOf(linuxHost(tree));
}

function linuxHost(tree: Tree): Host {
  return {
    kind: 'directory',
    platform: 'linux',
    live: false,
    files: treeFiles(tree, ['proc', 'sys', 'dev']),
    privileged: true,
  };
}
