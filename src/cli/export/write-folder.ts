import { rename, rm, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { OutputError } from '../../errors.ts';
import type { ExportedFile } from '../../export/exported.ts';
import { visible } from '../../model/visible.ts';
import { makeFolder } from '../make-folder.ts';
import { writeWhole } from '../output.ts';
import { checkFolder } from './check-folder.ts';
import { type Manifest, manifestName, manifestText, type Purpose, sha256Of } from './manifest.ts';
import { makeStage, removeLeftStages, type Stage } from './stage.ts';

/**
 * Writes an export into a folder of its own, with a list of its files. An earlier export there is replaced: its files that
 * are made no longer are removed, and everything else stays. All new files are written aside first; until the first of
 * them takes its place the old export is whole, and a run that was cut off later is completed by the next one.
 * Throws what {@link checkFolder} throws, and OutputError.
 */
export async function writeFolder(
  folder: string,
  purpose: Purpose,
  files: readonly ExportedFile[],
): Promise<void> {
  const old = await checkFolder(folder, purpose, files);
  const made = files.map(({ name, text }) => ({ name, sha256: sha256Of(text) }));
  await makeFolder(folder);
  let isOldWhole = true;
  let stage: Stage | undefined;
  try {
    await removeLeftStages(folder);
    stage = await makeStage(folder);
    await writeAside(stage.files, files);
    await writeWhole(join(folder, manifestName), manifestText(purpose, [...old, ...made]));
    isOldWhole = false;
    for (const { name } of files) await putInPlace(stage.files, folder, name);
    await removeOld(folder, old, made);
    await writeWhole(join(folder, manifestName), manifestText(purpose, made));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const state = isOldWhole ? 'what was there is as it was' : 'run it again: not all files are in place';
    throw new OutputError(`cannot export to ${visible(folder)}: ${visible(reason)}; ${state}`, {
      hint: 'check that the folder may be written and the disk has room',
      cause: error,
    });
  } finally {
    await stage?.remove();
  }
}

async function writeAside(stage: string, files: readonly ExportedFile[]): Promise<void> {
  for (const { name, text, executable = false } of files) {
    const path = placeOf(stage, name);
    await makeFolder(dirname(path));
    await writeWhole(path, text, { executable });
  }
}

async function putInPlace(stage: string, folder: string, name: string): Promise<void> {
  const path = placeOf(folder, name);
  await makeFolder(dirname(path));
  await rename(placeOf(stage, name), path);
}

async function removeOld(folder: string, old: Manifest['files'], made: Manifest['files']): Promise<void> {
  const kept = new Set(made.map(({ name }) => name));
  for (const { name } of old) {
    if (kept.has(name)) continue;
    await rm(placeOf(folder, name), { force: true });
    for (let above = dirname(name); above !== '.'; above = dirname(above)) {
      if (!(await isRemoved(placeOf(folder, above)))) break;
    }
  }
}

/** Removes a folder that is empty now. */
async function isRemoved(folder: string): Promise<boolean> {
  try {
    await rmdir(folder);
    return true;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOTEMPTY' || code === 'EEXIST') return false;
    if (code === 'ENOENT') return true;
    throw error;
  }
}

function placeOf(folder: string, name: string): string {
  return join(folder, ...name.split('/'));
}
