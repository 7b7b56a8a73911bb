import { mkdir, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { OutputError } from '../errors.ts';
import { visible } from '../model/visible.ts';

/**
 * Makes a folder and the missing ones above it, one by one; one that is there stays as it is. Throws OutputError. Not
 * `mkdir` with `recursive`: where a folder that is there says that it is not (`/proc/x`), Node 20 never comes back.
 */
export async function makeFolder(folder: string, mode?: number): Promise<void> {
  try {
    for (const each of await missingFolders(folder)) await mkdirUnlessThere(each, mode);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new OutputError(`cannot make the folder ${visible(folder)}: ${visible(reason)}`, {
      hint: 'name one where folders can be made',
      cause: error,
    });
  }
}

/** The folder and those above it that are not there, the outermost first. */
async function missingFolders(folder: string): Promise<string[]> {
  const missing: string[] = [];
  for (let at = resolve(folder); !(await isThere(at)); at = dirname(at)) {
    missing.unshift(at);
    if (dirname(at) === at) break;
  }
  return missing;
}

async function isThere(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
}

/** Another process may have made it meanwhile. */
async function mkdirUnlessThere(folder: string, mode: number | undefined): Promise<void> {
  try {
    await mkdir(folder, mode);
  } catch (error) {
    if (!(await isThere(folder))) throw error;
  }
}
