import type { MacosProgram, MacosSystemExtension } from './macos-state.ts';

const maxLines = 50_000;
const maxUnits = 1000;

/** What a listing says, and how many of its lines could not be read. */
export interface Listing<T> {
  readonly told: T;
  readonly malformed: number;
}

/** Reads `ps -axwwo pid=,comm=`: a process id and the path of its program in each line. */
export function parsePrograms(text: string): Listing<readonly MacosProgram[]> {
  const programs: MacosProgram[] = [];
  let malformed = 0;
  for (const line of linesOf(text)) {
    const found = /^ {0,12}(?<pid>\d{1,10}) (?<path>.+)$/.exec(line)?.groups;
    const path = found?.['path']?.trim();
    if (found === undefined || !path) malformed++;
    // A process that has ended shows its name in brackets.
    else if (!/^\(.*\)$/.test(path)) programs.push({ pid: Number(found['pid']), path });
  }
  return { told: programs, malformed };
}

/** Reads `launchctl list`: process id or `-`, last exit status, label; divided by tabs, below a heading. */
export function parseJobs(text: string): Listing<ReadonlyMap<string, number | undefined>> {
  const jobs = new Map<string, number | undefined>();
  let malformed = 0;
  for (const line of linesOf(text)) {
    const found = /^(?<pid>\d{1,10}|-)\t-?(?:\d{1,10})?\t(?<label>.+)$/.exec(line)?.groups;
    if (found !== undefined)
      jobs.set(found['label'] ?? '', found['pid'] === '-' ? undefined : Number(found['pid']));
    else if (!line.startsWith('PID\t')) malformed++;
  }
  return { told: jobs, malformed };
}

/**
 * Reads `kmutil showloaded --list-only` and, of older systems, `kextstat -l`: bundle id and version in brackets stand
 * in the same place of both.
 */
export function parseKernelExtensions(text: string): Listing<ReadonlyMap<string, string>> {
  const loaded = new Map<string, string>();
  let malformed = 0;
  for (const line of linesOf(text)) {
    const found = /\s(?<id>[A-Za-z0-9][\w.-]{0,200}) \((?<version>[^()]{0,100})\)/.exec(` ${line}`)?.groups;
    // Headings and remarks have no version; `Name (Version)` is the heading of a column.
    if (found?.['id'] === 'Name') continue;
    if (found !== undefined) loaded.set(found['id'] ?? '', found['version'] ?? '');
    else if (/^\s*\d+\s+\d+\s+(?:0x)?[0-9a-f]+\s/.test(line)) malformed++;
  }
  return { told: loaded, malformed };
}

/**
 * Reads `systemextensionsctl list`: two marks, team, bundle id with versions, title and state, divided by tabs. Other
 * lines count the extensions or name their category.
 */
export function parseSystemExtensions(text: string): Listing<readonly MacosSystemExtension[]> {
  const extensions: MacosSystemExtension[] = [];
  let malformed = 0;
  for (const line of linesOf(text)) {
    const cells = line.split('\t');
    if (cells.length < 4 || line.startsWith('enabled\tactive\t')) continue;
    const [, , teamId = '', program = '', ...rest] = cells;
    const bundle = /^(?<id>\S{1,300}) \((?<version>[^()/]{0,100})/.exec(program)?.groups;
    const state = /^\[(?<state>[^[\]]{1,100})\]$/.exec(rest.at(-1)?.trim() ?? '')?.groups?.['state'];
    const title = rest.length > 1 ? rest[0]?.trim() : undefined;
    if (bundle === undefined || state === undefined) malformed++;
    else
      extensions.push({
        identifier: bundle['id'] ?? '',
        version: bundle['version'] ?? '',
        teamId: /^[A-Z0-9]{10}$/.test(teamId) ? teamId : undefined,
        title: title === '' ? undefined : title,
        state,
      });
  }
  return { told: extensions, malformed };
}

function linesOf(text: string): string[] {
  return text
    .split('\n', maxLines)
    .map((line) => line.slice(0, maxUnits).trimEnd())
    .filter((line) => line !== '');
}
