import { constants } from 'node:fs';
import { lstat, open } from 'node:fs/promises';
import { TargetError } from '../errors.ts';
import { visible } from '../model/visible.ts';

/** How a small file of the user's may be read. */
export interface SmallFileOptions {
  /** What messages call it: `the state file`. */
  readonly what: string;
  readonly maxBytes: number;
  /** Refuses links, pipes and devices: the file must lie where it is named. */
  readonly plain?: boolean;
}

/**
 * A file's bytes; undefined where there is none. Throws TargetError where it cannot be read, is larger than allowed, or
 * is no plain file although it should be.
 */
export async function readSmallFile(path: string, options: SmallFileOptions): Promise<Buffer | undefined> {
  try {
    return await read(path, options);
  } catch (error) {
    if (error instanceof TargetError) throw error;
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT') return undefined;
    throw refused(path, options, `cannot be read (${String(code ?? error)})`, error);
  }
}

async function read(path: string, options: SmallFileOptions): Promise<Buffer> {
  const { maxBytes, plain } = options;
  if (plain && (await lstat(path)).isSymbolicLink()) throw refused(path, options, 'is a link');
  // Without waiting for a writer: a pipe that lies where a plain file should is told from it by the open handle.
  const flags = plain
    ? constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0)
    : constants.O_RDONLY;
  const handle = await open(path, flags);
  try {
    if (plain && !(await handle.stat()).isFile()) throw refused(path, options, 'is no regular file');
    const buffer = Buffer.alloc(maxBytes + 1);
    let length = 0;
    while (length <= maxBytes) {
      const { bytesRead } = await handle.read(buffer, length, buffer.length - length);
      if (bytesRead === 0) return buffer.subarray(0, length);
      length += bytesRead;
    }
    throw refused(path, options, `is larger than ${maxBytes} bytes`);
  } finally {
    await handle.close();
  }
}

function refused(path: string, { what }: SmallFileOptions, how: string, cause?: unknown): TargetError {
  return new TargetError(`${what} ${visible(path)} ${how}`, cause === undefined ? {} : { cause });
}
