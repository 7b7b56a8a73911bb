import type { DatabaseFile } from '../database-file.ts';

const headerBytes = 32;
const frameHeaderBytes = 24;
const maxLogBytes = 512 * 1024 * 1024;

/** Pages that a write-ahead log holds newer than the database itself. */
export interface LoggedPages {
  /** Where in the log the content of a page starts. */
  readonly places: ReadonlyMap<number, number>;
  /** Pages of the database after the last commit. */
  readonly pageCount: number;
}

/**
 * Reads which pages the log holds up to its last commit, as SQLite itself would: a frame counts where its salts are the
 * log's and the checksum over all frames so far fits. Undefined where nothing is committed in it.
 * Source: sqlite.org/fileformat2.html, section 4 (the write-ahead log).
 */
export async function readLog(log: DatabaseFile, pageBytes: number): Promise<LoggedPages | undefined> {
  const { damage } = log.context;
  if (log.size === 0) return undefined;
  const header = await log.read(0, headerBytes);
  const magic = header.length === headerBytes ? header.readUInt32BE(0) : 0;
  if (magic >>> 1 !== 0x377f0682 >>> 1 || header.readUInt32BE(8) !== pageBytes) {
    damage(`the write-ahead log ${log.context.path} is not usable: what it holds was not read`);
    return undefined;
  }
  const bigEndian = (magic & 1) === 1;
  let sum: Sum = [0, 0];
  sum = add(sum, header.subarray(0, 24), bigEndian);
  if (!fits(sum, header, 24)) {
    damage(`the write-ahead log ${log.context.path} has a damaged start: what it holds was not read`);
    return undefined;
  }
  if (log.size > maxLogBytes)
    damage(`the write-ahead log is larger than the ${maxLogBytes} bytes read of it`);

  const places = new Map<number, number>();
  let uncommitted: [number, number][] = [];
  let pageCount = 0;
  const end = Math.min(log.size, maxLogBytes);
  for (let at = headerBytes; at + frameHeaderBytes + pageBytes <= end; at += frameHeaderBytes + pageBytes) {
    const frame = await log.read(at, frameHeaderBytes + pageBytes);
    if (frame.length < frameHeaderBytes + pageBytes) break;
    // Left over from before the log was begun anew.
    if (frame.compare(header, 16, 24, 8, 16) !== 0) break;
    sum = add(add(sum, frame.subarray(0, 8), bigEndian), frame.subarray(frameHeaderBytes), bigEndian);
    if (!fits(sum, frame, 16)) {
      damage(`the write-ahead log is damaged at byte ${at}: what follows was not read`);
      break;
    }
    uncommitted.push([frame.readUInt32BE(0), at + frameHeaderBytes]);
    const committed = frame.readUInt32BE(4);
    if (committed === 0) continue;
    for (const [page, place] of uncommitted) places.set(page, place);
    uncommitted = [];
    pageCount = committed;
  }
  return places.size === 0 ? undefined : { places, pageCount };
}

type Sum = readonly [number, number];

function add([first, second]: Sum, bytes: Buffer, bigEndian: boolean): Sum {
  let [a, b] = [first, second];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let at = 0; at + 8 <= bytes.length; at += 8) {
    a = (a + view.getUint32(at, !bigEndian) + b) | 0;
    b = (b + view.getUint32(at + 4, !bigEndian) + a) | 0;
  }
  return [a, b];
}

function fits([a, b]: Sum, bytes: Buffer, at: number): boolean {
  return bytes.readInt32BE(at) === a && bytes.readInt32BE(at + 4) === b;
}
