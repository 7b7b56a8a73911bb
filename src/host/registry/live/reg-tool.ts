import { execFile } from 'node:child_process';
import { HostError } from '../../host.ts';
import {
  type Environment,
  systemProgramEnvironment,
  systemProgramPath,
} from '../../windows/system-program.ts';

/** How one run of reg.exe ended. Its messages are in the language of the system, so only the code says anything. */
export interface RegRun {
  readonly code: number;
  readonly stdout: Buffer;
}

/** Runs `reg.exe` with fixed words. Throws HostError where it cannot be started or does not end in time. */
export type RegTool = (args: readonly string[], signal: AbortSignal | undefined) => Promise<RegRun>;

/** What decides where reg.exe lies and what it may see. */
export interface RegToolOptions {
  readonly environment: Environment;
  readonly timeoutMs: number;
}

/** reg.exe of the system itself, by its absolute path. */
export function regExePath(environment: Environment): string {
  return systemProgramPath(environment, 'reg.exe');
}

/** The real tool: no shell, no window, an environment of four variables, a time limit for each run. */
export function regTool(options: RegToolOptions): RegTool {
  const program = regExePath(options.environment);
  const env = systemProgramEnvironment(options.environment);
  return (args, signal) =>
    new Promise((resolve, reject) => {
      execFile(
        program,
        [...args],
        {
          env,
          encoding: 'buffer',
          maxBuffer: 8 * 1024 * 1024,
          timeout: options.timeoutMs,
          killSignal: 'SIGKILL',
          windowsHide: true,
          ...(signal === undefined ? {} : { signal }),
        },
        (error, stdout) => {
          if (error === null) resolve({ code: 0, stdout });
          else if (error.name === 'AbortError') reject(error);
          else if (error.killed)
            reject(new HostError('timeout', args[1] ?? '', late(args, options.timeoutMs)));
          else if (typeof error.code === 'number') resolve({ code: error.code, stdout });
          else reject(cannotStart(program, error));
        },
      );
    });
}

function late(args: readonly string[], timeoutMs: number): string {
  return `reg.exe did not ${args[0]} ${args[1]} within ${timeoutMs / 1000} s`;
}

function cannotStart(program: string, error: Error & { code?: unknown }): HostError {
  const code = String(error.code ?? error.message);
  if (code === 'ENOENT') {
    return new HostError(
      'missing-source',
      program,
      `${program} is not there: the registry cannot be read`,
      error,
    );
  }
  return new HostError(
    'permission-denied',
    program,
    `${program} could not be started (${code}): a policy may forbid it; allow it for this scan`,
    error,
  );
}
