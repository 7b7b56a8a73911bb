import { foldName } from '../../model/fold-name.ts';
import { hostOfFile } from './foreign-item.ts';

/** A file by the parts of its path, the last without its ending. */
interface Parted {
  readonly file: string;
  readonly parts: readonly string[];
}

/**
 * The host that each file is whose rows name none, by the file: `facts/web-1.json` is `web-1`. Where several files would be
 * one host, each is the shortest end of its path that no other has: `a/o`, `b/o`. Files that lie beside each other and
 * differ in their ending alone (`web-1.json`, `web-1.csv`) are of one host. The order of the files changes nothing.
 */
export function hostsOfFiles(files: readonly string[]): ReadonlyMap<string, string> {
  const hosts = new Map<string, string>();
  let left = files.map((file): Parted => ({ file, parts: partsOf(file) }));
  for (let depth = 1; left.length > 0; depth++) {
    const alike = new Map<string, Parted[]>();
    for (const parted of left) {
      const end = foldName(endOf(parted.parts, depth));
      const group = alike.get(end);
      if (group === undefined) alike.set(end, [parted]);
      else group.push(parted);
    }
    left = [];
    for (const group of alike.values()) {
      const isOne = new Set(group.map(({ parts }) => foldName(parts.join('/')))).size === 1;
      for (const parted of group) {
        const { file, parts } = parted;
        if (isOne || parts.length <= depth) hosts.set(file, endOf(parts, depth));
        else left.push(parted);
      }
    }
  }
  return hosts;
}

/** `./facts//../web-1.json` is `web-1` in the current folder. */
function partsOf(file: string): readonly string[] {
  const parts: string[] = [];
  for (const part of file.split(/[\\/]/)) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else parts.push(part);
  }
  return [...parts.slice(0, -1), hostOfFile(parts.at(-1) ?? file)];
}

function endOf(parts: readonly string[], depth: number): string {
  return parts.slice(-depth).join('/');
}
