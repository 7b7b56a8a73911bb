import { open, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { OutputError } from '../errors.ts';

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

/**
 * Writes a file (`-` is standard output) whole or not at all: a private temporary file beside it, then a rename. A link stays, and what it leads
 * to is written; a device or pipe (`/dev/null`, `/dev/stderr`) is written to and never replaced.
 * Throws {@link OutputError}; an existing file is then as it was.
 */
export async function writeWhole(file: string, text: string): Promise<void> {
  if (file === '-') return void (await writeStdout(text));
  try {
    const there = await unlessMissing(stat(file));
    if (there !== undefined && !there.isFile()) await writeFile(file, text);
    else await replace((await unlessMissing(realpath(file))) ?? file, text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new OutputError(`cannot write ${file}: ${reason}`, {
      hint: 'check that the folder exists and may be written',
      cause: error,
    });
  }
}

async function replace(file: string, text: string): Promise<void> {
  const temporary = join(dirname(file), `.${basename(file)}.${process.pid}.tmp`);
  try {
    const handle = await open(temporary, 'wx', 0o644);
    try {
      await handle.writeFile(text);
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

async function unlessMissing<T>(ask: Promise<T>): Promise<T | undefined> {
  try {
    return await ask;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
