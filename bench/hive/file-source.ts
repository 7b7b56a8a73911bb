import { fstatSync, openSync, readSync } from 'node:fs';
import type { SyncByteSource } from '../../src/host/registry/regf/byte-source.ts';

/** An open file as a source of bytes. */
export function fileSource(path: string): SyncByteSource {
  const descriptor = openSync(path, 'r');
  const { size } = fstatSync(descriptor);
  const fill = (target: Buffer, offset: number): number =>
    readSync(descriptor, target, 0, target.length, offset);
  return {
    size,
    readSync: fill,
    read: async (offset, length) => {
      const bytes = Buffer.alloc(Math.max(0, Math.min(length, size - offset)));
      return bytes.subarray(0, fill(bytes, offset));
    },
  };
}
