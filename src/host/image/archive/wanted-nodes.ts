import type { Platform } from '../../../model/vocabulary.ts';
import { hasWildcard } from '../../glob.ts';
import { HostError } from '../../host.ts';
import { MacosTree } from '../../macos/macos-tree.ts';
import { mountedWindowsRules, posixRules } from '../../path-rules.ts';
import { Resolver } from '../../resolver.ts';
import { treeFiles } from '../../tree-files.ts';
import type { ArchiveTree } from './archive-tree.ts';
import type { WantedNode } from './batched-contents.ts';

/** Hits of one pattern that are fetched ahead. */
const maxHits = 2_000;

/**
 * Files of a tree that fit patterns of {@link Collector.wants}, links followed. A pattern with `**` names whole
 * trees, of which a scan mostly wants the names alone, so it fits nothing here; nor does a pattern that cannot be
 * expanded: whoever reads such a file asks for it, and is told then.
 */
export async function wantedNodes(
  tree: ArchiveTree,
  platform: Platform,
  wants: readonly string[],
): Promise<readonly WantedNode[]> {
  const isWindows = platform === 'windows';
  const rules = isWindows ? mountedWindowsRules(new Set()) : posixRules;
  const hidden = isWindows ? [] : ['proc', 'sys', 'dev'];
  const shown = platform === 'macos' ? new MacosTree(tree) : tree;
  const files = treeFiles(shown, hidden, rules);
  const resolver = new Resolver(shown, hidden, rules);
  const nodes: WantedNode[] = [];
  for (const pattern of wants) {
    if (pattern.includes('**') || /^[a-z]:/i.test(pattern) !== isWindows) continue;
    try {
      const paths = await files.glob(pattern, () => undefined);
      for (const path of paths.slice(0, maxHits)) {
        const found = await resolver.resolve(path, true);
        const node = found?.stat.type === 'file' ? tree.node(found.path) : undefined;
        if (node !== undefined) nodes.push({ node, surely: !hasWildcard(pattern) });
      }
    } catch (error) {
      if (!(error instanceof HostError)) throw error;
    }
  }
  return nodes;
}
