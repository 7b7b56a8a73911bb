import { GapBox } from '../../gap-box.ts';
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
 * Hives of which layers keep differences, by the names of those files. That of the system's own account
 * (`DefaultUser_Delta`) is not merged. Source: microsoft/hcsshim, internal/wclayer, the list of hives.
 */
const hives = [
  { hive: 'SOFTWARE', delta: 'Software_Delta' },
  { hive: 'SYSTEM', delta: 'System_Delta' },
];

/** A Windows container as it is after `layer`: files below `Files`, the registry out of the hives of all layers. */
export async function windowsContainerHost(layers: WindowsLayers, layer: number): Promise<Host> {
  const host = await windowsRootHost(layers.tree(layer, '/Files'));
  const { registry } = host;
  if (registry === undefined) return host;
  const parts = new Map<string, HivePart[]>();
  for (const { hive, delta } of hives) {
    const deltas: HivePart[] = [];
    for (let each = layer; each >= 0; each--) {
      if (!layers.brings(each, `/Hives/${delta}`)) continue;
      deltas.push({ files: filesOf(layers.tree(each, '/')), path: `C:/Hives/${delta}` });
    }
    if (deltas.length === 0) continue;
    parts.set(hive, [...deltas, { files: host.files, path: `C:/Windows/System32/config/${hive}` }]);
  }
  if (parts.size === 0) return host;
  const box = new GapBox();
  const layered = new LayeredRegistry(registry, parts, box.add);
  return {
    ...host,
    registry: layered,
    gaps: () => [...(host.gaps?.() ?? []), ...box.all()],
    async close() {
      await layered.close();
      await host.close?.();
    },
  };
}

function filesOf(tree: LayeredTree): Host['files'] {
  return treeFiles(tree, [], mountedWindowsRules(new Set()));
}
