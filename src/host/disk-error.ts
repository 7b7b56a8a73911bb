import type { GapReason } from '../model/vocabulary.ts';
import { HostError } from './host.ts';
import { parentOf } from './paths.ts';

// ESRCH: the process behind a /proc file is gone. ENAMETOOLONG: no such name can exist.
const missing = new Set(['ENOENT', 'ENOTDIR', 'ESRCH', 'ENAMETOOLONG']);

const reasons: Readonly<Record<string, GapReason>> = {
  EACCES: 'permission-denied',
  EPERM: 'permission-denied',
  ETIMEDOUT: 'timeout',
  EHOSTDOWN: 'timeout',
};

/** True where an error of Node says that a path is not there. */
export function isMissing(error: unknown): boolean {
  const code = codeOf(error);
  return code !== undefined && missing.has(code);
}

/** True where this process may read everything. Systems without user ids count as not privileged. */
export function isPrivileged(): boolean {
  return process.geteuid?.() === 0;
}

/**
 * A HostError for an error of Node while reading `path`; a HostError stays as it is, and what is no error of the file
 * system is handed back unchanged. A look-up is denied by the directory above, so that is the path the error names.
 */
export function diskError(error: unknown, path: string, isLookUp: boolean): unknown {
  const code = codeOf(error);
  if (error instanceof HostError || code === undefined) return error;
  const reason = reasons[code] ?? 'malformed-source';
  const where = isLookUp && reason === 'permission-denied' ? parentOf(path) : path;
  return new HostError(reason, where, sentence(reason, where, code), error);
}

function sentence(reason: GapReason, path: string, code: string): string {
  if (reason === 'permission-denied') {
    if (process.platform === 'win32') return `no permission to read ${path}; run elevated, as administrator`;
    return isPrivileged()
      ? `no permission to read ${path}, even as root`
      : `no permission to read ${path}; run as root`;
  }
  if (reason === 'timeout') return `${path} lies on a disk that does not answer (${code})`;
  if (code === 'EBUSY') return `${path} is held open by another program (EBUSY); try again later`;
  return `${path} could not be read (${code})`;
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
