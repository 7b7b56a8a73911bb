import type { OpenByteSource } from '../../byte-source.ts';
import { HostError, type HostFiles } from '../../host.ts';

interface Handle {
  readonly source: OpenByteSource;
  /** Reads that are under way; such a handle is never closed. */
  busy: number;
}

/**
 * Open files of the hives of users, of which a terminal server has thousands: at most 48 are open at a time, the one
 * that was not used for longest is closed first and opened again when it is wanted.
 */
export class HandlePool {
  readonly #files: HostFiles;
  readonly #limit: number;
  /** In order of use, the oldest first. */
  readonly #handles = new Map<string, Handle>();

  constructor(files: HostFiles, limit = 48) {
    this.#files = files;
    this.#limit = limit;
  }

  /** Size of the file in bytes, or undefined where there is none. */
  async size(path: string): Promise<number | undefined> {
    return (await this.#handle(path))?.source.size;
  }

  async read(path: string, offset: number, length: number): Promise<Buffer> {
    const handle = await this.#handle(path);
    if (handle === undefined)
      throw new HostError('missing-source', path, `${path} vanished while it was read`);
    handle.busy++;
    try {
      return await handle.source.read(offset, length);
    } finally {
      handle.busy--;
    }
  }

  async close(): Promise<void> {
    const handles = [...this.#handles.values()];
    this.#handles.clear();
    for (const { source } of handles) await source.close();
  }

  async #handle(path: string): Promise<Handle | undefined> {
    const known = this.#handles.get(path);
    if (known !== undefined) {
      this.#handles.delete(path);
      this.#handles.set(path, known);
      return known;
    }
    const source = await this.#files.open(path);
    if (source === undefined) return undefined;
    const other = this.#handles.get(path);
    if (other !== undefined) {
      await source.close();
      return other;
    }
    const handle = { source, busy: 0 };
    this.#handles.set(path, handle);
    await this.#makeRoom();
    return handle;
  }

  async #makeRoom(): Promise<void> {
    for (const [path, { source, busy }] of this.#handles) {
      if (this.#handles.size <= this.#limit) return;
      if (busy > 0) continue;
      this.#handles.delete(path);
      await source.close();
    }
  }
}
