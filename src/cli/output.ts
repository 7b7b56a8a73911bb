import { open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { OutputError } from '../errors.ts';

/** Writes text to standard output, waiting while the reader is slow. Returns false when the reader went away. */
export async function writeStdout(text: string): Promise<boolean> {
  const { stdout } = process;
  if (stdout.destroyed || stdout.errored !== null || !stdout.writable) return false;
  return new Promise((resolve) => stdout.write(text, (error) => resolve(!error)));
}

/**
 * Writes a file whole or not at all: a private temporary file beside it, then a rename.
 * Throws {@link OutputError}; an existing file is then as it was.
 */
export async function writeWhole(file: string, text: string): Promise<void> {
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
    const reason = error instanceof Error ? error.message : String(error);
    throw new OutputError(`cannot write ${file}: ${reason}`, {
      hint: 'check that the folder exists and may be written',
      cause: error,
    });
  }
}
