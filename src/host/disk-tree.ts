import { constants } from 'node:fs';
import { diskError, isMissing } from './disk-error.ts';
import type { DiskPort } from './disk-port.ts';
import { type DirectoryEntry, type FileStat, HostError } from './host.ts';
import { portFor } from './port-chooser.ts';
import type { OpenFile, Tree } from './tree.ts';

// Windows has no such flags and gives undefined for them.
const fileFlags =
  constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0);
const directoryFlags = fileFlags | (constants.O_DIRECTORY ?? 0);

/**
 * A directory of this machine as a {@link Tree}. `root` must be a real path (no links in it); with `drives` the tree is
 * the whole running Windows, whose paths begin with a drive (`/C:/Windows`).
 */
export class DiskTree implements Tree {
  readonly #root: string;
  readonly #drives: boolean;
  readonly #portFor: (path: string) => DiskPort;

  constructor(root: string | 'drives', choosePort: (path: string) => DiskPort = portFor) {
    this.#drives = root === 'drives';
    this.#root = root === '/' || this.#drives ? '' : root;
    this.#portFor = choosePort;
  }

  async lstat(path: string): Promise<FileStat | undefined> {
    const stat = await this.#call(path, true, (port, real) => port.lstat(real));
    // Bytes that are no UTF-8 were replaced when the name was read, so the file cannot be named any more.
    if (stat === undefined && path.includes('\ufffd')) {
      throw new HostError(
        'malformed-source',
        path,
        `${path} has a name that is no UTF-8; it was not looked at`,
      );
    }
    return stat;
  }

  readLink(path: string): Promise<string | undefined> {
    return this.#call(path, false, (port, real) => port.readlink(real));
  }

  list(path: string, maxEntries: number): Promise<DirectoryEntry[] | undefined> {
    return this.#call(path, false, async (port, real) => {
      const entries = await this.#confinedList(port, path, real, maxEntries);
      if (entries.length > maxEntries) {
        throw new HostError('too-large', path, `${path} has more than ${maxEntries} entries`);
      }
      return entries;
    });
  }

  open(path: string): Promise<OpenFile | undefined> {
    return this.#call(path, false, async (port, real) => {
      const fd = await port.open(real, fileFlags);
      try {
        const stat = await port.fstat(fd);
        if (stat.type !== 'file') {
          throw new HostError('malformed-source', path, `${path} stopped being a file while it was opened`);
        }
        await this.#confirm(port, fd, path, real);
        return new DiskFile(port, fd, path, stat.size);
      } catch (error) {
        await port.close(fd);
        throw error;
      }
    });
  }

  /** Under a root the directory is held open while it is listed, so that nobody can put a link in its place. */
  async #confinedList(port: DiskPort, path: string, real: string, max: number): Promise<DirectoryEntry[]> {
    if (this.#root === '' || process.platform !== 'linux') return port.list(real, max);
    const fd = await port.open(real, directoryFlags);
    try {
      return (await this.#confirm(port, fd, path, real))
        ? await port.list(`/proc/self/fd/${fd}`, max)
        : await port.list(real, max);
    } finally {
      await port.close(fd);
    }
  }

  /**
   * Under a root: that an open file is the one that was looked up, although somebody may have swapped a directory on
   * its way for a link meanwhile. Linux says what a descriptor stands for; elsewhere, and where /proc is not mounted
   * (then the answer is false), every segment is looked at once more.
   */
  async #confirm(port: DiskPort, fd: number, path: string, real: string): Promise<boolean> {
    if (this.#root === '') return true;
    let actual: string | undefined;
    try {
      actual = process.platform === 'linux' ? await port.readlink(`/proc/self/fd/${fd}`) : undefined;
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
    const confirmed = actual === undefined ? await this.#sameBySegments(port, fd, path) : actual === real;
    if (!confirmed)
      throw new HostError('outside-root', path, `${path} was moved while it was opened; it was not read`);
    return actual !== undefined;
  }

  async #sameBySegments(port: DiskPort, fd: number, path: string): Promise<boolean> {
    for (let slash = path.indexOf('/', 1); slash > 0; slash = path.indexOf('/', slash + 1)) {
      if ((await port.lstat(this.#root + path.slice(0, slash)))?.type !== 'directory') return false;
    }
    const [now, opened] = [await port.lstat(this.#root + path), await port.fstat(fd)];
    return now?.ino === opened.ino && now.dev === opened.dev;
  }

  async #call<T>(
    path: string,
    isLookUp: boolean,
    operation: (port: DiskPort, real: string) => T | Promise<T>,
  ): Promise<T | undefined> {
    const real = this.#realPath(path);
    try {
      return await operation(this.#portFor(real), real);
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw diskError(error, this.#drives ? real : path, isLookUp);
    }
  }

  #realPath(path: string): string {
    // `C:` alone would be the current folder of that drive.
    if (this.#drives) return path.length === 3 ? `${path.slice(1)}/` : path.slice(1);
    // The root itself has no slash at its end: that is how a descriptor of it is called, too.
    return this.#root !== '' && path === '/' ? this.#root : this.#root + path;
  }
}

class DiskFile implements OpenFile {
  readonly size: number;
  readonly readSyncAt?: (offset: number, length: number) => Buffer;
  readonly #port: DiskPort;
  readonly #fd: number;
  readonly #path: string;

  constructor(port: DiskPort, fd: number, path: string, size: number) {
    this.#port = port;
    this.#fd = fd;
    this.#path = path;
    this.size = size;
    const { readSync } = port;
    if (readSync === undefined) return;
    this.readSyncAt = (offset, length) => {
      try {
        return asBuffer(readSync(fd, length, offset));
      } catch (error) {
        throw diskError(error, path, false);
      }
    };
  }

  async readAt(offset: number, length: number): Promise<Buffer> {
    const parts: Buffer[] = [];
    let done = 0;
    try {
      while (done < length) {
        const part = asBuffer(await this.#port.read(this.#fd, length - done, offset + done));
        if (part.length === 0) break;
        parts.push(part);
        done += part.length;
      }
    } catch (error) {
      throw diskError(error, this.#path, false);
    }
    return parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts);
  }

  async read(length: number): Promise<Buffer> {
    try {
      return asBuffer(await this.#port.read(this.#fd, length));
    } catch (error) {
      // A process that ends while its /proc file is read: what was there has been read.
      if (isMissing(error)) return Buffer.alloc(0);
      throw diskError(error, this.#path, false);
    }
  }

  async close(): Promise<void> {
    await this.#port.close(this.#fd);
  }
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
