import { describe, expect, it } from 'vitest';
import { setupCommands } from '../../../../src/collect/windows/setup-commands.ts';
import { runOnWindows } from '../../registry-host.ts';
import { gapsOf } from '../../run-on.ts';

const scripts = 'C:/Windows/Setup/Scripts';
const panther = 'C:/Windows/Panther/unattend.xml';

const answers = `<?xml version="1.0" encoding="utf-8"?>
<unattend xmlns="urn:schemas-microsoft-com:unattend">
  <settings pass="specialize">
    <component name="Microsoft-Windows-Deployment">
      <RunSynchronous>
        <RunSynchronousCommand wcm:action="add">
          <Credentials><Domain>D</Domain><Password>geheim</Password><Username>U</Username></Credentials>
          <Order>1</Order>
          <Path>msiexec /i &quot;C:\\Deploy\\Kaspersky Network Agent.msi&quot; /qn</Path>
        </RunSynchronousCommand>
      </RunSynchronous>
    </component>
  </settings>
  <settings pass="oobeSystem">
    <component name="Microsoft-Windows-Shell-Setup">
      <AutoLogon><Password><Value>geheim</Value></Password></AutoLogon>
      <FirstLogonCommands>
        <SynchronousCommand wcm:action="add">
          <CommandLine>C:\\Deploy\\setup_kes.exe /s /pKLPASSWD=geheim</CommandLine>
          <Order>1</Order>
        </SynchronousCommand>
        <SynchronousCommand wcm:action="add"><CommandLine></CommandLine></SynchronousCommand>
      </FirstLogonCommands>
    </component>
  </settings>
</unattend>`;

describe('setup-commands', () => {
  it('reads programs of setup scripts, commands of answer files and the setup command', async () => {
    const { items, coverage } = await runOnWindows(setupCommands, {
      reg: `
[HKEY_LOCAL_MACHINE\\SYSTEM\\Setup]
"CmdLine"="C:\\\\Deploy\\\\stage2.cmd"
"SetupType"=dword:00000002
"UnattendFile"="C:\\\\Deploy\\\\answers.xml"
`,
      files: {
        [`${scripts}/SetupComplete.cmd`]:
          '@echo off\r\nrem install.exe\r\nset A=1\r\n\r\ncall "%~dp0more.bat"\r\n@C:\\x\\agent.exe /s\r\n:: b.exe\r\n',
        [`${scripts}/more.bat`]: Buffer.from('\ufeffmsiexec /i kes_win.msi /qn', 'utf16le'),
        [`${scripts}/readme.txt`]: 'install.exe',
        [panther]: answers,
        'C:/Deploy/answers.xml':
          '<unattend><RunAsynchronousCommand><Path>a.exe</Path></RunAsynchronousCommand></unattend>',
      },
    });
    expect(coverage.gaps).toEqual([]);
    expect(
      items.map(({ name, path, origin, attributes }) => [name, path, origin, attributes?.['command']]),
    ).toEqual([
      ['SetupComplete.cmd', 'call "%~dp0more.bat"', `${scripts}/SetupComplete.cmd:5`, 'call "%~dp0more.bat"'],
      ['SetupComplete.cmd', 'C:\\x\\agent.exe', `${scripts}/SetupComplete.cmd:6`, 'C:\\x\\agent.exe /s'],
      ['more.bat', 'msiexec /i kes_win.msi /qn', `${scripts}/more.bat:1`, 'msiexec /i kes_win.msi /qn'],
      [
        'RunSynchronousCommand',
        'msiexec /i "C:\\Deploy\\Kaspersky Network Agent.msi" /qn',
        panther,
        'msiexec /i "C:\\Deploy\\Kaspersky Network Agent.msi" /qn',
      ],
      ['SynchronousCommand', 'C:\\Deploy\\setup_kes.exe', panther, 'C:\\Deploy\\setup_kes.exe /s …'],
      ['RunAsynchronousCommand', 'a.exe', 'C:/Deploy/answers.xml', 'a.exe'],
      ['CmdLine', 'C:\\Deploy\\stage2.cmd', 'HKLM\\SYSTEM\\Setup\\CmdLine', 'C:\\Deploy\\stage2.cmd'],
    ]);
    expect(JSON.stringify(items)).not.toContain('geheim');
    for (const item of items) {
      expect(item).toMatchObject({ kind: 'scheduled-task', scope: 'machine', attributes: { staged: true } });
    }
  });

  it.each([
    {
      about: 'a setup command that is switched off',
      reg: '"CmdLine"="oobe.exe"\n"SetupType"=dword:00000000',
    },
    { about: 'an empty one', reg: '"CmdLine"=""\n"SetupType"=dword:00000001' },
  ])('$about is none', async ({ reg }) => {
    const collected = await runOnWindows(setupCommands, {
      reg: `\n[HKEY_LOCAL_MACHINE\\SYSTEM\\Setup]\n${reg}\n`,
    });
    expect([collected.items, collected.coverage.gaps]).toEqual([[], []]);
  });

  it.each([
    {
      about: 'a script that is too large',
      files: { [`${scripts}/a.cmd`]: 'x'.repeat(70_000) },
      items: 0,
      gap: `too-large ${scripts}/a.cmd`,
    },
    {
      about: 'a script with too many commands',
      files: { [`${scripts}/a.cmd`]: 'a.exe\n'.repeat(501) },
      items: 500,
      gap: `too-large ${scripts}/a.cmd`,
    },
    {
      about: 'an answer file that is none',
      files: { [panther]: 'a.exe' },
      items: 0,
      gap: `malformed-source ${panther}`,
    },
    {
      about: 'an answer file with too many commands',
      files: {
        [panther]: `<unattend>${'<SynchronousCommand><CommandLine>a</CommandLine></SynchronousCommand>'.repeat(501)}</unattend>`,
      },
      items: 500,
      gap: `too-large ${panther}`,
    },
    {
      about: 'too many scripts',
      files: Object.fromEntries(Array.from({ length: 51 }, (_, n) => [`${scripts}/${n}.cmd`, 'a.exe'])),
      items: 50,
      gap: `too-large ${scripts}`,
    },
  ])('$about is a gap', async ({ files, items, gap }) => {
    const collected = await runOnWindows(setupCommands, { files });
    expect(collected.items).toHaveLength(items);
    expect(gapsOf(collected)).toEqual([gap]);
  });
});
