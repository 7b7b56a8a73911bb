import { describe, expect, it } from 'vitest';
import { startupCommands } from '../../../../src/collect/windows/startup-commands.ts';
import { runOnWindows } from '../../registry-host.ts';
import { gapsOf } from '../../run-on.ts';

const below = 'Microsoft\\Windows\\CurrentVersion';
const script = 'C:/Windows/Setup/Scripts/SetupComplete.cmd';

describe('startup-commands', () => {
  it('reads what starts at logon, what runs once, and the script of setup', async () => {
    const { items, coverage } = await runOnWindows(startupCommands, {
      reg: `
[HKEY_LOCAL_MACHINE\\SOFTWARE\\${below}\\Run]
"Example"="\\"C:\\\\Program Files\\\\Example\\\\tray.exe\\" /min"
"Number"=dword:00000001

[HKEY_USERS\\S-1-5-21-7\\Software\\${below}\\RunOnce]
"!Install"="setup_kes.exe /pKLPASSWD=geheim /s"
`,
      users: [{ sid: 'S-1-5-21-7', name: undefined, profilePath: undefined }],
      files: { [script]: '@echo off\r\nrem no\r\n\r\nC:\\x\\agent.exe /s\r\n:: no' },
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
        name: '!Install',
        path: 'setup_kes.exe …',
        scope: 'S-1-5-21-7',
        origin: `HKU\\S-1-5-21-7\\Software\\${below}\\RunOnce\\!Install`,
        attributes: { command: 'setup_kes.exe …', staged: true },
      },
      {
        ...common,
        name: 'SetupComplete.cmd',
        path: 'C:\\x\\agent.exe',
        scope: 'machine',
        origin: `${script}:4`,
        attributes: { command: 'C:\\x\\agent.exe /s', staged: true },
      },
    ]);
  });

  it('a script that is too large or too long is a gap', async () => {
    const huge = await runOnWindows(startupCommands, { files: { [script]: 'x'.repeat(70_000) } });
    expect([huge.items, gapsOf(huge)]).toEqual([[], [`too-large ${script}`]]);
    const long = await runOnWindows(startupCommands, { files: { [script]: 'a.exe\n'.repeat(501) } });
    expect([long.items.length, gapsOf(long)]).toEqual([500, [`too-large ${script}`]]);
  });
});
