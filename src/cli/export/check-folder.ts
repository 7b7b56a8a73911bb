import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { OutputError, UsageError } from '../../errors.ts';
import type { ExportedFile } from '../../export/exported.ts';
import { visible } from '../../model/visible.ts';
import { readSmallFile } from '../read-small-file.ts';
import { type Manifest, manifestName, type Purpose, parseManifest, sha256Of } from './manifest.ts';
import { isLeftStage } from './stage.ts';

const maxBytes = 64 * 1024 * 1024;

/**
 * What an earlier export left in the folder; nothing where the folder is new or empty. Throws UsageError where it is no
 * folder, holds anything and is no earlier export for the same purpose, or where a file that somebody changed or made
 * would be replaced or removed.
 */
export async function checkFolder(
  folder: string,
  purpose: Purpose,
  files: readonly ExportedFile[],
): Promise<Manifest['files']> {
  const names = await othersNames(folder, await namesIn(folder, purpose));
  if (names.length === 0) return [];
  const bytes = names.includes(manifestName) ? await contentOf(folder, manifestName) : undefined;
  const manifest = bytes === undefined ? undefined : parseManifest(bytes.toString('utf8'));
  if (manifest === undefined) {
    throw new UsageError(`--output: ${visible(folder)} is not empty and no earlier export`, {
      hint: 'name a new folder; nothing that is there was touched',
    });
  }
  if (manifest.engine !== purpose.engine || manifest.dialect !== purpose.dialect) {
    const was = [manifest.engine, manifest.dialect ?? ''].join(' ').trim();
    throw new UsageError(`--output: ${visible(folder)} holds an export for ${visible(was)}`, {
      hint: 'name another folder: each export has one of its own',
    });
  }
  await refuseForeign(folder, manifest.files, files);
  return manifest.files;
}

/** But for what an export that was cut off left there. */
async function othersNames(folder: string, names: readonly string[]): Promise<string[]> {
  const left = await Promise.all(names.map((name) => isLeftStage(folder, name)));
  return names.filter((_, index) => !left[index]);
}

async function namesIn(folder: string, { engine }: Purpose): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT') return [];
    if (code === 'ENOTDIR') {
      throw new UsageError(`export ${engine} writes several files, and ${visible(folder)} is no folder`, {
        hint: 'name a new folder: --output DIR',
      });
    }
    throw new OutputError(`cannot look into the folder ${visible(folder)} (${String(code ?? error)})`, {
      cause: error,
    });
  }
}

/** Of every file that would be replaced or removed: is it as an export left it? */
async function refuseForeign(
  folder: string,
  old: Manifest['files'],
  files: readonly ExportedFile[],
): Promise<void> {
  const texts = new Map(files.map(({ name, text }) => [name, sha256Of(text)]));
  const foreign: string[] = [];
  for (const name of new Set([...old.map((file) => file.name), ...texts.keys()])) {
    const content = await contentOf(folder, name);
    if (content === undefined) continue;
    const sha256 = sha256Of(content);
    const isOurs = old.some((file) => file.name === name && file.sha256 === sha256);
    if (!isOurs && texts.get(name) !== sha256) foreign.push(name);
  }
  const [first] = foreign;
  if (first === undefined) return;
  const more = foreign.length > 1 ? ` and ${foreign.length - 1} more` : '';
  throw new UsageError(
    `--output: ${visible(join(folder, first))}${more} would be replaced or removed, but the export did not write it, or somebody changed it since`,
    { hint: 'move it away or name a new folder; nothing was touched' },
  );
}

/** A file's content; undefined where there is none. A link on the way leads elsewhere and is refused. */
async function contentOf(folder: string, name: string): Promise<Buffer | undefined> {
  const parts = name.split('/');
  for (let depth = 1; depth < parts.length; depth++) {
    const path = join(folder, ...parts.slice(0, depth));
    const isFolder = await lstat(path).then(
      (found) => found.isDirectory(),
      () => undefined, // not there, or readSmallFile says why
    );
    if (isFolder === undefined) return undefined;
    if (!isFolder) throw new UsageError(`--output: ${visible(path)} is no folder`, { hint: 'move it away' });
  }
  return readSmallFile(join(folder, ...parts), { what: '--output: the file', maxBytes, plain: true });
}
