import { closeSync, fstatSync, lstatSync, openSync, readSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { TargetError } from '../../errors.ts';
import type { DiskSource } from '../disk/disk-source.ts';
import { HostError } from '../host.ts';
import { deviceSize } from './device-size.ts';

/** A file that the user named, read at any place. Close it. */
export interface ImageFile extends DiskSource {
  close(): void;
}

/** Opens a file or a block device for reading. An error that the operating system reports while it is read is a HostError. */
export function openImageFile(path: string): ImageFile {
  const fd = openFile(path);
  const size = sizeOf(fd, path);
  const readAt = (offset: number, length: number): Buffer => {
    const wanted = Math.max(0, Math.min(length, size - offset));
    const buffer = Buffer.allocUnsafe(wanted);
    let filled = 0;
    while (filled < wanted) {
      const count = readPart(fd, buffer, filled, offset + filled, path);
      if (count === 0) break;
      filled += count;
    }
    return buffer.subarray(0, filled);
  };
  return {
    size,
    readSync: readAt,
    read: async (offset, length) => readAt(offset, length),
    close: () => closeSync(fd),
  };
}

/**
 * Files in the directory of an image, by their bare names: the parent of a differencing disk, the extents of a VMDK.
 * A link, a directory or a device is none. Close them.
 */
export function filesBeside(path: string): {
  open(name: string): DiskSource | undefined;
  close(): void;
} {
  const opened: ImageFile[] = [];
  return {
    open(name) {
      const beside = join(dirname(path), basename(name));
      if (lstatSync(beside, { throwIfNoEntry: false })?.isFile() !== true) return undefined;
      const file = openImageFile(beside);
      opened.push(file);
      return file;
    },
    close() {
      for (const file of opened) file.close();
    },
  };
}

function openFile(path: string): number {
  try {
    return openSync(path, 'r');
  } catch (error) {
    throw new TargetError(`${path} cannot be opened (${codeOf(error)})`, {
      hint: 'check the name and the rights of the file',
      cause: error,
    });
  }
}

function sizeOf(fd: number, path: string): number {
  const stat = fstatSync(fd);
  if (!stat.isBlockDevice()) return stat.size;
  const size = deviceSize(fd);
  if (size > 0) return size;
  closeSync(fd);
  throw new TargetError(`${path} is a block device without content`, {
    hint: 'check that a disk is attached to it: lsblk',
  });
}

function readPart(fd: number, buffer: Buffer, at: number, position: number, path: string): number {
  try {
    return readSync(fd, buffer, at, buffer.length - at, position);
  } catch (error) {
    throw new HostError(
      'malformed-source',
      path,
      `${path} cannot be read at byte ${position} (${codeOf(error)})`,
      error,
    );
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
