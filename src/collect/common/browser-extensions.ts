import { chromiumExtensions } from '../browser/chromium.ts';
import { firefoxExtensions } from '../browser/firefox.ts';
import { firefoxPolicies, firefoxRegistryPolicies } from '../browser/firefox-policies.ts';
import { nativeHosts } from '../browser/native-hosts.ts';
import { orderedByFiles, orderedByRegistry } from '../browser/ordered.ts';
import { macosPolicyPatterns, orderedOnMacos } from '../browser/ordered-macos.ts';
import {
  chromiumBrowsers,
  firefoxPolicyFiles,
  firefoxProfiles,
  homes,
  nativeHostFolders,
} from '../browser/places.ts';
import { profilesElsewhere } from '../browser/profiles-elsewhere.ts';
import type { CollectContext, Collector } from '../collector.ts';
import { listDirectory, orGap } from '../reading.ts';
import { registryOf } from '../registry-reading.ts';

const wildHomes = {
  windows: ['C:/Users/*'],
  linux: ['/home/*', '/root'],
  macos: ['/Users/*', '/private/var/root'],
} as const;

/** Extensions of browsers, in every profile of every user, and those that a policy orders. `name` is the extension's id. */
export const browserExtensions: Collector = {
  id: 'browser-extensions',
  platforms: ['linux', 'macos', 'windows'],
  kinds: ['browser-extension'],
  reads:
    'extensions of Chrome, Edge, Brave, Chromium and Firefox in every profile, those that a policy or another program installs, and programs that talk to extensions',
  rights: "root or elevated, for other users' profiles",
  couldHide: 'residue',
  wants: (['linux', 'macos', 'windows'] as const).flatMap((platform) => [
    ...(firefoxPolicyFiles[platform] ?? []),
    ...wildHomes[platform].flatMap((home) => [
      ...chromiumBrowsers.flatMap(({ data }) =>
        (data[platform] ?? []).flatMap((folder) => [
          `${home}/${folder}/*/Extensions/*/*/manifest.json`,
          `${home}/${folder}/*/*Preferences`,
        ]),
      ),
      ...(firefoxProfiles[platform] ?? []).map((folder) => `${home}/${folder}/*/extensions.json`),
    ]),
    ...(nativeHostFolders[platform] ?? []).flatMap(({ folder }) =>
      folder.startsWith('/')
        ? [`${folder}/*.json`]
        : wildHomes[platform].map((home) => `${home}/${folder}/*.json`),
    ),
    ...(platform === 'macos' ? macosPolicyPatterns : []),
  ]),
  async *collect(ctx) {
    const { platform } = ctx.host;
    const places = homes[platform];
    if (places === undefined) return;
    const found = (await listDirectory(ctx, places.folder))
      // Windows keeps junctions to other homes here (`All Users`, `Default User`).
      .filter(({ type }) => type === 'directory' || (type === 'symlink' && platform !== 'windows'))
      .map(({ name }) => `${places.folder}/${name}`);
    const open: string[] = [];
    const elsewhere = platform === 'windows' ? await profilesElsewhere(ctx) : [];
    for (const home of [...found, ...places.more, ...elsewhere]) {
      // A closed home is one gap, not one for each browser.
      if ((await orGap(ctx, undefined, () => isOpen(ctx, home))) === undefined) continue;
      open.push(home);
      const scope = home.slice(home.lastIndexOf('/') + 1);
      for (const { id, data } of chromiumBrowsers) {
        for (const folder of data[platform] ?? []) {
          yield* chromiumExtensions(ctx, `${home}/${folder}`, { browser: id, scope });
        }
      }
      for (const folder of firefoxProfiles[platform] ?? []) {
        yield* firefoxExtensions(ctx, `${home}/${folder}`, scope);
      }
      yield* nativeHosts(ctx, { folder: home, scope });
    }
    yield* firefoxPolicies(ctx);
    if (platform === 'linux') yield* orderedByFiles(ctx);
    yield* nativeHosts(ctx, undefined);
    if (platform === 'macos') yield* orderedOnMacos(ctx, open);
    if (platform !== 'windows') return;
    registryOf(ctx);
    yield* orderedByRegistry(ctx);
    yield* firefoxRegistryPolicies(ctx);
  },
};

/** A home may be closed for listing and still let through to a known folder in it. Throws where it does not. */
async function isOpen(ctx: CollectContext, home: string): Promise<true> {
  await ctx.host.files.stat(`${home}/.config`);
  return true;
}
