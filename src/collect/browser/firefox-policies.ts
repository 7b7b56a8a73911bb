import type { RegistryValue } from '../../host/registry/registry.ts';
import type { Item } from '../../model/item.ts';
import { placedPath } from '../../model/windows-folders.ts';
import type { CollectContext } from '../collector.ts';
import { at, entriesAt, listAt, parseJson, readJson } from '../read-json.ts';
import { openKey, scopeOf, usersOf, valuesOf } from '../registry-reading.ts';
import { windowsView } from '../windows-view.ts';
import { firefoxPolicyFiles } from './places.ts';

const maxPolicyBytes = 1024 * 1024;
const maxEntries = 1000;
const maxNameUnits = 300;
const key = 'Policies\\Mozilla\\Firefox';

/**
 * Add-ons that a policy orders Firefox to install or to keep. `name` is the add-on's id, or the name of the file where the
 * policy only gives an address.
 * Source: mozilla/policy-templates README.md, Extensions and ExtensionSettings.
 */
export async function* firefoxPolicies(ctx: CollectContext): AsyncGenerator<Item> {
  const { platform } = ctx.host;
  const view = platform === 'windows' ? await windowsView(ctx) : undefined;
  for (const usual of firefoxPolicyFiles[platform] ?? []) {
    const file = view === undefined ? usual : placedPath(usual, view);
    const policies = at(await readJson(ctx, file, maxPolicyBytes), 'policies');
    for (const name of ordered(at(policies, 'ExtensionSettings'))) yield item(ctx, name, file, 'machine');
    for (const list of ['Install', 'Locked']) {
      for (const entry of listAt(policies, 'Extensions', list).slice(0, maxEntries)) {
        if (typeof entry === 'string') yield item(ctx, fileOf(entry), file, 'machine');
      }
    }
  }
}

/** The same policies in the registry: lists as numbered values, settings as JSON in one value. */
export async function* firefoxRegistryPolicies(ctx: CollectContext): AsyncGenerator<Item> {
  const roots = [
    { path: 'HKLM\\SOFTWARE', scope: 'machine' },
    ...(await usersOf(ctx)).map((user) => ({ path: `HKU\\${user.sid}\\Software`, scope: scopeOf(user) })),
  ];
  for (const { path, scope } of roots) {
    const policies = await openKey(ctx, `${path}\\${key}`);
    if (policies === undefined) continue;
    const settings = settingsText((await valuesOf(ctx, policies)).get('ExtensionSettings'));
    const source = `${policies.path}\\ExtensionSettings`;
    const json = settings === undefined ? undefined : parseJson(ctx, source, settings);
    for (const name of ordered(json)) yield item(ctx, name, source, scope);
    for (const list of ['Install', 'Locked']) {
      const entries = await openKey(ctx, `${policies.path}\\Extensions\\${list}`);
      const values = await valuesOf(ctx, entries);
      for (const name of values.names().slice(0, maxEntries)) {
        const entry = values.text(name);
        if (entry !== undefined && entries !== undefined)
          yield item(ctx, fileOf(entry), `${entries.path}\\${name}`, scope);
      }
    }
  }
}

/** Ids that ExtensionSettings installs; `*` stands for all others. */
function ordered(settings: unknown): string[] {
  return entriesAt(settings)
    .slice(0, maxEntries)
    .filter(([, setting]) => {
      const mode = at(setting, 'installation_mode');
      return mode === 'force_installed' || mode === 'normal_installed';
    })
    .map(([id]) => id);
}

/** An id stays as it is; of an address or a path the file's name. */
function fileOf(entry: string): string {
  const plain = entry.trim();
  return /[\\/]/.test(plain) ? plain.replace(/[?#].*$/, '').replace(/^.*[\\/]/, '') || plain : plain;
}

function settingsText(value: RegistryValue | undefined): string | undefined {
  if (value?.type === 'multi-sz') return value.data.join('\n').slice(0, maxPolicyBytes) || undefined;
  if (value?.type === 'sz' || value?.type === 'expand-sz')
    return value.data.slice(0, maxPolicyBytes).trim() || undefined;
  return undefined;
}

function item(ctx: CollectContext, name: string, origin: string, scope: string): Item {
  return {
    kind: 'browser-extension',
    collector: 'browser-extensions',
    name: name.slice(0, maxNameUnits),
    scope,
    origin,
    platform: ctx.host.platform,
    attributes: { browser: 'firefox', forced: true },
  };
}
