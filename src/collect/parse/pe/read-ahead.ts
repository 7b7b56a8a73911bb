import { type ByteSource, readBytes } from '../../../host/byte-source.ts';

/**
 * The same bytes, read in windows of `windowBytes`: structures that lie close together cost one read of the disk.
 * Holds one window. A read that is longer than a window goes to the source as it is.
 */
export function readAhead(source: ByteSource, windowBytes = 4096): ByteSource {
  let start = 0;
  let window: Buffer = Buffer.alloc(0);
  return {
    size: source.size,
    async read(offset, length) {
      if (length > windowBytes) return readBytes(source, offset, length);
      const end = Math.min(offset + length, source.size);
      if (offset < start || end > start + window.length) {
        window = await readBytes(source, offset, windowBytes);
        start = offset;
      }
      return window.subarray(offset - start, offset - start + length);
    },
  };
}
