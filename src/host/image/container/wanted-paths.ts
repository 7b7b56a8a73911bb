import { hasWildcard } from '../../glob.ts';
import { matchSegment } from '../../match-segment.ts';

interface Node {
  readonly literal: Map<string, Node>;
  readonly wild: { readonly fits: (segment: string) => boolean; readonly node: Node }[];
  /** Behind `**`. */
  deep: Node | undefined;
  isEnd: boolean;
}

/**
 * Tells which paths a list of patterns (`*` and `?` within a segment, `**` for any number of them) asks for. Patterns
 * that begin with a drive or a `%VARIABLE%` are those of Windows: case ignored, the drive left out.
 * A system may reach `/usr/lib` as `/lib`; patterns for one of the two count for both.
 */
export class WantedPaths {
  readonly #posix = newNode();
  readonly #windows = newNode();

  constructor(patterns: readonly string[]) {
    for (const pattern of patterns) {
      const drive = /^(?:[A-Za-z]:|%[^%/\\]+%)[\\/](?<rest>.*)$/s.exec(pattern)?.groups?.['rest'];
      if (drive !== undefined) {
        // Where a variable leads is not known here: its usual folders are asked for below any.
        const anywhere = pattern.startsWith('%') ? ['**'] : [];
        add(this.#windows, [...anywhere, ...segmentsOf(drive.toLowerCase())]);
        continue;
      }
      const segments = segmentsOf(pattern);
      add(this.#posix, segments);
      for (const merged of ['lib', 'bin', 'sbin']) {
        if (segments[0] === merged) add(this.#posix, ['usr', ...segments]);
        if (segments[0] === 'usr' && segments[1] === merged) add(this.#posix, segments.slice(1));
      }
      if (segments[0] === 'var' && segments[1] === 'run') add(this.#posix, ['run', ...segments.slice(2)]);
    }
  }

  /** `path` is absolute and without a drive. */
  has(path: string, isWindows: boolean): boolean {
    const segments = segmentsOf(isWindows ? path.toLowerCase() : path);
    return matches(isWindows ? this.#windows : this.#posix, segments, 0);
  }
}

function newNode(): Node {
  return { literal: new Map(), wild: [], deep: undefined, isEnd: false };
}

function segmentsOf(path: string): string[] {
  return path.split(/[\\/]/).filter((segment) => segment !== '');
}

function add(root: Node, segments: readonly string[]): void {
  let node = root;
  for (const segment of segments) {
    if (segment === '**') {
      node.deep ??= newNode();
      node = node.deep;
    } else if (hasWildcard(segment)) {
      const next = newNode();
      node.wild.push({ fits: testOf(segment), node: next });
      node = next;
    } else {
      const next: Node = node.literal.get(segment) ?? newNode();
      node.literal.set(segment, next);
      node = next;
    }
  }
  node.isEnd = true;
}

/** An expression is faster, but with several stars its time would grow with a power of the length of the name. */
function testOf(pattern: string): (segment: string) => boolean {
  if (pattern.indexOf('*') !== pattern.lastIndexOf('*')) return (segment) => matchSegment(pattern, segment);
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace('*', '.*')
    .replaceAll('?', '.');
  const expression = new RegExp(`^${source}$`, 's');
  return (segment) => expression.test(segment);
}

function matches(node: Node, segments: readonly string[], at: number): boolean {
  const { deep } = node;
  if (deep !== undefined) {
    if (deep.isEnd) return true;
    for (let next = at; next <= segments.length; next++) if (matches(deep, segments, next)) return true;
  }
  const segment = segments[at];
  if (segment === undefined) return node.isEnd;
  const literal = node.literal.get(segment);
  if (literal !== undefined && matches(literal, segments, at + 1)) return true;
  return node.wild.some((wild) => wild.fits(segment) && matches(wild.node, segments, at + 1));
}
