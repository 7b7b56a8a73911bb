import type { Item } from '../../model/item.ts';
import type { ItemKind, ItemState } from '../../model/vocabulary.ts';
import { dateOf, entryOf, present, productCodeOf, textAt } from './fields.ts';
import type { Draft, Fields } from './importer.ts';
import { windowsFile, windowsProgram } from './windows-place.ts';

type Made = Omit<Draft, 'at'>;

/** One table of osquery: the columns that only it has, and how a row becomes an item. Undefined for a row that is nothing. */
export interface OsqueryTable {
  readonly kinds: readonly ItemKind[];
  /** Columns that tell this table from the others; the table with the most of them present is the one. */
  readonly marks: readonly string[];
  readonly item: (row: Fields) => Made | undefined | string;
}

/** Words of osquery's services table, as the collector of our own says them. */
const starts: Readonly<Record<string, string>> = {
  BOOT_START: 'boot',
  SYSTEM_START: 'system',
  AUTO_START: 'auto',
  DEMAND_START: 'manual',
  DISABLED: 'disabled',
};

/**
 * Columns whose words decide what a row is, or become other words in the item. What else a row gives an item is a text of
 * one column, trimmed, cut, or joined with others by signs; whether there is a row and of which kind depends, apart from
 * these, only on which columns are there and not blank. The prefilter relies on it (tests/cli/rows/osquery-lane.test.ts).
 */
export const wordColumns: ReadonlySet<string> = new Set([
  'service_type',
  'start_type',
  'status',
  'state',
  'type',
  'disabled',
  'load_state',
  'active_state',
  'sub_state',
  'unit_file_state',
]);

/** Columns of Windows paths, in which variables (`%windir%`) are put in. */
export const pathColumns: ReadonlySet<string> = new Set([
  'install_location',
  'module_path',
  'path',
  'image',
  'remediation_path',
]);

/** Runs of letters and digits in small letters that paths get which the row does not hold (see windows-place.ts). */
export const addedRuns: readonly string[] = ['c', 'windows'];

/**
 * The tables that become items, by name. Every value is a text.
 * Source: osquery specs/*.table (commit a5b14f63).
 */
export const osqueryTables: Readonly<Record<string, OsqueryTable>> = {
  programs: {
    kinds: ['software'],
    marks: ['identifying_number', 'uninstall_string', 'install_source', 'upgrade_code'],
    item: (row) => {
      const productCode = productCodeOf(textAt(row, 'identifying_number'));
      const upgradeCode = productCodeOf(textAt(row, 'upgrade_code'));
      return named(row, 'name', {
        kind: 'software',
        publisher: textAt(row, 'publisher'),
        path: windowsFile(textAt(row, 'install_location')),
        installedAt: dateOf(textAt(row, 'install_date')),
        state: 'installed',
        platform: 'windows',
        attributes: present({ productCode, upgradeCode }),
      });
    },
  },
  services: {
    kinds: ['service', 'driver'],
    marks: ['service_type', 'start_type', 'win32_exit_code', 'module_path'],
    item: (row) => {
      const isDriver = /driver/i.test(textAt(row, 'service_type') ?? '');
      const start = entryOf(starts, textAt(row, 'start_type'));
      const status = textAt(row, 'status');
      return named(row, 'name', {
        kind: isDriver ? 'driver' : 'service',
        displayName: textAt(row, 'display_name'),
        path: windowsProgram(textAt(row, 'module_path', 'path')),
        state: isDriver ? driverState(status, start) : serviceState(status),
        platform: 'windows',
        attributes: present({ start, description: textAt(row, 'description')?.slice(0, 300) }),
      });
    },
  },
  drivers: {
    kinds: ['driver'],
    marks: ['device_id', 'device_name', 'inf', 'driver_key', 'service_key'],
    item: (row) => {
      const path = windowsProgram(textAt(row, 'image'));
      const name =
        textAt(row, 'service') ??
        path
          ?.split('\\')
          .at(-1)
          ?.replace(/\.sys$/i, '');
      // A device without a driver of its own (a disk, a monitor) names neither service nor file.
      if (name === undefined) return undefined;
      return made({
        kind: 'driver',
        name,
        displayName: textAt(row, 'description', 'device_name'),
        version: textAt(row, 'version'),
        publisher: textAt(row, 'provider', 'manufacturer'),
        path,
        state: 'installed',
        platform: 'windows',
        attributes: present({ inf: textAt(row, 'inf') }),
      });
    },
  },
  deb_packages: {
    kinds: ['software'],
    marks: ['maintainer', 'admindir', 'revision', 'priority', 'section'],
    item: (row) => {
      const status = textAt(row, 'status');
      const word = status?.split(/\s+/).at(-1);
      if (word === 'not-installed') return undefined;
      return named(row, 'name', {
        kind: 'software',
        collector: 'dpkg',
        publisher: textAt(row, 'maintainer'),
        state:
          word === 'config-files'
            ? 'config-files'
            : /^half|^unpacked/.test(word ?? '')
              ? 'half-installed'
              : 'installed',
        platform: 'linux',
        attributes: present({ architecture: textAt(row, 'arch'), dpkgStatus: status }),
      });
    },
  },
  rpm_packages: {
    kinds: ['software'],
    marks: ['release', 'epoch', 'sha1', 'package_group', 'install_time', 'vendor'],
    item: (row) => {
      const version = textAt(row, 'version');
      const release = textAt(row, 'release');
      const epoch = textAt(row, 'epoch');
      return named(row, 'name', {
        kind: 'software',
        collector: 'rpm',
        version:
          version === undefined
            ? undefined
            : `${epoch && epoch !== '0' ? `${epoch}:` : ''}${version}${release ? `-${release}` : ''}`,
        publisher: textAt(row, 'vendor'),
        installedAt: dateOf(textAt(row, 'install_time')),
        state: 'installed',
        platform: 'linux',
        attributes: present({ architecture: textAt(row, 'arch') }),
      });
    },
  },
  apps: {
    kinds: ['software'],
    marks: ['bundle_identifier', 'bundle_executable', 'bundle_short_version', 'last_opened_time'],
    item: (row) => {
      const title = textAt(row, 'display_name', 'bundle_name') ?? textAt(row, 'name')?.replace(/\.app$/, '');
      const name = textAt(row, 'bundle_identifier') ?? title;
      if (name === undefined) return 'a row without a name';
      return made({
        kind: 'software',
        name,
        displayName: title,
        version: textAt(row, 'bundle_short_version', 'bundle_version'),
        path: textAt(row, 'path'),
        state: 'installed',
        platform: 'macos',
      });
    },
  },
  package_receipts: {
    kinds: ['software'],
    marks: ['package_id', 'package_filename', 'installer_name'],
    item: (row) =>
      named(row, 'package_id', {
        kind: 'software',
        path: textAt(row, 'path'),
        installedAt: dateOf(textAt(row, 'install_time')),
        platform: 'macos',
      }),
  },
  homebrew_packages: {
    kinds: ['software'],
    marks: ['prefix', 'auto_updates', 'app_name'],
    item: (row) =>
      named(row, 'name', {
        kind: 'software',
        collector: 'homebrew',
        path: textAt(row, 'path'),
        state: 'installed',
      }),
  },
  launchd: {
    kinds: ['service'],
    marks: ['label', 'run_at_load', 'keep_alive', 'program_arguments', 'on_demand'],
    item: (row) => {
      const name = textAt(row, 'label') ?? textAt(row, 'name')?.replace(/\.plist$/, '');
      if (name === undefined) return 'a row without a label';
      const program = textAt(row, 'program') ?? textAt(row, 'program_arguments')?.split(/ (?=-)/)[0];
      const disabled = textAt(row, 'disabled') === '1';
      return made({
        kind: 'service',
        name,
        path: program?.startsWith('/') ? program : undefined,
        state: disabled ? 'disabled' : 'enabled',
        platform: 'macos',
        attributes: present({ job: textAt(row, 'path') }),
      });
    },
  },
  systemd_units: {
    kinds: ['service'],
    marks: ['active_state', 'sub_state', 'load_state', 'fragment_path', 'unit_file_state'],
    item: (row) => {
      // A unit that others only mention has no file and is none.
      if (textAt(row, 'load_state') === 'not-found') return undefined;
      return named(row, 'id', {
        kind: 'service',
        state: unitState(row),
        platform: 'linux',
        attributes: present({ unitFile: textAt(row, 'fragment_path') }),
      });
    },
  },
  kernel_modules: {
    kinds: ['driver'],
    marks: ['used_by', 'address'],
    item: (row) => named(row, 'name', { kind: 'driver', state: 'loaded', platform: 'linux' }),
  },
  kernel_extensions: {
    kinds: ['driver'],
    marks: ['linked_against', 'refs', 'idx'],
    item: (row) =>
      named(row, 'name', { kind: 'driver', path: textAt(row, 'path'), state: 'loaded', platform: 'macos' }),
  },
  system_extensions: {
    kinds: ['driver'],
    marks: ['bundle_path', 'team', 'mdm_managed', 'UUID'],
    item: (row) => {
      const state = textAt(row, 'state')?.replaceAll('_', ' ');
      return named(row, 'identifier', {
        kind: 'driver',
        path: textAt(row, 'path', 'bundle_path'),
        state: state === 'activated enabled' ? 'loaded' : 'disabled',
        platform: 'macos',
        attributes: present({ extensionState: state, teamId: textAt(row, 'team') }),
      });
    },
  },
  chrome_extensions: {
    kinds: ['browser-extension'],
    marks: ['browser_type', 'profile_path', 'from_webstore', 'referenced_identifier'],
    item: (row) => {
      const name = textAt(row, 'identifier', 'referenced_identifier') ?? textAt(row, 'name');
      if (name === undefined) return 'a row without an identifier';
      return made({
        kind: 'browser-extension',
        name,
        displayName: textAt(row, 'name'),
        version: textAt(row, 'version'),
        path: textAt(row, 'path'),
        scope: textAt(row, 'uid'),
        attributes: present({ browser: textAt(row, 'browser_type'), profile: textAt(row, 'profile') }),
      });
    },
  },
  firefox_addons: {
    kinds: ['browser-extension'],
    marks: ['creator', 'visible', 'autoupdate', 'active'],
    item: (row) => {
      const name = textAt(row, 'identifier') ?? textAt(row, 'name');
      if (name === undefined) return 'a row without an identifier';
      return made({
        kind: 'browser-extension',
        name,
        displayName: textAt(row, 'name'),
        version: textAt(row, 'version'),
        publisher: textAt(row, 'creator'),
        path: textAt(row, 'path'),
        scope: textAt(row, 'uid'),
        attributes: { browser: 'firefox' },
      });
    },
  },
  windows_security_products: {
    kinds: ['security-provider'],
    marks: ['remediation_path', 'state_timestamp', 'signatures_up_to_date'],
    item: (row) =>
      named(row, 'name', {
        kind: 'security-provider',
        path: windowsProgram(textAt(row, 'remediation_path')),
        state: /^on$/i.test(textAt(row, 'state') ?? '') ? 'enabled' : 'disabled',
        platform: 'windows',
        attributes: present({ category: textAt(row, 'type')?.toLowerCase() }),
      }),
  },
  certificates: {
    kinds: ['certificate'],
    marks: ['common_name', 'subject', 'not_valid_after', 'self_signed'],
    item: (row) =>
      named(row, 'common_name', {
        kind: 'certificate',
        path: textAt(row, 'path'),
        attributes: present({
          subject: textAt(row, 'subject')?.slice(0, 300),
          issuer: textAt(row, 'issuer')?.slice(0, 300),
          store: textAt(row, 'store'),
        }),
      }),
  },
  processes: {
    kinds: ['process'],
    marks: ['cmdline', 'parent', 'resident_size', 'pgroup'],
    item: (row) => named(row, 'name', { kind: 'process', path: textAt(row, 'path'), state: 'running' }),
  },
};

type Parts = { readonly [Key in keyof Omit<Item, 'origin' | 'collector'>]?: Item[Key] | undefined } & {
  readonly collector?: string;
};

/** A row whose name stands in `key`, with the version where the table has one. */
function named(row: Fields, key: string, parts: Parts): Made | string {
  const name = textAt(row, key);
  if (name === undefined) return `a row without "${key}"`;
  return made({ version: textAt(row, 'version'), ...parts, name });
}

function made(parts: Parts): Made {
  const { kind, name, ...rest } = parts;
  return { kind: kind ?? 'software', name: name ?? '', ...present(rest) } as Made;
}

function serviceState(status: string | undefined): ItemState | undefined {
  if (status === undefined) return undefined;
  return /^(?:RUNNING|START_PENDING|PAUSED|PAUSE_PENDING|CONTINUE_PENDING)$/i.test(status)
    ? 'running'
    : 'stopped';
}

/** A driver that rests says what it does at start, as our own collector does. */
function driverState(status: string | undefined, start: string | undefined): ItemState {
  if (/^RUNNING$/i.test(status ?? '')) return 'loaded';
  return start === 'disabled' ? 'disabled' : start === 'manual' || start === undefined ? 'static' : 'enabled';
}

function unitState(row: Fields): ItemState {
  if (textAt(row, 'load_state') === 'masked') return 'masked';
  const active = textAt(row, 'active_state');
  if (active === 'failed') return 'failed';
  if (active === 'active' && textAt(row, 'sub_state') === 'running') return 'running';
  const file = textAt(row, 'unit_file_state');
  if (file === 'disabled' || file === 'masked') return file;
  if (active !== undefined) return 'stopped';
  return file?.startsWith('enabled') ? 'enabled' : 'static';
}
