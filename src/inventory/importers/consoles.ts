import { present } from './fields.ts';
import type { Draft, Importer, TableFormat } from './importer.ts';

type Columns = TableFormat['columns'];

/** A table of installed software from one console. */
function software(
  id: string,
  reads: string,
  marks: readonly string[],
  columns: Columns,
  more: Partial<Pick<TableFormat, 'finish' | 'remark' | 'isPrinted'>> = {},
): Importer {
  return {
    id,
    reads,
    sample: 'constructed',
    kinds: ['software'],
    table: { marks, columns, finish: installed, ...more },
  };
}

/** Rows of such a list are installed, and of Windows where nothing else is said: these consoles list uninstall entries. */
function installed(draft: Draft): Draft {
  return { state: 'installed', ...draft };
}

function onWindows(draft: Draft): Draft {
  return { state: 'installed', platform: 'windows', ...draft };
}

/** Names are normalised (`endpoint_security` of `kaspersky`); rules know them with the vendor in front. */
function defenderItem(draft: Draft): Draft {
  const words = draft.name.replaceAll('_', ' ');
  const vendor = draft.publisher?.replaceAll('_', ' ') ?? '';
  const name = words.toLowerCase().startsWith(vendor.toLowerCase()) ? words : `${vendor} ${words}`;
  return installed({
    ...draft,
    name,
    ...(name !== draft.name && { attributes: { softwareName: draft.name } }),
  });
}

/** Intune, AppInvRawData: learn.microsoft.com, Intune reports and properties available using Graph API. */
const intune = software(
  'intune',
  'Intune discovered apps (AppInvRawData), CSV or JSON',
  ['ApplicationName', 'DeviceName', 'ApplicationVersion'],
  {
    name: ['ApplicationName'],
    version: ['ApplicationVersion', 'ApplicationShortVersion'],
    publisher: ['ApplicationPublisher'],
    host: ['DeviceName', 'DeviceId'],
    platform: ['Platform', 'OSDescription'],
    ref: ['ApplicationKey'],
  },
);

/** Intune, AppInvAggregate: counts of devices, no device by name. */
const intuneCounts = software(
  'intune-counts',
  'Intune discovered apps as counts (AppInvAggregate), CSV or JSON; names no device',
  ['ApplicationName', 'DeviceCount'],
  {
    name: ['ApplicationName'],
    version: ['ApplicationVersion', 'ApplicationShortVersion'],
    publisher: ['ApplicationPublisher'],
    platform: ['Platform'],
    ref: ['ApplicationKey', 'ApplicationId'],
    count: ['DeviceCount'],
  },
  {
    finish: (draft, cell) => {
      const count = cell('count');
      if (count === '0') return undefined;
      return { ...installed(draft), attributes: present({ ...draft.attributes, devices: count }) };
    },
    remark: 'which devices: this export counts them and names none; AppInvRawData does',
  },
);

/** Defender advanced hunting: defender-xdr/advanced-hunting-devicetvmsoftwareinventory-table.md (12e26825). */
const defender = software(
  'defender',
  'Microsoft Defender DeviceTvmSoftwareInventory, CSV or JSON',
  ['DeviceName', 'SoftwareVendor', 'SoftwareName'],
  {
    name: ['SoftwareName'],
    version: ['SoftwareVersion'],
    publisher: ['SoftwareVendor'],
    host: ['DeviceName', 'DeviceId'],
    platform: ['OSPlatform'],
    ref: ['ProductCodeCpe'],
  },
  { finish: defenderItem },
);

/** Configuration Manager: v_Add_Remove_Programs with v_R_System, and Asset Intelligence (10 public SQL reports). */
const configManager = software(
  'configmgr',
  'Configuration Manager, add/remove programs (`DisplayName0`), CSV',
  ['DisplayName0'],
  {
    name: ['DisplayName0'],
    version: ['Version0'],
    publisher: ['Publisher0'],
    host: ['Name0', 'Netbios_Name0', 'MachineName', 'ResourceID'],
    installedAt: ['InstallDate0'],
    productCode: ['ProdID0'],
  },
  { finish: onWindows },
);
const configManagerProducts = software(
  'configmgr-products',
  'Configuration Manager, Asset Intelligence (`ProductName0`), CSV',
  ['ProductName0', 'ProductVersion0'],
  {
    name: ['ARPDisplayName0', 'ProductName0'],
    version: ['ProductVersion0'],
    publisher: ['Publisher0'],
    host: ['Name0', 'Netbios_Name0', 'MachineName', 'ResourceID'],
    installedAt: ['InstallDate0'],
    productCode: ['ProductCode0'],
  },
  { finish: onWindows },
);

/** Lansweeper: columns of tblAssets, tblSoftware and tblSoftwareUni, and their usual aliases (8 public SQL reports). */
const lansweeper = software('lansweeper', 'Lansweeper software report, CSV', ['AssetName', 'softwareName'], {
  name: ['softwareName'],
  version: ['softwareVersion', 'Version'],
  publisher: ['SoftwarePublisher', 'Publisher'],
  host: ['AssetName'],
  ref: ['AssetID'],
});
const lansweeperAliased = software(
  'lansweeper-report',
  'Lansweeper software report with aliased columns (`AssetName`, `Software`), CSV',
  ['AssetName', 'Software'],
  {
    name: ['Software'],
    version: ['Version'],
    publisher: ['Publisher'],
    host: ['AssetName'],
    ref: ['AssetID'],
  },
);

/** PDQ Inventory: aliases of its reports (gist Colby-PDQ, PSPDQ). */
const pdq = software(
  'pdq',
  'PDQ Inventory applications report, CSV',
  ['Computer Name', 'Application Name'],
  {
    name: ['Application Name'],
    version: ['Application Version'],
    publisher: ['Application Publisher'],
    host: ['Computer Name'],
    installedAt: ['Application Install Date'],
  },
  { finish: onWindows },
);

/** NinjaOne: GET /v2/queries/software (field list from memory, endpoint from its PowerShell modules). */
const ninja = software(
  'ninjaone',
  'NinjaOne software (API fields), JSON or CSV',
  ['name', 'version', 'publisher', 'deviceId', 'productCode'],
  {
    name: ['name'],
    version: ['version'],
    publisher: ['publisher'],
    host: ['deviceName', 'systemName', 'deviceId'],
    path: ['location'],
    installedAt: ['installDate'],
    productCode: ['productCode'],
  },
);

/** Datto RMM: GET /v2/audit/device/{uid}/software has names and versions only; a device column comes from the asker. */
const datto = software(
  'datto',
  'Datto RMM device audit (`software`: name, version), JSON',
  ['name', 'version', 'deviceUid'],
  { name: ['name'], version: ['version'], host: ['hostname', 'deviceName', 'deviceUid'] },
);

/** `wmic product get /format:csv`, which begins with the computer's name. */
const wmic = software(
  'wmic',
  '`wmic product get … /format:csv`',
  ['Node', 'Name', 'IdentifyingNumber'],
  {
    name: ['Name', 'Caption'],
    version: ['Version'],
    publisher: ['Vendor'],
    host: ['Node'],
    installedAt: ['InstallDate'],
    path: ['InstallLocation'],
    productCode: ['IdentifyingNumber'],
  },
  { finish: onWindows, isPrinted: true },
);

/** `Get-Package | ConvertTo-Json` or `Export-Csv`; programs, msi and msu. */
const getPackage = software(
  'get-package',
  '`Get-Package`, as JSON or CSV',
  ['Name', 'Version', 'ProviderName'],
  {
    name: ['Name'],
    version: ['Version'],
    host: ['PSComputerName'],
    provider: ['ProviderName'],
    path: ['Source'],
  },
  {
    finish: (draft, cell) => {
      const { path: _source, ...rest } = draft;
      const provider = cell('provider')?.toLowerCase();
      // Modules of PowerShell and packages of NuGet are packages of a language.
      if (provider === 'powershellget' || provider === 'nuget') {
        return {
          ...rest,
          name: `pkg:${provider}/${draft.name}`,
          displayName: draft.name,
          attributes: { packageType: provider },
        };
      }
      return onWindows({ ...rest, attributes: present({ provider }) });
    },
  },
);

/** Tables of consoles and of programs of Windows; those with more marks come before those with fewer. */
export const consoles: readonly Importer[] = [
  intune,
  intuneCounts,
  defender,
  configManagerProducts,
  configManager,
  lansweeper,
  lansweeperAliased,
  pdq,
  ninja,
  datto,
  wmic,
  getPackage,
];
