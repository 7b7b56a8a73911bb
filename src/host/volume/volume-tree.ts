import { type DirectoryEntry, type FileStat, HostError } from '../host.ts';
import { openedBytes } from '../opened-bytes.ts';
import type { OpenFile, Tree } from '../tree.ts';
import { maxDirectoryEntries } from '../tree-limits.ts';
import type { Volume, VolumeEntry } from './volume.ts';

/** Directories whose names are kept in memory at once. */
const directoriesKept = 256;

/**
 * A volume as a {@link Tree}: paths are looked up name by name, and only the directories on their way are read.
 * A decoder that is led beyond its bytes meets a RangeError of Node: here it becomes what it is, damage.
 */
export class VolumeTree implements Tree {
  readonly #volume: Volume;
  readonly #directories = new Map<number, ReadonlyMap<string, VolumeEntry>>();

  constructor(volume: Volume) {
    this.#volume = volume;
  }

  async lstat(path: string): Promise<FileStat | undefined> {
    return orDamage(path, () => {
      const id = this.#find(path);
      if (id === undefined) return undefined;
      const { type, size, mtimeMs } = this.#volume.node(id, path);
      return { type, size, mtimeMs };
    });
  }

  async readLink(path: string): Promise<string | undefined> {
    return orDamage(path, () => {
      const id = this.#find(path);
      return id === undefined ? undefined : this.#volume.readLink(id, path);
    });
  }

  async list(path: string, maxEntries: number): Promise<DirectoryEntry[] | undefined> {
    return orDamage(path, () => {
      const id = this.#find(path);
      if (id === undefined || this.#volume.node(id, path).type !== 'directory') return undefined;
      const names = this.#names(id, path);
      if (names.size > maxEntries) throw tooMany(path, maxEntries);
      return Array.from(names.values(), ({ name, type }) => ({ name, type }));
    });
  }

  async open(path: string): Promise<OpenFile | undefined> {
    return orDamage(path, () => {
      const id = this.#find(path);
      if (id === undefined) return undefined;
      if (this.#volume.node(id, path).type !== 'file') {
        throw new HostError('malformed-source', path, `${path} is no file`);
      }
      const source = this.#volume.open(id, path);
      return openedBytes(source.size, (offset, length) =>
        orDamage(path, () => source.readSync(offset, length)),
      );
    });
  }

  #find(path: string): number | undefined {
    let id = this.#volume.root;
    for (const segment of path.split('/')) {
      if (segment === '') continue;
      if (id !== this.#volume.root && this.#volume.node(id, path).type !== 'directory') return undefined;
      const entry = this.#names(id, path).get(segment);
      if (entry === undefined) return undefined;
      id = entry.id;
    }
    return id;
  }

  #names(id: number, path: string): ReadonlyMap<string, VolumeEntry> {
    const known = this.#directories.get(id);
    if (known !== undefined) {
      this.#directories.delete(id);
      this.#directories.set(id, known);
      return known;
    }
    const names = new Map<string, VolumeEntry>();
    for (const entry of this.#volume.entries(id, path, maxDirectoryEntries)) names.set(entry.name, entry);
    this.#directories.set(id, names);
    for (const oldest of this.#directories.keys()) {
      if (this.#directories.size <= directoriesKept) break;
      this.#directories.delete(oldest);
    }
    return names;
  }
}

function orDamage<Value>(path: string, read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) {
      throw new HostError(
        'malformed-source',
        path,
        `${path}: what describes it on the volume is damaged`,
        error,
      );
    }
    throw error;
  }
}

/** The error for a directory with more names than are read. */
export function tooMany(path: string, maxEntries: number): HostError {
  return new HostError('too-large', path, `${path} has more than ${maxEntries} entries`);
}
