import type { EntryType } from '../../host.ts';

/** What is stored of one entry. */
export interface EntryFields {
  readonly type: EntryType;
  readonly size: number;
  readonly mtimeMs: number;
  /** Layer that has its data, where they begin there, and the number of the kept content, or -1. */
  readonly source: number;
  readonly offset: number;
  readonly content: number;
  readonly link: string;
}

const types: readonly EntryType[] = ['file', 'directory', 'symlink', 'other'];
/** `until` of what no layer has taken away. */
const forever = 0xffff;
const none = -1;

/** Number of the root directory. */
export const rootId = 0;

/** More layers than this are not merged; runtimes stop at 128. */
export const maxLayers = 4096;

/**
 * Every entry that any layer of an image ever had, each with the layers between which it can be seen: so the tree after
 * each layer is a view of one table. Kept in typed arrays, under 100 bytes an entry with its name.
 */
export class EntryTable {
  #count = 0;
  #parent = new Int32Array(1024);
  #child = new Int32Array(1024);
  #sibling = new Int32Array(1024);
  #older = new Int32Array(1024);
  #name = new Uint32Array(1024);
  #nameLength = new Uint16Array(1024);
  #type = new Uint8Array(1024);
  #from = new Uint16Array(1024);
  #until = new Uint16Array(1024);
  #touched = new Uint16Array(1024);
  #size = new Float64Array(1024);
  #depth = new Uint16Array(1024);
  #mtime = new Float64Array(1024);
  #source = new Uint16Array(1024);
  #offset = new Float64Array(1024);
  #content = new Int32Array(1024);
  readonly #links = new Map<number, string>();
  #names = Buffer.allocUnsafe(16 * 1024);
  #namesLength = 0;
  #slots = new Int32Array(4096).fill(none);

  constructor() {
    const fields = { type: 'directory', size: 0, mtimeMs: 0, source: 0, offset: 0, content: -1, link: '' };
    this.#append(none, Buffer.alloc(0), 0, fields as EntryFields);
  }

  get count(): number {
    return this.#count;
  }

  /** The entry of a directory that can be seen after `layer`. */
  find(parent: number, name: string, layer: number): number | undefined {
    const bytes = Buffer.from(name);
    for (
      let id = this.#slots[this.#slot(parent, bytes)] ?? none;
      id !== none;
      id = this.#older[id] as number
    ) {
      if (this.isVisible(id, layer)) return id;
    }
    return undefined;
  }

  isVisible(id: number, layer: number): boolean {
    return (this.#from[id] as number) <= layer && layer < (this.#until[id] as number);
  }

  add(parent: number, name: string, layer: number, fields: EntryFields): number {
    if (this.#count * 2 > this.#slots.length) this.#rehash();
    const bytes = Buffer.from(name);
    const slot = this.#slot(parent, bytes);
    const id = this.#append(parent, bytes, layer, fields);
    this.#older[id] = this.#slots[slot] as number;
    this.#slots[slot] = id;
    this.#sibling[id] = this.#child[parent] as number;
    this.#child[parent] = id;
    return id;
  }

  /** From `layer` on the entry, and what is below it, cannot be seen. */
  remove(id: number, layer: number): void {
    this.#until[id] = layer;
  }

  /** Notes that a layer has an entry for a directory, or below it. */
  touch(id: number, layer: number): void {
    this.#touched[id] = layer;
  }

  isTouched(id: number, layer: number): boolean {
    return this.#touched[id] === layer;
  }

  /** The layer that brought an entry. */
  layerOf(id: number): number {
    return this.#from[id] as number;
  }

  parentOf(id: number): number {
    return this.#parent[id] as number;
  }

  /** How many directories lie above an entry; 0 for the root. */
  depthOf(id: number): number {
    return this.#depth[id] as number;
  }

  type(id: number): EntryType {
    return types[this.#type[id] as number] ?? 'other';
  }

  nameOf(id: number): string {
    const at = this.#name[id] as number;
    return this.#names.toString('utf8', at, at + (this.#nameLength[id] as number));
  }

  pathOf(id: number): string {
    const names: string[] = [];
    for (let at = id; at > rootId; at = this.#parent[at] as number) names.push(this.nameOf(at));
    return `/${names.reverse().join('/')}`;
  }

  fields(id: number): EntryFields {
    return {
      type: this.type(id),
      size: this.#size[id] as number,
      mtimeMs: this.#mtime[id] as number,
      source: this.#source[id] as number,
      offset: this.#offset[id] as number,
      content: this.#content[id] as number,
      link: this.#links.get(id) ?? '',
    };
  }

  setContent(id: number, content: number): void {
    this.#content[id] = content;
  }

  /** What can be seen in a directory after `layer`. */
  *children(parent: number, layer: number): Generator<number> {
    for (let id = this.#child[parent] as number; id !== none; id = this.#sibling[id] as number) {
      if (this.isVisible(id, layer)) yield id;
    }
  }

  #append(parent: number, name: Buffer, layer: number, fields: EntryFields): number {
    const id = this.#count++;
    if (id >= this.#parent.length) this.#grow();
    if (this.#namesLength + name.length > this.#names.length) {
      const grown = Buffer.allocUnsafe(this.#names.length * 2 + name.length);
      this.#names.copy(grown, 0, 0, this.#namesLength);
      this.#names = grown;
    }
    this.#name[id] = this.#namesLength;
    this.#nameLength[id] = name.length;
    this.#namesLength += name.copy(this.#names, this.#namesLength);
    this.#parent[id] = parent;
    this.#depth[id] = parent === none ? 0 : (this.#depth[parent] as number) + 1;
    this.#child[id] = none;
    this.#sibling[id] = none;
    this.#older[id] = none;
    this.#type[id] = types.indexOf(fields.type);
    this.#from[id] = layer;
    this.#until[id] = forever;
    this.#touched[id] = layer;
    this.#size[id] = fields.size;
    this.#mtime[id] = fields.mtimeMs;
    this.#source[id] = fields.source;
    this.#offset[id] = fields.offset;
    this.#content[id] = fields.content;
    if (fields.link !== '') this.#links.set(id, fields.link);
    return id;
  }

  /** The place of a name in the table of names: that of the newest entry of this name, or a free one. */
  #slot(parent: number, name: Buffer): number {
    const mask = this.#slots.length - 1;
    let at = hashOf(parent, name) & mask;
    for (;;) {
      const id = this.#slots[at] as number;
      if (id === none || this.#isNamed(id, parent, name)) return at;
      at = (at + 1) & mask;
    }
  }

  #isNamed(id: number, parent: number, name: Buffer): boolean {
    if (this.#parent[id] !== parent || this.#nameLength[id] !== name.length) return false;
    const at = this.#name[id] as number;
    return this.#names.compare(name, 0, name.length, at, at + name.length) === 0;
  }

  #rehash(): void {
    const heads = this.#slots.filter((id) => id !== none);
    this.#slots = new Int32Array(this.#slots.length * 2).fill(none);
    for (const id of heads) {
      const at = this.#name[id] as number;
      const name = this.#names.subarray(at, at + (this.#nameLength[id] as number));
      this.#slots[this.#slot(this.#parent[id] as number, name)] = id;
    }
  }

  #grow(): void {
    const length = this.#parent.length * 2;
    const longer = <T extends { set(other: T): void }>(old: T, made: T): T => {
      made.set(old);
      return made;
    };
    this.#parent = longer(this.#parent, new Int32Array(length));
    this.#child = longer(this.#child, new Int32Array(length));
    this.#sibling = longer(this.#sibling, new Int32Array(length));
    this.#older = longer(this.#older, new Int32Array(length));
    this.#name = longer(this.#name, new Uint32Array(length));
    this.#nameLength = longer(this.#nameLength, new Uint16Array(length));
    this.#type = longer(this.#type, new Uint8Array(length));
    this.#from = longer(this.#from, new Uint16Array(length));
    this.#until = longer(this.#until, new Uint16Array(length));
    this.#touched = longer(this.#touched, new Uint16Array(length));
    this.#size = longer(this.#size, new Float64Array(length));
    this.#depth = longer(this.#depth, new Uint16Array(length));
    this.#mtime = longer(this.#mtime, new Float64Array(length));
    this.#source = longer(this.#source, new Uint16Array(length));
    this.#offset = longer(this.#offset, new Float64Array(length));
    this.#content = longer(this.#content, new Int32Array(length));
  }
}

/** FNV-1a, started with the directory. */
function hashOf(parent: number, name: Buffer): number {
  let hash = Math.imul(parent ^ 0x811c9dc5, 0x01000193);
  for (let at = 0; at < name.length; at++) hash = Math.imul(hash ^ (name[at] as number), 0x01000193);
  return (hash ^ (hash >>> 15)) >>> 0;
}
