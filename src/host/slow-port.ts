import { type ChildProcess, spawn } from 'node:child_process';
import { type DiskPort, makeSyncPort } from './disk-port.ts';
import { programForm } from './program-form/installed.ts';
import { serveSlowDisk } from './slow-disk-child.ts';

/** How long one call on a slow disk may take before the disk counts as hung. */
const answerMs = 5_000;

interface Reply {
  readonly value?: unknown;
  readonly error?: { readonly message: string; readonly code?: string };
}

interface Waiting {
  resolve(value: unknown): void;
  reject(error: Error): void;
  readonly timer: NodeJS.Timeout;
}

/**
 * A port whose calls run in a process of their own, for file systems that a network or a user process answers.
 * A call that hangs there cannot be cancelled, and a thread that hangs in it would keep this process from ending
 * (Node joins its threads on exit); a process can be killed. One call over the limit closes the port for good: every
 * later call fails at once with the code ETIMEDOUT. The process starts with the first call.
 */
export function makeSlowPort(timeoutMs = answerMs): DiskPort {
  let child: ChildProcess | undefined;
  let closed: Error | undefined;
  const waiting: Waiting[] = [];

  function fail(error: Error): void {
    closed = error;
    child?.kill('SIGKILL');
    for (const call of waiting.splice(0)) {
      clearTimeout(call.timer);
      call.reject(error);
    }
  }

  function start(): ChildProcess {
    const started = spawn(process.execPath, programForm.childArguments('slow-disk', childSource), {
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      serialization: 'advanced',
      env: {},
    });
    started.on('message', (reply: Reply) => settle(waiting.shift(), reply));
    started.on('error', fail);
    started.on('exit', () => fail(withCode('the process that reads slow disks ended', 'EIO')));
    started.unref();
    started.channel?.unref();
    const kill = (): void => void started.kill('SIGKILL');
    process.once('exit', kill);
    started.once('exit', () => process.off('exit', kill));
    return started;
  }

  // The timer keeps the event loop alive while an answer is awaited; the idle process does not.
  function call(method: keyof DiskPort, parameters: readonly unknown[]): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (closed !== undefined) return reject(closed);
      child ??= start();
      const timer = setTimeout(
        () => fail(withCode(`no answer within ${timeoutMs / 1000} seconds`, 'ETIMEDOUT')),
        timeoutMs,
      );
      waiting.push({ resolve, reject, timer });
      child.send([method, ...parameters]);
    });
  }

  return {
    lstat: (path) => call('lstat', [path]) as ReturnType<DiskPort['lstat']>,
    readlink: (path) => call('readlink', [path]) as ReturnType<DiskPort['readlink']>,
    list: (path, max) => call('list', [path, max]) as ReturnType<DiskPort['list']>,
    open: (path, flags) => call('open', [path, flags]) as ReturnType<DiskPort['open']>,
    fstat: (fd) => call('fstat', [fd]) as ReturnType<DiskPort['fstat']>,
    read: (fd, length, position) => call('read', [fd, length, position]) as ReturnType<DiskPort['read']>,
    close: (fd) => call('close', [fd]) as ReturnType<DiskPort['close']>,
  };
}

function settle(call: Waiting | undefined, reply: Reply): void {
  if (call === undefined) return;
  clearTimeout(call.timer);
  if (reply.error === undefined) call.resolve(reply.value);
  else call.reject(withCode(reply.error.message, reply.error.code ?? 'EIO'));
}

function withCode(message: string, code: string): Error {
  return Object.assign(new Error(message), { code });
}

const childSource = `(${serveSlowDisk.toString()})((${makeSyncPort.toString()})(require('node:fs')), process);`;
