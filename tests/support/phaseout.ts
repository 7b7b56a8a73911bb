import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { inject } from 'vitest';

/** What one run of the installed program gave. */
export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** How a run differs from a plain one. The environment is small and fixed, so that no setting of the tester leaks in. */
export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string | Buffer;
  /** Sent after this many milliseconds. */
  readonly signal?: { readonly name: NodeJS.Signals; readonly afterMs: number };
  /** A command that runs the program: `['chroot', dir]`. The program's path is then `programInside`. */
  readonly through?: readonly string[];
  readonly nodeArgs?: readonly string[];
}

/** Path of the installed program's script. */
export function programPath(): string {
  return join(inject('installedIn'), 'node_modules', 'phaseout', 'bin', 'phaseout.js');
}

/** Starts the installed program (not the source) and waits for its end. */
export function phaseout(args: readonly string[], options: RunOptions = {}): Promise<Run> {
  return runCommand(process.execPath, [...(options.nodeArgs ?? []), programPath(), ...args], options);
}

/** Starts any command in the same small environment and waits for its end. */
export function runCommand(command: string, args: readonly string[], options: RunOptions = {}): Promise<Run> {
  return new Promise((resolve, reject) => {
    const [first, ...before] = options.through ?? [];
    const child = spawn(first ?? command, first === undefined ? args : [...before, command, ...args], {
      cwd: options.cwd,
      env: { PATH: process.env['PATH'], HOME: process.env['HOME'], LANG: 'C.UTF-8', ...options.env },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    child.on('error', reject);
    child.on('close', (code) =>
      resolve({
        code,
        stdout: Buffer.concat(stdout).toString('utf8'),
        stderr: Buffer.concat(stderr).toString('utf8'),
      }),
    );
    child.stdin.on('error', () => undefined);
    child.stdin.end(options.input ?? '');
    if (options.signal) {
      const { name, afterMs } = options.signal;
      setTimeout(() => child.kill(name), afterMs);
    }
  });
}
