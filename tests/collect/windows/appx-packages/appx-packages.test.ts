import { describe, expect, it } from 'vitest';
import { appxPackages } from '../../../../src/collect/windows/appx-packages.ts';
import { runOnWindows } from '../../registry-host.ts';
import { gapsOf } from '../../run-on.ts';

const store = 'SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Appx\\AppxAllUserStore';
const repository =
  'Software\\Classes\\Local Settings\\Software\\Microsoft\\Windows\\CurrentVersion\\AppModel\\Repository\\Packages';

const reg = `
[HKEY_LOCAL_MACHINE\\${store}\\Applications\\ExampleLtd.VPN_1.20.3.0_x64__0a9f3b7c2d4e8]

[HKEY_LOCAL_MACHINE\\${store}\\InboxApplications\\Microsoft.Windows.Photos_2024.11050.3002.0_neutral_~_8wekyb3d8bbwe]
"Path"="C:\\\\Program Files\\\\WindowsApps\\\\x\\\\AppxManifest.xml"

[HKEY_USERS\\S-1-5-21-7\\${repository}\\ExampleLtd.VPN_1.20.3.0_x64__0a9f3b7c2d4e8]
"DisplayName"="@{ExampleLtd.VPN?ms-resource://x}"
"PackageRootFolder"="C:\\\\Program Files\\\\WindowsApps\\\\ExampleLtd.VPN"

[HKEY_USERS\\S-1-5-21-7\\${repository}\\not a full name]
"DisplayName"=dword:00000001
`;
const users = [{ sid: 'S-1-5-21-7', name: 'ada', profilePath: undefined }];

describe('appx-packages', () => {
  it('reads provisioned packages and those of users', async () => {
    const { items, coverage } = await runOnWindows(appxPackages, { reg, users });
    expect(coverage.gaps).toEqual([]);
    const common = { kind: 'software', collector: 'appx-packages', state: 'installed', platform: 'windows' };
    expect(items).toEqual([
      {
        ...common,
        name: 'ExampleLtd.VPN',
        version: '1.20.3.0',
        scope: 'machine',
        origin: `HKLM\\${store}\\Applications\\ExampleLtd.VPN_1.20.3.0_x64__0a9f3b7c2d4e8`,
        attributes: { architecture: 'x64', publisherHash: '0a9f3b7c2d4e8', provisioned: true },
      },
      {
        ...common,
        name: 'Microsoft.Windows.Photos',
        version: '2024.11050.3002.0',
        path: 'C:\\Program Files\\WindowsApps\\x\\AppxManifest.xml',
        scope: 'machine',
        origin: `HKLM\\${store}\\InboxApplications\\Microsoft.Windows.Photos_2024.11050.3002.0_neutral_~_8wekyb3d8bbwe`,
        attributes: { architecture: 'neutral', publisherHash: '8wekyb3d8bbwe', resource: '~', inbox: true },
      },
      {
        ...common,
        name: 'ExampleLtd.VPN',
        displayName: '@{ExampleLtd.VPN?ms-resource://x}',
        version: '1.20.3.0',
        path: 'C:\\Program Files\\WindowsApps\\ExampleLtd.VPN',
        scope: 'ada',
        origin: `HKU\\S-1-5-21-7\\${repository}\\ExampleLtd.VPN_1.20.3.0_x64__0a9f3b7c2d4e8`,
        attributes: { architecture: 'x64', publisherHash: '0a9f3b7c2d4e8' },
      },
      {
        ...common,
        name: 'not a full name',
        scope: 'ada',
        origin: `HKU\\S-1-5-21-7\\${repository}\\not a full name`,
        attributes: {},
      },
    ]);
  });

  it('the packages of a user that are closed are a gap; the others are read', async () => {
    const collected = await runOnWindows(appxPackages, {
      reg,
      users,
      denied: { [`HKU\\S-1-5-21-7\\${repository}`]: 'permission-denied' },
    });
    expect(collected.items).toHaveLength(2);
    expect(gapsOf(collected)).toEqual([`permission-denied HKU\\S-1-5-21-7\\${repository}`]);
  });

  it('a server without packages has none', async () => {
    const { items, coverage } = await runOnWindows(appxPackages, {});
    expect([items, coverage.gaps]).toEqual([[], []]);
  });
});
