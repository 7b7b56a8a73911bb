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
  kinds: ['software', 'browser-extension'],
  document: {
    recognises: (document) => {
      const first = softwareLists(document)[0]?.list[0];
      return (
        isFields(first) &&
        'source' in first &&
        ('id' in first || 'versions' in first || 'installed_paths' in first)
      );
    },
    *rows(document) {
      for (const { list, host, place } of softwareLists(document)) {
        if (host === undefined)
          yield { type: 'remark', message: 'which hosts: this list of titles names none' };
        for (const [index, entry] of list.entries()) yield* softwareRows(entry, host, `${place}[${index}]`);
      }
    },
  },
};

interface SoftwareList {
  readonly list: readonly unknown[];
  readonly host: string | undefined;
  readonly place: string;
}

function softwareLists(document: unknown): SoftwareList[] {
  if (!isFields(document)) return [];
  const hosts = listOf(document['hosts']);
  if (hosts.length > 0) {
    return hosts.flatMap((host, index) => (isFields(host) ? [ofHost(host, `hosts[${index}].software`)] : []));
  }
  if (isFields(document['host'])) return [ofHost(document['host'], 'host.software')];
  const host = textAt(document, 'hostname', 'display_name', 'computer_name');
  for (const key of ['software', 'software_titles'] as const) {
    if (Array.isArray(document[key])) return [{ list: document[key], host, place: key }];
  }
  return [];
}

function ofHost(host: Fields, place: string): SoftwareList {
  return {
    list: listOf(host['software']),
    host: textAt(host, 'hostname', 'display_name', 'computer_name', 'uuid') ?? 'unknown host',
    place,
  };
}

function* softwareRows(entry: unknown, host: string | undefined, at: string): Iterable<ImportedRow> {
  if (!isFields(entry)) {
    yield { type: 'fault', at, message: 'expected an object' };
    return;
  }
  const versions = listOf(entry['versions']).filter(isFields);
  const found =
    versions.length > 0 ? versions.map((version) => textAt(version, 'version')) : [textAt(entry, 'version')];
  for (const version of found) {
    const draft = softwareItem(entry, version, host, at);
    yield typeof draft === 'string' ? { type: 'fault', at, message: draft } : { type: 'item', draft };
  }
}

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
