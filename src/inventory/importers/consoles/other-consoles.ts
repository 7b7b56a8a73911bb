import { onWindows, software } from './software-table.ts';

/** Lansweeper: columns of tblAssets, tblSoftware and tblSoftwareUni, and their usual aliases (8 public SQL reports). */
export const lansweeper = software(
  'lansweeper',
  'Lansweeper software report, CSV',
  ['AssetName', 'softwareName'],
  {
    name: ['softwareName'],
    version: ['softwareVersion', 'Version'],
    publisher: ['SoftwarePublisher', 'Publisher'],
    host: ['AssetName'],
    ref: ['AssetID'],
  },
);

/** The same with the aliases that public reports use. */
export const lansweeperAliased = software(
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
export const pdq = software(
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
export const ninja = software(
  'ninjaone',
  'NinjaOne software (API fields), JSON or CSV',
  ['name', 'version', 'publisher', 'deviceId', 'productCode'],
  {
    name: ['name'],
    version: ['version'],
    publisher: ['publisher'],
    host: ['deviceName', 'systemName', 'deviceId'],
    hostId: ['deviceId'],
    path: ['location'],
    installedAt: ['installDate'],
    productCode: ['productCode'],
  },
);

/** Datto RMM: GET /v2/audit/device/{uid}/software has names and versions only; a device column comes from the asker. */
export const datto = software(
  'datto',
  'Datto RMM device audit (`software`: name, version), JSON',
  ['name', 'version', 'deviceUid'],
  { name: ['name'], version: ['version'], host: ['hostname', 'deviceName', 'deviceUid'] },
);
