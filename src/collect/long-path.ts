import { HostError } from '../host/host.ts';
import { longName, looksShort } from '../model/short-name.ts';
import type { CollectContext } from './collector.ts';

/** A path with the long names of the disk, and whether every short name (8.3) in it was found. */
export interface LongPath {
  readonly path: string;
  readonly isWhole: boolean;
}

const maxFolders = 200;

/** Puts the names that folders really have in place of short ones; remembers the folders of one collector's run. */
export class LongPaths {
  readonly #ctx: CollectContext;
  readonly #folders = new Map<string, Promise<readonly string[]>>();

  constructor(ctx: CollectContext) {
    this.#ctx = ctx;
  }

  /** `C:/PROGRA~1/x` as `C:/Program Files/x`. What cannot be told stays as it is. */
  async find(path: string): Promise<LongPath> {
    if (!path.includes('~')) return { path, isWhole: true };
    const [drive = '', ...names] = path.split('/');
    let folder = drive;
    let isWhole = true;
    for (const name of names) {
      const long = looksShort(name)
        ? longName(name, await this.#names(`${folder}/`), folder === drive)
        : name;
      if (long === undefined) isWhole = false;
      folder = `${folder}/${long ?? name}`;
    }
    return { path: folder, isWhole };
  }

  #names(folder: string): Promise<readonly string[]> {
    const known = this.#folders.get(folder);
    if (known !== undefined) return known;
    if (this.#folders.size >= maxFolders) return Promise.resolve([]);
    const names = this.#list(folder);
    this.#folders.set(folder, names);
    return names;
  }

  async #list(folder: string): Promise<readonly string[]> {
    try {
      return (await this.#ctx.host.files.list(folder)).map(({ name }) => name);
    } catch (error) {
      // The path is then shown as it was found, and whoever reads the file says why it cannot be read.
      if (error instanceof HostError && error.reason !== 'timeout') return [];
      throw error;
    }
  }
}
