import { type PlistValue, plistAt, plistEntries, plistList } from '../../host/plist/plist-value.ts';
import type { Item } from '../../model/item.ts';
import type { CollectContext } from '../collector.ts';
import { readPlist } from '../read-plist.ts';
import { listDirectory } from '../reading.ts';
import { type ChromiumBrowser, chromiumBrowsers } from './places.ts';

const managed = '/Library/Managed Preferences';
const maxPolicyBytes = 4 * 1024 * 1024;
const maxEntries = 1000;
const extensionId = /^(?<id>[a-p]{32})(?:;|$)/;

/** Files and folders that are read for it, as patterns. */
export const macosPolicyPatterns: readonly string[] = chromiumBrowsers.flatMap(({ macos }) =>
  macos === undefined
    ? []
    : [
        ...policyFiles(macos.domain, ['*']),
        `/Library/Application Support/${macos.folder}/External Extensions/*.json`,
        `/Users/*/Library/Application Support/${macos.folder}/External Extensions/*.json`,
      ],
);

/**
 * Extensions that a policy or another program orders a Chromium browser on macOS to install.
 * Source: chromeenterprise.google, ExtensionInstallForcelist and "Set Chrome browser policies on managed Macs";
 * developer.chrome.com, alternative installation methods.
 *
 * @param homes Folders of people.
 */
export async function* orderedOnMacos(ctx: CollectContext, homes: readonly string[]): AsyncGenerator<Item> {
  const people = (await listDirectory(ctx, managed)).filter(({ type }) => type === 'directory');
  for (const browser of chromiumBrowsers) {
    if (browser.macos === undefined) continue;
    const files = policyFiles(
      browser.macos.domain,
      people.map(({ name }) => name),
    );
    for (const file of files) yield* forced(ctx, browser, file);
    for (const home of ['', ...homes]) yield* external(ctx, browser, home);
  }
}

function policyFiles(domain: string, people: readonly string[]): string[] {
  return [
    `${managed}/${domain}.plist`,
    ...people.map((name) => `${managed}/${name}/${domain}.plist`),
    `/Library/Preferences/${domain}.plist`,
  ];
}

async function* forced(
  ctx: CollectContext,
  { id: browser }: ChromiumBrowser,
  file: string,
): AsyncGenerator<Item> {
  const policies = await readPlist(ctx, file, maxPolicyBytes);
  const ids = [
    ...plistList(policies, 'ExtensionInstallForcelist').slice(0, maxEntries),
    ...plistEntries(policies, 'ExtensionSettings')
      .slice(0, maxEntries)
      .filter(([, setting]) => isInstalled(setting))
      .map(([id]) => id),
  ];
  for (const entry of ids) {
    const name = typeof entry === 'string' ? extensionId.exec(entry.trim())?.groups?.['id'] : undefined;
    if (name !== undefined) yield { ...item(name, file, { browser, forced: true }), scope: scopeOf(file) };
  }
}

/** Policies of one person lie in a folder of that name. */
function scopeOf(file: string): string {
  return /^\/Library\/Managed Preferences\/(?<user>[^/]+)\//.exec(file)?.groups?.['user'] ?? 'machine';
}

function isInstalled(setting: PlistValue): boolean {
  const mode = plistAt(setting, 'installation_mode');
  return mode === 'force_installed' || mode === 'normal_installed';
}

/** A program that wants its extension in the browser leaves a file with the extension's id as name. */
async function* external(
  ctx: CollectContext,
  { id: browser, macos }: ChromiumBrowser,
  home: string,
): AsyncGenerator<Item> {
  const folder = `${home}/Library/Application Support/${macos?.folder ?? ''}/External Extensions`;
  for (const { name, type } of (await listDirectory(ctx, folder)).slice(0, maxEntries)) {
    const id = /^(?<id>[a-p]{32})\.json$/.exec(name)?.groups?.['id'];
    if (id === undefined || (type !== 'file' && type !== 'symlink')) continue;
    const scope = home === '' ? 'machine' : home.slice(home.lastIndexOf('/') + 1);
    yield { ...item(id, `${folder}/${name}`, { browser, installedBy: 'external-file' }), scope };
  }
}

function item(name: string, origin: string, attributes: Readonly<Record<string, string | boolean>>): Item {
  return {
    kind: 'browser-extension',
    collector: 'browser-extensions',
    name,
    scope: 'machine',
    origin,
    platform: 'macos',
    attributes,
  };
}
