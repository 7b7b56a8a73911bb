import { open, stat } from 'node:fs/promises';
import { TargetError } from '../errors.ts';
import { visible } from '../model/visible.ts';

/** A file, and what the user calls it. */
export interface Place {
  /** Absolute, links followed. */
  readonly file: string;
  readonly named: string;
}

const magicAt = 8;
const magic = 'DUCK';

/**
 * Whether a file is there, looked at before DuckDB sees it: DuckDB would take some files of other programs for databases
 * of its own. Nothing is changed. Throws TargetError where something else than a DuckDB file lies there.
 * Source of the mark: DuckDB, "Storage: DuckDB's file format" (bytes 8 to 11 are `DUCK`).
 */
export async function isDatabaseFile({ file, named }: Place): Promise<boolean> {
  try {
    const there = await stat(file);
    if (!there.isFile()) throw refused(named, 'is no file');
    const handle = await open(file, 'r');
    try {
      const head = Buffer.alloc(magicAt + magic.length);
      const { bytesRead } = await handle.read(head, 0, head.length, 0);
      if (bytesRead === head.length && head.toString('latin1', magicAt) === magic) return true;
    } finally {
      await handle.close();
    }
    throw refused(named, there.size === 0 ? 'is empty' : 'is no DuckDB database');
  } catch (error) {
    if (error instanceof TargetError) throw error;
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT') return false;
    // Windows: somebody has it open for himself, as DuckDB does to write. Opening it will wait.
    if (code === 'EBUSY') return true;
    throw refused(named, `cannot be read (${String(code ?? error)})`, error);
  }
}

/** The error for a file that is left as it is. */
export function refused(named: string, how: string, cause?: unknown): TargetError {
  return new TargetError(`--db: ${visible(named)} ${how}; it was not touched`, {
    hint: 'name a file that phaseout fleet --db made, or one that does not exist yet',
    cause,
  });
}
