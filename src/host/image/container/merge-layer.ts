import { segmentsOf } from '../../paths.ts';
import { type EntryFields, type EntryTable, rootId } from './entry-table.ts';
import type { LayerEntry, LayerLog } from './layer-log.ts';

/** Links that are followed on the way to one entry, as in Linux. */
const maxLinks = 40;
const maxPending = 1024;
/** Links can put entries ever deeper, though no single name is that long. */
const maxDepth = 512;

/** How a layer is merged. */
export interface MergeOptions {
  /** Its number, counted from 0. */
  readonly layer: number;
  /** False for a plain root filesystem, in which `.wh.` means nothing. */
  readonly hasWhiteouts: boolean;
  /** Whether anybody would read this path; asked of what the layer takes away. */
  isWanted(path: string): boolean;
  /** Whether two kept contents are the same bytes. */
  isSame(content: number, other: number): boolean;
  /** A wanted path that lower layers have is deleted or replaced. */
  onLost(path: string): void;
  onDamage(path: string, message: string): void;
}

/** An entry that takes the place of nothing: a directory that is there only because something lies in it. */
const impliedDirectory: Omit<EntryFields, 'source'> = {
  type: 'directory',
  size: 0,
  mtimeMs: 0,
  offset: 0,
  content: -1,
  link: '',
};

/**
 * Lays the entries of a layer over those below it, as a runtime would: `.wh.NAME` deletes what lower layers have,
 * `.wh..wh..opq` everything lower in its directory, whatever the order of the entries; a file takes the place of a
 * directory and the other way round; links on the way to an entry are followed inside the image.
 * Source: opencontainers/image-spec, layer.md.
 */
export function mergeLayer(table: EntryTable, log: LayerLog, options: MergeOptions): void {
  const merge = new LayerMerge(table, options);
  for (const entry of log) merge.entry(entry);
}

class LayerMerge {
  readonly #table: EntryTable;
  readonly #options: MergeOptions;
  readonly #layer: number;
  #lastDirectory = '';
  #lastId = rootId;
  /** Directories in which nothing lower can be seen any more. */
  readonly #opaque = new Set<number>();

  constructor(table: EntryTable, options: MergeOptions) {
    this.#table = table;
    this.#options = options;
    this.#layer = options.layer;
  }

  entry(entry: LayerEntry): void {
    const slash = entry.path.lastIndexOf('/');
    const directory = slash < 0 ? '' : entry.path.slice(0, slash);
    const name = entry.path.slice(slash + 1);
    if (name === '') return;
    if (this.#options.hasWhiteouts && entry.path.includes('.wh.')) {
      if (this.#whiteout(entry.path, directory, name)) return;
    }
    const parent = this.#directory(directory);
    if (parent === undefined) {
      this.#options.onDamage(`/${entry.path}`, 'links on the way to it lead in a circle, or too deep');
      return;
    }
    this.#put(parent, name, entry);
  }

  /** True where the entry is a mark of the layer itself and no file. */
  #whiteout(path: string, directory: string, name: string): boolean {
    if (name === '.wh..wh..opq') {
      const id = this.#existing(directory);
      if (id !== undefined) this.#hideLower(id);
      return true;
    }
    // Other names of this form are bookkeeping of aufs at the top, and elsewhere what they look like (as in containerd).
    if (path.startsWith('.wh..wh.')) return true;
    if (!name.startsWith('.wh.')) return false;
    const hidden = name.slice('.wh.'.length);
    if (hidden === '' || hidden === '.' || hidden === '..') {
      this.#options.onDamage(`/${path}`, 'a whiteout that names nothing');
      return true;
    }
    const parent = this.#existing(directory);
    const id = parent === undefined ? undefined : this.#table.find(parent, hidden, this.#layer);
    if (id === undefined || this.#table.layerOf(id) === this.#layer) return true;
    if (this.#table.isTouched(id, this.#layer) && this.#table.type(id) === 'directory') this.#hideLower(id);
    else this.#lose(id);
    return true;
  }

  #put(parent: number, name: string, entry: LayerEntry): void {
    const table = this.#table;
    const fields = this.#fieldsOf(entry);
    if (fields === undefined) return;
    const existing = table.find(parent, name, this.#layer);
    if (existing !== undefined) {
      if (fields.type === 'directory' && table.type(existing) === 'directory') {
        table.touch(existing, this.#layer);
        return;
      }
      const before = table.fields(existing);
      const isSame =
        before.type === fields.type &&
        before.size === fields.size &&
        before.link === fields.link &&
        (before.type !== 'file' || this.#options.isSame(before.content, fields.content));
      this.#lose(existing, isSame);
    }
    table.add(parent, name, this.#layer, fields);
  }

  #fieldsOf(entry: LayerEntry): EntryFields | undefined {
    if (entry.type !== 'hardlink') {
      const { type, size, mtimeMs, offset, content, link } = entry;
      return { type, size, mtimeMs, source: this.#layer, offset, content, link };
    }
    const target = this.#linked(entry.link);
    if (target === undefined) {
      this.#options.onDamage(
        `/${entry.path}`,
        `a hard link to ${entry.link.slice(0, 200)}, which is not there`,
      );
      return undefined;
    }
    return this.#table.fields(target);
  }

  /** What a hard link names: a path from the root, in which links are followed but for the last segment. */
  #linked(path: string): number | undefined {
    const segments = segmentsOf(path);
    const name = segments.pop();
    if (name === undefined || name === '..' || segments.includes('..')) return undefined;
    const parent = this.#existing(segments.join('/'));
    const id = parent === undefined ? undefined : this.#table.find(parent, name, this.#layer);
    return id === undefined || this.#table.type(id) === 'directory' ? undefined : id;
  }

  #existing(directory: string): number | undefined {
    return this.#walk(segmentsOf(directory), false);
  }

  /** The directory at a path, made where it is missing. Entries of one directory stand together. */
  #directory(path: string): number | undefined {
    if (path === this.#lastDirectory && this.#table.isVisible(this.#lastId, this.#layer)) return this.#lastId;
    const id = this.#walk(segmentsOf(path), true);
    if (id === undefined) return undefined;
    this.#lastDirectory = path;
    this.#lastId = id;
    return id;
  }

  #walk(segments: readonly string[], makes: boolean): number | undefined {
    const table = this.#table;
    const pending = [...segments].reverse();
    let at = rootId;
    let links = 0;
    for (let segment = pending.pop(); segment !== undefined; segment = pending.pop()) {
      if (segment === '..') {
        at = Math.max(rootId, table.parentOf(at));
        continue;
      }
      const id = table.find(at, segment, this.#layer);
      const type = id === undefined ? undefined : table.type(id);
      if (id !== undefined && type === 'directory') {
        if (makes) table.touch(id, this.#layer);
        at = id;
      } else if (id !== undefined && type === 'symlink') {
        const text = table.fields(id).link;
        if (text.startsWith('/')) at = rootId;
        pending.push(...segmentsOf(text).reverse());
        if (++links > maxLinks || pending.length > maxPending) return undefined;
      } else if (makes) {
        if (id !== undefined) this.#lose(id);
        if (table.depthOf(at) >= maxDepth) return undefined;
        at = table.add(at, segment, this.#layer, { ...impliedDirectory, source: this.#layer });
      } else return undefined;
    }
    return at;
  }

  /** Takes away what lower layers have in a directory; what this layer put there stays. */
  #hideLower(directory: number): void {
    if (this.#opaque.has(directory)) return;
    this.#opaque.add(directory);
    for (const id of [...this.#table.children(directory, this.#layer)]) {
      if (this.#table.layerOf(id) === this.#layer) continue;
      const isKept = this.#table.type(id) === 'directory' && this.#table.isTouched(id, this.#layer);
      if (isKept) this.#hideLower(id);
      else this.#lose(id);
    }
  }

  #lose(id: number, isSame = false): void {
    if (!isSame && this.#table.layerOf(id) !== this.#layer) this.#report(id);
    this.#table.remove(id, this.#layer);
    this.#lastDirectory = '';
    this.#lastId = rootId;
  }

  /** Tells of every wanted path at and below an entry. */
  #report(top: number): void {
    const pending = [top];
    for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
      const path = this.#table.pathOf(id);
      if (this.#options.isWanted(path)) this.#options.onLost(path);
      if (this.#table.type(id) !== 'directory') continue;
      for (const child of this.#table.children(id, this.#layer)) pending.push(child);
    }
  }
}
