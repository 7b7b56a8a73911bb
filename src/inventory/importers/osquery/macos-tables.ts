import { dateOf, present, textAt } from '../fields.ts';
import { made, named, type OsqueryTable } from './osquery-table.ts';

/** Rows of `apps`. */
export const apps: OsqueryTable = {
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
};

/** Rows of `package_receipts`. */
export const packageReceipts: OsqueryTable = {
  kinds: ['software'],
  marks: ['package_id', 'package_filename', 'installer_name'],
  item: (row) =>
    named(row, 'package_id', {
      kind: 'software',
      path: textAt(row, 'path'),
      installedAt: dateOf(textAt(row, 'install_time')),
      platform: 'macos',
    }),
};

/** Rows of `homebrew_packages`. */
export const homebrewPackages: OsqueryTable = {
  kinds: ['software'],
  marks: ['prefix', 'auto_updates', 'app_name'],
  item: (row) =>
    named(row, 'name', {
      kind: 'software',
      collector: 'homebrew',
      path: textAt(row, 'path'),
      state: 'installed',
    }),
};

/** Rows of `launchd`. */
export const launchd: OsqueryTable = {
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
};

/** Rows of `kernel_extensions`. */
export const kernelExtensions: OsqueryTable = {
  kinds: ['driver'],
  marks: ['linked_against', 'refs', 'idx'],
  item: (row) =>
    named(row, 'name', { kind: 'driver', path: textAt(row, 'path'), state: 'loaded', platform: 'macos' }),
};

/** Rows of `system_extensions`. */
export const systemExtensions: OsqueryTable = {
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
};
