import type { OpenByteSource } from '../../../host/byte-source.ts';
import { HostError } from '../../../host/host.ts';
import type { ExecutableFacts } from './executable-facts.ts';
import { inspectExecutable } from './inspect-executable.ts';

/** Files open at once. One holds 1 MiB of certificates at most, and some tens of MiB while they are decoded. */
const maxOpen = 4;

/** One file looked at: facts, or why it could not be read; neither where there is no such file. */
export interface InspectedFile<T> {
  readonly entry: T;
  readonly facts: ExecutableFacts | undefined;
  readonly error: HostError | undefined;
}

/**
 * Inspects files in their order, up to four at once, so that a slow disk is waited for in parallel. `open` gives a
 * file, undefined where there is none, or throws HostError. A file named twice is read twice: callers name it once.
 * Ends early, without error, when `signal` is aborted.
 */
export async function* inspectFiles<T>(
  entries: Iterable<T>,
  open: (entry: T) => Promise<OpenByteSource | undefined>,
  signal: AbortSignal,
): AsyncGenerator<InspectedFile<T>> {
  const underWay: Promise<() => InspectedFile<T>>[] = [];
  for (const entry of entries) {
    if (signal.aborted) return;
    underWay.push(settled(inspectOne(entry, open)));
    if (underWay.length < maxOpen) continue;
    const first = await underWay.shift();
    if (first !== undefined) yield first();
  }
  for (const next of underWay) {
    const file = await next;
    if (signal.aborted) return;
    yield file();
  }
}

async function inspectOne<T>(
  entry: T,
  open: (entry: T) => Promise<OpenByteSource | undefined>,
): Promise<InspectedFile<T>> {
  try {
    const source = await open(entry);
    if (source === undefined) return { entry, facts: undefined, error: undefined };
    try {
      return { entry, facts: await inspectExecutable(source), error: undefined };
    } finally {
      await source.close();
    }
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    return { entry, facts: undefined, error };
  }
}

/** Keeps a failure until its turn comes, so that none goes unhandled when the caller stops before. */
function settled<T>(promise: Promise<T>): Promise<() => T> {
  return promise.then(
    (value) => () => value,
    (error: unknown) => () => {
      throw error;
    },
  );
}
