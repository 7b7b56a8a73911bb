import type { Item } from '../../model/item.ts';
import type { CollectContext } from '../collector.ts';
import { at, listAt, readJson, textAt } from '../read-json.ts';
import { listDirectory } from '../reading.ts';

const maxBytes = 16 * 1024 * 1024;
const maxAddons = 2000;

/** Add-ons of every profile, from `extensions.json`; those that come with Firefox itself, themes and languages are left out. */
export async function* firefoxExtensions(
  ctx: CollectContext,
  folder: string,
  scope: string,
): AsyncGenerator<Item> {
  for (const { name: profile, type } of await listDirectory(ctx, folder)) {
    if (type !== 'directory') continue;
    const origin = `${folder}/${profile}/extensions.json`;
    const addons = listAt(await readJson(ctx, origin, maxBytes), 'addons');
    if (addons.length > maxAddons) {
      ctx.gap('too-large', origin, `more than ${maxAddons} add-ons; the others were not read`);
    }
    for (const addon of addons.slice(0, maxAddons)) {
      const item = addonItem(ctx, addon, origin);
      if (item !== undefined) yield { ...item, scope, attributes: { ...item.attributes, profile } };
    }
  }
}

function addonItem(ctx: CollectContext, addon: unknown, origin: string): Item | undefined {
  const id = textAt(addon, 'id');
  const type = textAt(addon, 'type');
  const location = textAt(addon, 'location');
  if (id === undefined || (type !== undefined && type !== 'extension')) return undefined;
  if (/^app-(?:builtin|system)/.test(location ?? '')) return undefined;
  const title = textAt(addon, 'defaultLocale', 'name') ?? textAt(addon, 'name');
  const creator = textAt(addon, 'defaultLocale', 'creator');
  const version = textAt(addon, 'version');
  const path = textAt(addon, 'path');
  const active = at(addon, 'active');
  return {
    kind: 'browser-extension',
    collector: 'browser-extensions',
    name: id,
    ...(title && { displayName: title }),
    ...(version && { version }),
    ...(creator && { publisher: creator }),
    ...(path && { path }),
    ...(typeof active === 'boolean' && { state: active ? 'enabled' : 'disabled' }),
    origin,
    platform: ctx.host.platform,
    attributes: {
      browser: 'firefox',
      ...(location && { location }),
      ...(at(addon, 'foreignInstall') === true && { installedBy: 'another-program' }),
    },
  };
}
