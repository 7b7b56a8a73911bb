import { type DirectoryEntry, type EntryType, type FileStat, HostError } from '../../host.ts';
import { openedBytes } from '../../opened-bytes.ts';
import type { OpenFile, Tree } from '../../tree.ts';
import type { ListedEntry } from './listing.ts';

const maxDepth = 128;

/** Names of one listing that are kept. */
export const maxEntries = 1_000_000;

/** One name in an archive. */
export interface ArchiveNode {
  readonly type: EntryType;
  /** Undefined where the listing does not say. */
  readonly size: number | undefined;
  mtimeMs: number;
  /** As 7-Zip is asked for it. */
  readonly listed: string;
  /** Target of a link, where the listing tells it. */
  readonly link: string | undefined;
  /** Place in the listing. */
  readonly order: number;
  readonly children: Map<string, ArchiveNode>;
}

/** Where contents come from. */
export interface ArchiveContents {
  bytes(node: ArchiveNode, path: string): Promise<Buffer>;
  linkText(node: ArchiveNode, path: string): Promise<string>;
}

/** Collects a listing as nodes. Of two entries of one name the later counts, as it does when they are unpacked. */
export class NodeBuilder {
  readonly root: ArchiveNode = folder('', 0, 0);
  /** What is to be known about the listing: names that were left out. */
  readonly doubts = new Set<string>();
  readonly #path: string;
  readonly #prefix: string;
  #count = 0;

  /** `prefix` is taken from every path: the number of a WIM's image. */
  constructor(path: string, prefix: string) {
    this.#path = path;
    this.#prefix = prefix;
  }

  readonly add = (entry: ListedEntry): void => {
    this.#count++;
    if (this.#count > maxEntries) {
      throw new HostError('too-large', this.#path, `${this.#path} lists more than ${maxEntries} names`);
    }
    if (!`${entry.path}/`.startsWith(this.#prefix)) return;
    const segments = entry.path.slice(this.#prefix.length).split('/');
    const clean = segments.filter((segment) => segment !== '' && segment !== '.');
    if (clean.includes('..') || entry.path.includes('\0') || clean.length > maxDepth) {
      this.doubts.add('entries whose names lead out of it, or too deep, were left out');
      return;
    }
    const last = clean.pop();
    if (last === undefined) return;
    let parent = this.root;
    for (const segment of clean) {
      let next = parent.children.get(segment);
      if (next?.type !== 'directory') {
        // Where it was something else what is below decides: it could not be there otherwise.
        if (next !== undefined) this.#doubled();
        next = folder(entry.path, entry.mtimeMs, this.#count);
        parent.children.set(segment, next);
      }
      parent = next;
    }
    const { type, size, mtimeMs, path: listed, link } = entry;
    const known = parent.children.get(last);
    if (known?.type === 'directory') {
      if (type === 'directory') known.mtimeMs = mtimeMs;
      else this.#doubled();
      return;
    }
    if (known !== undefined) this.#doubled();
    const children = type === 'directory' ? new Map<string, ArchiveNode>() : noChildren;
    parent.children.set(last, { type, size, mtimeMs, listed, link, order: this.#count, children });
  };

  #doubled(): void {
    this.doubts.add('some names are in it twice; the later one of each was read');
  }
}

const noChildren: Map<string, ArchiveNode> = new Map();

function folder(listed: string, mtimeMs: number, order: number): ArchiveNode {
  return { type: 'directory', size: undefined, mtimeMs, listed, link: undefined, order, children: new Map() };
}

/** A listed archive as a {@link Tree}; contents are fetched when they are asked for. */
export class ArchiveTree implements Tree {
  readonly root: ArchiveNode;
  readonly #contents: ArchiveContents;

  constructor(root: ArchiveNode, contents: ArchiveContents) {
    this.root = root;
    this.#contents = contents;
  }

  /** What is at a path in which no segment but the last is a link. */
  node(path: string): ArchiveNode | undefined {
    let node: ArchiveNode | undefined = this.root;
    for (const segment of path.split('/')) {
      if (segment === '') continue;
      node = node.children.get(segment);
      if (node === undefined) return undefined;
    }
    return node;
  }

  async lstat(path: string): Promise<FileStat | undefined> {
    const node = this.node(path);
    return node && { type: node.type, size: node.size ?? 0, mtimeMs: node.mtimeMs };
  }

  async readLink(path: string): Promise<string | undefined> {
    const node = this.node(path);
    return node?.type === 'symlink' ? this.#contents.linkText(node, path) : undefined;
  }

  async list(path: string, max: number): Promise<DirectoryEntry[] | undefined> {
    const node = this.node(path);
    if (node?.type !== 'directory') return undefined;
    if (node.children.size > max) {
      throw new HostError('too-large', path, `${path} has more than ${max} entries`);
    }
    return Array.from(node.children, ([name, { type }]) => ({ name, type }));
  }

  async open(path: string): Promise<OpenFile | undefined> {
    const node = this.node(path);
    if (node === undefined) return undefined;
    if (node.type !== 'file') throw new HostError('malformed-source', path, `${path} is no file`);
    const bytes = await this.#contents.bytes(node, path);
    return openedBytes(bytes.length, (offset, length) => bytes.subarray(offset, offset + length));
  }
}
