import { describe, expect, it } from 'vitest';
import { protectionState } from '../../../../src/collect/windows/protection-state.ts';
import { runOnWindows } from '../../registry-host.ts';
import { gapsOf } from '../../run-on.ts';

const software = 'HKLM\\SOFTWARE';
const control = 'HKLM\\SYSTEM\\CurrentControlSet';

const onServer = `
[HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows Defender]
"DisableAntiSpyware"=dword:00000001

[HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows Advanced Threat Protection]
"ForceDefenderPassiveMode"=dword:00000000

[HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows Defender]
"PassiveMode"=dword:00000001

[HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows Defender\\Features]
"TamperProtection"=dword:00000005

[HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows Defender\\Signature Updates]
"AVSignatureVersion"="1.421.10.0"
"SignaturesLastUpdated"=hex:00,20,23,ab,e6,78,dd,01

[HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows Advanced Threat Protection\\Status]
"OnboardingState"=dword:00000001

[HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\WinDefend]
"ImagePath"="C:\\\\Program Files\\\\Windows Defender\\\\MsMpEng.exe"
"Start"=dword:00000002

[HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\ServerManager\\ServicingStorage\\ServerComponentCache\\Windows-Defender]
"InstallState"=dword:00000001

[HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Component Based Servicing\\RebootPending]

[HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\WindowsUpdate\\Auto Update\\RebootRequired]
`;

async function states(reg: string): Promise<unknown[][]> {
  const { items, coverage } = await runOnWindows(protectionState, { reg });
  expect(coverage.gaps).toEqual([]);
  return items.map(({ name, origin, attributes }) => [name, attributes?.['value'], origin]);
}

describe('protection-state', () => {
  it('gives each value that is there its own name', async () => {
    expect(await states(onServer)).toEqual([
      ['defender-policy-off', 1, `${software}\\Policies\\Microsoft\\Windows Defender\\DisableAntiSpyware`],
      [
        'defender-policy-passive',
        0,
        `${software}\\Policies\\Microsoft\\Windows Advanced Threat Protection\\ForceDefenderPassiveMode`,
      ],
      ['defender-passive', 1, `${software}\\Microsoft\\Windows Defender\\PassiveMode`],
      [
        'defender-onboarding',
        1,
        `${software}\\Microsoft\\Windows Advanced Threat Protection\\Status\\OnboardingState`,
      ],
      [
        'defender-tamper-protection',
        5,
        `${software}\\Microsoft\\Windows Defender\\Features\\TamperProtection`,
      ],
      [
        'defender-signatures',
        '1.421.10.0',
        `${software}\\Microsoft\\Windows Defender\\Signature Updates\\AVSignatureVersion`,
      ],
      [
        'defender-signatures-updated',
        '2026-11-20T12:00:00.000Z',
        `${software}\\Microsoft\\Windows Defender\\Signature Updates\\SignaturesLastUpdated`,
      ],
      ['defender-service', true, `${control}\\Services\\WinDefend`],
      ['defender-service-start', 2, `${control}\\Services\\WinDefend\\Start`],
      [
        'defender-service-program',
        'C:\\Program Files\\Windows Defender\\MsMpEng.exe',
        `${control}\\Services\\WinDefend\\ImagePath`,
      ],
      [
        'defender-server-feature',
        1,
        `${software}\\Microsoft\\ServerManager\\ServicingStorage\\ServerComponentCache\\Windows-Defender\\InstallState`,
      ],
      [
        'restart-pending-servicing',
        true,
        `${software}\\Microsoft\\Windows\\CurrentVersion\\Component Based Servicing\\RebootPending`,
      ],
      [
        'restart-pending-update',
        true,
        `${software}\\Microsoft\\Windows\\CurrentVersion\\WindowsUpdate\\Auto Update\\RebootRequired`,
      ],
    ]);
  });

  it.each([
    ['one to delete, one to rename', '\\??\\C:\\a.sys\0\0\\??\\C:\\b\0\\??\\C:\\c\0\0', [2]],
    ['one to delete', '\\??\\C:\\a.sys\0\0\0', [1]],
    ['none', '\0', []],
  ])('counts the file operations that wait for a restart: %s', async (_, text, expected) => {
    const hex = Buffer.from(text, 'utf16le')
      .toString('hex')
      .replaceAll(/(..)(?=.)/g, '$1,');
    const key = '[HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\Session Manager]';
    const found = await states(`${key}\n"PendingFileRenameOperations"=hex(7):${hex}\n`);
    expect(found.map(([name, value]) => [name, value])).toEqual(
      expected.map((count) => ['restart-pending-files', count]),
    );
  });

  it.each([
    ['a time that is too short', '00,20,23,ab'],
    ['a time before there was such a program', '00,20,23,ab,e6,78,00,00'],
    ['the end of time', 'ff,ff,ff,ff,ff,ff,ff,ff'],
  ])('says nothing of %s', async (_, hex) => {
    const key = '[HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows Defender\\Signature Updates]';
    expect(await states(`${key}\n"SignaturesLastUpdated"=hex:${hex}\n"AVSignatureVersion"=hex:01\n`)).toEqual(
      [],
    );
  });

  it('a policy of the wrong type is told as it stands, because Windows may not obey it', async () => {
    const key = '[HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows Defender]';
    const found = await states(`${key}\n"DisableAntiSpyware"="1"\n`);
    expect(found.map(([name, value]) => [name, value])).toEqual([['defender-policy-off', '1']]);
  });

  it('a Windows without any of it has no items, and a closed key is one gap', async () => {
    expect(await states('')).toEqual([]);
    const collected = await runOnWindows(protectionState, {
      reg: onServer,
      denied: { [`${control}\\Services\\WinDefend`]: 'permission-denied' },
    });
    expect(gapsOf(collected)).toEqual([`permission-denied ${control}\\Services\\WinDefend`]);
    expect(collected.items.map(({ name }) => name)).not.toContain('defender-service');
    expect(collected.items).toHaveLength(10);
  });
});
