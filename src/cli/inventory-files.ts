import { existsSync } from 'node:fs';
import { TargetError } from '../errors.ts';

/**
 * The files that arguments name, each once: shells of Windows leave patterns (`*.json`) to the program. A name that exists
 * is taken as it is. Throws TargetError where a pattern finds nothing.
 */
export async function inventoryFiles(names: readonly string[]): Promise<readonly string[]> {
  const files: string[] = [];
  for (const name of names) {
    if (name === '-' || !/[*?[{]/.test(name) || existsSync(name)) {
      files.push(name);
      continue;
    }
    const { default: fastGlob } = await import('fast-glob');
    const pattern =
      process.platform === 'win32'
        ? fastGlob.convertPathToPattern(name).replace(/\\([*?[\]{}()!])/g, '$1')
        : name;
    const found = await fastGlob(pattern, {
      onlyFiles: true,
      dot: false,
      unique: true,
      suppressErrors: false,
    });
    if (found.length === 0) {
      throw new TargetError(`${name} finds no file`, {
        hint: 'check the pattern; relative ones begin in the current folder',
      });
    }
    files.push(...found.sort());
  }
  return [...new Set(files)];
}
