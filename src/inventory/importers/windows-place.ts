import { withUsualVariables } from '../../model/windows-folders.ts';
import { windowsCommandPath, windowsPath } from '../../model/windows-path.ts';

const maxUnits = 300;
const usual = withUsualVariables({});

/** The program of a Windows command line as items show it: without quotes and arguments, with backslashes. */
export function windowsProgram(command: string | undefined): string | undefined {
  if (command === undefined) return undefined;
  return (windowsCommandPath(command, usual).path ?? command.trim().slice(0, maxUnits)).replaceAll('/', '\\');
}

/** A Windows path as items show it: without quotes, with backslashes. */
export function windowsFile(path: string | undefined): string | undefined {
  if (path === undefined) return undefined;
  const trimmed = path.trim();
  const ends = /[\\/]$/.test(trimmed) ? '\\' : '';
  const found = windowsPath(trimmed, usual).path;
  if (found === undefined) return trimmed.slice(0, maxUnits);
  return `${found.replaceAll('/', '\\').replace(/\\$/, '')}${ends}`;
}
