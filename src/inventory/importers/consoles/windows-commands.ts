import { present } from '../fields.ts';
import { onWindows, software } from './software-table.ts';

/** `wmic product get /format:csv`, which begins with the computer's name. */
export const wmic = software(
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
export const getPackage = software(
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
