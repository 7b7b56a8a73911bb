import { mkdtempSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const open = new Map<string, AbortController>();

/**
 * Makes a folder of its own in the user's temporary folder, hands it to `use`, and removes it however that ends: with a
 * result, an error, an abort, or the end of the process in between. The signal for `use` is aborted by `signal`, and
 * before the folder goes at the end of the process, so that a program that still writes there is killed first.
 */
export async function withPrivateFolder<T>(
  signal: AbortSignal | undefined,
  use: (folder: string, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  signal?.throwIfAborted();
  // Synchronously, so that there is no moment at which the folder is there and nobody would remove it.
  const folder = mkdtempSync(join(tmpdir(), 'phaseout-'));
  const controller = new AbortController();
  const onAbort = (): void => controller.abort(signal?.reason);
  signal?.addEventListener('abort', onAbort, { once: true });
  if (open.size === 0) process.once('exit', removeAll);
  open.set(folder, controller);
  try {
    return await use(folder, controller.signal);
  } finally {
    // A program that was just killed can hold its file for a moment on Windows.
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
    signal?.removeEventListener('abort', onAbort);
    open.delete(folder);
    if (open.size === 0) process.off('exit', removeAll);
  }
}

function removeAll(): void {
  for (const [folder, controller] of open) {
    controller.abort();
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
  }
}
