import { certificates, chromeExtensions, firefoxAddons, processes } from './osquery/any-tables.ts';
import { debPackages, kernelModules, rpmPackages, systemdUnits } from './osquery/linux-tables.ts';
import {
  apps,
  homebrewPackages,
  kernelExtensions,
  launchd,
  packageReceipts,
  systemExtensions,
} from './osquery/macos-tables.ts';
import type { OsqueryTable } from './osquery/osquery-table.ts';
import { drivers, programs, services, windowsSecurityProducts } from './osquery/windows-tables.ts';

/**
 * Columns whose words decide what a row is, or become other words in the item. What else a row gives an item is a text of
 * one column, trimmed, cut, or joined with others by signs; whether there is a row and of which kind depends, apart from
 * these, only on which columns are there and not blank. The prefilter relies on it (tests/cli/rows/same-report.test.ts).
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
 * The tables that become items, by name. Every value is a text. Of two that a row fits as well the first is taken.
 * Source: osquery specs/*.table (commit a5b14f63).
 */
export const osqueryTables: Readonly<Record<string, OsqueryTable>> = {
  programs,
  services,
  drivers,
  deb_packages: debPackages,
  rpm_packages: rpmPackages,
  apps,
  package_receipts: packageReceipts,
  homebrew_packages: homebrewPackages,
  launchd,
  systemd_units: systemdUnits,
  kernel_modules: kernelModules,
  kernel_extensions: kernelExtensions,
  system_extensions: systemExtensions,
  chrome_extensions: chromeExtensions,
  firefox_addons: firefoxAddons,
  windows_security_products: windowsSecurityProducts,
  certificates,
  processes,
};
