import { execFile } from 'node:child_process';
import { HostError } from '../host.ts';

/** Runs a program of macOS by its absolute path with fixed words and gives what it wrote. Throws HostError where it gave no answer. */
export type RunMacosProgram = (program: string, args: readonly string[]) => Promise<string>;

/** More than this is no list of processes. */
const maxBytes = 16 * 1024 * 1024;

/** The real thing: no shell, an environment of two variables, bounded in time and output. */
export function macosProgramRunner(timeoutMs: number, signal: AbortSignal): RunMacosProgram {
  return (program, args) =>
    new Promise((resolve, reject) => {
      execFile(
        program,
        [...args],
        {
          env: { PATH: '/usr/bin:/bin:/usr/sbin:/sbin', LC_ALL: 'en_US.UTF-8' },
          encoding: 'utf8',
          maxBuffer: maxBytes,
          timeout: timeoutMs,
          killSignal: 'SIGKILL',
          signal,
        },
        (error, stdout) => (error === null ? resolve(stdout) : reject(failure(program, timeoutMs, error))),
      );
    });
}

function failure(
  program: string,
  timeoutMs: number,
  error: Error & { code?: unknown; killed?: boolean | undefined },
): HostError {
  const { code } = error;
  if (code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER')
    return new HostError(
      'too-large',
      program,
      `${program} wrote more than ${maxBytes / 1024 ** 2} MiB`,
      error,
    );
  if (error.killed === true || error.name === 'AbortError')
    return new HostError('timeout', program, `${program} gave no answer within ${timeoutMs / 1000} s`, error);
  if (code === 'ENOENT') return new HostError('missing-source', program, `${program} is not there`, error);
  if (code === 'EACCES' || code === 'EPERM')
    return new HostError('permission-denied', program, `${program} may not be started`, error);
  return new HostError('crashed', program, `${program} failed (${String(code ?? 'no reason given')})`, error);
}
