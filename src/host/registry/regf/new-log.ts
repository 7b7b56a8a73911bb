import type { BaseBlock } from './base-block.ts';
import { type ByteSource, readBytes } from './byte-source.ts';
import { Marvin32 } from './marvin32.ts';
import { sectorBytes } from './overlay-source.ts';

/** One entry of a log of the new format (Windows 8.1 and later), checked against its hashes. */
export interface LogEntry {
  readonly sequence: number;
  /** Size of the hive bins once the entry is applied, in bytes. */
  readonly binsBytes: number;
  readonly pages: readonly LogPage[];
}

/** New content of a piece of the hive bins: `offset` counts from the first hive bin, `logOffset` from the log's start. */
export interface LogPage {
  readonly offset: number;
  readonly length: number;
  readonly logOffset: number;
}

const entryHeaderBytes = 40;
const pieceBytes = 65_536;

/**
 * Entries of a log from its start, as long as each is whole, its hashes are right and its sequence number follows:
 * the first has to carry that of the log's base block. What comes after is old or torn.
 * Source: msuhanov/regf, "Format of transaction log files", New format.
 */
export async function* readNewLog(log: ByteSource, baseBlock: BaseBlock): AsyncGenerator<LogEntry> {
  let expected = baseBlock.primarySequence;
  for (let offset = sectorBytes; offset + sectorBytes <= log.size; ) {
    const header = await readBytes(log, offset, entryHeaderBytes);
    if (header.length < entryHeaderBytes || header.toString('latin1', 0, 4) !== 'HvLE') return;
    const bytes = header.readUInt32LE(4);
    const sequence = header.readUInt32LE(12);
    if (sequence !== expected || bytes < sectorBytes || bytes % sectorBytes !== 0) return;
    if (offset + bytes > log.size || !(await hashesFit(log, offset, bytes, header))) return;
    const pages = await readPages(log, offset, bytes, header);
    if (pages === undefined) return;
    yield { sequence, binsBytes: header.readUInt32LE(16), pages };
    offset += bytes;
    expected = (expected + 1) >>> 0;
  }
}

async function hashesFit(log: ByteSource, offset: number, bytes: number, header: Buffer): Promise<boolean> {
  if (new Marvin32().update(header.subarray(0, 32)).digest() !== header.readBigUInt64LE(32)) return false;
  const hash = new Marvin32();
  const end = offset + bytes;
  for (let at = offset + entryHeaderBytes; at < end; at += pieceBytes) {
    hash.update(await readBytes(log, at, Math.min(pieceBytes, end - at)));
  }
  return hash.digest() === header.readBigUInt64LE(24);
}

/** The pages of an entry, or undefined where they do not fit into the entry or into the hive. */
async function readPages(
  log: ByteSource,
  offset: number,
  bytes: number,
  header: Buffer,
): Promise<LogPage[] | undefined> {
  const binsBytes = header.readUInt32LE(16);
  const count = header.readUInt32LE(20);
  let logOffset = entryHeaderBytes + 8 * count;
  // A page takes a reference and at least a sector, which also bounds how many references are read.
  if (binsBytes % 4096 !== 0 || entryHeaderBytes + count * (8 + sectorBytes) > bytes) return undefined;
  const references = await readBytes(log, offset + entryHeaderBytes, 8 * count);
  const pages: LogPage[] = [];
  for (let at = 0; at < references.length; at += 8) {
    const page = references.readUInt32LE(at);
    const length = references.readUInt32LE(at + 4);
    if (page % sectorBytes !== 0 || length === 0 || length % sectorBytes !== 0) return undefined;
    if (page + length > binsBytes || logOffset + length > bytes) return undefined;
    pages.push({ offset: page, length, logOffset: offset + logOffset });
    logOffset += length;
  }
  return pages;
}
