import { describe, expect, it } from 'vitest';
import type { Collector } from '../../../src/collect/collector.ts';
import { browserExtensions } from '../../../src/collect/common/browser-extensions.ts';
import { cachedInstallers } from '../../../src/collect/windows/cached-installers.ts';
import { deploymentCaches } from '../../../src/collect/windows/deployment-caches.ts';
import { networkFilters } from '../../../src/collect/windows/network-filters.ts';
import { policyScripts } from '../../../src/collect/windows/policy-scripts.ts';
import { scheduledTasks } from '../../../src/collect/windows/scheduled-tasks.ts';
import { securityCenter } from '../../../src/collect/windows/security-center.ts';
import { services } from '../../../src/collect/windows/services.ts';
import { setupCommands } from '../../../src/collect/windows/setup-commands.ts';
import { startupCommands } from '../../../src/collect/windows/startup-commands.ts';
import { uninstallKeys } from '../../../src/collect/windows/uninstall-keys.ts';
import { type WindowsHostOptions, windowsHost } from '../registry-host.ts';
import { gapsOf, runOn } from '../run-on.ts';

/** A Windows in `D:\WINNT` whose programs lie in `D:\Programme`, and that knows a variable of its own. */
const context = {
  systemRoot: 'D:\\WINNT',
  environment: { ProgramFiles: 'D:\\Programme', ProgramData: 'D:\\Daten', KLHOME: 'D:\\Programme\\KL' },
};

const software = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft';
const hex = (text: string): string =>
  `hex(2):${Buffer.from(`${text}\0`, 'utf16le').toString('hex').match(/../g)?.join(',')}`;

describe('what a path is seen from on a Windows that lies elsewhere', () => {
  const cases: readonly (readonly [Collector, WindowsHostOptions, string, string])[] = [
    [
      services,
      {
        reg: `[HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\AVP]\n"Type"=dword:10\n"ImagePath"=${hex('"%ProgramFiles%\\KL\\avp.exe" -r')}`,
      },
      'D:\\Programme\\KL\\avp.exe',
      'C:\\Program Files\\KL\\avp.exe',
    ],
    [
      uninstallKeys,
      {
        reg: `[${software}\\Windows\\CurrentVersion\\Uninstall\\KL]\n"InstallLocation"="d:\\\\programme\\\\KL\\\\"`,
      },
      'd:\\programme\\KL\\',
      'C:\\Program Files\\KL\\',
    ],
    [
      startupCommands,
      { reg: `[${software}\\Windows\\CurrentVersion\\Run]\n"KL"=${hex('%KLHOME%\\avpui.exe -tray')}` },
      'D:\\Programme\\KL\\avpui.exe',
      'C:\\Program Files\\KL\\avpui.exe',
    ],
    [
      scheduledTasks,
      {
        files: {
          'C:/Windows/System32/Tasks/KL':
            '<Task><Actions><Exec><Command>%windir%\\klup.exe</Command></Exec></Actions></Task>',
        },
      },
      'D:\\WINNT\\klup.exe',
      'C:\\Windows\\klup.exe',
    ],
    [
      securityCenter,
      {
        reg: `[${software}\\Security Center\\Provider\\Av\\{1}]\n"DISPLAYNAME"="KL"\n"PRODUCTEXE"="%ProgramFiles%\\\\KL\\\\wmiav.exe"`,
      },
      'D:\\Programme\\KL\\wmiav.exe',
      'C:\\Program Files\\KL\\wmiav.exe',
    ],
    [
      policyScripts,
      {
        reg: `[${software}\\Windows\\CurrentVersion\\Group Policy\\Scripts\\Startup\\0\\0]\n"Script"="%ProgramData%\\\\setup.cmd"`,
      },
      'D:\\Daten\\setup.cmd',
      'C:\\ProgramData\\setup.cmd',
    ],
    [
      setupCommands,
      {
        files: {
          'C:/unattend.xml':
            '<unattend ><SynchronousCommand><CommandLine>%KLHOME%\\setup.exe /s</CommandLine></SynchronousCommand></unattend>',
        },
      },
      'D:\\Programme\\KL\\setup.exe',
      'C:\\Program Files\\KL\\setup.exe',
    ],
  ];

  it.each(
    cases.map(
      ([collector, options, path, usualPath]) =>
        [collector.id, { collector, options, path, usualPath }] as const,
    ),
  )(
    '%s: shows the place, and says the usual one to rules',
    async (_, { collector, options, path, usualPath }) => {
      const { items } = await runOn(collector, await windowsHost({ ...options, context }));
      expect(items.map(({ path, attributes }) => [path, attributes?.['usualPath']])).toEqual([
        [path, usualPath],
      ]);
    },
  );

  it('a package that Windows keeps is looked for in its own folder, and held against no rule by another path', async () => {
    const products = `${software}\\Windows\\CurrentVersion\\Installer\\UserData\\S-1-5-18\\Products`;
    const reg = `[${products}\\1]\n\n[${products}\\1\\InstallProperties]\n"LocalPackage"="%SystemRoot%\\\\Installer\\\\1.msi"`;
    const files = { 'C:/WINNT/Installer/1.msi': 'x' };
    const { items } = await runOn(
      cachedInstallers,
      await windowsHost({ reg, files, context: { systemRoot: 'C:\\WINNT' } }),
    );
    expect(items).toMatchObject([{ path: 'C:\\WINNT\\Installer\\1.msi', attributes: { staged: true } }]);
    expect(items[0]?.attributes).not.toHaveProperty('fileMissing');
    expect(items[0]?.attributes).not.toHaveProperty('usualPath');
  });

  it('copies of early drivers are looked for where the registry says', async () => {
    const reg = `[HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\EarlyLaunch]\n"BackupPath"=${hex('%SystemRoot%\\ELAMBKUP\\')}`;
    const files = { 'C:/WINNT/ELAMBKUP/klelam.sys': 'x' };
    const collected = await runOn(
      networkFilters,
      await windowsHost({ reg, files, context: { systemRoot: 'C:\\WINNT' } }),
    );
    expect(gapsOf(collected)).toEqual([]);
    expect(collected.items).toMatchObject([
      {
        name: 'klelam',
        path: 'C:\\WINNT\\ELAMBKUP\\klelam.sys',
        attributes: { usualPath: 'C:\\Windows\\ELAMBKUP\\klelam.sys' },
      },
    ]);
  });

  it('the cache of Intune and the policies of Firefox are looked for where programs are', async () => {
    const environment = { ProgramFiles: 'C:\\Programme', 'ProgramFiles(x86)': 'C:\\Programme (x86)' };
    const id = 'light_plugin@kaspersky.com';
    const host = await windowsHost({
      context: { environment },
      files: {
        'C:/Programme (x86)/Microsoft Intune Management Extension/Content/1/kes.msi': 'x',
        'C:/Programme/Mozilla Firefox/distribution/policies.json': `{"policies":{"Extensions":{"Install":["${id}"]}}}`,
      },
    });
    const cached = await runOn(deploymentCaches, host);
    expect(cached.items.map(({ name }) => name)).toEqual(['kes.msi']);
    const extensions = await runOn(browserExtensions, host);
    expect(extensions.items.map(({ name, origin }) => [name, origin])).toEqual([
      [id, 'C:/Programme/Mozilla Firefox/distribution/policies.json'],
    ]);
  });

  it('browsers are looked for in profiles that lie elsewhere, once each', async () => {
    const data = 'AppData/Local/Google/Chrome/User Data/Default/Extensions';
    const id = 'ahkjpbeeocnddjkakilopmfdlnjdpcdm';
    const user = (sid: string, profilePath: string) => ({ sid, name: undefined, profilePath });
    const host = await windowsHost({
      users: [
        user('S-1-5-18', '%systemroot%\\system32\\config\\systemprofile'),
        user('S-1-5-21-1', 'C:\\Users\\ada'),
        user('S-1-5-21-2', 'C:\\Profile\\bob'),
        user('S-1-5-21-2.bak', 'c:\\profile\\BOB'),
        user('S-1-5-21-3', '\\\\server\\share\\carol'),
      ],
      files: {
        [`C:/Users/ada/${data}/${id}/1_0/manifest.json`]: '{"version":"1"}',
        [`C:/Profile/bob/${data}/${id}/2_0/manifest.json`]: '{"version":"2"}',
        [`C:/Windows/System32/config/systemprofile/${data}/${id}/3_0/manifest.json`]: '{"version":"3"}',
      },
    });
    const { items } = await runOn(browserExtensions, host);
    expect(items.map(({ scope, version }) => [scope, version])).toEqual([
      ['ada', '1'],
      ['bob', '2'],
    ]);
  });

  it('nothing is added where a Windows lies in its usual place', async () => {
    const reg = `[${software}\\Windows\\CurrentVersion\\Uninstall\\KL]\n"InstallLocation"="C:\\\\Program Files\\\\KL"`;
    const { items } = await runOn(uninstallKeys, await windowsHost({ reg }));
    expect(items[0]?.attributes).toEqual({ view: 64 });
  });
});
