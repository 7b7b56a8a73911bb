import { type DirectoryEntry, HostError } from '../host/host.ts';
import type { Status } from '../model/vocabulary.ts';
import type { CollectContext } from './collector.ts';

/** Text of a small file, bytes that are no UTF-8 replaced. Missing gives undefined; a failure also, and is recorded. */
export async function readText(
  ctx: CollectContext,
  path: string,
  maxBytes: number,
  couldHide?: Status,
): Promise<string | undefined> {
  return orGap(ctx, couldHide, async () => (await ctx.host.files.read(path, { maxBytes }))?.toString('utf8'));
}

/** Names in a directory; none where it is missing, and none where it cannot be read, which is recorded. */
export async function listDirectory(
  ctx: CollectContext,
  path: string,
  couldHide?: Status,
): Promise<readonly DirectoryEntry[]> {
  return (await orGap(ctx, couldHide, () => ctx.host.files.list(path))) ?? [];
}

/** Does one thing with the host; a HostError is recorded as a gap and gives undefined. */
export async function orGap<T>(
  ctx: CollectContext,
  couldHide: Status | undefined,
  ask: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    ctx.gap(error.reason, error.path, error.message, couldHide);
    return undefined;
  }
}

/** First line of a file's first 64 KiB for which `pick` gives an answer; the rest of the file is not read. */
export async function findInHead<T>(
  ctx: CollectContext,
  path: string,
  pick: (line: string) => T | undefined,
): Promise<T | undefined> {
  const chunks = await ctx.host.files.stream(path, { maxBytes: 1024 * 1024 });
  if (chunks === undefined) return undefined;
  for await (const chunk of chunks) {
    for (const line of chunk.toString('utf8').split('\n')) {
      const found = pick(line);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  return undefined;
}
