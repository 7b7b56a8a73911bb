import { quoted } from '../sql/dialects/common.ts';
import { type OsqueryPlatform, type TableRows, tableRows } from './tables.ts';

const columns = [
  'collector',
  'name',
  'display_name',
  'version',
  'publisher',
  'signer',
  'path',
  'installed_at',
  'state',
  'scope',
] as const;

/** A query that gives the rows of osquery's tables, and the marked paths that are there, in the shape of an inventory. */
export function inventoryQuery(platform: OsqueryPlatform, paths: readonly string[]): string {
  return [
    ...tableRows[platform].map((rows) => selectOf(rows, platform)),
    ...markerSelects(platform, paths),
  ].join('\nUNION ALL\n');
}

function selectOf(
  { table, kinds, columns: given, attributes, from = table }: TableRows,
  platform: string,
): string {
  const cells = columns.map(
    (name) => `${given[name] ?? (name === 'collector' ? "'osquery'" : 'NULL')} AS ${name}`,
  );
  const pairs = Object.entries(attributes ?? {}).map(([key, value]) => `${quoted(key)}, ${value}`);
  return [
    `SELECT '' AS host, ${given['kind'] ?? quoted(kinds[0] ?? '')} AS kind,`,
    `  ${cells.join(', ')},`,
    `  ${quoted(table)} AS origin, ${quoted(platform)} AS platform, NULL AS ref, ${pairs.length > 0 ? `json_object(${pairs.join(', ')})` : 'NULL'} AS attributes, 1 AS live`,
    `FROM ${from}`,
  ].join('\n');
}

/** Paths of files and registry keys. One without wildcards is asked for as it is; each pattern needs a query of its own. */
function markerSelects(platform: OsqueryPlatform, paths: readonly string[]): string[] {
  const keys = paths.filter(isRegistry).map((path) => path.replace(/^HKLM\\/i, 'HKEY_LOCAL_MACHINE\\'));
  const files = paths.filter((path) => !isRegistry(path));
  return [
    ...placesOf(files).map((where) => selectOf(fileRows(where), platform)),
    ...placesOf(keys).map((where) => selectOf(registryRows(where), platform)),
  ];
}

function placesOf(paths: readonly string[]): string[] {
  const plain = paths.filter((path) => !/[*?]/.test(path));
  return [
    ...(plain.length > 0 ? [`path IN (${plain.map(quoted).join(', ')})`] : []),
    // A single % stays within one name, as * does; what stands for ? is wider and left to the signature.
    ...paths
      .filter((path) => /[*?]/.test(path))
      .map((path) => `path LIKE ${quoted(path.replace(/[*?]+/g, '%'))}`),
  ];
}

function fileRows(where: string): TableRows {
  return {
    table: 'file',
    kinds: ['marker'],
    columns: { name: 'filename', path: "rtrim(path, '/')" },
    from: `file WHERE ${where}`,
  };
}

function registryRows(where: string): TableRows {
  return {
    table: 'registry',
    kinds: ['marker'],
    columns: { name: 'name', path: "replace(path, 'HKEY_LOCAL_MACHINE', 'HKLM')" },
    from: `registry WHERE ${where}`,
  };
}

/** Whether a path that the pack looks for is a registry key. */
export function isRegistry(path: string): boolean {
  return /^HK[A-Z_]+\\/i.test(path);
}

/** Whether osquery can look for the path: it knows no variables of the environment, and no other hive. */
export function canLookFor(path: string): boolean {
  return /^(\/|[A-Za-z]:\\|HKLM\\)/.test(path);
}
