import { checkedRow, rowsUnder } from './checked-rows.ts';
import { entryOf, isFields, listOf, present, textAt } from './fields.ts';
import type { Draft, Fields, ImportedRow, Importer } from './importer.ts';
import { osqueryTables } from './osquery-tables.ts';
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
/** Sources with another name than osquery's table. */
const tables: Readonly<Record<string, string>> = {
  ios_apps: 'apps',
  ipados_apps: 'apps',
  pkg_packages: 'package_receipts',
};

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
  const { software } = host;
  if (software === undefined || software === null)
    yield { type: 'fault', at, message: `${name} has no "software"; ${askForSoftware}` };
  else {
    if (Array.isArray(software) && software.length === 0)
      yield { type: 'fault', at, message: `"software" of ${name} is empty; ${askForSoftware}` };
    yield* rowsUnder(host, 'software', `${at}.software`, (entry, place) => softwareRows(entry, name, place));
  }
}

/** Software of the one host that the document is, or titles of no host. */
function* ownSoftware(document: Fields): Iterable<ImportedRow> {
  const host = textAt(document, 'hostname', 'display_name', 'computer_name');
  if (host === undefined) yield { type: 'remark', message: 'which hosts: this list of titles names none' };
  const key = 'software' in document ? 'software' : 'software_titles';
  yield* rowsUnder(document, key, key, (entry, at) => softwareRows(entry, host, at));
}

/** A title of several versions is a row each. */
function* softwareRows(entry: unknown, host: string | undefined, at: string): Iterable<ImportedRow> {
  const versions = isFields(entry) ? listOf(entry['versions']).filter(isFields) : [];
  const found = versions.length > 0 ? versions : [entry];
  for (const version of found)
    yield* checkedRow(
      isFields(entry) ? { ...entry, version: versionOf(version) } : entry,
      at,
      texts,
      (fields) => softwareItem(fields, textAt(fields, 'version'), host, at),
    );
}

function versionOf(holder: unknown): unknown {
  return isFields(holder) ? holder['version'] : undefined;
}

const texts = ['name', 'version', 'source', 'vendor', 'bundle_identifier', 'extension_id'];

function softwareItem(
  entry: Fields,
  version: string | undefined,
  host: string | undefined,
  at: string,
): Draft | string {
  const title = textAt(entry, 'name');
  const source = textAt(entry, 'source') ?? '';
  const extension = textAt(entry, 'extension_id');
  const name = extension ?? textAt(entry, 'bundle_identifier') ?? title;
  if (name === undefined) return 'a row without a name';
  const path = textAt({ path: listOf(entry['installed_paths'])[0] }, 'path');
  const common = { at, ...present({ version, host, ref: textAt(entry, 'id') }) };
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
  const table = entryOf(tables, source) ?? source;
  const isKnown = Object.hasOwn(osqueryTables, table);
  const platform = {
    programs: 'windows',
    deb_packages: 'linux',
    rpm_packages: 'linux',
    apps: 'macos',
    package_receipts: 'macos',
  } as const;
  const collector = { deb_packages: 'dpkg', rpm_packages: 'rpm', homebrew_packages: 'homebrew' } as const;
  const release = textAt(entry, 'release');
  return {
    kind: 'software',
    name,
    ...common,
    ...(version !== undefined && release !== undefined && { version: `${version}-${release}` }),
    state: 'installed',
    ...present({
      collector: Object.hasOwn(collector, table) ? collector[table as keyof typeof collector] : undefined,
      displayName: title === name ? undefined : title,
      publisher: textAt(entry, 'vendor'),
      path: table === 'programs' ? windowsFile(path) : path,
      platform:
        isKnown && Object.hasOwn(platform, table) ? platform[table as keyof typeof platform] : undefined,
    }),
  };
}
