import type { GapReason } from '../../../model/vocabulary.ts';
import { type BaseBlock, baseBlockBytes, headerBytes, parseBaseBlock } from './base-block.ts';
import { type ByteSource, readBytes } from './byte-source.ts';
import { type LogPage, readNewLog } from './new-log.ts';
import { readOldLog } from './old-log.ts';
import { Overlay } from './overlay-source.ts';

/**
 * What became of a hive that may not have been written out when its machine stopped: `clean`, nothing to do;
 * `recovered`, the logs were applied in memory; `stale`, it is not clean and no log could be applied, so recent changes
 * may be missing.
 */
export type HiveState = 'clean' | 'recovered' | 'stale';

/** A hive as it is to be read: the file alone, or the file under its logs. */
export interface RecoveredHive {
  readonly source: ByteSource;
  readonly baseBlock: BaseBlock;
  readonly state: HiveState;
  /** Entries (new format) or logs (old format) that were applied. */
  readonly applied: number;
  /** Why the state is `stale`. */
  readonly stale?: { readonly reason: GapReason; readonly why: string };
}

/** Bytes of one log that are looked at; the kernel writes a log out long before. */
const maxLogBytes = 256 * 1024 * 1024;

interface Log {
  readonly source: ByteSource;
  readonly baseBlock: BaseBlock;
}

/**
 * Brings a hive into the state that Windows would load: where it is dirty (wrong checksum, or sequence numbers that
 * differ), what its logs hold is laid over it. Nothing is written. A clean hive ignores its logs.
 * Source: msuhanov/regf, "Dirty state of a hive", "Multiple transaction log files".
 */
export async function recoverHive(
  source: ByteSource,
  baseBlock: BaseBlock,
  logs: readonly ByteSource[],
): Promise<RecoveredHive> {
  const dirty = !baseBlock.valid || baseBlock.primarySequence !== baseBlock.secondarySequence;
  if (!dirty) return { source, baseBlock, state: 'clean', applied: 0 };
  const valid = await validLogs(logs);
  const own = await ownLogs(valid, source, baseBlock);
  const recovered =
    (await applyNewLogs(source, baseBlock, own)) ?? (await applyOldLog(source, baseBlock, own));
  if (recovered !== undefined) return recovered;
  return { source, baseBlock, state: 'stale', applied: 0, stale: whyStale(logs, valid) };
}

/**
 * Logs whose copy of the base block is that of this hive. Windows asks for the time alone ("Format of transaction log
 * files", Base block, note 3; the first bin holds it where the base block is damaged). Since Windows 8.1 that time is
 * not updated and is the same, often none, in many hives, so that file name and GUID have to agree as well. The sequence
 * numbers say nothing about it: where the kernel wrote part of the pages back, they begin far above those of the hive.
 */
async function ownLogs(logs: readonly Log[], source: ByteSource, hive: BaseBlock): Promise<Log[]> {
  const times = [hive.lastWritten];
  if (!hive.valid) times.push(await firstBinTime(source));
  return logs.filter(({ baseBlock: log }) => {
    if (!times.includes(log.lastWritten)) return false;
    return !hive.valid || (agree(log.fileName, hive.fileName) && agree(log.rmId, hive.rmId));
  });
}

/** Whether two texts are one, or one of them is not there. */
function agree(one: string, other: string): boolean {
  return one === '' || other === '' || one === other;
}

async function validLogs(sources: readonly ByteSource[]): Promise<Log[]> {
  const logs: Log[] = [];
  for (const source of sources) {
    if (source.size < headerBytes || source.size > maxLogBytes) continue;
    const header = await readBytes(source, 0, headerBytes);
    if (header.length < headerBytes) continue;
    const baseBlock = parseBaseBlock(header);
    if (baseBlock.valid) logs.push({ source, baseBlock });
  }
  return logs;
}

function whyStale(logs: readonly ByteSource[], valid: readonly Log[]): RecoveredHive['stale'] & object {
  if (logs.every(({ size }) => size === 0))
    return { reason: 'missing-source', why: 'it has no transaction log' };
  if (valid.length === 0) return { reason: 'malformed-source', why: 'its transaction logs are damaged' };
  return { reason: 'malformed-source', why: 'its transaction logs do not belong to this state of it' };
}

async function applyNewLogs(
  source: ByteSource,
  baseBlock: BaseBlock,
  valid: readonly Log[],
): Promise<RecoveredHive | undefined> {
  let logs = valid
    .filter((log) => log.baseBlock.fileType === 6)
    .sort((a, b) => a.baseBlock.primarySequence - b.baseBlock.primarySequence);
  // Without a base block of the hive's own only the later log counts, and lends its own.
  if (!baseBlock.valid) logs = logs.slice(-1);
  const overlay = new Overlay();
  let next: number | undefined;
  let binsBytes = 0;
  let applied = 0;
  for (const log of logs) {
    if (next === undefined && isOld(log.baseBlock, baseBlock)) continue;
    for await (const entry of readNewLog(log.source, log.baseBlock)) {
      if (next !== undefined && entry.sequence !== next) break;
      lay(overlay, log.source, entry.pages);
      next = (entry.sequence + 1) >>> 0;
      binsBytes = entry.binsBytes;
      applied++;
    }
  }
  const base = baseBlock.valid ? baseBlock : logs[0]?.baseBlock;
  return base === undefined || applied === 0
    ? undefined
    : overlaid(source, base, overlay, binsBytes, applied);
}

/** A log that starts before what the hive already holds. */
function isOld(log: BaseBlock, hive: BaseBlock): boolean {
  return hive.valid && log.primarySequence < hive.secondarySequence;
}

async function applyOldLog(
  source: ByteSource,
  baseBlock: BaseBlock,
  valid: readonly Log[],
): Promise<RecoveredHive | undefined> {
  for (const log of valid) {
    const header = log.baseBlock;
    if (header.fileType !== 1 && header.fileType !== 2) continue;
    if (header.primarySequence !== header.secondarySequence) continue;
    const pages = await readOldLog(log.source, header);
    if (pages === undefined) continue;
    const overlay = new Overlay();
    lay(overlay, log.source, pages);
    return overlaid(source, baseBlock.valid ? baseBlock : header, overlay, header.binsBytes, 1);
  }
  return undefined;
}

/** Time of the first hive bin, a copy of the base block's, which may be what is damaged. Source: msuhanov/regf, Hive bin, note 3. */
async function firstBinTime(source: ByteSource): Promise<bigint> {
  const time = await readBytes(source, baseBlockBytes + 20, 8);
  return time.length < 8 ? 0n : time.readBigUInt64LE(0);
}

function lay(overlay: Overlay, log: ByteSource, pages: readonly LogPage[]): void {
  for (const page of pages) overlay.put(baseBlockBytes + page.offset, page.length, log, page.logOffset);
}

function overlaid(
  source: ByteSource,
  baseBlock: BaseBlock,
  overlay: Overlay,
  binsBytes: number,
  applied: number,
): RecoveredHive {
  const size = Math.max(source.size, baseBlockBytes + binsBytes);
  return {
    source: overlay.over(source, size),
    baseBlock: { ...baseBlock, binsBytes },
    state: 'recovered',
    applied,
  };
}
