import type { Exporter } from './exported.ts';

/** An engine that `phaseout export` writes for. */
export interface Engine {
  readonly id: string;
  /** What comes out, in a line. */
  readonly about: string;
  /** Values of `--dialect`, the usual one first; empty where there is nothing to choose. */
  readonly dialects: readonly string[];
  /** Whether all is in one file, or several files belong together. */
  readonly makes: 'file' | 'folder';
  /** Loaded only when it is asked for. */
  load(): Promise<Exporter>;
}

/** The engines, in the order of the help. */
export const engines: readonly Engine[] = [
  {
    id: 'osquery',
    about: 'a pack for osquery and policies for Fleet',
    dialects: [],
    makes: 'folder',
    load: async () => (await import('./osquery/export-osquery.ts')).exportOsquery,
  },
  {
    id: 'sql',
    about: 'one query that matches a table of inventories where it lies',
    dialects: ['duckdb', 'sqlite', 'postgres', 'clickhouse', 'trino', 'spark'],
    makes: 'file',
    load: async () => (await import('./sql/export-sql.ts')).exportSql,
  },
  {
    id: 'kql',
    about: 'queries for Microsoft Defender advanced hunting and for Intune device query',
    dialects: ['defender', 'intune'],
    makes: 'folder',
    load: async () => (await import('./kql/export-kql.ts')).exportKql,
  },
  {
    id: 'powershell',
    about: 'a detection script for Windows that needs nothing else, for the platform that runs it',
    dialects: ['plain', 'intune', 'intune-win32', 'ninjaone', 'datto', 'n-sight', 'n-central', 'connectwise'],
    makes: 'file',
    load: async () => (await import('./powershell/export-powershell.ts')).exportPowerShell,
  },
  {
    id: 'ansible',
    about: 'a collection that runs phaseout itself on every host, fetches the reports and rolls them up',
    dialects: [],
    makes: 'folder',
    load: async () => (await import('./ansible/export-ansible.ts')).exportAnsible,
  },
];
