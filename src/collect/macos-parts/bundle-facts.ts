import { HostError } from '../../host/host.ts';
import { baseName } from '../../host/paths.ts';
import { plistText } from '../../host/plist/plist-value.ts';
import type { CollectContext } from '../collector.ts';
import type { CodeIdentity } from '../parse/macho/code-directory.ts';
import { readCodeIdentity } from '../parse/macho/code-identity.ts';
import { readPlist } from '../read-plist.ts';

const maxInfoBytes = 2 * 1024 * 1024;

/** What a bundle (app, kernel extension, plug-in) of macOS says of itself. */
export interface BundleFacts {
  /** Bundle id. */
  readonly id: string | undefined;
  /** What a person reads. */
  readonly title: string | undefined;
  readonly version: string | undefined;
  /** Where its parts lie: `…/Contents`, or the bundle itself. */
  readonly contents: string;
  readonly teamId: string | undefined;
  /** `NSExtensionPointIdentifier` of a plug-in. */
  readonly extensionPoint: string | undefined;
}

/**
 * Reads a bundle: its Info.plist, and the team out of the signature of its program. Undefined where it has no Info.plist;
 * one that cannot be read is a gap, and then only its place is known.
 * Source: osquery apps.mm; Apple, Information Property List Key Reference.
 */
export async function readBundle(ctx: CollectContext, path: string): Promise<BundleFacts | undefined> {
  for (const contents of [`${path}/Contents`, path]) {
    const file = `${contents}/Info.plist`;
    // Looked up first: a list that is there and cannot be read is a bundle all the same.
    if ((await exists(ctx, file)) === false) continue;
    const info = await readPlist(ctx, file, maxInfoBytes);
    const program = plistText(info, 'CFBundleExecutable');
    const id = plistText(info, 'CFBundleIdentifier');
    const signed =
      program === undefined || program.includes('/')
        ? undefined
        : await identityOf(ctx, contents === path ? `${path}/${program}` : `${contents}/MacOS/${program}`);
    return {
      id: id ?? signed?.identifier,
      title:
        plistText(info, 'CFBundleDisplayName') ??
        plistText(info, 'CFBundleName') ??
        baseName(path).replace(/\.[a-z]+$/, ''),
      version: plistText(info, 'CFBundleShortVersionString') ?? plistText(info, 'CFBundleVersion'),
      contents,
      teamId: signed?.teamId,
      extensionPoint: plistText(info, 'NSExtension', 'NSExtensionPointIdentifier'),
    };
  }
  return undefined;
}

/** Who signed a program; undefined where it is missing, not signed or closed to us: a team decides no finding alone. */
export async function identityOf(ctx: CollectContext, path: string): Promise<CodeIdentity | undefined> {
  try {
    const source = await ctx.host.files.open(path);
    if (source === undefined) return undefined;
    try {
      return await readCodeIdentity(source);
    } finally {
      await source.close();
    }
  } catch (error) {
    if (!(error instanceof HostError) || error.reason === 'timeout') throw error;
    ctx.gap(error.reason, error.path, error.message, 'residue');
    return undefined;
  }
}

async function exists(ctx: CollectContext, path: string): Promise<boolean> {
  try {
    return (await ctx.host.files.stat(path)) !== undefined;
  } catch (error) {
    if (!(error instanceof HostError) || error.reason === 'timeout') throw error;
    // Reading it says why.
    if (error.reason === 'permission-denied') return true;
    ctx.gap(error.reason, error.path, error.message);
    return false;
  }
}
