import { lstat, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readSmallFile } from '../read-small-file.ts';

/** Beginning of the name of a folder below the one that is written to, in which new files wait until all are there. */
const prefix = '.phaseout-export-';
const marker = 'phaseout-export-stage';
const markerText = 'phaseout/export-stage@1: left by an export that was cut off; the next one removes it\n';
const filesName = 'files';

/** A folder of this run alone, in which files wait. */
export interface Stage {
  /** Where the files go. */
  readonly files: string;
  /** Removes it with all that is left in it. */
  readonly remove: () => Promise<void>;
}

/** Makes a stage in a folder; its name is new, so that it is never one that somebody else made. */
export async function makeStage(folder: string): Promise<Stage> {
  const path = await mkdtemp(join(folder, prefix));
  await writeFile(join(path, marker), markerText, { flag: 'wx' });
  const files = join(path, filesName);
  await mkdir(files);
  return { files, remove: () => rm(path, { recursive: true, force: true }) };
}

/**
 * Whether a name in a folder is a stage that a run left which was killed: it carries the mark of one, or nothing at all. Any
 * other folder is somebody's own, whatever it is called.
 */
export async function isLeftStage(folder: string, name: string): Promise<boolean> {
  if (!name.startsWith(prefix)) return false;
  try {
    return await isMarked(join(folder, name));
  } catch {
    return false; // what is gone by now, or may not be looked into, is nothing that this run could remove
  }
}

async function isMarked(path: string): Promise<boolean> {
  if (!(await lstat(path)).isDirectory()) return false;
  const names = await readdir(path);
  if (names.length === 0) return true;
  if (names.some((each) => each !== marker && each !== filesName)) return false;
  const text = await readSmallFile(join(path, marker), { what: 'the file', maxBytes: 1024, plain: true });
  return text !== undefined && markerText.startsWith(text.toString('utf8'));
}

/** Removes stages that runs left. */
export async function removeLeftStages(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (await isLeftStage(folder, name)) await rm(join(folder, name), { recursive: true, force: true });
  }
}
