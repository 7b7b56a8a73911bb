import type { RunningProcess } from '../running-state.ts';
import { isCertainName } from './certain-name.ts';

/** What one output of `tasklist.exe /fo csv /nh` says. */
export interface Tasklist {
  readonly processes: readonly RunningProcess[];
  /** Rows whose name the code page of the console cannot show faithfully. */
  readonly lossy: number;
  /** Lines that are no row. */
  readonly malformed: number;
}

/** Processes that are kept; Windows itself has some hundreds. */
const maxProcesses = 100_000;

/**
 * Reads the rows of `tasklist.exe`: quoted fields, of which the first is the name of the program and the second its
 * number; the others depend on the language of the system. The idle process (number 0) is no program.
 *
 * @param stdout In the OEM code page: only names in ASCII are certain.
 */
export function parseTasklist(stdout: Buffer): Tasklist {
  const processes: RunningProcess[] = [];
  let lossy = 0;
  let malformed = 0;
  for (const line of stdout.toString('latin1').split('\n')) {
    if (line.trim() === '') continue;
    const row = /^"(?<name>[^"]+)","(?<pid>\d{1,10})"(?:,|\r*$)/.exec(line)?.groups;
    const { name = '', pid } = row ?? {};
    if (pid === undefined || processes.length >= maxProcesses) malformed++;
    else if (Number(pid) === 0) continue;
    else if (!isCertainName(name)) lossy++;
    else processes.push({ name, pid: Number(pid) });
  }
  return { processes, lossy, malformed };
}
