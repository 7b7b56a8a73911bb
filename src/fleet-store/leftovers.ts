import { randomBytes } from 'node:crypto';
import { readdirSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

const maxAgeMs = 24 * 60 * 60 * 1000;

/** Whether an entry of a folder was left by a run that was killed. */
export type IsLeft = (name: string, path: string) => boolean;

/**
 * Removes from a folder what runs that were killed left there. What cannot be listed or removed (it may be somebody
 * else's) stays: whether the folder can be used is told by the writing.
 */
export function removeLeftovers(folder: string, isLeft: IsLeft): void {
  for (const name of namesIn(folder)) {
    const path = join(folder, name);
    if (!isLeft(name, path)) continue;
    try {
      rmSync(path, { recursive: true, force: true });
    } catch {
      // Nobody waits for it.
    }
  }
}

/**
 * Entries whose name holds, as the group `pid`, a process that does not run any more, and, as the group `scope`, ours: who
 * has another one runs in another container or on another machine, or ran before this machine was started anew, and cannot
 * be asked for by a number. Of those nothing is left, or, with `now`, what nobody touched for a day.
 */
export function ofEndedProcess(pattern: RegExp, ours: string, now?: Date): IsLeft {
  return (name, path) => {
    const { scope, pid } = pattern.exec(name)?.groups ?? {};
    if (pid === undefined) return false;
    if (scope === ours) return !isAlive(Number(pid));
    return now !== undefined && isUntouched(path, now);
  };
}

/**
 * Entries under a {@link temporaryName} of this target that nobody touched for a day: who runs in another container or on
 * another machine that shares the folder cannot be asked.
 */
export function untouchedForADay(target: string, now: Date): IsLeft {
  const ends = ['', '.wal', '.tmp'].map((end) => `${basename(target)}${end}`);
  return (name, path) => {
    const rest = /^\.phaseout\.[0-9a-f]{8}\.(?<rest>.+)$/.exec(name)?.groups?.['rest'];
    return rest !== undefined && ends.includes(rest) && isUntouched(path, now);
  };
}

function isUntouched(path: string, now: Date): boolean {
  // Its own process may be removing it.
  const touched = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
  return touched !== undefined && now.getTime() - touched > maxAgeMs;
}

/** A temporary name of its own beside a file or folder; chance tells processes of two containers apart. */
export function temporaryName(target: string): string {
  return join(dirname(target), `.phaseout.${randomBytes(4).toString('hex')}.${basename(target)}`);
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** Whether a process runs, as far as one may know. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
