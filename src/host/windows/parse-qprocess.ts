import type { RunningProgram } from '../running-state.ts';

/** What one output of `qprocess.exe *` says. */
export interface QProcess {
  readonly programs: readonly RunningProgram[];
  /** Lines beyond the heading that do not have the form of a row. */
  readonly malformed: number;
  /** True where there were more programs than are read. */
  readonly cut: boolean;
}

const maxPrograms = 20_000;
const maxLine = 512;
/** Longer names are shown as their first twelve characters and three dots. */
const shownUnits = 15;

/**
 * A row: `>` where it is of this session, the user (20 columns, may hold blanks), the session, its number, the process
 * id and the program. The first two numbers after the columns of the user are the ones that count, because the headings
 * are in the language of the system and a large id moves the columns behind it.
 */
const row = /^[ >].{21,}?[ ](?<session>\d{1,6}) +(?<pid>\d{1,10})(?: {1,4}(?<image>[^ ].*))?$/;

/**
 * Reads the list of `qprocess.exe *` (`query process *`). The idle process has no name and is left out. Names are in lower
 * case, and a long one is cut: it is kept as it is shown, with its dots, so that it equals no name of a program, and said
 * to be cut.
 * Source: an output of Windows Server 2008 in a public list of commands (GitHub file, repository not identified: "Windows
 * Remote Access Commands"); https://learn.microsoft.com/windows-server/administration/windows-commands/query-process
 *
 * @param stdout In the OEM code page: what is not ASCII becomes `?`.
 */
export function parseQProcess(stdout: Buffer): QProcess {
  const programs: RunningProgram[] = [];
  let malformed = 0;
  const [, ...lines] = stdout
    .toString('latin1')
    .split('\n')
    .filter((line) => line.trim() !== '');
  for (const line of lines) {
    const found = row.exec(line.slice(0, maxLine).trimEnd())?.groups;
    if (found === undefined) {
      malformed++;
      continue;
    }
    const { pid = '', image } = found;
    if (image === undefined) continue;
    if (programs.length >= maxPrograms) return { programs, malformed, cut: true };
    const name = image.replace(/[^\x20-\x7e]/g, '?');
    const isCut = name.length >= shownUnits && !/\.(?:exe|com|scr)$/i.test(name);
    programs.push({ name, pid: Number(pid), ...(isCut && { isCut }) });
  }
  return { programs, malformed, cut: false };
}
