import { readdirSync } from 'node:fs';
import { win32 } from 'node:path';

/**
 * True where this process has the rights of an administrator on Windows: only they (and the system) may list the folder
 * of the hives. No program is started for it. Under Wine everybody may.
 */
export function isElevated(environment: Readonly<Record<string, string | undefined>>): boolean {
  try {
    readdirSync(win32.join(environment['SystemRoot'] ?? 'C:\\Windows', 'System32', 'config'));
    return true;
  } catch {
    return false; // whatever the reason: rights that cannot be shown are not claimed
  }
}
