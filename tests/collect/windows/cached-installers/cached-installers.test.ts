import { describe, expect, it } from 'vitest';
import { cachedInstallers } from '../../../../src/collect/windows/cached-installers.ts';
import { runOnWindows } from '../../registry-host.ts';
import { gapsOf } from '../../run-on.ts';

const products =
  'HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Installer\\UserData\\S-1-5-18\\Products';
const key = (path: string) => `[${products.replace('HKLM', 'HKEY_LOCAL_MACHINE')}\\${path}]`;

const reg = `
${key('AE1D439464EB1B8488741FFA028E291C\\InstallProperties')}
"LocalPackage"="C:\\\\Windows\\\\Installer\\\\1a2b3c.msi"
"DisplayName"="Kaspersky Endpoint Security для Windows"
"DisplayVersion"="12.8.0.505"
"Publisher"="AO Kaspersky Lab"

${key('AE1D439464EB1B8488741FFA028E291C\\Features')}
"x"="y"

${key('00000000000000000000000000000001\\InstallProperties')}
"LocalPackage"="c:\\\\windows\\\\installer\\\\gone.msi"

${key('odd\\InstallProperties')}
"LocalPackage"="\\\\\\\\server\\\\share\\\\a.msi"

${key('00000000000000000000000000000002\\InstallProperties')}
"DisplayName"="No package"

${key('00000000000000000000000000000003')}
`;

describe('cached-installers', () => {
  it('reads kept packages as staged markers, never as something installed', async () => {
    const { items, coverage } = await runOnWindows(cachedInstallers, {
      reg,
      files: { 'C:/Windows/Installer/1A2B3C.MSI': '' },
    });
    expect(coverage.gaps).toEqual([]);
    const common = { kind: 'marker', collector: 'cached-installers', platform: 'windows' };
    expect(items).toEqual([
      {
        ...common,
        name: '1a2b3c.msi',
        displayName: 'Kaspersky Endpoint Security для Windows',
        version: '12.8.0.505',
        publisher: 'AO Kaspersky Lab',
        path: 'C:\\Windows\\Installer\\1a2b3c.msi',
        origin: `${products}\\AE1D439464EB1B8488741FFA028E291C\\InstallProperties`,
        attributes: { staged: true, productCode: '{4934D1EA-BE46-48B1-8847-F1AF20E892C1}' },
      },
      {
        ...common,
        name: 'gone.msi',
        path: 'C:\\windows\\installer\\gone.msi',
        origin: `${products}\\00000000000000000000000000000001\\InstallProperties`,
        attributes: {
          staged: true,
          productCode: '{00000000-0000-0000-0000-000000000010}',
          fileMissing: true,
        },
      },
      {
        ...common,
        name: 'a.msi',
        path: '\\\\server\\share\\a.msi',
        origin: `${products}\\odd\\InstallProperties`,
        attributes: { staged: true },
      },
    ]);
  });

  it('no such list is no gap; a closed product is one', async () => {
    const nothing = await runOnWindows(cachedInstallers, {});
    expect([nothing.items, nothing.coverage.gaps]).toEqual([[], []]);
    const path = `${products}\\odd\\InstallProperties`;
    const collected = await runOnWindows(cachedInstallers, { reg, denied: { [path]: 'permission-denied' } });
    expect(gapsOf(collected)).toEqual([`permission-denied ${path}`]);
    expect(collected.items).toHaveLength(2);
  });
});
