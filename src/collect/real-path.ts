import { joinPath, linkTarget, segmentsOf } from '../host/paths.ts';
import type { CollectContext } from './collector.ts';
import { orGap } from './reading.ts';

const maxLinks = 40;

/**
 * Where a path leads once every link on its way is followed inside the host, so that a database that can be reached by
 * two paths (`/lib` is often a link to `usr/lib`) is read once. A link that cannot be read stays as it is.
 */
export async function realPath(ctx: CollectContext, path: string): Promise<string> {
  let real = '/';
  let rest = segmentsOf(path);
  for (let links = 0; rest.length > 0 && links <= maxLinks; ) {
    const [segment = '', ...others] = rest;
    const next = joinPath(real, segment);
    const link = await orGap(ctx, undefined, () => ctx.host.files.readLink(next));
    if (link === undefined) {
      real = next;
      rest = others;
    } else {
      links++;
      rest = [...segmentsOf(linkTarget(next, link)), ...others];
      real = '/';
    }
  }
  return rest.length === 0 ? real : path;
}

/** Those of several paths that lead to different places; of two that lead to one place the first. */
export async function* distinctPaths(ctx: CollectContext, paths: readonly string[]): AsyncGenerator<string> {
  const seen = new Set<string>();
  for (const path of paths) {
    const real = await realPath(ctx, path);
    if (seen.has(real)) continue;
    seen.add(real);
    yield path;
  }
}
