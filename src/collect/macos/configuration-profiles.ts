import { HostError } from '../../host/host.ts';
import { plistEntries, plistList } from '../../host/plist/plist-value.ts';
import type { Item } from '../../model/item.ts';
import type { CollectContext, Collector } from '../collector.ts';
import { readPlist } from '../read-plist.ts';
import { listDirectory } from '../reading.ts';

const managed = '/Library/Managed Preferences';
const database = '/Library/SystemExtensions/db.plist';
const store = '/private/var/db/ConfigurationProfiles/Store';
const maxBytes = 16 * 1024 * 1024;
const maxRows = 5000;

/**
 * What configuration profiles have laid down in a form that is described: settings of programs, and which system
 * extensions may run without asking anybody. The profiles themselves lie in a store that nobody describes; it is named
 * as not examined. A row here is a wish of whoever manages the Mac, never a sign of a product.
 * Source: osquery system_extensions.mm (extensionPolicies); https://developer.apple.com/documentation/devicemanagement
 */
export const configurationProfiles: Collector = {
  id: 'configuration-profiles',
  platforms: ['macos'],
  kinds: ['marker'],
  reads:
    'settings that configuration profiles lay down for programs, and system extensions that they allow; not the profiles themselves',
  rights: 'none',
  couldHide: 'residue',
  wants: [`${managed}/*.plist`, `${managed}/*/*.plist`, database, `${store}/*`],
  async *collect(ctx) {
    yield* settings(ctx, managed, undefined);
    for (const { name, type } of await listDirectory(ctx, managed)) {
      if (type === 'directory') yield* settings(ctx, `${managed}/${name}`, name);
    }
    yield* allowed(ctx);
    if (await holdsSomething(ctx))
      ctx.apart(`configuration profiles in ${store}, whose form is not described`);
  },
};

async function* settings(
  ctx: CollectContext,
  folder: string,
  user: string | undefined,
): AsyncGenerator<Item> {
  const files = (await listDirectory(ctx, folder)).filter(
    ({ name, type }) => type === 'file' && name.endsWith('.plist') && !name.startsWith('.'),
  );
  if (files.length > maxRows)
    ctx.gap('too-large', folder, `more than ${maxRows} settings; the others were not read`);
  for (const { name } of files.slice(0, maxRows)) {
    const path = `${folder}/${name}`;
    yield row(name.slice(0, -'.plist'.length), path, { managedSettings: true }, user);
  }
}

/** `allowedTeamIDs` allows all of a team, `allowedExtensions` single ones by team. */
async function* allowed(ctx: CollectContext): AsyncGenerator<Item> {
  const policies = plistList(await readPlist(ctx, database, maxBytes), 'extensionPolicies');
  for (const policy of policies.slice(0, 200)) {
    for (const team of plistList(policy, 'allowedTeamIDs').slice(0, maxRows)) {
      if (typeof team === 'string')
        yield row('system-extension-policy', database, { allows: '*', teamId: cut(team) });
    }
    for (const [team, ids] of plistEntries(policy, 'allowedExtensions').slice(0, maxRows)) {
      const names = (Array.isArray(ids) ? ids : []).filter((id) => typeof id === 'string');
      yield row('system-extension-policy', database, { allows: cut(names.join(' ')), teamId: cut(team) });
    }
  }
}

function row(name: string, path: string, attributes: Item['attributes'], user?: string): Item {
  return {
    kind: 'marker',
    collector: 'configuration-profiles',
    name,
    path,
    ...(user !== undefined && { scope: user }),
    origin: path,
    platform: 'macos',
    attributes,
  };
}

function cut(text: string): string {
  return text.slice(0, 300);
}

/** The store is closed to all but the system itself on most Macs; then it is there. */
async function holdsSomething(ctx: CollectContext): Promise<boolean> {
  try {
    return (await ctx.host.files.list(store)).length > 0;
  } catch (error) {
    if (!(error instanceof HostError) || error.reason !== 'permission-denied') throw error;
    return true;
  }
}
