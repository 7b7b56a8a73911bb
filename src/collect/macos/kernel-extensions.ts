import type { Item } from '../../model/item.ts';
import type { CollectContext, Collector } from '../collector.ts';
import { type BundleFacts, readBundle } from '../macos-parts/bundle-facts.ts';
import { listDirectory } from '../reading.ts';

/** The last one holds copies that macOS (10.13 and later) makes before it loads one; they stay when the first is gone. */
const folders = [
  '/Library/Extensions',
  '/System/Library/Extensions',
  '/Library/StagedExtensions/Library/Extensions',
];
const maxBundles = 5000;

/**
 * Kernel extensions that are not Apple's. `name` is the bundle id. Which are loaded only the running Mac can tell; then
 * those that lie elsewhere are named, too.
 * Source: man pages kmutil(8), kextstat(8); Apple, Kernel Extension Programming Topics.
 */
export const kernelExtensions: Collector = {
  id: 'kernel-extensions',
  platforms: ['macos'],
  kinds: ['driver'],
  reads: "kernel extensions that are not Apple's, with the team that signed them; live, which are loaded",
  rights: 'none',
  couldHide: 'active',
  wants: folders.flatMap((folder) => [
    `${folder}/*.kext/Contents/Info.plist`,
    `${folder}/*.kext/Contents/MacOS/*`,
  ]),
  async *collect(ctx) {
    const { told: loaded, gaps } = (await ctx.host.macosState?.().kernelExtensions()) ?? {
      told: new Map<string, string>(),
      gaps: [],
    };
    for (const { reason, source, message, couldHide } of gaps) ctx.gap(reason, source, message, couldHide);
    const seen = new Set<string>();
    for (const folder of folders) {
      for (const path of await bundlesIn(ctx, folder)) {
        const bundle = await readBundle(ctx, path);
        const id = bundle?.id ?? bundle?.title;
        if (bundle === undefined || id === undefined || isApples(id)) continue;
        seen.add(id);
        yield item(id, bundle, path, loaded.has(id));
      }
    }
    for (const [id, version] of loaded) {
      if (isApples(id) || seen.has(id)) continue;
      yield {
        kind: 'driver',
        collector: 'kernel-extensions',
        name: id,
        ...(version && { version }),
        state: 'loaded',
        origin: 'kmutil showloaded',
        platform: 'macos',
      };
    }
  },
};

function isApples(id: string): boolean {
  return id.startsWith('com.apple.') || id.startsWith('__kernel');
}

async function bundlesIn(ctx: CollectContext, folder: string): Promise<string[]> {
  const names = (await listDirectory(ctx, folder)).filter(({ name }) => name.endsWith('.kext'));
  if (names.length > maxBundles)
    ctx.gap('too-large', folder, `more than ${maxBundles} kernel extensions; the others were not read`);
  return names.slice(0, maxBundles).map(({ name }) => `${folder}/${name}`);
}

function item(
  name: string,
  { title, version, teamId, contents }: BundleFacts,
  path: string,
  isLoaded: boolean,
): Item {
  return {
    kind: 'driver',
    collector: 'kernel-extensions',
    name,
    ...(title && { displayName: title }),
    ...(version && { version }),
    path,
    state: isLoaded ? 'loaded' : 'installed',
    origin: `${contents}/Info.plist`,
    platform: 'macos',
    attributes: { kernelExtension: true, ...(teamId && { teamId }) },
  };
}
