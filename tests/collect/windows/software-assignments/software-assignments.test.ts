import { describe, expect, it } from 'vitest';
import { softwareAssignments } from '../../../../src/collect/windows/software-assignments.ts';
import { runOnWindows } from '../../registry-host.ts';
import { gapsOf } from '../../run-on.ts';

const policy = 'HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Group Policy\\AppMgmt';
const managed = 'HKLM\\SOFTWARE\\Microsoft\\EnterpriseDesktopAppManagement';
const intune = 'HKLM\\SOFTWARE\\Microsoft\\IntuneManagementExtension\\Win32Apps';
const machine = 'S-0-0-00-0000000000-0000000000-000000000-000';
const code = '{27534751-4A40-48BD-B393-BC3BF28C876E}';
const user = '00000000-0000-0000-0000-000000000000';
const app = '8b2e4c71-6a9d-4f03-b5e8-2c7a1d9f4e36';
const key = (path: string) => `[${path.replace('HKLM', 'HKEY_LOCAL_MACHINE')}]`;

const reg = `
${key(`${policy}\\{276c0ace-9e6c-4522-9b94-bdcfc991b2f5}`)}
"Deployment Name"="Kaspersky Endpoint Security для Windows"
"GPO Name"="Antivirus"
"GPO ID"="{1}"
"Product ID"="${code.toLowerCase()}"
"AppState"=dword:00000011

${key(`${policy}\\{40bf8c82-ed0d-4f66-b73e-58a3d7ab6582}`)}
"Deployment Name"="Taken away"
"AppState"=dword:00000051

${key(`${policy}\\{7748c09b-dea9-4736-a1ed-070cce7ae0d5}`)}
"AppState"=dword:00000001

${key(`${managed}\\${machine}\\MSI\\${code}`)}
"ProductCode"="${code}"
"ProductVersion"="15.1.0.20748"
"CurrentDownloadUrl"="https://files.example/a/klnagent.msi?sig=geheim"

${key(`${managed}\\${machine}\\MSI\\{01A1A484-A75B-456A-BE98-D98D0609CDAA}`)}
"Status"=dword:00000046

${key(`${intune}\\${user}\\${app}_1`)}
${key(`${intune}\\${user}\\GRS`)}
${key(`${intune}\\OperationalState\\${app}`)}
`;

describe('software-assignments', () => {
  it('reads what management orders, as staged markers and never as something installed', async () => {
    const { items, coverage } = await runOnWindows(softwareAssignments, { reg });
    expect(coverage.gaps).toEqual([]);
    const common = { kind: 'marker', collector: 'software-assignments', platform: 'windows' };
    expect(items).toEqual([
      {
        ...common,
        name: 'Kaspersky Endpoint Security для Windows',
        displayName: 'Kaspersky Endpoint Security для Windows',
        origin: `${policy}\\{276c0ace-9e6c-4522-9b94-bdcfc991b2f5}`,
        attributes: { assignedBy: 'group-policy', policy: 'Antivirus', productCode: code, staged: true },
      },
      {
        ...common,
        name: 'Taken away',
        displayName: 'Taken away',
        origin: `${policy}\\{40bf8c82-ed0d-4f66-b73e-58a3d7ab6582}`,
        attributes: { assignedBy: 'group-policy', ended: true },
      },
      {
        ...common,
        name: 'klnagent.msi',
        displayName: 'klnagent.msi',
        version: '15.1.0.20748',
        origin: `${managed}\\${machine}\\MSI\\${code}`,
        attributes: { assignedBy: 'device-management', productCode: code, staged: true },
      },
      {
        ...common,
        name: '{01A1A484-A75B-456A-BE98-D98D0609CDAA}',
        displayName: '{01A1A484-A75B-456A-BE98-D98D0609CDAA}',
        origin: `${managed}\\${machine}\\MSI\\{01A1A484-A75B-456A-BE98-D98D0609CDAA}`,
        attributes: {
          assignedBy: 'device-management',
          productCode: '{01A1A484-A75B-456A-BE98-D98D0609CDAA}',
          staged: true,
        },
      },
      {
        ...common,
        name: app,
        displayName: app,
        origin: `${intune}\\${user}\\${app}_1`,
        attributes: { assignedBy: 'intune', staged: true },
      },
    ]);
    expect(JSON.stringify(items)).not.toContain('geheim');
  });

  it('no management is no gap; a closed key is one', async () => {
    const nothing = await runOnWindows(softwareAssignments, {});
    expect([nothing.items, nothing.coverage.gaps]).toEqual([[], []]);
    const closed = await runOnWindows(softwareAssignments, {
      reg,
      denied: { [policy]: 'permission-denied' },
    });
    expect(gapsOf(closed)).toEqual([`permission-denied ${policy}`]);
    expect(closed.items).toHaveLength(3);
  });
});
