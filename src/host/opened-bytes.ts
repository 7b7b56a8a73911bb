import type { OpenFile } from './tree.ts';

/** A file out of `size` bytes that can be read at any place; nothing has to be closed. */
export function openedBytes(size: number, readSyncAt: (offset: number, length: number) => Buffer): OpenFile {
  let position = 0;
  const bounded = (offset: number, length: number): Buffer =>
    readSyncAt(offset, Math.max(0, Math.min(length, size - offset)));
  return {
    size,
    async read(length) {
      const bytes = bounded(position, length);
      position += bytes.length;
      return bytes;
    },
    readAt: async (offset, length) => bounded(offset, length),
    readSyncAt: bounded,
    async close() {},
  };
}
