import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { DiskImage, DiskSource } from '../../../src/host/disk/disk-source.ts';
import { openDisk } from '../../../src/host/disk/open-disk.ts';

/** A file as a source, closed when the test is over. */
export function fileOf(path: string): DiskSource {
  const fd = openSync(path, 'r');
  onTestFinished(() => closeSync(fd));
  const { size } = fstatSync(fd);
  const read = (offset: number, length: number): Buffer => {
    const buffer = Buffer.alloc(Math.max(0, Math.min(length, size - offset)));
    return buffer.subarray(0, readSync(fd, buffer, 0, buffer.length, offset));
  };
  return { size, readSync: read, read: async (offset, length) => read(offset, length) };
}

/** The disk that an image file holds, with its siblings from the same directory. */
export function diskIn(path: string): DiskImage {
  return openDisk(fileOf(path), basename(path), (name) => {
    const beside = join(dirname(path), name);
    return existsSync(beside) ? fileOf(beside) : undefined;
  });
}
