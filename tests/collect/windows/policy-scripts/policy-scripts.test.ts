import { describe, expect, it } from 'vitest';
import { policyScripts } from '../../../../src/collect/windows/policy-scripts.ts';
import { runOnWindows } from '../../registry-host.ts';
import { gapsOf } from '../../run-on.ts';

const list = 'HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Group Policy\\Scripts\\Startup';
const reg = list.replace('HKLM', 'HKEY_LOCAL_MACHINE');
const local = 'C:/Windows/System32/GroupPolicy/Machine/Scripts';
const kept = 'C:/Windows/System32/GroupPolicy/DataStore/0/sysvol/corp.example/Policies/{1}/Machine/Scripts';
const ini = (text: string) => Buffer.from(`\ufeff${text.replaceAll('\n', '\r\n')}`, 'utf16le');

describe('policy-scripts', () => {
  it('reads scripts from the registry, the policies and the scripts themselves', async () => {
    const { items, coverage } = await runOnWindows(policyScripts, {
      reg: `
[${reg}\\0]
"DisplayName"="Antivirus"
"FileSysPath"="\\\\\\\\corp.example\\\\sysvol\\\\Machine"

[${reg}\\0\\0]
"Script"="\\\\\\\\corp.example\\\\netlogon\\\\kes_win.msi"
"Parameters"="/qn /pKLPASSWD=geheim"

[${reg}\\0\\1]
"Parameters"="without a script"
`,
      files: {
        [`${local}/scripts.ini`]: ini(
          '\n[Startup]\n0CmdLine=install.cmd\n0Parameters=kes\n1CmdLine=\n1Parameters=x\n[Shutdown]\n0CmdLine=bye.cmd\n0Parameters=\n',
        ),
        [`${local}/Startup/install.cmd`]: 'echo kes_win.msi\r\nmsiexec /i \\\\srv\\s\\kes_win.msi /qn\r\n',
        [`${local}/Shutdown/bye.cmd`]: 'a.exe',
        [`${kept.replace('sysvol', 'SysVol')}/psscripts.ini`]: ini(
          '[startup]\n 0CmdLine = \\\\corp.example\\s\\agent.ps1\n',
        ),
      },
    });
    expect(coverage.gaps).toEqual([]);
    expect(items.map(({ name, origin, attributes }) => [name, origin, attributes])).toEqual([
      [
        'kes_win.msi',
        `${list}\\0\\0`,
        { command: '\\\\corp.example\\netlogon\\kes_win.msi /qn …', policy: 'Antivirus', staged: true },
      ],
      ['install.cmd', `${local}/scripts.ini`, { command: 'install.cmd kes', staged: true }],
      [
        'install.cmd',
        `${local}/Startup/install.cmd:2`,
        { command: 'msiexec /i \\\\srv\\s\\kes_win.msi /qn', staged: true },
      ],
      ['agent.ps1', `${kept}/psscripts.ini`, { command: '\\\\corp.example\\s\\agent.ps1', staged: true }],
    ]);
  });

  it('nothing of it is no gap; a closed policy folder is one', async () => {
    const nothing = await runOnWindows(policyScripts, {});
    expect([nothing.items, nothing.coverage.gaps]).toEqual([[], []]);
    const closed = await runOnWindows(policyScripts, {
      files: { [`${local}/scripts.ini`]: { error: 'permission-denied', type: 'file' } },
    });
    expect(gapsOf(closed)).toEqual([
      'permission-denied /Windows/System32/GroupPolicy/Machine/Scripts/scripts.ini',
    ]);
  });
});
