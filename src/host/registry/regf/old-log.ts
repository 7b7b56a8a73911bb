import type { BaseBlock } from './base-block.ts';
import { type ByteSource, readBytes } from './byte-source.ts';
import type { LogPage } from './new-log.ts';
import { sectorBytes } from './overlay-source.ts';

/**
 * Dirty pages of a log of the old format (up to Windows 8): a bitmap of 512-byte pages, then those pages. Undefined
 * where there is no bitmap or the log is too short for what its bitmap names: then nothing of it can be trusted.
 * Source: msuhanov/regf, "Format of transaction log files", Old format.
 */
export async function readOldLog(log: ByteSource, baseBlock: BaseBlock): Promise<LogPage[] | undefined> {
  const sector = baseBlock.sectorBytes;
  const bitmapBytes = Math.ceil(baseBlock.binsBytes / sectorBytes / 8);
  if (baseBlock.binsBytes % 4096 !== 0 || sector + 4 + bitmapBytes > log.size) return undefined;
  const vector = await readBytes(log, sector, 4 + bitmapBytes);
  if (vector.toString('latin1', 0, 4) !== 'DIRT') return undefined;
  let logOffset = sector + Math.ceil((4 + bitmapBytes) / sector) * sector;
  const pages: LogPage[] = [];
  for (let index = 0; index < bitmapBytes * 8; index++) {
    if (((vector[4 + (index >> 3)] ?? 0) & (1 << (index & 7))) === 0) continue;
    if ((index + 1) * sectorBytes > baseBlock.binsBytes) return undefined;
    if (logOffset + sectorBytes > log.size) return undefined;
    pages.push({ offset: index * sectorBytes, length: sectorBytes, logOffset });
    logOffset += sectorBytes;
  }
  return pages;
}
