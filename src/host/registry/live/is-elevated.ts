import { readdirSync } from 'node:fs';
import { systemProgramPath } from '../../windows/system-program.ts';

/**
 * True where this process has the rights of an administrator on Windows: only they (and the system) may list the folder
 * of the hives. No program is started for it. Under Wine everybody may.
 */
export function isElevated(environment: Readonly<Record<string, string | undefined>>): boolean {
  try {
    // A 32-bit process is shown another folder of that name, which everybody may list.
    readdirSync(systemProgramPath(environment, 'config'));
    return true;
  } catch {
    return false; // whatever the reason: rights that cannot be shown are not claimed
  }
}
