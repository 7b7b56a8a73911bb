import { type Host, HostError } from './host.ts';
import { parsePlist } from './plist/parse-plist.ts';
import { PlistError, type PlistValue, plistText } from './plist/plist-value.ts';

const maxBytes = 1024 * 1024;

/** Which macOS a host is. */
export interface MacosIdentity {
  /** `macOS 14.5 (23F79)`; undefined where only the data volume is there, which does not say. */
  readonly os: string | undefined;
  readonly hostname: string | undefined;
}

/**
 * Reads who a macOS is: its version from SystemVersion.plist, its name from the preferences of SystemConfiguration.
 * `guard` takes what cannot be read.
 */
export async function identifyMacos(
  host: Host,
  guard: <T>(read: () => Promise<T>) => Promise<T | undefined>,
): Promise<MacosIdentity> {
  const version = await guard(() => readPlist(host, '/System/Library/CoreServices/SystemVersion.plist'));
  const settings = await guard(() =>
    readPlist(host, '/Library/Preferences/SystemConfiguration/preferences.plist'),
  );
  const [name, number, build] = ['ProductName', 'ProductVersion', 'ProductBuildVersion'].map((key) =>
    plistText(version, key),
  );
  const hostname =
    plistText(settings, 'System', 'System', 'HostName') ??
    plistText(settings, 'System', 'Network', 'HostNames', 'LocalHostName') ??
    plistText(settings, 'System', 'System', 'ComputerName');
  return {
    os:
      number === undefined
        ? undefined
        : [name ?? 'macOS', number, build && `(${build})`].filter(Boolean).join(' '),
    hostname,
  };
}

async function readPlist(host: Host, path: string): Promise<PlistValue | undefined> {
  const bytes = await host.files.read(path, { maxBytes });
  if (bytes === undefined) return undefined;
  try {
    return parsePlist(bytes);
  } catch (error) {
    if (!(error instanceof PlistError)) throw error;
    throw new HostError(error.reason, path, `${path}: ${error.message}`, error);
  }
}
