/**
 * Bytes that can be read at any place: an open file, an entry of a disk image, a buffer. Never written.
 * A source that can answer at once also has `readSync`, which spares a turn of the event loop per page; readers
 * prefer it.
 */
export interface ByteSource {
  /** In bytes. */
  readonly size: number;
  /** `length` bytes from `offset`, or fewer where the source ends before that. Rejects where they cannot be read. */
  read(offset: number, length: number): Promise<Buffer>;
  /** Fills `target` from `offset` and says how many bytes it put there: fewer than asked only at the end. */
  readSync?(target: Buffer, offset: number): number;
}

/** A source that can be read synchronously. */
export type SyncByteSource = ByteSource & Required<Pick<ByteSource, 'readSync'>>;

/** A source over bytes that are in memory already. What `read` gives are views, not copies. */
export function bufferSource(bytes: Buffer): SyncByteSource {
  return {
    size: bytes.length,
    read: async (offset, length) => bytes.subarray(offset, offset + length),
    readSync: (target, offset) => bytes.subarray(offset, offset + target.length).copy(target),
  };
}

/** Up to `length` bytes from `offset`, by the quickest way that the source has. */
export async function readBytes(source: ByteSource, offset: number, length: number): Promise<Buffer> {
  if (source.readSync === undefined) return source.read(offset, length);
  const bytes = Buffer.allocUnsafe(Math.max(0, Math.min(length, source.size - offset)));
  return bytes.subarray(0, source.readSync(bytes, offset));
}
