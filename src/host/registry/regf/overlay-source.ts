import { type ByteSource, readBytes } from './byte-source.ts';

/** Granularity of what a transaction log replaces, in bytes. */
export const sectorBytes = 512;

/** Where the new content of one sector of a hive stands in a log. */
interface Place {
  readonly log: ByteSource;
  readonly offset: number;
}

/** A hive whose sectors are partly replaced by those of its logs. The log is read when a sector is wanted. */
export class Overlay {
  readonly #places = new Map<number, Place>();

  /** How many sectors are replaced. */
  get sectors(): number {
    return this.#places.size;
  }

  /** Puts `length` bytes of a log at `target` in the hive, over what was put there before. Both in whole sectors. */
  put(target: number, length: number, log: ByteSource, offset: number): void {
    for (let done = 0; done < length; done += sectorBytes) {
      this.#places.set((target + done) / sectorBytes, { log, offset: offset + done });
    }
  }

  /** The hive with its replaced sectors, `size` bytes long; zero where neither hive nor log has bytes. */
  over(hive: ByteSource, size: number): ByteSource {
    const patches = (offset: number, end: number): [start: number, from: Place][] => {
      const found: [number, Place][] = [];
      for (let sector = Math.floor(offset / sectorBytes); sector * sectorBytes < end; sector++) {
        const place = this.#places.get(sector);
        if (place !== undefined) found.push([sector * sectorBytes, place]);
      }
      return found;
    };
    const clip = (offset: number, length: number): number => Math.max(0, Math.min(length, size - offset));
    const read = async (offset: number, length: number): Promise<Buffer> => {
      const bytes = Buffer.alloc(clip(offset, length));
      (await hive.read(offset, bytes.length)).copy(bytes);
      for (const [start, from] of patches(offset, offset + bytes.length)) {
        patch(bytes, start - offset, await readBytes(from.log, from.offset, sectorBytes));
      }
      return bytes;
    };
    const [hiveSync, logsSync] = [hive.readSync, [...this.#places.values()].every(({ log }) => log.readSync)];
    if (hiveSync === undefined || !logsSync) return { size, read };
    const readSync = (offset: number, length: number): Buffer => {
      const bytes = Buffer.alloc(clip(offset, length));
      hive.readSync?.(offset, bytes.length).copy(bytes);
      for (const [start, from] of patches(offset, offset + bytes.length)) {
        const sector = from.log.readSync?.(from.offset, sectorBytes);
        if (sector !== undefined) patch(bytes, start - offset, sector);
      }
      return bytes;
    };
    return { size, read, readSync };
  }
}

/** Copies a sector to `at`, which may lie before the start or reach over the end of `bytes`. */
function patch(bytes: Buffer, at: number, sector: Buffer): void {
  if (at >= 0) sector.copy(bytes, at);
  else sector.copy(bytes, 0, -at);
}
