import type { TarEntry } from '../tar/tar-reader.ts';

/** One entry of a layer. `path` has no leading slash, no `.` and no `..`. */
export interface LayerEntry {
  readonly path: string;
  readonly type: Exclude<TarEntry['type'], never>;
  readonly size: number;
  readonly mtimeMs: number;
  /** Where its data begin in the unpacked layer. */
  readonly offset: number;
  /** Number of its kept content, or -1. */
  readonly content: number;
  readonly link: string;
}

const types = ['file', 'directory', 'symlink', 'hardlink', 'other'] as const;

/** Bytes of the fixed part of a record. */
const fixedBytes = 1 + 2 + 2 + 2 + 6 + 6 + 6 + 4;

/**
 * The entries of one layer in their order, packed: an image has hundreds of thousands, and a path mostly begins like
 * the one before it.
 */
export class LayerLog {
  #bytes = Buffer.allocUnsafe(64 * 1024);
  #length = 0;
  #last = '';
  #count = 0;

  get count(): number {
    return this.#count;
  }

  add(entry: LayerEntry): void {
    const shared = sharedUnits(this.#last, entry.path);
    const rest = Buffer.from(entry.path.slice(shared));
    const link = Buffer.from(entry.link);
    this.#reserve(fixedBytes + rest.length + link.length);
    const bytes = this.#bytes;
    let at = this.#length;
    at = bytes.writeUInt8(types.indexOf(entry.type), at);
    at = bytes.writeUInt16LE(shared, at);
    at = bytes.writeUInt16LE(rest.length, at);
    at = bytes.writeUInt16LE(link.length, at);
    at = bytes.writeUIntLE(clamp(entry.size), at, 6);
    at = bytes.writeUIntLE(clamp(entry.mtimeMs), at, 6);
    at = bytes.writeUIntLE(clamp(entry.offset), at, 6);
    at = bytes.writeInt32LE(entry.content, at);
    at += rest.copy(bytes, at);
    at += link.copy(bytes, at);
    this.#length = at;
    this.#last = entry.path;
    this.#count++;
  }

  *[Symbol.iterator](): Generator<LayerEntry> {
    const bytes = this.#bytes;
    let path = '';
    for (let at = 0; at < this.#length; ) {
      const type = types[bytes.readUInt8(at)] ?? 'other';
      const rest = bytes.readUInt16LE(at + 3);
      const link = bytes.readUInt16LE(at + 5);
      const name = at + fixedBytes;
      path = path.slice(0, bytes.readUInt16LE(at + 1)) + bytes.toString('utf8', name, name + rest);
      yield {
        path,
        type,
        size: bytes.readUIntLE(at + 7, 6),
        mtimeMs: bytes.readUIntLE(at + 13, 6),
        offset: bytes.readUIntLE(at + 19, 6),
        content: bytes.readInt32LE(at + 25),
        link: bytes.toString('utf8', name + rest, name + rest + link),
      };
      at = name + rest + link;
    }
  }

  #reserve(count: number): void {
    if (this.#length + count <= this.#bytes.length) return;
    const grown = Buffer.allocUnsafe(Math.max(this.#bytes.length * 1.5, this.#length + count) | 0);
    this.#bytes.copy(grown, 0, 0, this.#length);
    this.#bytes = grown;
  }
}

/** Units that two paths begin with, never ending between the halves of one character. */
function sharedUnits(a: string, b: string): number {
  const end = Math.min(a.length, b.length, 0xffff);
  let at = 0;
  while (at < end && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  const unit = b.charCodeAt(at - 1);
  return at > 0 && unit >= 0xd800 && unit <= 0xdbff ? at - 1 : at;
}

function clamp(value: number): number {
  return Math.min(Math.max(0, Math.floor(value)), 0xffff_ffff_ffff);
}
