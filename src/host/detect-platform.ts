import type { Platform } from '../model/vocabulary.ts';
import { directoryHost } from './directory-host.ts';
import type { Host } from './host.ts';

/** Paths that only a system of one platform has; several, because images are trimmed in many ways. */
const linuxPaths = [
  '/etc/os-release',
  '/usr/lib/os-release',
  '/etc/debian_version',
  '/etc/redhat-release',
  '/var/lib/dpkg',
  '/lib/apk',
  '/usr/lib/apk',
  '/var/lib/apk',
  '/var/lib/rpm',
  '/usr/lib/sysimage/rpm',
  '/usr/share/rpm',
  '/var/lib/pacman',
  '/var/db/pkg',
  '/nix/store',
  '/var/lib/flatpak',
  '/var/lib/snapd',
  '/usr/lib/systemd',
  '/lib/modules',
  '/etc/init.d',
  '/usr/bin/env',
  '/bin/sh',
  '/etc/passwd',
];

/**
 * Which platform the system in a directory is, by its files, or undefined where none is recognised.
 * Throws TargetError where the directory cannot be used at all.
 */
export async function detectPlatform(directory: string): Promise<Platform | undefined> {
  return platformOf(await directoryHost(directory, 'linux'));
}

/** {@link detectPlatform} for a host that is open already, whatever platform it says it is. */
export async function platformOf(host: Host): Promise<Platform | undefined> {
  if (await isWindows(host)) return 'windows';
  if (await isMacos(host)) return 'macos';
  for (const path of linuxPaths) {
    if ((await host.files.lstat(path)) !== undefined) return 'linux';
  }
  return undefined;
}

/** Folders that together only the data volume of a macOS has, which since 10.15 is a volume of its own. */
const dataVolume = ['/Applications', '/Library/LaunchDaemons', '/private/var/db', '/Users'];

async function isMacos(host: Host): Promise<boolean> {
  const isThere = async (path: string) => (await host.files.stat(path))?.type === 'directory';
  if (await isThere('/System/Library/CoreServices')) return true;
  for (const path of dataVolume) if (!(await isThere(path))) return false;
  return true;
}

/** Windows folds case, so the folder may be written Windows, WINDOWS or windows. */
async function isWindows(host: Host): Promise<boolean> {
  const windows = (await host.files.list('/')).find((entry) => entry.name.toLowerCase() === 'windows');
  if (windows === undefined) return false;
  const inside = await host.files.list(`/${windows.name}`);
  return inside.some((entry) => entry.name.toLowerCase() === 'system32');
}
