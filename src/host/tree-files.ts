import type { OpenByteSource } from './byte-source.ts';
import { expandGlob, hasWildcard } from './glob.ts';
import { type DirectoryEntry, type FileStat, HostError, type HostFiles, type ReadOptions } from './host.ts';
import type { PathRules } from './path-rules.ts';
import { Resolver } from './resolver.ts';
import { takeTurn } from './take-turn.ts';
import type { OpenFile, Tree } from './tree.ts';
import { maxDirectoryEntries } from './tree-limits.ts';

const chunkBytes = 64 * 1024;

/**
 * The files of a host over its tree: links resolved inside, bounds kept, other threads of work let in between.
 * `hidden` names top directories that count as missing.
 */
export function treeFiles(tree: Tree, hidden: readonly string[] = [], rules?: PathRules): HostFiles {
  return new TreeFiles(tree, new Resolver(tree, hidden, rules), hidden);
}

class TreeFiles implements HostFiles {
  readonly #tree: Tree;
  readonly #resolver: Resolver;
  readonly #hidden: readonly string[];

  constructor(tree: Tree, resolver: Resolver, hidden: readonly string[]) {
    this.#tree = tree;
    this.#resolver = resolver;
    this.#hidden = hidden;
  }

  async read(path: string, options: ReadOptions): Promise<Buffer | undefined> {
    const file = await this.#open(path);
    if (file === undefined) return undefined;
    try {
      if (file.size > options.maxBytes) throw tooLarge(path, options.maxBytes);
      return await readToEnd(file, path, options.maxBytes);
    } finally {
      await file.close();
    }
  }

  async stream(path: string, options: ReadOptions): Promise<AsyncIterable<Buffer> | undefined> {
    const file = await this.#open(path);
    return file === undefined ? undefined : chunks(file, path, options.maxBytes);
  }

  async open(path: string): Promise<OpenByteSource | undefined> {
    const file = await this.#open(path);
    if (file === undefined) return undefined;
    const { readSyncAt } = file;
    return {
      size: file.size,
      read: (offset, length) => file.readAt(offset, length),
      ...(readSyncAt !== undefined && {
        readSync: (offset, length) => readSyncAt.call(file, offset, length),
      }),
      close: () => file.close(),
    };
  }

  async stat(path: string): Promise<FileStat | undefined> {
    await takeTurn();
    return (await this.#resolver.resolve(path, true))?.stat;
  }

  async lstat(path: string): Promise<FileStat | undefined> {
    await takeTurn();
    return (await this.#resolver.resolve(path, false))?.stat;
  }

  async readLink(path: string): Promise<string | undefined> {
    await takeTurn();
    const found = await this.#resolver.resolve(path, false);
    return found?.stat.type === 'symlink' ? this.#tree.readLink(found.path) : undefined;
  }

  async list(path: string): Promise<readonly DirectoryEntry[]> {
    await takeTurn();
    const found = await this.#resolver.resolve(path, true);
    if (found?.stat.type !== 'directory') return [];
    const entries = (await this.#tree.list(found.path, maxDirectoryEntries)) ?? [];
    const shown =
      found.path === '/' ? entries.filter((entry) => !this.#hidden.includes(entry.name)) : entries;
    return shown.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  }

  async glob(pattern: string, onError?: (error: HostError) => void): Promise<readonly string[]> {
    if (!hasWildcard(pattern)) return (await this.lstat(pattern)) === undefined ? [] : [pattern];
    return expandGlob(this, pattern, onError);
  }

  async #open(path: string): Promise<OpenFile | undefined> {
    await takeTurn();
    const found = await this.#resolver.resolve(path, true);
    if (found === undefined) return undefined;
    if (found.stat.type !== 'file') {
      const what = found.stat.type === 'directory' ? 'a directory' : 'a device, pipe or socket';
      throw new HostError('malformed-source', path, `${path} is ${what}, not a file`);
    }
    return this.#tree.open(found.path);
  }
}

async function readToEnd(file: OpenFile, path: string, maxBytes: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let total = 0;
  // One byte more than the stated size, so that a file of that size is read in one piece and its end is seen.
  let length = file.size > 0 ? Math.min(file.size + 1, maxBytes + 1) : Math.min(4096, maxBytes + 1);
  for (;;) {
    const part = await file.read(length);
    if (part.length === 0) break;
    parts.push(part);
    total += part.length;
    if (total > maxBytes) throw tooLarge(path, maxBytes);
    if (total === file.size && part.length < length) break;
    length = Math.min(chunkBytes, maxBytes + 1 - total);
    await takeTurn();
  }
  return parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts, total);
}

async function* chunks(file: OpenFile, path: string, maxBytes: number): AsyncGenerator<Buffer> {
  try {
    let left = maxBytes;
    for (;;) {
      const chunk = await file.read(Math.min(chunkBytes, left + 1));
      if (chunk.length === 0) return;
      if (chunk.length > left) {
        if (left > 0) yield chunk.subarray(0, left);
        throw tooLarge(path, maxBytes);
      }
      left -= chunk.length;
      yield chunk;
      await takeTurn();
    }
  } finally {
    await file.close();
  }
}

function tooLarge(path: string, maxBytes: number): HostError {
  return new HostError('too-large', path, `${path} is larger than the ${maxBytes} bytes that are read of it`);
}
