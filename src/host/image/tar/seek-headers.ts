import type { DiskSource } from '../../disk/disk-source.ts';
import { blockBytes } from './header.ts';
import type { TarReader } from './tar-reader.ts';

/**
 * Gives a reader a plain tar file header by header, and passes over what the reader does not want without reading it:
 * behind a header there is mostly much. Stops where the archive ends, or `isEnough` says so; the reader is then not
 * told to finish, because nobody cares for the rest.
 */
export function seekHeaders(
  reader: TarReader,
  file: Pick<DiskSource, 'size' | 'readSync'>,
  isEnough: () => boolean = () => false,
): void {
  for (let at = 0; at < file.size && !reader.ended; ) {
    if (isEnough()) return;
    if (reader.skippable > 0) {
      const count = Math.min(reader.skippable, file.size - at);
      reader.skip(count);
      at += count;
      continue;
    }
    const chunk = file.readSync(at, blockBytes);
    if (chunk.length === 0) break;
    reader.push(chunk);
    at += chunk.length;
  }
  if (!isEnough()) reader.finish();
}
