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
    const read = async (offset: number, length: number): Promise<Buffer> => {
      const bytes = Buffer.alloc(Math.max(0, Math.min(length, size - offset)));
      if (offset < hive.size) (await readBytes(hive, offset, bytes.length)).copy(bytes);
      for (const [at, { log, offset: from }] of this.#within(offset, bytes.length)) {
        patch(bytes, at, await readBytes(log, from, sectorBytes));
      }
      return bytes;
    };
    const logs = new Set([...this.#places.values()].map(({ log }) => log));
    if (![hive, ...logs].every(isSync)) return { size, read };
    const sector = Buffer.alloc(sectorBytes);
    const readSync = (target: Buffer, offset: number): number => {
      const length = Math.max(0, Math.min(target.length, size - offset));
      target.fill(0, offset < hive.size ? (hive.readSync?.(target, offset) ?? 0) : 0);
      for (const [at, { log, offset: from }] of this.#within(offset, length)) {
        log.readSync?.(sector, from);
        patch(target, at, sector);
      }
      return length;
    };
    return { size, read, readSync };
  }

  /** What replaces sectors of a range, with the place of each relative to the range's start. */
  #within(offset: number, length: number): [at: number, from: Place][] {
    const found: [number, Place][] = [];
    for (let sector = Math.floor(offset / sectorBytes); sector * sectorBytes < offset + length; sector++) {
      const place = this.#places.get(sector);
      if (place !== undefined) found.push([sector * sectorBytes - offset, place]);
    }
    return found;
  }
}

function isSync(source: ByteSource): boolean {
  return source.readSync !== undefined;
}

/** Copies a sector to `at`, which may lie before the start or reach over the end of `bytes`. */
function patch(bytes: Buffer, at: number, sector: Buffer): void {
  if (at >= 0) sector.copy(bytes, at);
  else sector.copy(bytes, 0, -at);
}
