import { describe, expect, it } from 'vitest';
import { startupCommands } from '../../../../src/collect/windows/startup-commands.ts';
import { runOnWindows } from '../../registry-host.ts';

const below = 'Microsoft\\Windows\\CurrentVersion';

describe('startup-commands', () => {
  it('reads what starts at logon and what runs once', async () => {
    const { items, coverage } = await runOnWindows(startupCommands, {
      reg: `
[HKEY_LOCAL_MACHINE\\SOFTWARE\\${below}\\Run]
"Example"="\\"C:\\\\Program Files\\\\Example\\\\tray.exe\\" /min"
"Number"=dword:00000001

[HKEY_USERS\\S-1-5-21-7\\Software\\${below}\\RunOnce]
"!Install"="setup_kes.exe /pKLPASSWD=geheim /s"

[HKEY_LOCAL_MACHINE\\SOFTWARE\\${below}\\RunOnceEx]
"Title"="Installing"

[HKEY_LOCAL_MACHINE\\SOFTWARE\\${below}\\RunOnceEx\\0001]
"1"="||msiexec /i klnagent.msi"

[HKEY_LOCAL_MACHINE\\SOFTWARE\\${below}\\RunOnceEx\\0001\\Depend]
"1"="C:\\\\x\\\\a.dll"

[HKEY_LOCAL_MACHINE\\SOFTWARE\\WOW6432Node\\${below}\\RunOnce\\Setup]
"First"="C:\\\\x\\\\first.exe"
`,
      users: [{ sid: 'S-1-5-21-7', name: undefined, profilePath: undefined }],
    });
    expect(coverage.gaps).toEqual([]);
    const common = { kind: 'scheduled-task', collector: 'startup-commands', platform: 'windows' };
    expect(items).toEqual([
      {
        ...common,
        name: 'Example',
        path: 'C:\\Program Files\\Example\\tray.exe',
        scope: 'machine',
        origin: `HKLM\\SOFTWARE\\${below}\\Run\\Example`,
        attributes: { command: '"C:\\Program Files\\Example\\tray.exe" /min' },
      },
      {
        ...common,
        name: '1',
        path: 'msiexec /i klnagent.msi',
        scope: 'machine',
        origin: `HKLM\\SOFTWARE\\${below}\\RunOnceEx\\0001\\1`,
        attributes: { command: 'msiexec /i klnagent.msi', staged: true },
      },
      {
        ...common,
        name: '1',
        path: 'C:\\x\\a.dll',
        scope: 'machine',
        origin: `HKLM\\SOFTWARE\\${below}\\RunOnceEx\\0001\\Depend\\1`,
        attributes: { command: 'C:\\x\\a.dll', staged: true },
      },
      {
        ...common,
        name: 'First',
        path: 'C:\\x\\first.exe',
        scope: 'machine',
        origin: `HKLM\\SOFTWARE\\WOW6432Node\\${below}\\RunOnce\\Setup\\First`,
        attributes: { command: 'C:\\x\\first.exe', staged: true },
      },
      {
        ...common,
        name: '!Install',
        path: 'setup_kes.exe …',
        scope: 'S-1-5-21-7',
        origin: `HKU\\S-1-5-21-7\\Software\\${below}\\RunOnce\\!Install`,
        attributes: { command: 'setup_kes.exe …', staged: true },
      },
    ]);
  });
});
