import fs from 'node:fs';
import { promisify } from 'node:util';
import type { DiskPort, PortStat } from './disk-port.ts';
import type { DirectoryEntry, EntryType } from './host.ts';

const lstat = promisify(fs.lstat);
const readlink = promisify(fs.readlink);
const open = promisify(fs.open);
const fstat = promisify(fs.fstat);
const close = promisify(fs.close);

/** A port of asynchronous calls, for systems without a mount table, where no path is known to be local. */
export const asyncPort: DiskPort = {
  async lstat(path) {
    try {
      return plain(await lstat(path));
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
      throw error;
    }
  },
  readlink: (path) => readlink(path),
  async list(path, max) {
    const entries: DirectoryEntry[] = [];
    for await (const entry of await fs.promises.opendir(path, { bufferSize: 256 })) {
      entries.push({ name: entry.name, type: typeOf(entry) });
      if (entries.length > max) break;
    }
    return entries;
  },
  open: (path, flags) => open(path, flags),
  fstat: async (fd) => plain(await fstat(fd)),
  read(fd, length, position) {
    const buffer = Buffer.allocUnsafe(length);
    return new Promise((resolve, reject) => {
      fs.read(fd, buffer, 0, length, position ?? null, (error, count) =>
        error === null ? resolve(buffer.subarray(0, count)) : reject(error),
      );
    });
  },
  close: (fd) => close(fd),
};

function plain(stats: fs.Stats): PortStat {
  return { type: typeOf(stats), size: stats.size, mtimeMs: stats.mtimeMs, ino: stats.ino, dev: stats.dev };
}

function typeOf(entry: fs.Dirent | fs.Stats): EntryType {
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'directory';
  return entry.isSymbolicLink() ? 'symlink' : 'other';
}
