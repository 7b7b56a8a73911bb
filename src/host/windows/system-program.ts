import { win32 } from 'node:path';

/** Variables of a process. Their names have no case on Windows; a copy of them has. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * A program of Windows itself, by its absolute path: a 32-bit process reaches the 64-bit folder as `Sysnative`.
 * Source: https://learn.microsoft.com/windows/win32/winprog64/file-system-redirector
 *
 * @param name File name, such as `reg.exe`.
 */
export function systemProgramPath(environment: Environment, name: string): string {
  const named = variable(environment, 'SystemRoot');
  const root = named !== undefined && /^[A-Za-z]:\\[^"\0]*$/.test(named) ? named : 'C:\\Windows';
  const is32BitOn64 = variable(environment, 'PROCESSOR_ARCHITEW6432') !== undefined;
  return win32.join(root, is32BitOn64 ? 'Sysnative' : 'System32', name);
}

/** The four variables that such a program is given; nothing else of the user's is passed on. */
export function systemProgramEnvironment(environment: Environment): Record<string, string> {
  const given: Record<string, string> = {};
  for (const name of ['SystemRoot', 'SystemDrive', 'TEMP', 'TMP']) {
    const value = variable(environment, name);
    if (value !== undefined) given[name] = value;
  }
  return given;
}

function variable(environment: Environment, name: string): string | undefined {
  const wanted = name.toUpperCase();
  for (const [key, value] of Object.entries(environment)) {
    if (key.toUpperCase() === wanted && value !== undefined && value !== '') return value;
  }
  return undefined;
}
