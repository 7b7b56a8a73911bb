/**
 * Bytes that can be read at any place: an open file, an entry of a disk image, a buffer. Never written.
 * `read` gives exactly `length` bytes from `offset`, or fewer where the source ends before that; it rejects where the
 * bytes cannot be read. A source that can answer at once also has `readSync`, which spares a turn of the event loop
 * per page; readers prefer it.
 */
export interface ByteSource {
  /** In bytes. */
  readonly size: number;
  read(offset: number, length: number): Promise<Buffer>;
  readSync?(offset: number, length: number): Buffer;
}

/** A source over bytes that are in memory already. What it gives are views, not copies. */
export function bufferSource(
  bytes: Buffer,
): ByteSource & { readSync(offset: number, length: number): Buffer } {
  const readSync = (offset: number, length: number): Buffer => bytes.subarray(offset, offset + length);
  return {
    size: bytes.length,
    readSync,
    read: async (offset, length) => readSync(offset, length),
  };
}

/** Up to `length` bytes from `offset`, by the quickest way that the source has. */
export function readBytes(source: ByteSource, offset: number, length: number): Buffer | Promise<Buffer> {
  return source.readSync === undefined ? source.read(offset, length) : source.readSync(offset, length);
}
