import { HostError } from '../host/host.ts';
import { parsePlist } from '../host/plist/parse-plist.ts';
import { PlistError, type PlistValue } from '../host/plist/plist-value.ts';
import type { Status } from '../model/vocabulary.ts';
import type { CollectContext } from './collector.ts';
import { orGap } from './reading.ts';

/** A property list of at most `maxBytes`; undefined where it is missing, or cannot be read or parsed, which is recorded. */
export async function readPlist(
  ctx: CollectContext,
  path: string,
  maxBytes: number,
  couldHide?: Status,
): Promise<PlistValue | undefined> {
  return orGap(ctx, couldHide, async () => {
    const bytes = await ctx.host.files.read(path, { maxBytes });
    if (bytes === undefined) return undefined;
    try {
      return parsePlist(bytes);
    } catch (error) {
      if (!(error instanceof PlistError)) throw error;
      throw new HostError(error.reason, path, error.message, error);
    }
  });
}
