import { joinPath } from '../../host/paths.ts';
import type { Item } from '../../model/item.ts';
import type { CollectContext, Collector } from '../collector.ts';
import { type BundleFacts, readBundle } from '../macos-parts/bundle-facts.ts';
import { macosHomePatterns, macosHomes } from '../macos-parts/macos-homes.ts';
import { listDirectory, orGap } from '../reading.ts';

/** Apps lie at most this deep: `/Applications/Vendor/Product/X.app`. */
const maxDepth = 3;
const maxFolders = 20_000;
const maxApps = 10_000;

/** Folders of every Mac. Those of the sealed system (`/System/Applications`) hold nothing but Apple's own. */
const shared = ['/Applications', '/Users/Shared/Applications'];
const inHomes = ['Applications'];
/** A running macOS would ask the person who is logged on whether these may be read. */
const inHomesAtRest = ['Desktop', 'Downloads'];

const safariPoints: ReadonlySet<string> = new Set([
  'com.apple.Safari.extension',
  'com.apple.Safari.web-extension',
  'com.apple.Safari.content-blocker',
]);

/** Apps with their login items and Safari extensions. `name` is the bundle id, without one the title. */
export const applications: Collector = {
  id: 'applications',
  platforms: ['macos'],
  kinds: ['software', 'browser-extension'],
  reads:
    'apps of the machine and of people, with the team that their signatures claim, their login items and Safari extensions; not those of the sealed system',
  rights: "root, for other people's apps",
  couldHide: 'installed',
  wants: [
    ...shared,
    ...macosHomePatterns.flatMap((home) =>
      [...inHomes, ...inHomesAtRest].map((folder) => `${home}/${folder}`),
    ),
  ].flatMap((folder) => [
    `${folder}/**/*.app/Contents/Info.plist`,
    `${folder}/**/*.app/Contents/MacOS/*`,
    `${folder}/**/*.app/Info.plist`,
    `${folder}/**/*.appex/Contents/Info.plist`,
  ]),
  async *collect(ctx) {
    await tellVolumes(ctx);
    const walk: Walk = { folders: 0, apps: 0 };
    for (const folder of shared) yield* appsBelow(ctx, walk, folder, undefined, 1);
    const folders = ctx.host.live ? inHomes : [...inHomes, ...inHomesAtRest];
    for (const home of await macosHomes(ctx)) {
      for (const folder of folders) yield* appsBelow(ctx, walk, `${home.folder}/${folder}`, home.user, 1);
    }
  },
};

/** How much was looked at. */
interface Walk {
  folders: number;
  apps: number;
}

async function* appsBelow(
  ctx: CollectContext,
  walk: Walk,
  folder: string,
  user: string | undefined,
  depth: number,
): AsyncGenerator<Item> {
  if (++walk.folders > maxFolders || walk.apps >= maxApps) {
    if (walk.folders === maxFolders + 1 || walk.apps === maxApps)
      ctx.gap(
        'too-large',
        folder,
        `more than ${maxApps} apps or ${maxFolders} folders; the others were not read`,
      );
    return;
  }
  for (const { name, type } of await listDirectory(ctx, folder)) {
    const path = joinPath(folder, name);
    if (name.endsWith('.app') && (type === 'directory' || type === 'symlink')) {
      yield* appItems(ctx, walk, path, user);
    } else if (type === 'directory' && depth < maxDepth && !name.startsWith('.')) {
      yield* appsBelow(ctx, walk, path, user, depth + 1);
    }
  }
}

async function* appItems(
  ctx: CollectContext,
  walk: Walk,
  path: string,
  user: string | undefined,
  within?: string,
): AsyncGenerator<Item> {
  walk.apps++;
  const bundle = await readBundle(ctx, path);
  if (bundle === undefined) return;
  yield item('software', bundle, path, user, within === undefined ? {} : { within });
  if (within !== undefined) return;
  for (const { name } of await listDirectory(ctx, `${bundle.contents}/Library/LoginItems`, 'residue')) {
    if (name.endsWith('.app'))
      yield* appItems(ctx, walk, `${bundle.contents}/Library/LoginItems/${name}`, user, path);
  }
  for (const { name } of await listDirectory(ctx, `${bundle.contents}/PlugIns`, 'residue')) {
    if (!name.endsWith('.appex')) continue;
    const place = `${bundle.contents}/PlugIns/${name}`;
    const plugIn = await readBundle(ctx, place);
    if (plugIn?.extensionPoint === undefined || !safariPoints.has(plugIn.extensionPoint)) continue;
    yield item('browser-extension', plugIn, place, user, { browser: 'safari', within: path });
  }
}

function item(
  kind: 'software' | 'browser-extension',
  { id, title, version, teamId }: BundleFacts,
  path: string,
  user: string | undefined,
  attributes: Readonly<Record<string, string>>,
): Item {
  const all = { ...(teamId && { teamId }), ...attributes };
  return {
    kind,
    collector: 'applications',
    name: id ?? title ?? path,
    ...(title && { displayName: title }),
    ...(version && { version }),
    path,
    ...(kind === 'software' && { state: 'installed' as const }),
    ...(user !== undefined && { scope: user }),
    origin: `${path}/Contents/Info.plist`,
    platform: 'macos',
    ...(Object.keys(all).length > 0 && { attributes: all }),
  };
}

/** Since macOS 10.15 a disk has two volumes. All that anybody installs is on the data volume. */
async function tellVolumes(ctx: CollectContext): Promise<void> {
  if (ctx.host.live) return;
  const isThere = (path: string) => orGap(ctx, undefined, () => ctx.host.files.stat(path));
  if ((await isThere('/System/Library/CoreServices')) === undefined) {
    ctx.apart(
      "the system volume of this macOS, which holds nothing but Apple's own (only the data volume is here)",
    );
  } else if ((await isThere('/Library')) === undefined || (await isThere('/private/var/db')) === undefined) {
    ctx.gap(
      'missing-source',
      '/System/Volumes/Data',
      'the data volume of this macOS is not here, and with it every app; mount it there, or give it as --root',
      'active',
    );
  }
}
