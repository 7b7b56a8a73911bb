import type { Platform } from '../../model/vocabulary.ts';
import { checkedRow, rowsUnder } from './checked-rows.ts';
import { entryOf, isFields, listOf, present, textAt } from './fields.ts';
import type { Draft, Fields, ImportedRow, Importer } from './importer.ts';
import { platformOf, unknownPlatform } from './platform-words.ts';
import { windowsFile } from './windows-place.ts';

/** Sources of Fleet that are packages of a language. */
const languages = new Set([
  'npm_packages',
  'python_packages',
  'ruby_gems',
  'go_binaries',
  'atom_packages',
  'vscode_extensions',
  'jetbrains_plugins',
]);
/** Systems of which a source is, where the host does not say its own. */
const platforms: Readonly<Record<string, Platform>> = {
  programs: 'windows',
  deb_packages: 'linux',
  rpm_packages: 'linux',
  apps: 'macos',
  package_receipts: 'macos',
  pkg_packages: 'macos',
  ios_apps: 'ios',
  ipados_apps: 'ios',
  android_apps: 'android',
};
/** Sources that a collector of ours reads, too. */
const collectors: Readonly<Record<string, string>> = {
  deb_packages: 'dpkg',
  rpm_packages: 'rpm',
  homebrew_packages: 'homebrew',
};

/** Whose software it is. */
type Owner = Pick<Draft, 'host' | 'hostId' | 'platform'>;

/**
 * Software of Fleet's API: one host (`host.software` or `software`), many hosts (`hosts`), or titles without hosts.
 * Source: TypeScript and Terraform models of the API (medium confidence); its CSV is not known.
 */
export const fleet: Importer = {
  id: 'fleet',
  reads: 'Fleet software of hosts (API), JSON',
  sample: 'constructed',
  namesNoHost: true,
  kinds: ['software', 'browser-extension'],
  document: {
    recognises: (document) => {
      const first = firstSoftware(document);
      return (
        isFields(first) &&
        'source' in first &&
        ('id' in first || 'versions' in first || 'installed_paths' in first)
      );
    },
    *rows(document) {
      if (!isFields(document)) return;
      if (document['hosts'] !== undefined) yield* rowsUnder(document, 'hosts', 'hosts', hostRows);
      else if (document['host'] !== undefined) yield* hostRows(document['host'], 'host');
      else yield* ownSoftware(document);
    },
  },
};

/** The first software that is anywhere in the document; a host may have none. */
function firstSoftware(document: unknown): unknown {
  if (!isFields(document)) return undefined;
  const hosts = [...listOf(document['hosts']), document['host'], document].filter(isFields);
  const lists = hosts.flatMap((host) => [listOf(host['software']), listOf(host['software_titles'])]);
  return lists.find((list) => list.length > 0)?.[0];
}

const askForSoftware = 'the API gives it with populate_software=true, once the host has reported it';

function* hostRows(host: unknown, at: string): Iterable<ImportedRow> {
  if (!isFields(host)) {
    yield { type: 'fault', at, message: 'expected an object' };
    return;
  }
  const name = textAt(host, 'hostname', 'display_name', 'computer_name', 'uuid') ?? 'unknown host';
  const owner = ownerOf(host, name);
  const { software } = host;
  if (owner.platform === undefined) yield* unknownPlatform(textAt(host, 'platform'));
  if (software === undefined || software === null)
    yield { type: 'fault', at, message: `${name} has no "software"; ${askForSoftware}` };
  else {
    if (Array.isArray(software) && software.length === 0)
      yield { type: 'fault', at, message: `"software" of ${name} is empty; ${askForSoftware}` };
    yield* rowsUnder(host, 'software', `${at}.software`, (entry, place) => softwareRows(entry, owner, place));
  }
}

/** A host by its name; its system counts more than what a source is mostly for. */
function ownerOf(host: Fields, name: string): Owner {
  const id = textAt(host, 'uuid', 'id');
  const platform = platformOf(textAt(host, 'platform')) ?? platformOf(textAt(host, 'os_version'));
  return { host: name, ...present({ hostId: id === name ? undefined : id, platform }) };
}

/** Software of the one host that the document is, or titles of no host. */
function* ownSoftware(document: Fields): Iterable<ImportedRow> {
  const host = textAt(document, 'hostname', 'display_name', 'computer_name');
  if (host === undefined) yield { type: 'remark', message: 'which hosts: this list of titles names none' };
  const key = 'software' in document ? 'software' : 'software_titles';
  const owner = host === undefined ? {} : ownerOf(document, host);
  yield* rowsUnder(document, key, key, (entry, at) => softwareRows(entry, owner, at));
}

/** A title of several versions is a row each. */
function* softwareRows(entry: unknown, owner: Owner, at: string): Iterable<ImportedRow> {
  const versions = isFields(entry) ? listOf(entry['versions']).filter(isFields) : [];
  const found = versions.length > 0 ? versions : [entry];
  for (const version of found)
    yield* checkedRow(
      isFields(entry) ? { ...entry, version: versionOf(version) } : entry,
      at,
      texts,
      (fields) => softwareItem(fields, textAt(fields, 'version'), owner, at),
    );
}

function versionOf(holder: unknown): unknown {
  return isFields(holder) ? holder['version'] : undefined;
}

const texts = ['name', 'version', 'source', 'vendor', 'bundle_identifier', 'application_id', 'extension_id'];

function softwareItem(entry: Fields, version: string | undefined, owner: Owner, at: string): Draft | string {
  const title = textAt(entry, 'name');
  const source = textAt(entry, 'source') ?? '';
  const extension = textAt(entry, 'extension_id');
  const name = extension ?? textAt(entry, 'bundle_identifier', 'application_id') ?? title;
  if (name === undefined) return 'a row without a name';
  const path = textAt({ path: listOf(entry['installed_paths'])[0] }, 'path');
  const common = { at, ...owner, ...present({ version, ref: textAt(entry, 'id') }) };
  if (languages.has(source)) {
    return {
      kind: 'software',
      name: `pkg:${source}/${name}`,
      displayName: name,
      ...common,
      attributes: { packageType: source },
    };
  }
  if (/_(?:extensions|addons|plugins)$/.test(source)) {
    const browser = textAt(entry, 'browser', 'extension_for');
    return {
      kind: 'browser-extension',
      name,
      ...common,
      ...present({ displayName: title, path }),
      attributes: present({ browser }),
    };
  }
  const release = textAt(entry, 'release');
  return {
    kind: 'software',
    name,
    ...common,
    ...(version !== undefined && release !== undefined && { version: `${version}-${release}` }),
    state: 'installed',
    ...present({
      collector: entryOf(collectors, source),
      displayName: title === name ? undefined : title,
      publisher: textAt(entry, 'vendor'),
      path: source === 'programs' ? windowsFile(path) : path,
      platform: owner.platform ?? entryOf(platforms, source),
    }),
  };
}
