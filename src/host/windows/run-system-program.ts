import { execFile } from 'node:child_process';
import { HostError } from '../host.ts';
import { type Environment, systemProgramEnvironment, systemProgramPath } from './system-program.ts';

/**
 * Runs a program of Windows with fixed words and gives what it wrote. Throws HostError where it gave no answer; an exit
 * code other than 0 is none, but for `any-code`.
 */
export type RunSystemProgram = (
  name: string,
  args: readonly string[],
  accept?: 'any-code',
) => Promise<Buffer>;

/** Bounds of each run, and what ends them all. */
export interface SystemProgramOptions {
  readonly environment: Environment;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** More than this is no list of services or processes. */
const maxBytes = 8 * 1024 * 1024;

/** The real thing: no shell, no window, an environment of four variables, bounded in time and output. */
export function systemProgramRunner({
  environment,
  timeoutMs,
  signal,
}: SystemProgramOptions): RunSystemProgram {
  const env = systemProgramEnvironment(environment);
  return (name, args, accept) => {
    const program = systemProgramPath(environment, name);
    return new Promise((resolve, reject) => {
      execFile(
        program,
        [...args],
        {
          env,
          encoding: 'buffer',
          maxBuffer: maxBytes,
          timeout: timeoutMs,
          killSignal: 'SIGKILL',
          windowsHide: true,
          signal,
        },
        (error, stdout) => {
          const isAnswer =
            error === null || (accept === 'any-code' && typeof error.code === 'number' && !error.killed);
          if (isAnswer) resolve(stdout);
          else reject(failure(program, name, timeoutMs, error));
        },
      );
    });
  };
}

function failure(
  program: string,
  name: string,
  timeoutMs: number,
  error: Error & { code?: unknown; killed?: boolean },
): HostError {
  const { code } = error;
  if (code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER')
    return new HostError('too-large', program, `${name} wrote more than ${maxBytes / 1024 ** 2} MiB`, error);
  if (error.killed === true || error.name === 'AbortError')
    return new HostError('timeout', program, `${name} did not end within ${timeoutMs / 1000} s`, error);
  if (code === 'ENOENT') return new HostError('missing-source', program, `${program} is not there`, error);
  if (typeof code === 'number')
    return new HostError('missing-source', program, `${name} ended with code ${code}`, error);
  return new HostError(
    'permission-denied',
    program,
    `${name} could not be started (${String(code ?? error.message).slice(0, 100)}); allow it for this scan`,
    error,
  );
}
