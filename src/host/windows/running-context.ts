import type { WindowsPathContext } from '../../model/windows-path.ts';
import type { Environment } from './system-program.ts';

/**
 * What paths are seen from, out of the variables of this process. A 32-bit one was given the folders of 32-bit programs
 * under the plain names, and those of 64-bit ones under others.
 * Source: learn.microsoft.com, WOW64 Implementation Details, "Environment Variables".
 */
export function runningContext(variables: Environment): WindowsPathContext {
  const environment: Record<string, string> = {};
  for (const [name, value] of Object.entries(variables)) if (value !== undefined) environment[name] = value;
  const native = { ProgramFiles: 'ProgramW6432', CommonProgramFiles: 'CommonProgramW6432' };
  for (const [name, source] of Object.entries(native)) {
    const value = environment[source];
    if (value !== undefined) environment[name] = value;
  }
  const { SystemRoot } = variables;
  return { environment, ...(SystemRoot !== undefined && { systemRoot: SystemRoot }) };
}
