import { present } from '../fields.ts';
import type { Draft, Importer } from '../importer.ts';
import { installed, onWindows, software } from './software-table.ts';

/** Intune, AppInvRawData: learn.microsoft.com, Intune reports and properties available using Graph API. */
export const intune = software(
  'intune',
  'Intune discovered apps (AppInvRawData), CSV or JSON',
  ['ApplicationName', 'DeviceName', 'ApplicationVersion'],
  {
    name: ['ApplicationName'],
    version: ['ApplicationVersion', 'ApplicationShortVersion'],
    publisher: ['ApplicationPublisher'],
    host: ['DeviceName', 'DeviceId'],
    hostId: ['DeviceId'],
    platform: ['Platform', 'OSDescription'],
    ref: ['ApplicationKey'],
  },
);

/** Intune, AppInvAggregate: counts of devices, no device by name. */
export const intuneCounts: Importer = {
  namesNoHost: true,
  ...software(
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
  ),
};

/** Defender advanced hunting: defender-xdr/advanced-hunting-devicetvmsoftwareinventory-table.md (12e26825). */
export const defender = software(
  'defender',
  'Microsoft Defender DeviceTvmSoftwareInventory, CSV or JSON',
  ['DeviceName', 'SoftwareVendor', 'SoftwareName'],
  {
    name: ['SoftwareName'],
    version: ['SoftwareVersion'],
    publisher: ['SoftwareVendor'],
    host: ['DeviceName', 'DeviceId'],
    hostId: ['DeviceId'],
    platform: ['OSPlatform'],
    ref: ['ProductCodeCpe'],
  },
  { finish: defenderItem },
);

/** As the views name it, and as people rename it in their reports. */
const configManagerHosts = [
  'Name0',
  'Netbios_Name0',
  'MachineName',
  'ComputerName',
  'Computer',
  'ResourceID',
];

/** Configuration Manager: v_Add_Remove_Programs with v_R_System, and Asset Intelligence (10 public SQL reports). */
export const configManager = software(
  'configmgr',
  'Configuration Manager, add/remove programs (`DisplayName0`), CSV',
  ['DisplayName0'],
  {
    name: ['DisplayName0'],
    version: ['Version0'],
    publisher: ['Publisher0'],
    host: configManagerHosts,
    installedAt: ['InstallDate0'],
    productCode: ['ProdID0'],
  },
  { finish: onWindows, isOfMany: true },
);

/** Asset Intelligence of Configuration Manager. */
export const configManagerProducts = software(
  'configmgr-products',
  'Configuration Manager, Asset Intelligence (`ProductName0`), CSV',
  ['ProductName0', 'ProductVersion0'],
  {
    name: ['ARPDisplayName0', 'ProductName0'],
    version: ['ProductVersion0'],
    publisher: ['Publisher0'],
    host: configManagerHosts,
    installedAt: ['InstallDate0'],
    productCode: ['ProductCode0'],
  },
  { finish: onWindows, isOfMany: true },
);

/** Names are normalised (`endpoint_security` of `kaspersky_lab`); rules know them in words, with the vendor in front. */
function defenderItem(draft: Draft): Draft {
  const words = draft.name.replaceAll('_', ' ');
  const vendor = draft.publisher?.replaceAll('_', ' ') ?? '';
  const name = words.toLowerCase().startsWith(vendor.toLowerCase()) ? words : `${vendor} ${words}`;
  return installed({
    ...draft,
    name,
    ...(draft.publisher !== undefined && { publisher: vendor }),
    ...(name !== draft.name && { attributes: { softwareName: draft.name } }),
  });
}
