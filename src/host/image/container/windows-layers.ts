import type { Host } from '../../host.ts';
import { mountedWindowsRules } from '../../path-rules.ts';
import { treeFiles } from '../../tree-files.ts';
import { windowsRootHost } from '../../windows-root-host.ts';
import { type HivePart, LayeredRegistry } from './layered-registry.ts';
import type { LayeredTree } from './layered-tree.ts';

/** The image after each of its layers, as far as a Windows container needs it. */
export interface WindowsLayers {
  /** The whole tree of the layers up to and with this one, or what lies in one directory of it. */
  tree(layer: number, top: string): LayeredTree;
  /** Whether this very layer brings a file. */
  brings(layer: number, path: string): boolean;
}

/**
 * Hives of which layers keep differences, by the names of those files. Sam_Delta and Security_Delta hold secrets and are
 * never opened. Source: microsoft/hcsshim, internal/wclayer, the list of hives; moby/buildkit, the
 * layout of a Windows layer (`DefaultUser_Delta` belongs to HKEY_USERS\.DEFAULT).
 */
const hives = [
  { hive: 'SOFTWARE', delta: 'Software_Delta' },
  { hive: 'SYSTEM', delta: 'System_Delta' },
  { hive: 'DEFAULT', delta: 'DefaultUser_Delta' },
];

/** A Windows container as it is after `layer`: files below `Files`, the registry out of the hives of all layers. */
export function windowsContainerHost(layers: WindowsLayers, layer: number): Promise<Host> {
  return windowsRootHost(layers.tree(layer, '/Files'), (base, files, onGap) => {
    const parts = new Map<string, HivePart[]>();
    for (const { hive, delta } of hives) {
      const deltas: HivePart[] = [];
      for (let each = layer; each >= 0; each--) {
        if (!layers.brings(each, `/Hives/${delta}`)) continue;
        deltas.push({ files: filesOf(layers.tree(each, '/')), path: `C:/Hives/${delta}` });
      }
      if (deltas.length === 0) continue;
      parts.set(hive, [...deltas, { files, path: `C:/Windows/System32/config/${hive}` }]);
    }
    return parts.size === 0 ? base : new LayeredRegistry(base, parts, onGap);
  });
}

function filesOf(tree: LayeredTree): Host['files'] {
  return treeFiles(tree, [], mountedWindowsRules(new Set()));
}
