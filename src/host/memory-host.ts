import type { GapReason, Platform } from '../model/vocabulary.ts';
import { type DirectoryEntry, type EntryType, type FileStat, type Host, HostError } from './host.ts';
import { mountedWindowsRules } from './path-rules.ts';
import { parentOf, segmentsOf } from './paths.ts';
import { type MemoryRegistryTree, memoryRegistry } from './registry/memory-registry.ts';
import type { Registry } from './registry/registry.ts';
import type { OpenFile, Tree } from './tree.ts';
import { treeFiles } from './tree-files.ts';

/**
 * One path of a memory host: the text or bytes of a file, a link, something that fails when it is read (a directory
 * when it has entries or says so, else a file), or an empty directory, device and the like.
 */
export type MemoryEntry =
  | string
  | Buffer
  | { readonly link: string }
  | { readonly error: GapReason; readonly type?: 'file' | 'directory' }
  | { readonly type: 'directory' | 'other' }
  | { readonly content: string | Buffer; readonly mtimeMs: number };

/** What a memory host is made of. Directories on the way to a path need not be named. */
export interface MemoryHostOptions {
  readonly platform?: Platform;
  readonly live?: boolean;
  readonly privileged?: boolean;
  readonly files: Readonly<Record<string, MemoryEntry>>;
  /** The registry of a Windows host: a tree, the text of a .reg export, or one that was made elsewhere. */
  readonly registry?: MemoryRegistryTree | string | Buffer | Registry;
}

/** A host that lives in memory: the fake for tests, with links, bounds and confinement of the real ones. */
export function memoryHost(options: MemoryHostOptions): Host {
  const live = options.live ?? false;
  return {
    kind: 'memory',
    platform: options.platform ?? 'linux',
    live,
    files:
      options.platform === 'windows'
        ? treeFiles(new MemoryTree(withoutDrive(options.files)), [], mountedWindowsRules(new Set()))
        : treeFiles(new MemoryTree(options.files), live ? [] : ['proc', 'sys', 'dev']),
    privileged: options.privileged ?? false,
    ...(options.registry !== undefined && { registry: registryOf(options.registry) }),
  };
}

/** Fixtures name files as a Windows host does (`C:/Windows`); the tree begins below the drive. */
function withoutDrive(files: Readonly<Record<string, MemoryEntry>>): Record<string, MemoryEntry> {
  return Object.fromEntries(
    Object.entries(files).map(([path, entry]) => [path.replace(/^\/?c:/i, ''), entry]),
  );
}

function registryOf(content: MemoryRegistryTree | string | Buffer | Registry): Registry {
  if (typeof content === 'string' || Buffer.isBuffer(content)) return memoryRegistry(content);
  return isRegistry(content) ? content : memoryRegistry(content);
}

function isRegistry(content: MemoryRegistryTree | Registry): content is Registry {
  return 'users' in content && typeof content.users === 'function';
}

class MemoryTree implements Tree {
  readonly #entries = new Map<string, MemoryEntry>();
  readonly #children = new Map<string, Set<string>>([['/', new Set()]]);

  constructor(files: Readonly<Record<string, MemoryEntry>>) {
    for (const [path, entry] of Object.entries(files)) {
      const segments = segmentsOf(path);
      this.#entries.set(`/${segments.join('/')}`, entry);
      let directory = '/';
      for (const segment of segments) {
        const children = this.#children.get(directory) ?? new Set();
        this.#children.set(directory, children.add(segment));
        directory = directory === '/' ? `/${segment}` : `${directory}/${segment}`;
      }
    }
  }

  async lstat(path: string): Promise<FileStat | undefined> {
    if (path !== '/') this.#refuse(parentOf(path));
    const type = this.#typeOf(path);
    if (type === undefined) return undefined;
    const entry = this.#entries.get(path);
    const content = contentOf(entry);
    const mtimeMs = typeof entry === 'object' && 'mtimeMs' in entry ? entry.mtimeMs : 0;
    return { type, size: content?.length ?? 0, mtimeMs };
  }

  async readLink(path: string): Promise<string | undefined> {
    const entry = this.#entries.get(path);
    return typeof entry === 'object' && 'link' in entry ? entry.link : undefined;
  }

  async list(path: string, maxEntries: number): Promise<DirectoryEntry[] | undefined> {
    this.#refuse(path);
    const names = [...(this.#children.get(path) ?? [])];
    if (names.length > maxEntries) {
      throw new HostError('too-large', path, `${path} has more than ${maxEntries} entries`);
    }
    return names.map((name) => ({
      name,
      type: this.#typeOf(path === '/' ? `/${name}` : `${path}/${name}`) ?? 'other',
    }));
  }

  async open(path: string): Promise<OpenFile | undefined> {
    this.#refuse(path);
    const content = contentOf(this.#entries.get(path));
    if (content === undefined) return undefined;
    let position = 0;
    return {
      // As in /proc, whose files state no size.
      size: path.startsWith('/proc/') ? 0 : content.length,
      async read(length) {
        const part = content.subarray(position, position + length);
        position += part.length;
        return part;
      },
      readAt: async (offset, length) => content.subarray(offset, offset + length),
      readSyncAt: (offset, length) => content.subarray(offset, offset + length),
      async close() {},
    };
  }

  #refuse(path: string): void {
    const entry = this.#entries.get(path);
    if (typeof entry === 'object' && 'error' in entry) {
      throw new HostError(entry.error, path, `${path}: ${entry.error}`);
    }
  }

  #typeOf(path: string): EntryType | undefined {
    const entry = this.#entries.get(path);
    if (this.#children.has(path)) return 'directory';
    if (entry === undefined) return undefined;
    if (typeof entry === 'string' || Buffer.isBuffer(entry) || 'content' in entry) return 'file';
    if ('link' in entry) return 'symlink';
    return entry.type ?? 'file';
  }
}

function contentOf(entry: MemoryEntry | undefined): Buffer | undefined {
  if (typeof entry === 'string') return Buffer.from(entry);
  if (Buffer.isBuffer(entry)) return entry;
  return entry !== undefined && 'content' in entry ? Buffer.from(entry.content) : undefined;
}
