import { link, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { OutputError, TargetError } from '../errors.ts';
import { visible } from '../model/visible.ts';
import { type Accepted, acceptedText, acceptPack, parseAccepted } from '../rules/signing/accepted.ts';
import { readSmallFile } from './read-small-file.ts';

const maxBytes = 1024 * 1024;
const defaultWaitMs = 10_000;
/** A writer holds the lock for milliseconds; one that is this old belongs to a program that was killed. */
const staleMs = 60_000;

/** What a state file holds; nothing where there is none yet. Throws TargetError where it is damaged. */
export async function readAccepted(file: string): Promise<readonly Accepted[]> {
  const real = await realFile(file);
  const bytes = await readSmallFile(real, { what: 'the state file', maxBytes, plain: true });
  if (bytes === undefined) return [];
  const accepted = parseAccepted(bytes.toString('utf8'));
  if (accepted) return accepted;
  throw new TargetError(`the state file ${visible(file)} is damaged, or is none; it was left as it is`, {
    hint: 'put back a copy, or move it away: then packs are accepted as if for the first time',
  });
}

/** Whether a pack may be used after those in the list; what to remember then. Throws TargetError where it may not. */
export function acceptOrRefuse(before: readonly Accepted[], candidate: Accepted): readonly Accepted[] {
  const result = acceptPack(before, candidate);
  if ('accepted' in result) return result.accepted;
  throw new TargetError(`the pack is refused: ${result.refused}`, { hint: result.hint });
}

/**
 * Adds packs to a state file. Writers take turns by a lock beside it, and each reads again what others wrote before it,
 * so nothing is lost and nothing goes back; `waitMs` is how long for. The file is replaced whole and readable by its owner alone.
 * Throws TargetError where another writer accepted a newer pack meanwhile, OutputError where it cannot be written.
 */
export async function rememberAccepted(
  file: string,
  candidates: readonly Accepted[],
  waitMs = defaultWaitMs,
): Promise<void> {
  const add = (before: readonly Accepted[]): readonly Accepted[] => candidates.reduce(acceptOrRefuse, before);
  const before = await readAccepted(file);
  if (add(before) === before) return;
  const real = await realFile(file);
  await withLock(`${real}.lock`, file, waitMs, async () => {
    const latest = await readAccepted(file);
    const accepted = add(latest);
    if (accepted !== latest) await replace(real, acceptedText(accepted));
  });
}

/** A link stays, and what it leads to is the file. */
async function realFile(file: string): Promise<string> {
  return (await unless('ENOENT', realpath(file))) ?? file;
}

async function replace(file: string, text: string): Promise<void> {
  // One name for all, because only the holder of the lock comes here; what a killed one left is swept away.
  const temporary = `${file}.new`;
  await rm(temporary, { force: true });
  const handle = await open(temporary, 'wx', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(temporary, file);
}

async function withLock(
  lock: string,
  file: string,
  waitMs: number,
  work: () => Promise<void>,
): Promise<void> {
  try {
    await takeLock(lock, file, waitMs);
    try {
      await work();
    } finally {
      await rm(lock, { force: true });
    }
  } catch (error) {
    if (error instanceof TargetError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new OutputError(`cannot write the state file ${visible(file)}: ${reason}`, {
      hint: 'check that its folder exists and may be written',
      cause: error,
    });
  }
}

async function takeLock(lock: string, file: string, waitMs: number): Promise<void> {
  const giveUp = Date.now() + waitMs;
  for (;;) {
    const handle = await unless('EEXIST', open(lock, 'wx', 0o600));
    if (handle) return handle.close();
    const there = await unless('ENOENT', stat(lock));
    if (there && Date.now() - there.mtimeMs > staleMs) {
      await removeStale(lock, there.mtimeMs);
    } else if (Date.now() > giveUp) {
      throw new TargetError(
        `another phaseout has been writing ${visible(file)} for ${waitMs / 1000} seconds`,
        {
          hint: `if none is running, delete ${visible(lock)}`,
        },
      );
    } else {
      await sleep(20);
    }
  }
}

/** Of several that find a stale lock only one renames it; who got a fresh one instead, made meanwhile, puts it back. */
async function removeStale(lock: string, mtimeMs: number): Promise<void> {
  const away = `${lock}.${process.pid}`;
  await unless('ENOENT', rename(lock, away));
  const taken = await unless('ENOENT', stat(away));
  if (taken && taken.mtimeMs !== mtimeMs) await unless('EEXIST', link(away, lock));
  await rm(away, { force: true });
}

async function unless<T>(code: string, attempt: Promise<T>): Promise<T | undefined> {
  try {
    return await attempt;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === code) return undefined;
    throw error;
  }
}
