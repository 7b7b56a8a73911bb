import { randomBytes } from 'node:crypto';
import { readdir, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

const maxAgeMs = 24 * 60 * 60 * 1000;

/** A temporary name of its own beside a file or folder; chance tells processes of two containers apart. */
export function temporaryName(target: string): string {
  return join(dirname(target), `.phaseout.${randomBytes(4).toString('hex')}.${basename(target)}`);
}

/**
 * Removes what was left under such names more than a day ago, by a process that was killed. By age, because who runs in
 * another container or on another machine that shares the folder cannot be asked.
 */
export async function removeLeftovers(target: string, now: number = Date.now()): Promise<void> {
  const folder = dirname(target);
  const ends = ['', '.wal', '.tmp'].map((end) => `${basename(target)}${end}`);
  const names = await readdir(folder).catch(() => []); // whether it can be used is told by the writing
  for (const name of names) {
    const rest = /^\.phaseout\.[0-9a-f]{8}\.(?<rest>.+)$/.exec(name)?.groups?.['rest'];
    if (rest === undefined || !ends.includes(rest)) continue;
    const path = join(folder, name);
    const there = await stat(path).catch(() => undefined); // its own process may be removing it
    if (there !== undefined && now - there.mtimeMs > maxAgeMs)
      await rm(path, { recursive: true, force: true });
  }
}
