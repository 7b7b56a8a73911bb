import { type Block, blockMapSource } from '../../disk/block-map.ts';
import type { DiskSource } from '../../disk/disk-source.ts';
import { exactly } from '../../disk/disk-source.ts';
import { Recent } from '../../disk/recent.ts';
import { HostError } from '../../host.ts';
import { unpackXpress } from './xpress.ts';

/** Bytes of a chunk by the number of the algorithm; 1 is LZX, which is not unpacked here. */
const chunkSizes: Readonly<Record<number, number>> = { 0: 4096, 2: 8192, 3: 16_384 };
const maxChunks = 4 * 1024 * 1024;

/**
 * A system file that CompactOS keeps packed: a table with the end of each chunk but the last, then the chunks.
 * LZX, which is used where somebody asked for the smallest size, is a HostError `unsupported-format`.
 * Source: wimlib, NTFS-3G plugin "system compression" (format notes).
 */
export function packedFile(stream: DiskSource, algorithm: number, size: number, path: string): DiskSource {
  const chunkBytes = chunkSizes[algorithm];
  if (chunkBytes === undefined) {
    throw new HostError(
      'unsupported-format',
      path,
      `${path} is packed by CompactOS in a way that is not read (LZX)`,
    );
  }
  const chunks = Math.ceil(size / chunkBytes);
  if (chunks > maxChunks) throw new HostError('too-large', path, `${path} is packed in ${chunks} chunks`);
  const entryBytes = size >= 2 ** 32 ? 8 : 4;
  const table = exactly(stream, 0, Math.max(0, chunks - 1) * entryBytes, path);
  const endOf = (index: number): number => {
    if (index < 0) return 0;
    if (index >= chunks - 1) return stream.size - table.length;
    return entryBytes === 4 ? table.readUInt32LE(index * 4) : Number(table.readBigUInt64LE(index * 8));
  };
  const recent = new Recent<Buffer>(16);
  return blockMapSource(size, chunkBytes, path, (index): Block => {
    const bytes = recent.get(index, () => {
      const start = endOf(index - 1);
      const length = Math.min(chunkBytes, size - index * chunkBytes);
      const packedBytes = endOf(index) - start;
      if (packedBytes < 0 || packedBytes > chunkBytes) throw damaged(path);
      const packed = exactly(stream, table.length + start, packedBytes, path);
      // A chunk that does not get smaller is kept as it is.
      if (packed.length === length) return packed;
      try {
        return unpackXpress(packed, length);
      } catch (cause) {
        throw damaged(path, cause);
      }
    });
    return { kind: 'bytes', bytes };
  });
}

function damaged(path: string, cause?: unknown): HostError {
  return new HostError('malformed-source', path, `${path}: its packed content is damaged`, cause);
}
