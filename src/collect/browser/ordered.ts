import type { Item } from '../../model/item.ts';
import type { CollectContext } from '../collector.ts';
import { entriesAt, listAt, readJson } from '../read-json.ts';
import { listDirectory } from '../reading.ts';
import { openKey, scopeOf, subkeysOf, usersOf, valuesOf } from '../registry-reading.ts';
import { chromiumBrowsers } from './places.ts';

const maxPolicyBytes = 1024 * 1024;

/**
 * Extensions that a policy or another program orders a Chromium browser to install, and programs that talk to
 * extensions (native messaging hosts), from the registry.
 * Source: chromeenterprise.google, ExtensionInstallForcelist; developer.chrome.com, alternative installation methods and
 * native messaging.
 */
export async function* orderedByRegistry(ctx: CollectContext): AsyncGenerator<Item> {
  const roots = [
    { path: 'HKLM\\SOFTWARE', scope: 'machine' },
    { path: 'HKLM\\SOFTWARE\\WOW6432Node', scope: 'machine' },
    ...(await usersOf(ctx)).map((user) => ({ path: `HKU\\${user.sid}\\Software`, scope: scopeOf(user) })),
  ];
  for (const { path, scope } of roots) {
    for (const { id: browser, key } of chromiumBrowsers) {
      const list = await openKey(ctx, `${path}\\Policies\\${key}\\ExtensionInstallForcelist`);
      const values = await valuesOf(ctx, list);
      for (const name of values.names()) {
        const id = idOf(values.text(name) ?? '');
        if (id !== undefined && list !== undefined)
          yield item(ctx, id, `${list.path}\\${name}`, scope, { browser, forced: true });
      }
      for (const entry of await subkeysOf(ctx, await openKey(ctx, `${path}\\${key}\\Extensions`))) {
        yield item(ctx, entry.name, entry.path, scope, { browser, installedBy: 'external-registry' });
      }
    }
    for (const [browser, key] of [...chromiumBrowsers.map(({ id, key }) => [id, key] as const), firefox]) {
      for (const host of await subkeysOf(ctx, await openKey(ctx, `${path}\\${key}\\NativeMessagingHosts`))) {
        const manifest = (await valuesOf(ctx, host)).text('');
        yield item(ctx, host.name, host.path, scope, { browser, nativeHost: true }, manifest);
      }
    }
  }
}

const firefox = ['firefox', 'Mozilla'] as const;

/** Extensions that a policy file orders a Chromium browser on Linux to install. */
export async function* orderedByFiles(ctx: CollectContext): AsyncGenerator<Item> {
  for (const { id: browser, policies } of chromiumBrowsers) {
    if (policies === undefined) continue;
    for (const { name, type } of await listDirectory(ctx, policies)) {
      if (type !== 'file' || !name.endsWith('.json')) continue;
      const file = `${policies}/${name}`;
      const json = await readJson(ctx, file, maxPolicyBytes);
      for (const entry of listAt(json, 'ExtensionInstallForcelist').slice(0, 1000)) {
        const id = typeof entry === 'string' ? idOf(entry) : undefined;
        if (id !== undefined) yield item(ctx, id, file, 'machine', { browser, forced: true });
      }
      for (const [key, setting] of entriesAt(json, 'ExtensionSettings').slice(0, 1000)) {
        const mode = entriesAt(setting).find(([name]) => name === 'installation_mode')?.[1];
        const id = idOf(key);
        if (id !== undefined && (mode === 'force_installed' || mode === 'normal_installed'))
          yield item(ctx, id, file, 'machine', { browser, forced: true });
      }
    }
  }
}

/** `<id>;<address>` of a force list. */
function idOf(entry: string): string | undefined {
  return /^(?<id>[a-p]{32})(?:;|$)/.exec(entry.trim())?.groups?.['id'];
}

function item(
  ctx: CollectContext,
  name: string,
  origin: string,
  scope: string,
  attributes: Readonly<Record<string, string | boolean>>,
  path?: string,
): Item {
  return {
    kind: 'browser-extension',
    collector: 'browser-extensions',
    name,
    ...(path && { path }),
    scope,
    origin,
    platform: ctx.host.platform,
    attributes,
  };
}
