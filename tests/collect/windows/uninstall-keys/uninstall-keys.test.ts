import { describe, expect, it } from 'vitest';
import { uninstallKeys } from '../../../../src/collect/windows/uninstall-keys.ts';
import { memoryHost } from '../../../../src/host/memory-host.ts';
import { runOnWindows } from '../../registry-host.ts';
import { gapsOf, runOn } from '../../run-on.ts';

const uninstall = 'Microsoft\\Windows\\CurrentVersion\\Uninstall';
const machine = `HKEY_LOCAL_MACHINE\\SOFTWARE\\${uninstall}`;
const machine32 = `HKEY_LOCAL_MACHINE\\SOFTWARE\\WOW6432Node\\${uninstall}`;

const reg = `
[${machine}]

[${machine}\\{2924BEDA-E0D7-4DAF-A224-50D2E0B12F5B}]
"DisplayName"="Agent d'administration de Kaspersky Security Center"
"DisplayVersion"="12.0.0.7734"
"Publisher"="Kaspersky"
"InstallDate"="20210305"
"InstallLocation"="C:\\\\Program Files (x86)\\\\Kaspersky Lab\\\\NetworkAgent\\\\"
"WindowsInstaller"=dword:00000001
"UninstallString"="MsiExec.exe /X{2924BEDA-E0D7-4DAF-A224-50D2E0B12F5B} KLUNINSTPASSWD=6100 /qn"

[${machine}\\InstallWIX_{8a3b6d1e-0001-4f4b-9c55-0123456789ab}]
"DisplayName"="Лаборатория 🛡 カスペルスキー"
"SystemComponent"=dword:00000001
"InstallLocation"="\\"D:\\\\Suite\\""

[${machine}\\Bare]

[${machine}\\{11111111-2222-3333-4444-555555555555}.KB123]
"DisplayName"="Update for Suite"
"ParentKeyName"="Suite"
"ReleaseType"="Security Update"

[${machine32}\\Tool]
"DisplayName"="  Tool  "
"InstallDate"="5/12/2020"
"UninstallString"="C:\\\\Password Manager\\\\unins000.exe"

[HKEY_USERS\\S-1-5-21-1-2-3-1001\\Software\\${uninstall}\\Mine]
"DisplayName"="Mine"
"DisplayVersion"="1"
`;

describe('uninstall-keys', () => {
  it('reads programs of both views and of users', async () => {
    const { items, coverage } = await runOnWindows(uninstallKeys, {
      reg,
      users: [{ sid: 'S-1-5-21-1-2-3-1001', name: 'ada', profilePath: 'C:\\Users\\ada' }],
    });
    expect(coverage.gaps).toEqual([]);
    const common = { kind: 'software', collector: 'uninstall-keys', state: 'installed', platform: 'windows' };
    expect(items).toEqual([
      {
        ...common,
        name: "Agent d'administration de Kaspersky Security Center",
        version: '12.0.0.7734',
        publisher: 'Kaspersky',
        path: 'C:\\Program Files (x86)\\Kaspersky Lab\\NetworkAgent\\',
        installedAt: '2021-03-05',
        scope: 'machine',
        origin: `HKLM\\SOFTWARE\\${uninstall}\\{2924BEDA-E0D7-4DAF-A224-50D2E0B12F5B}`,
        attributes: {
          view: 64,
          productCode: '{2924BEDA-E0D7-4DAF-A224-50D2E0B12F5B}',
          msi: true,
          uninstall: 'MsiExec.exe /X{2924BEDA-E0D7-4DAF-A224-50D2E0B12F5B} …',
        },
      },
      {
        ...common,
        name: 'Лаборатория 🛡 カスペルスキー',
        path: 'D:\\Suite',
        scope: 'machine',
        origin: `HKLM\\SOFTWARE\\${uninstall}\\InstallWIX_{8a3b6d1e-0001-4f4b-9c55-0123456789ab}`,
        attributes: {
          view: 64,
          productCode: '{8A3B6D1E-0001-4F4B-9C55-0123456789AB}',
          systemComponent: true,
        },
      },
      {
        ...common,
        name: 'Bare',
        scope: 'machine',
        origin: `HKLM\\SOFTWARE\\${uninstall}\\Bare`,
        attributes: { view: 64 },
      },
      {
        ...common,
        name: 'Update for Suite',
        scope: 'machine',
        origin: `HKLM\\SOFTWARE\\${uninstall}\\{11111111-2222-3333-4444-555555555555}.KB123`,
        attributes: { view: 64, update: true, parent: 'Suite' },
      },
      {
        ...common,
        name: 'Tool',
        scope: 'machine',
        origin: `HKLM\\SOFTWARE\\WOW6432Node\\${uninstall}\\Tool`,
        attributes: { view: 32, uninstall: 'C:\\Password Manager\\unins000.exe' },
      },
      {
        ...common,
        name: 'Mine',
        version: '1',
        scope: 'ada',
        origin: `HKU\\S-1-5-21-1-2-3-1001\\Software\\${uninstall}\\Mine`,
        attributes: {},
      },
    ]);
  });

  it('keeps entries whose values have wrong types, are huge or hold lone surrogates', async () => {
    const key = `HKLM\\SOFTWARE\\${uninstall}\\Odd`;
    const { items, coverage } = await runOnWindows(uninstallKeys, {
      reg: `[${machine}\\Odd]\n"DisplayVersion"=dword:00000007\n"SystemComponent"="1"\n"InstallDate"="20210230"\n`,
      extra: {
        [key]: [
          { name: 'DisplayName', type: 'sz', data: `\ud800${'x'.repeat(1_000_000)}` },
          { name: 'Publisher', type: 'binary', data: Buffer.from([1]) },
          { name: 'ParentKeyName', type: 'multi-sz', data: ['a'] },
        ],
      },
    });
    expect(coverage.gaps).toEqual([]);
    expect(items).toEqual([
      {
        kind: 'software',
        collector: 'uninstall-keys',
        name: `\ud800${'x'.repeat(2047)}`,
        state: 'installed',
        scope: 'machine',
        origin: key,
        platform: 'windows',
        attributes: { view: 64 },
      },
    ]);
  });

  it('an entry or a user that is closed is a gap; the others are read', async () => {
    const collected = await runOnWindows(uninstallKeys, {
      reg: `[${machine}\\A]\n"DisplayName"="Alpha"\n\n[${machine}\\B]\n"DisplayName"="Beta"\n`,
      closed: { [`HKLM\\SOFTWARE\\${uninstall}\\A`]: 'malformed-source' },
      denied: { [`HKU\\S-1-5-21-9\\Software\\${uninstall}`]: 'permission-denied' },
      users: [{ sid: 'S-1-5-21-9', name: undefined, profilePath: undefined }],
    });
    expect(collected.items.map(({ name }) => name)).toEqual(['A', 'Beta']);
    expect(gapsOf(collected)).toEqual([
      `malformed-source HKLM\\SOFTWARE\\${uninstall}\\A`,
      `permission-denied HKU\\S-1-5-21-9\\Software\\${uninstall}`,
    ]);
    expect(collected.coverage.gaps[0]?.couldHide).toBe('installed');
  });

  it('a Windows without the list, or without a registry, is never clean', async () => {
    expect(gapsOf(await runOnWindows(uninstallKeys, {}))).toEqual([
      `missing-source HKLM\\SOFTWARE\\${uninstall}`,
    ]);
    const bare = memoryHost({ platform: 'windows', files: {} });
    expect(gapsOf(await runOn(uninstallKeys, bare))).toEqual(['missing-source registry']);
  });

  it.each([
    ['a 32-bit Windows', { PROCESSOR_ARCHITECTURE: 'x86' }, 32],
    ['a 64-bit Windows', { Processor_Architecture: 'AMD64' }, 64],
    [
      'a 32-bit process on a 64-bit Windows',
      { PROCESSOR_ARCHITECTURE: 'x86', PROCESSOR_ARCHITEW6432: 'ARM64' },
      64,
    ],
    ['a Windows that does not say', {}, 64],
  ])('says which programs the plain key lists: %s', async (_, environment, view) => {
    const { items } = await runOnWindows(uninstallKeys, {
      reg: `[${machine}\\One]\n"DisplayName"="One"`,
      context: { environment },
    });
    expect(items.map(({ attributes }) => attributes)).toEqual([{ view }]);
  });
});
