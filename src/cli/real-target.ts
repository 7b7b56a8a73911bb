import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';

/**
 * Where the folder or file that `--root` or `--image` names really lies: whole, and without links, so that two reports
 * name one place in one way, wherever they were made from. What is not there keeps the name that it would have.
 */
export function realTarget(named: string): string {
  try {
    return realpathSync.native(named);
  } catch {
    return resolve(named); // opening it says what is wrong with it
  }
}
