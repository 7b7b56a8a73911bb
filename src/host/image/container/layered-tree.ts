import { type DirectoryEntry, type FileStat, HostError } from '../../host.ts';
import { segmentsOf } from '../../paths.ts';
import type { OpenFile, Tree } from '../../tree.ts';
import { tooMany } from '../../volume/volume-tree.ts';
import { type EntryTable, rootId } from './entry-table.ts';

/** How the content of an entry is found. */
export interface Contents {
  /** Bytes of an entry of the table; HostError where they cannot be had. */
  open(id: number, path: string): Promise<OpenFile>;
}

/** The tree of an image as it is after one of its layers. `top` names the directory that is its root. */
export class LayeredTree implements Tree {
  readonly #table: EntryTable;
  readonly #layer: number;
  readonly #contents: Contents;
  readonly #top: readonly string[];

  constructor(table: EntryTable, layer: number, contents: Contents, top = '/') {
    this.#table = table;
    this.#layer = layer;
    this.#contents = contents;
    this.#top = segmentsOf(top);
  }

  async lstat(path: string): Promise<FileStat | undefined> {
    const id = this.#find(path);
    if (id === undefined) return undefined;
    const { type, size, mtimeMs } = this.#table.fields(id);
    return { type, size, mtimeMs };
  }

  async readLink(path: string): Promise<string | undefined> {
    const id = this.#find(path);
    return id === undefined || this.#table.type(id) !== 'symlink' ? undefined : this.#table.fields(id).link;
  }

  async list(path: string, maxEntries: number): Promise<DirectoryEntry[] | undefined> {
    const id = this.#find(path);
    if (id === undefined || this.#table.type(id) !== 'directory') return undefined;
    const entries: DirectoryEntry[] = [];
    for (const child of this.#table.children(id, this.#layer)) {
      if (entries.length >= maxEntries) throw tooMany(path, maxEntries);
      entries.push({ name: this.#table.nameOf(child), type: this.#table.type(child) });
    }
    return entries;
  }

  async open(path: string): Promise<OpenFile | undefined> {
    const id = this.#find(path);
    if (id === undefined) return undefined;
    if (this.#table.type(id) !== 'file') throw new HostError('malformed-source', path, `${path} is no file`);
    return this.#contents.open(id, path);
  }

  #find(path: string): number | undefined {
    let id: number | undefined = rootId;
    for (const segment of [...this.#top, ...segmentsOf(path)]) {
      id = this.#table.find(id, segment, this.#layer);
      if (id === undefined) return undefined;
    }
    return id;
  }
}
