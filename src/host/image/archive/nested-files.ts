import type { ArchiveNode } from './archive-tree.ts';

const maxDepth = 5;
const maxNested = 32;

/** A file in a medium that holds a system of its own. */
export interface NestedFile {
  /** Path in the medium, without the slash in front. */
  readonly path: string;
  readonly node: ArchiveNode;
  /** Further parts of a split WIM, in order. */
  readonly parts: readonly ArchiveNode[];
}

// sources/install.wim (Windows; install.esd and install.swm as well), casper/*.squashfs (Ubuntu),
// live/filesystem.squashfs (Debian), LiveOS/squashfs.img and rootfs.img (Fedora), images/install.img (Anaconda),
// arch/x86_64/airootfs.sfs (Arch).
const holders = /(?:\.(?:wim|esd|swm|squashfs|sfs|squash)|(?:^|\/)(?:squashfs|rootfs|install)\.img)$/i;

/** Files of an install medium that hold a system, by their names; sorted by path. `left` says how many more there are. */
export function nestedFiles(root: ArchiveNode): {
  readonly files: readonly NestedFile[];
  readonly left: number;
} {
  const found: NestedFile[] = [];
  const walk = (folder: ArchiveNode, above: string, depth: number): void => {
    for (const [name, node] of folder.children) {
      const path = above === '' ? name : `${above}/${name}`;
      if (node.type === 'directory' && depth < maxDepth) walk(node, path, depth + 1);
      else if (node.type === 'file' && holders.test(path) && !isLaterPart(name, folder)) {
        found.push({ path, node, parts: laterParts(name, folder) });
      }
    }
  };
  walk(root, '', 1);
  found.sort((a, b) => (a.path < b.path ? -1 : 1));
  return { files: found.slice(0, maxNested), left: Math.max(0, found.length - maxNested) };
}

/** `install2.swm` beside `install.swm`. */
function isLaterPart(name: string, folder: ArchiveNode): boolean {
  const match = /^(.*?)\d+\.swm$/i.exec(name);
  return match !== null && childOf(folder, `${match[1]}.swm`) !== undefined;
}

function laterParts(name: string, folder: ArchiveNode): readonly ArchiveNode[] {
  const parts: ArchiveNode[] = [];
  if (!/\.swm$/i.test(name)) return parts;
  for (let number = 2; ; number++) {
    const part = childOf(folder, name.replace(/\.swm$/i, `${number}.swm`));
    if (part?.type !== 'file') return parts;
    parts.push(part);
  }
}

function childOf(folder: ArchiveNode, name: string): ArchiveNode | undefined {
  for (const [other, node] of folder.children) if (other.toLowerCase() === name.toLowerCase()) return node;
  return undefined;
}
