import type { MacosSystemExtension } from '../../host/macos/macos-state.ts';
import { type PlistValue, plistList, plistText } from '../../host/plist/plist-value.ts';
import type { Item } from '../../model/item.ts';
import type { CollectContext, Collector } from '../collector.ts';
import { readPlist } from '../read-plist.ts';

const database = '/Library/SystemExtensions/db.plist';
const listing = 'systemextensionsctl list';
const maxBytes = 16 * 1024 * 1024;
const maxExtensions = 5000;

/**
 * System extensions (macOS 10.15 and later). `name` is the bundle id; `attributes.extensionState` has the words of
 * `systemextensionsctl list`, which the database writes with low lines. One that is activated and enabled runs whenever
 * the Mac does: `loaded` on a running Mac, `enabled` at rest.
 * Source: osquery system_extensions.mm and its test file db.plist; https://developer.apple.com/documentation/systemextensions
 */
export const systemExtensions: Collector = {
  id: 'system-extensions',
  platforms: ['macos'],
  kinds: ['driver'],
  reads:
    'system extensions from their database, with their state and team; live, also as the system lists them',
  rights: 'none',
  couldHide: 'active',
  wants: [database],
  async *collect(ctx) {
    const { told: listed, gaps } = (await ctx.host.macosState?.().systemExtensions()) ?? {
      told: [],
      gaps: [],
    };
    for (const { reason, source, message, couldHide } of gaps) ctx.gap(reason, source, message, couldHide);
    const entries = plistList(await readPlist(ctx, database, maxBytes), 'extensions');
    if (entries.length > maxExtensions)
      ctx.gap(
        'too-large',
        database,
        `more than ${maxExtensions} system extensions; the others were not read`,
      );
    const seen = new Set<string>();
    for (const entry of entries.slice(0, maxExtensions)) {
      const item = databaseItem(ctx, entry, listed);
      if (item === undefined) {
        ctx.gap('malformed-row', database, 'an extension has no identifier');
        continue;
      }
      seen.add(`${item.name} ${item.version}`);
      yield item;
    }
    for (const { identifier, version, teamId, title, state } of listed) {
      if (seen.has(`${identifier} ${version}`)) continue;
      yield extensionItem(ctx, { name: identifier, version, teamId, title, state, origin: listing });
    }
  },
};

function databaseItem(
  ctx: CollectContext,
  entry: PlistValue,
  listed: readonly MacosSystemExtension[],
): Item | undefined {
  const name = plistText(entry, 'identifier');
  if (name === undefined) return undefined;
  const version =
    plistText(entry, 'bundleVersion', 'CFBundleShortVersionString') ??
    plistText(entry, 'bundleVersion', 'CFBundleVersion');
  const now = listed.find((each) => each.identifier === name && each.version === version);
  const id = plistText(entry, 'uniqueID');
  const categories = plistList(entry, 'categories').filter((each) => typeof each === 'string');
  return extensionItem(ctx, {
    name,
    version,
    teamId: plistText(entry, 'teamID'),
    title: now?.title,
    state: now?.state ?? plistText(entry, 'state')?.replaceAll('_', ' '),
    path:
      id === undefined || !/^[\w-]{1,100}$/.test(id)
        ? undefined
        : `/Library/SystemExtensions/${id}/${name}.systemextension`,
    origin: database,
    within: plistText(entry, 'container', 'bundlePath'),
    category: categories.map((each) => each.replace('com.apple.system_extension.', '')).join(' '),
  });
}

interface FoundExtension {
  readonly name: string;
  readonly version: string | undefined;
  readonly teamId: string | undefined;
  readonly title: string | undefined;
  readonly state: string | undefined;
  readonly path?: string | undefined;
  readonly origin: string;
  readonly within?: string | undefined;
  readonly category?: string;
}

function extensionItem(ctx: CollectContext, found: FoundExtension): Item {
  const { name, version, teamId, title, state, path, origin, within, category } = found;
  const isAlive = state === 'activated enabled';
  return {
    kind: 'driver',
    collector: 'system-extensions',
    name,
    ...(title && { displayName: title }),
    ...(version && { version }),
    ...(path && { path }),
    state: isAlive ? (ctx.host.live ? 'loaded' : 'enabled') : 'disabled',
    origin,
    platform: 'macos',
    attributes: {
      ...(state && { extensionState: state }),
      ...(teamId && { teamId }),
      ...(category && { category }),
      ...(within && { within }),
    },
  };
}
