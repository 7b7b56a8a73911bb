import type { RegistryKey } from '../../host/registry/registry.ts';
import type { Item } from '../../model/item.ts';
import type { CollectContext, Collector } from '../collector.ts';
import { parsePackageName } from '../parse/package-name.ts';
import { openKey, registryOf, scopeOf, subkeysOf, usersOf, valuesOf } from '../registry-reading.ts';

const store = 'HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Appx\\AppxAllUserStore';
const repository =
  'Software\\Classes\\Local Settings\\Software\\Microsoft\\Windows\\CurrentVersion\\AppModel\\Repository\\Packages';

/**
 * Store and MSIX packages: those of each user, and those that the machine gives to every new user (`Applications`) or
 * came with (`InboxApplications`). `name` is the package's name, the full name stands in the origin.
 * Source: osquery programs.cpp; learn.microsoft.com, Package identity.
 */
export const appxPackages: Collector = {
  id: 'appx-packages',
  platforms: ['windows'],
  kinds: ['software'],
  reads: 'Store, AppX and MSIX packages of every user, and those provisioned for new users',
  rights: "elevated (administrator), for other users' packages",
  couldHide: 'installed',
  wants: [`${store}\\Applications`, `${store}\\InboxApplications`, `HKU\\*\\${repository}`],
  async *collect(ctx) {
    registryOf(ctx);
    for (const [place, attribute] of [
      ['Applications', 'provisioned'],
      ['InboxApplications', 'inbox'],
    ] as const) {
      for (const key of await subkeysOf(ctx, await openKey(ctx, `${store}\\${place}`))) {
        yield* packageItem(ctx, key, 'machine', { [attribute]: true });
      }
    }
    for (const user of await usersOf(ctx)) {
      for (const key of await subkeysOf(ctx, await openKey(ctx, `HKU\\${user.sid}\\${repository}`))) {
        yield* packageItem(ctx, key, scopeOf(user), {});
      }
    }
  },
};

async function* packageItem(
  ctx: CollectContext,
  key: RegistryKey,
  scope: string,
  more: Readonly<Record<string, boolean>>,
): AsyncGenerator<Item> {
  const parts = parsePackageName(key.name);
  const values = await valuesOf(ctx, key);
  const title = values.text('DisplayName');
  const path = values.text('PackageRootFolder') ?? values.text('Path');
  yield {
    kind: 'software',
    collector: 'appx-packages',
    // A key of another form is still something that is there.
    name: parts?.name ?? key.name,
    ...(title && { displayName: title }),
    ...(parts && { version: parts.version }),
    ...(path && { path }),
    state: 'installed',
    scope,
    origin: key.path,
    platform: 'windows',
    attributes: {
      ...(parts && { architecture: parts.architecture, publisherHash: parts.publisherHash }),
      ...(parts?.resource && { resource: parts.resource }),
      ...more,
    },
  };
}
