import type { Item } from '../../model/item.ts';
import type { CollectContext } from '../collector.ts';
import { at, entriesAt, readJson, textAt } from '../read-json.ts';
import { listDirectory } from '../reading.ts';

const maxPreferencesBytes = 16 * 1024 * 1024;
const maxManifestBytes = 1024 * 1024;
const maxExtensions = 2000;
const extensionId = /^[a-p]{32}$/;

/** Whose extensions these are. */
export interface ProfileOwner {
  readonly browser: string;
  readonly scope: string;
}

/** How Chromium came by an extension, by the number in its preferences (extensions/common/manifest.h). */
const locations: Readonly<Record<number, string>> = {
  1: 'store',
  2: 'external-file',
  3: 'external-registry',
  4: 'unpacked',
  6: 'external-file',
  7: 'policy',
  8: 'command-line',
  9: 'policy',
};
/** Parts of the browser itself. */
const componentLocations = [5, 10];

/** Extensions of every profile below a data folder of a Chromium browser. */
export async function* chromiumExtensions(
  ctx: CollectContext,
  data: string,
  owner: ProfileOwner,
): AsyncGenerator<Item> {
  for (const { name, type } of await listDirectory(ctx, data)) {
    if (type === 'directory') yield* profileExtensions(ctx, `${data}/${name}`, name, owner);
  }
}

async function* profileExtensions(
  ctx: CollectContext,
  profile: string,
  name: string,
  { browser, scope }: ProfileOwner,
): AsyncGenerator<Item> {
  const folders = (await listDirectory(ctx, `${profile}/Extensions`)).filter(
    (entry) => entry.type === 'directory' && extensionId.test(entry.name),
  );
  const settings = await extensionSettings(ctx, profile);
  const ids = [...new Set([...folders.map((entry) => entry.name), ...settings.keys()])];
  if (ids.length > maxExtensions) {
    ctx.gap('too-large', profile, `more than ${maxExtensions} extensions; the others were not read`);
  }
  for (const id of ids.slice(0, maxExtensions)) {
    const setting = settings.get(id);
    const location = at(setting, 'location');
    if (typeof location === 'number' && componentLocations.includes(location)) continue;
    const folder = folders.some((entry) => entry.name === id) ? `${profile}/Extensions/${id}` : undefined;
    const inFolder = folder === undefined ? undefined : await newestManifest(ctx, folder);
    const manifest = inFolder?.manifest ?? at(setting, 'manifest');
    const title = await titleOf(ctx, manifest, inFolder?.path);
    const version = textAt(manifest, 'version');
    const state = at(setting, 'state');
    const how = typeof location === 'number' ? locations[location] : undefined;
    const path = inFolder?.path ?? folder ?? textAt(setting, 'path');
    yield {
      kind: 'browser-extension',
      collector: 'browser-extensions',
      name: id,
      ...(title && { displayName: title }),
      ...(version && { version }),
      ...(path && { path }),
      ...((state === 0 || state === 1) && { state: state === 1 ? 'enabled' : 'disabled' }),
      scope,
      origin: folder ?? `${profile}/Preferences`,
      platform: ctx.host.platform,
      attributes: { browser, profile: name, ...(how && { installedBy: how }) },
    };
  }
}

/** What the two preference files say of each extension; the guarded one, which Windows uses, wins. */
async function extensionSettings(ctx: CollectContext, profile: string): Promise<Map<string, unknown>> {
  const settings = new Map<string, unknown>();
  for (const file of ['Preferences', 'Secure Preferences']) {
    const json = await readJson(ctx, `${profile}/${file}`, maxPreferencesBytes);
    for (const [id, setting] of entriesAt(json, 'extensions', 'settings')) {
      // A mere record that something was removed or refused has neither a place nor a manifest.
      const isThere = at(setting, 'path') !== undefined || at(setting, 'manifest') !== undefined;
      if (extensionId.test(id) && isThere) settings.set(id, setting);
    }
  }
  return settings;
}

async function newestManifest(
  ctx: CollectContext,
  folder: string,
): Promise<{ path: string; manifest: unknown } | undefined> {
  const versions = (await listDirectory(ctx, folder)).filter(({ type }) => type === 'directory');
  const newest = versions
    .map(({ name }) => name)
    .sort(byVersion)
    .at(-1);
  if (newest === undefined) return undefined;
  const path = `${folder}/${newest}`;
  return { path, manifest: await readJson(ctx, `${path}/manifest.json`, maxManifestBytes) };
}

function byVersion(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}

/** The extension's name; a placeholder (`__MSG_name__`) is looked up in the extension's own language. */
async function titleOf(
  ctx: CollectContext,
  manifest: unknown,
  path: string | undefined,
): Promise<string | undefined> {
  const name = textAt(manifest, 'name');
  const message = /^__MSG_(?<key>[\w@]{1,100})__$/.exec(name ?? '')?.groups?.['key'];
  const locale = textAt(manifest, 'default_locale');
  if (
    message === undefined ||
    path === undefined ||
    !/^[A-Za-z]{2,3}(?:_[A-Za-z0-9]{1,8})?$/.test(locale ?? '')
  )
    return name;
  const messages = await readJson(ctx, `${path}/_locales/${locale}/messages.json`, maxManifestBytes);
  const found = entriesAt(messages).find(([key]) => key.toLowerCase() === message.toLowerCase());
  return textAt(found?.[1], 'message') ?? name;
}
