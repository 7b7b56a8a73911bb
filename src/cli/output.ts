import { realpathSync, statSync } from 'node:fs';
import { open, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { OutputError } from '../errors.ts';
import { processScope } from './process-scope.ts';

/**
 * Writes text to standard output, waiting while the reader is slow. Returns false when the reader went away.
 * Throws {@link OutputError} where the text could not be written, e.g. on a full disk.
 */
export async function writeStdout(text: string): Promise<boolean> {
  const { stdout } = process;
  if (stdout.destroyed || stdout.errored !== null || !stdout.writable) return false;
  return new Promise((resolve, reject) => {
    stdout.write(text, (error) => {
      if (!error) resolve(true);
      else if ('code' in error && (error.code === 'EPIPE' || error.code === 'ECONNRESET')) resolve(false);
      else reject(new OutputError(`cannot write to standard output: ${error.message}`, { cause: error }));
    });
  });
}

/** A text, or its pieces one after the other where it is too long to be held. */
export type Text = string | Iterable<string>;

/**
 * Writes a file (`-` is standard output) whole or not at all: a temporary file beside it, then a rename. An existing
 * file keeps its rights; a new one may be started where it is `executable`. A link stays, and what it leads to is written; a device or pipe (`/dev/null`, `/dev/stderr`) is written to and never replaced.
 * Throws {@link OutputError}; an existing file is then as it was.
 */
export async function writeWhole(
  file: string,
  text: Text,
  { executable = false }: { readonly executable?: boolean } = {},
): Promise<void> {
  if (file === '-') return void (await writeAllToStdout(text));
  try {
    const there = await unlessMissing(stat(file));
    if (there !== undefined && !there.isFile()) await writeThrough(file, text);
    else await replace((await unlessMissing(realpath(file))) ?? file, text, modeOf(there, executable));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new OutputError(`cannot write ${file}: ${reason}`, {
      hint: 'check that the folder exists and may be written',
      cause: error,
    });
  }
}

/** Writes a text piece by piece to standard output. Returns false when the reader went away. */
export async function writeAllToStdout(text: Text): Promise<boolean> {
  for (const piece of pieces(text)) if (!(await writeStdout(piece))) return false;
  return true;
}

function pieces(text: Text): Iterable<string> {
  return typeof text === 'string' ? [text] : text;
}

let temporaries = 0;
/** The names of {@link temporaryName}. */
export const temporaryNames = /^\.phaseout\.(?<scope>[0-9a-f]{8})\.(?<pid>\d+)\.\d+\.tmp$/;

/** Name of a file that {@link writeWhole} has not finished; says whose it is. */
function temporaryName(number: number): string {
  return `.phaseout.${processScope()}.${process.pid}.${number}.tmp`;
}

async function replace(file: string, text: Text, mode: number): Promise<void> {
  // A name of its own: that of the file may be as long as a name can be.
  const temporary = join(dirname(file), temporaryName(temporaries++));
  const handle = await open(temporary, 'wx', mode);
  try {
    try {
      for (const piece of pieces(text)) await handle.writeFile(piece);
      await handle.chmod(mode);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

async function writeThrough(file: string, text: Text): Promise<void> {
  const handle = await open(file, 'w');
  try {
    for (const piece of pieces(text)) await handle.writeFile(piece);
  } finally {
    await handle.close();
  }
}

async function unlessMissing<T>(ask: Promise<T>): Promise<T | undefined> {
  try {
    return await ask;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Rights of the file that is replaced; of a new one what `umask` leaves of 644, of a program 755. */
function modeOf(there: { readonly mode: number } | undefined, executable: boolean): number {
  if (there !== undefined) return there.mode & 0o777;
  return (executable ? 0o755 : 0o644) & ~process.umask();
}

/** The first file that two outputs would write, one over the other; devices and pipes take several. */
export function writtenTwice(files: readonly string[]): string | undefined {
  const seen = new Set<string>();
  return files.find((file) => {
    const place = placeOf(file);
    const isSecond = seen.has(place);
    if (place !== '') seen.add(place);
    return isSecond;
  });
}

/** Where a file lies, links followed as far as they lead anywhere; empty for what can be written to several times. */
function placeOf(file: string): string {
  if (file === '-') return file;
  try {
    const place = realpathSync(file);
    return statSync(place).isFile() ? place : '';
  } catch {
    // Not there yet (or not reachable, which the writing will say): then its folder decides.
    try {
      return join(realpathSync(dirname(file)), basename(file));
    } catch {
      return resolve(file);
    }
  }
}
