import { type WindowsPath, windowsCommandPath, windowsPath } from '../../model/windows-path.ts';

/** Values of the variables that a path in the registry may hold, as on a Windows in its usual place. */
const environment: Readonly<Record<string, string>> = {
  ProgramFiles: 'C:\\Program Files',
  'ProgramFiles(x86)': 'C:\\Program Files (x86)',
  ProgramW6432: 'C:\\Program Files',
  CommonProgramFiles: 'C:\\Program Files\\Common Files',
  'CommonProgramFiles(x86)': 'C:\\Program Files (x86)\\Common Files',
  CommonProgramW6432: 'C:\\Program Files\\Common Files',
  ProgramData: 'C:\\ProgramData',
  AllUsersProfile: 'C:\\ProgramData',
  Public: 'C:\\Users\\Public',
};

const maxShownUnits = 300;

/** A path that the registry or a task holds: as an item shows it, and where the host has it. */
export interface FoundPath {
  /** With backslashes; the text as it stands where it names no file of a local disk. Undefined where it is empty. */
  readonly shown: string | undefined;
  /** `C:/…`, or undefined where nothing of this host can be meant: a network share, a device, another drive offline. */
  readonly file: string | undefined;
}

/** The program of a command line, see {@link windowsCommandPath}. */
export function programPath(command: string, live: boolean): FoundPath {
  return found(command, windowsCommandPath(command, { environment }), live);
}

/** A path without arguments, see {@link windowsPath}. */
export function plainPath(text: string, live: boolean): FoundPath {
  return found(text, windowsPath(text, { environment }), live);
}

function found(text: string, { path }: WindowsPath, live: boolean): FoundPath {
  if (path === undefined) return { shown: text.trim().slice(0, maxShownUnits) || undefined, file: undefined };
  // Of a system that does not run, only the drive is there on which it lies.
  const isHere = live || path.startsWith('C:');
  return { shown: path.replaceAll('/', '\\'), file: isHere ? path : undefined };
}
