import type { Platform } from '../../model/vocabulary.ts';
import type { Table } from './table.ts';

const thirtyDays = '| where Timestamp > ago(30d)';
const everySystem: readonly Platform[] = ['windows', 'linux', 'macos'];

/** What `OSPlatform` says for each system. Source: the columns' descriptions in defender-docs. */
const systems: Readonly<Record<Platform, string>> = {
  windows: 'OSPlatform startswith "Windows"',
  linux: 'OSPlatform =~ "Linux"',
  macos: 'OSPlatform =~ "macOS"',
  android: 'OSPlatform =~ "Android"',
  ios: 'OSPlatform in~ ("iOS", "iPadOS")',
};

/** A file's path with slashes, whether the folder's column holds the file's name (as it does in practice) or not. */
const wholePath =
  '| extend Path = replace_string(iff(FolderPath endswith FileName, FolderPath, strcat(FolderPath, "/", FileName)), "\\\\", "/")';
/** The program of a command line: without quotes, `\\??\\` and arguments. */
const programOfImage =
  '| extend Path = replace_string(extract("(?i)^\\"?(?:\\\\\\\\[?][?]\\\\\\\\)?(.+?[.](?:exe|sys|dll|com))(?:[\\"\\\\s,]|$)", 1, Image), "\\\\", "/")';
const deviceNames =
  '| join kind=leftouter (DeviceInfo | summarize arg_max(Timestamp, DeviceName) by DeviceId | project DeviceId, DeviceName) on DeviceId';

/**
 * Tables of Defender advanced hunting. Those of vulnerability management hold what is there now, those of events what
 * happened in the last 30 days. Source of every column:
 * MicrosoftDocs/defender-docs, defender-xdr/advanced-hunting-*-table.md; the action DriverLoad: public queries.
 */
export const defenderTables: readonly Table[] = [
  {
    id: 'software',
    kinds: ['software'],
    platforms: [...everySystem, 'android', 'ios'],
    about:
      'What vulnerability management lists as installed now. Its names are normalised (lower case, underscores): editions that differ only in the display name are one, and some are not in its catalogue.',
    source: (platform) => ['DeviceTvmSoftwareInventory', `| where ${systems[platform]}`],
    // The same names as `phaseout match` gives to an export of this table.
    shape: [
      '| extend Publisher = replace_string(SoftwareVendor, "_", " "), Software = replace_string(SoftwareName, "_", " ")',
      '| extend Name = iff(Software startswith Publisher, Software, strcat(Publisher, " ", Software)), Version = SoftwareVersion',
    ],
    columns: { name: 'Name', publisher: 'Publisher', version: 'Version' },
    shown: ['DeviceId', 'DeviceName', 'Name', 'Version', 'Publisher'],
  },
  {
    id: 'processes',
    kinds: ['process'],
    platforms: everySystem,
    about: 'Programs that started in the last 30 days. One that has run for longer is not in it.',
    source: () => ['DeviceProcessEvents', thirtyDays],
    shape: [
      wholePath,
      '| extend Name = FileName, Publisher = ProcessVersionInfoCompanyName, Version = ProcessVersionInfoProductVersion',
      '| summarize Timestamp = max(Timestamp) by DeviceId, DeviceName, Name, Path, Publisher, Version',
    ],
    columns: { name: 'Name', path: 'Path', publisher: 'Publisher', version: 'Version' },
    raw: {
      name: ['FileName'],
      path: ['FolderPath', 'FileName'],
      publisher: ['ProcessVersionInfoCompanyName'],
    },
    shown: ['Timestamp', 'DeviceId', 'DeviceName', 'Name', 'Path', 'Version', 'Publisher'],
  },
  {
    id: 'services',
    kinds: ['service', 'driver'],
    platforms: ['windows'],
    about:
      'Keys of services and drivers that were made or changed in the last 30 days. One that was installed before and left alone is not in it.',
    source: () => [
      'DeviceRegistryEvents',
      thirtyDays,
      '| where ActionType !endswith "Deleted" and RegistryKey has "Services"',
    ],
    shape: [
      '| extend Name = extract(@"(?i)\\\\SYSTEM\\\\(?:CurrentControlSet|ControlSet[0-9]{3})\\\\Services\\\\([^\\\\]+)", 1, RegistryKey)',
      '| where isnotempty(Name)',
      '| extend Image = iff(RegistryValueName =~ "ImagePath", RegistryValueData, ""), Shown = iff(RegistryValueName =~ "DisplayName", RegistryValueData, "")',
      '| summarize Timestamp = max(Timestamp), Image = max(Image), DisplayName = max(Shown) by DeviceId, DeviceName, Name',
      programOfImage,
    ],
    columns: { name: 'Name', displayName: 'DisplayName', path: 'Path' },
    shown: ['Timestamp', 'DeviceId', 'DeviceName', 'Name', 'DisplayName', 'Path'],
  },
  {
    id: 'drivers',
    kinds: ['driver'],
    platforms: ['windows'],
    about:
      'Drivers that were loaded in the last 30 days. The name of the file, without .sys, stands for the name of the service key.',
    source: () => ['DeviceEvents', thirtyDays, '| where ActionType == "DriverLoad"'],
    shape: [
      wholePath,
      '| summarize Timestamp = max(Timestamp) by DeviceId, DeviceName, FileName, Path, SHA1',
      '| join kind=leftouter (DeviceFileCertificateInfo | where isnotempty(Signer) | summarize Signer = max(Signer) by SHA1) on SHA1',
      '| extend Name = replace_regex(FileName, "(?i)\\\\.sys$", "")',
    ],
    columns: { name: 'Name', path: 'Path', signer: 'Signer' },
    shown: ['Timestamp', 'DeviceId', 'DeviceName', 'Name', 'Path', 'Signer'],
  },
  {
    id: 'registry-keys',
    kinds: ['marker'],
    platforms: ['windows'],
    about:
      'Registry keys at or below which something was made or changed in the last 30 days, and not deleted by that event.',
    source: () => ['DeviceRegistryEvents', thirtyDays, '| where ActionType !endswith "Deleted"'],
    shape: [
      '| extend Path = replace_string(replace_regex(RegistryKey, "(?i)^HKEY_LOCAL_MACHINE", "HKLM"), "\\\\", "/")',
      '| summarize Timestamp = max(Timestamp) by DeviceId, DeviceName, Path',
    ],
    columns: { path: 'Path' },
    raw: { path: ['RegistryKey'] },
    takesPath: (path) => path.startsWith('hk'),
    below: true,
    shown: ['Timestamp', 'DeviceId', 'DeviceName', 'Path'],
  },
  {
    id: 'files',
    kinds: ['marker'],
    platforms: everySystem,
    about: 'Folders and files in which something was written in the last 30 days.',
    source: () => [
      'DeviceFileEvents',
      thirtyDays,
      '| where ActionType in ("FileCreated", "FileModified", "FileRenamed")',
    ],
    shape: [wholePath, '| summarize Timestamp = max(Timestamp) by DeviceId, DeviceName, Path'],
    columns: { path: 'Path' },
    raw: { path: ['FolderPath', 'FileName'] },
    takesPath: (path) => /^(?:[a-z]:)?\//.test(path),
    below: true,
    shown: ['Timestamp', 'DeviceId', 'DeviceName', 'Path'],
  },
  {
    id: 'certificates',
    kinds: ['certificate'],
    platforms: ['windows'],
    about:
      'Certificates that vulnerability management lists now (an add-on). The name is looked for anywhere in the subject.',
    source: () => ['DeviceTvmCertificateInfo'],
    shape: ['| extend Name = tostring(IssuedTo), Path', deviceNames],
    columns: { name: 'Name' },
    contained: true,
    shown: ['DeviceId', 'DeviceName', 'Name', 'Path'],
  },
  {
    id: 'browser-extensions',
    kinds: ['browser-extension'],
    platforms: everySystem,
    about: 'Browser extensions that vulnerability management lists now (an add-on).',
    source: () => ['DeviceTvmBrowserExtensions'],
    shape: [
      '| extend Name = ExtensionId, DisplayName = ExtensionName, Publisher = ExtensionVendor, Version = ExtensionVersion',
      deviceNames,
    ],
    columns: { name: 'Name', displayName: 'DisplayName', publisher: 'Publisher', version: 'Version' },
    shown: ['DeviceId', 'DeviceName', 'Name', 'DisplayName', 'Version'],
  },
];
