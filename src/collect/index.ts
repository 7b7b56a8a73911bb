import type { Collector } from './collector.ts';
import { browserExtensions } from './common/browser-extensions.ts';
import { homebrew } from './common/homebrew.ts';
import { markers } from './common/markers.ts';
import { apk } from './linux/apk.ts';
import { dpkg } from './linux/dpkg.ts';
import { firstBoot } from './linux/first-boot.ts';
import { flatpak } from './linux/flatpak.ts';
import { keptPackages } from './linux/kept-packages.ts';
import { kernelModules } from './linux/kernel-modules.ts';
import { nix } from './linux/nix.ts';
import { packageSources } from './linux/package-sources.ts';
import { pacman } from './linux/pacman.ts';
import { portage } from './linux/portage.ts';
import { processes } from './linux/processes.ts';
import { rpm } from './linux/rpm.ts';
import { snap } from './linux/snap.ts';
import { systemdUnits } from './linux/systemd-units.ts';
import { sysvInit } from './linux/sysv-init.ts';
import { applications } from './macos/applications.ts';
import { configurationProfiles } from './macos/configuration-profiles.ts';
import { installerReceipts } from './macos/installer-receipts.ts';
import { kernelExtensions } from './macos/kernel-extensions.ts';
import { keychainCertificates } from './macos/keychain-certificates.ts';
import { launchdJobs } from './macos/launchd-jobs.ts';
import { runningApps } from './macos/running-apps.ts';
import { systemExtensions } from './macos/system-extensions.ts';
import { appxPackages } from './windows/appx-packages.ts';
import { cachedInstallers } from './windows/cached-installers.ts';
import { certificates } from './windows/certificates.ts';
import { deploymentCaches } from './windows/deployment-caches.ts';
import { minifilters } from './windows/minifilters.ts';
import { networkFilters } from './windows/network-filters.ts';
import { otherWindows } from './windows/other-windows.ts';
import { policyScripts } from './windows/policy-scripts.ts';
import { protectionState } from './windows/protection-state.ts';
import { runningPrograms } from './windows/running-programs.ts';
import { scheduledTasks } from './windows/scheduled-tasks.ts';
import { securityCenter } from './windows/security-center.ts';
import { services } from './windows/services.ts';
import { setupCommands } from './windows/setup-commands.ts';
import { softwareAssignments } from './windows/software-assignments.ts';
import { startupCommands } from './windows/startup-commands.ts';
import { systemDrivers } from './windows/system-drivers.ts';
import { uninstallKeys } from './windows/uninstall-keys.ts';
import { windowsMarkers } from './windows/windows-markers.ts';

/** Every collector, in the order in which a report names them. A new one is added here. */
export const collectors: readonly Collector[] = [
  dpkg,
  rpm,
  apk,
  pacman,
  portage,
  nix,
  snap,
  flatpak,
  homebrew,
  systemdUnits,
  sysvInit,
  kernelModules,
  processes,
  uninstallKeys,
  services,
  runningPrograms,
  minifilters,
  securityCenter,
  certificates,
  windowsMarkers,
  browserExtensions,
  scheduledTasks,
  appxPackages,
  systemDrivers,
  startupCommands,
  setupCommands,
  policyScripts,
  protectionState,
  networkFilters,
  cachedInstallers,
  softwareAssignments,
  deploymentCaches,
  otherWindows,
  applications,
  installerReceipts,
  launchdJobs,
  systemExtensions,
  kernelExtensions,
  runningApps,
  configurationProfiles,
  keychainCertificates,
  packageSources,
  firstBoot,
  keptPackages,
  markers,
];
