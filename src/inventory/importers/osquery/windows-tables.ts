import type { ItemState } from '../../../model/vocabulary.ts';
import { dateOf, entryOf, present, productCodeOf, textAt } from '../fields.ts';
import { windowsFile, windowsProgram } from '../windows-place.ts';
import { made, named, type OsqueryTable } from './osquery-table.ts';

/** Rows of `programs`. */
export const programs: OsqueryTable = {
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
};

/** Rows of `services`. */
export const services: OsqueryTable = {
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
};

/** Rows of `drivers`. */
export const drivers: OsqueryTable = {
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
};

/** Rows of `windows_security_products`. */
export const windowsSecurityProducts: OsqueryTable = {
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
};

/** Words of osquery's services table, as the collector of our own says them. */
const starts: Readonly<Record<string, string>> = {
  BOOT_START: 'boot',
  SYSTEM_START: 'system',
  AUTO_START: 'auto',
  DEMAND_START: 'manual',
  DISABLED: 'disabled',
};

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
