import { type DiskSource, exactly } from './disk-source.ts';

/**
 * Where the bytes of one block lie: nowhere (zeros), at a place of a source, or in memory after they were unpacked.
 * A parent `mayEnd` before its child does; a file that ends before a block that it says it holds is damaged.
 */
export type Block =
  | { readonly kind: 'zero' }
  | { readonly kind: 'at'; readonly source: DiskSource; readonly offset: number; readonly mayEnd?: boolean }
  | { readonly kind: 'bytes'; readonly bytes: Buffer };

export const zeroBlock: Block = { kind: 'zero' };

/**
 * A disk whose blocks of `blockSize` bytes lie anywhere. `locate` is asked for each block that a read touches, and
 * only for those. `path` names the image in errors.
 */
export function blockMapSource(
  size: number,
  blockSize: number,
  path: string,
  locate: (index: number) => Block,
): DiskSource {
  const readSync = (offset: number, length: number): Buffer => {
    const end = Math.min(size, offset + length);
    if (offset < 0 || offset >= end) return Buffer.alloc(0);
    const first = Math.floor(offset / blockSize);
    if (end <= (first + 1) * blockSize)
      return piece(locate(first), offset - first * blockSize, end - offset, path);
    const out = Buffer.alloc(end - offset);
    for (let at = offset; at < end; ) {
      const index = Math.floor(at / blockSize);
      const within = at - index * blockSize;
      const count = Math.min(blockSize - within, end - at);
      const block = locate(index);
      if (block.kind !== 'zero') piece(block, within, count, path).copy(out, at - offset);
      at += count;
    }
    return out;
  };
  return { size, readSync, read: async (offset, length) => readSync(offset, length) };
}

function piece(block: Block, within: number, count: number, path: string): Buffer {
  switch (block.kind) {
    case 'zero':
      return Buffer.alloc(count);
    case 'bytes':
      return padded(block.bytes.subarray(within, within + count), count);
    case 'at':
      return block.mayEnd
        ? padded(block.source.readSync(block.offset + within, count), count)
        : exactly(block.source, block.offset + within, count, path);
  }
}

function padded(bytes: Buffer, count: number): Buffer {
  return bytes.length === count ? bytes : Buffer.concat([bytes], count);
}
