import type { ItemKind } from '../../model/vocabulary.ts';
import { windowsProgram } from './windows-program.ts';

/** A platform that osquery runs on, by our name and by osquery's. */
export const osqueryPlatforms = [
  { platform: 'linux', osquery: 'linux' },
  { platform: 'macos', osquery: 'darwin' },
  { platform: 'windows', osquery: 'windows' },
] as const;
/** One of {@link osqueryPlatforms}. */
export type OsqueryPlatform = (typeof osqueryPlatforms)[number]['platform'];

/** How rows of one table become rows of an inventory: an SQL expression for each column that the table can tell. */
export interface TableRows {
  readonly table: string;
  readonly kinds: readonly ItemKind[];
  /** Expressions by column of the inventory; `kind` is given where one table holds several. */
  readonly columns: Readonly<Record<string, string>>;
  /** Expressions by key of an attribute. */
  readonly attributes?: Readonly<Record<string, string>>;
  /** FROM and what follows it, where it is more than the table. */
  readonly from?: string;
}

const started = `CASE start_type WHEN 'BOOT_START' THEN 'boot' WHEN 'SYSTEM_START' THEN 'system' WHEN 'AUTO_START' THEN 'auto' WHEN 'DEMAND_START' THEN 'manual' WHEN 'DISABLED' THEN 'disabled' END`;

const processes: TableRows = {
  table: 'processes',
  kinds: ['process'],
  columns: { name: 'name', path: 'path', state: "'running'" },
};
const certificates: TableRows = {
  table: 'certificates',
  kinds: ['certificate'],
  columns: { name: 'common_name', path: 'path' },
  attributes: { subject: 'subject', issuer: 'issuer' },
};
// Without a user these two tables show that of osquery alone.
const chromeExtensions: TableRows = {
  table: 'chrome_extensions',
  kinds: ['browser-extension'],
  columns: {
    name: "COALESCE(NULLIF(identifier, ''), NULLIF(referenced_identifier, ''), name)",
    display_name: 'name',
    version: 'version',
    path: 'path',
    scope: 'CAST(uid AS TEXT)',
  },
  attributes: { browser: 'browser_type', profile: 'profile' },
  from: 'chrome_extensions WHERE uid IN (SELECT uid FROM users)',
};
const firefoxAddons: TableRows = {
  table: 'firefox_addons',
  kinds: ['browser-extension'],
  columns: {
    name: "COALESCE(NULLIF(identifier, ''), name)",
    display_name: 'name',
    version: 'version',
    publisher: 'creator',
    path: 'path',
    scope: 'CAST(uid AS TEXT)',
  },
  attributes: { browser: "'firefox'" },
  from: 'firefox_addons WHERE uid IN (SELECT uid FROM users)',
};

const everywhere = [processes, certificates, chromeExtensions, firefoxAddons];

/**
 * The tables that are asked on each platform, read as inventory/importers/osquery-tables.ts reads their rows.
 * Source: osquery specs/*.table (commit a5b14f63).
 */
export const tableRows: Readonly<Record<OsqueryPlatform, readonly TableRows[]>> = {
  linux: [
    {
      table: 'deb_packages',
      kinds: ['software'],
      columns: {
        collector: "'dpkg'",
        name: 'name',
        version: 'version',
        publisher: 'maintainer',
        state:
          "CASE WHEN status LIKE '%config-files' THEN 'config-files' WHEN status LIKE '% half-%' OR status LIKE '% unpacked' THEN 'half-installed' ELSE 'installed' END",
      },
      attributes: { architecture: 'arch', dpkgStatus: 'status' },
      from: "deb_packages WHERE status NOT LIKE '%not-installed'",
    },
    {
      table: 'rpm_packages',
      kinds: ['software'],
      columns: {
        collector: "'rpm'",
        name: 'name',
        version: "CASE WHEN epoch > 0 THEN epoch || ':' ELSE '' END || version || '-' || release",
        publisher: 'vendor',
        state: "'installed'",
      },
      attributes: { architecture: 'arch' },
    },
    {
      table: 'systemd_units',
      kinds: ['service'],
      columns: {
        name: 'id',
        state:
          "CASE WHEN load_state = 'masked' THEN 'masked' WHEN active_state = 'failed' THEN 'failed' WHEN active_state = 'active' AND sub_state = 'running' THEN 'running' WHEN unit_file_state IN ('disabled', 'masked') THEN unit_file_state ELSE 'stopped' END",
      },
      attributes: { unitFile: 'fragment_path' },
      from: "systemd_units WHERE load_state <> 'not-found'",
    },
    {
      table: 'kernel_modules',
      kinds: ['driver'],
      columns: { name: 'name', state: "'loaded'" },
    },
    ...everywhere,
  ],
  macos: [
    {
      table: 'apps',
      kinds: ['software'],
      columns: {
        name: "COALESCE(NULLIF(bundle_identifier, ''), NULLIF(display_name, ''), NULLIF(bundle_name, ''), name)",
        display_name:
          "COALESCE(NULLIF(display_name, ''), NULLIF(bundle_name, ''), replace(name, '.app', ''))",
        version: "COALESCE(NULLIF(bundle_short_version, ''), bundle_version)",
        path: 'path',
        state: "'installed'",
      },
    },
    {
      table: 'package_receipts',
      kinds: ['software'],
      columns: { name: 'package_id', version: 'version', path: 'path' },
    },
    {
      table: 'homebrew_packages',
      kinds: ['software'],
      columns: {
        collector: "'homebrew'",
        name: 'name',
        version: 'version',
        path: 'path',
        state: "'installed'",
      },
    },
    {
      table: 'launchd',
      kinds: ['service'],
      columns: {
        name: "COALESCE(NULLIF(label, ''), replace(name, '.plist', ''))",
        path: "NULLIF(COALESCE(NULLIF(program, ''), CASE WHEN instr(program_arguments, ' -') > 0 THEN substr(program_arguments, 1, instr(program_arguments, ' -') - 1) ELSE program_arguments END), '')",
        state: "CASE disabled WHEN '1' THEN 'disabled' ELSE 'enabled' END",
      },
      attributes: { job: 'path' },
    },
    {
      table: 'kernel_extensions',
      kinds: ['driver'],
      columns: { name: 'name', version: 'version', path: 'path', state: "'loaded'" },
    },
    {
      table: 'system_extensions',
      kinds: ['driver'],
      columns: {
        name: 'identifier',
        version: 'version',
        path: "COALESCE(NULLIF(path, ''), bundle_path)",
        state: "CASE replace(state, '_', ' ') WHEN 'activated enabled' THEN 'loaded' ELSE 'disabled' END",
      },
      attributes: { extensionState: "replace(state, '_', ' ')", teamId: 'team' },
    },
    ...everywhere,
  ],
  windows: [
    {
      table: 'programs',
      kinds: ['software'],
      columns: {
        name: 'name',
        version: 'version',
        publisher: 'publisher',
        path: 'install_location',
        state: "'installed'",
      },
      attributes: { productCode: "CASE WHEN identifying_number LIKE '{%}' THEN identifying_number END" },
    },
    {
      table: 'services',
      kinds: ['service', 'driver'],
      columns: {
        kind: "CASE WHEN service_type LIKE '%driver%' THEN 'driver' ELSE 'service' END",
        name: 'name',
        display_name: 'display_name',
        path: windowsProgram("COALESCE(NULLIF(module_path, ''), path)"),
        state: `CASE WHEN service_type LIKE '%driver%' THEN CASE WHEN status = 'RUNNING' THEN 'loaded' WHEN start_type = 'DISABLED' THEN 'disabled' WHEN start_type = 'DEMAND_START' THEN 'static' ELSE 'enabled' END WHEN status IN ('RUNNING', 'START_PENDING', 'PAUSED', 'PAUSE_PENDING', 'CONTINUE_PENDING') THEN 'running' ELSE 'stopped' END`,
      },
      attributes: { start: started },
    },
    {
      table: 'drivers',
      kinds: ['driver'],
      columns: {
        name: 'service',
        display_name: "COALESCE(NULLIF(description, ''), device_name)",
        version: 'version',
        publisher: "COALESCE(NULLIF(provider, ''), manufacturer)",
        path: windowsProgram('image'),
        state: "'installed'",
      },
      from: "drivers WHERE service <> ''",
    },
    {
      table: 'windows_security_products',
      kinds: ['security-provider'],
      columns: {
        name: 'name',
        path: windowsProgram('remediation_path'),
        state: "CASE lower(state) WHEN 'on' THEN 'enabled' ELSE 'disabled' END",
      },
      attributes: { category: 'lower(type)' },
    },
    {
      table: 'scheduled_tasks',
      kinds: ['scheduled-task'],
      columns: {
        name: 'name',
        path: 'path',
        state: "CASE enabled WHEN 1 THEN 'enabled' ELSE 'disabled' END",
      },
    },
    ...everywhere,
  ],
};
