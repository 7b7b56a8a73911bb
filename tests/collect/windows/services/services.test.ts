import { describe, expect, it } from 'vitest';
import { services } from '../../../../src/collect/windows/services.ts';
import type { RunningState } from '../../../../src/host/running-state.ts';
import { fixture } from '../../parse/pe/pe-file.ts';
import { runOnWindows, windowsHost } from '../../registry-host.ts';
import { gapsOf, runOn } from '../../run-on.ts';

const tree = 'HKLM\\SYSTEM\\CurrentControlSet\\Services';
const key = (name: string) => `[HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\${name}]`;

/** Text as `hex(2)`, the form that an expandable text has in an export. */
function expand(text: string): string {
  const bytes = Buffer.from(`${text}\0`, 'utf16le').toString('hex').match(/../g) ?? [];
  return `hex(2):${bytes.join(',')}`;
}

const reg = `
${key('AVP.KES.21.19')}
"Type"=dword:00000110
"Start"=dword:00000002
"DisplayName"="@%SystemRoot%\\\\system32\\\\x.dll,-1"
"ImagePath"=${expand('"%ProgramFiles(x86)%\\Kaspersky Lab\\KES\\avp.exe" -r')}

${key('other9')}
"Type"=dword:00000002
"Start"=dword:00000001
"Group"="FSFilter Anti-Virus"
"ImagePath"=${expand('\\SystemRoot\\System32\\drivers\\K4W-21-25\\other9.sys')}

${key('klelam')}
"Type"=dword:00000001
"Start"=dword:00000000
"Group"="Early-Launch"

${key('klids.K4W-21-25')}
"Type"=dword:00000001
"Start"=dword:00000003
"ImagePath"=${expand('\\??\\C:\\ProgramData\\Kaspersky Lab\\AVP21.25\\Bases\\klids.sys')}

${key('Dnscache')}
"Type"=dword:00000020
"Start"=dword:00000002
"DelayedAutostart"=dword:00000001
"ImagePath"=${expand('%SystemRoot%\\system32\\svchost.exe -k NetworkService -p')}

${key('Dnscache\\Parameters')}
"ServiceDll"=${expand('%SystemRoot%\\System32\\dnsrslvr.dll')}

${key('CDPUserSvc')}
"Type"=dword:00000060
"Start"=dword:00000004

${key('CDPUserSvc_3f1a2')}
"Type"=dword:000000e0
"Start"=dword:00000002
"DeleteFlag"=dword:00000001

${key('OnlyEvents')}
"EventMessageFile"="x"

${key('remote')}
"Type"=dword:00000010
"Start"=dword:00000002
"ImagePath"="\\\\\\\\server\\\\share\\\\a.exe"
`;

const files = {
  'C:/Program Files (x86)/Kaspersky Lab/KES/avp.exe': fixture('pe32.exe'),
  'C:/Windows/System32/drivers/K4W-21-25/other9.sys': fixture('renamed-driver.sys'),
  'C:/Windows/System32/drivers/klelam.sys': 'no executable',
  'C:/Windows/System32/dnsrslvr.dll': fixture('pe32.exe'),
  'C:/Windows/System32/svchost.exe': fixture('pe32.exe'),
};

describe('services', () => {
  it('reads services and drivers, their files and who made them', async () => {
    const { items, coverage } = await runOnWindows(services, { reg, files });
    expect(coverage.gaps).toEqual([]);
    const common = { collector: 'services', platform: 'windows' };
    expect(items).toEqual([
      {
        ...common,
        kind: 'service',
        name: 'AVP.KES.21.19',
        displayName: '@%SystemRoot%\\system32\\x.dll,-1',
        version: '1.2.3.4',
        publisher: 'Idle & Sons Ltd',
        path: 'C:\\Program Files (x86)\\Kaspersky Lab\\KES\\avp.exe',
        state: 'enabled',
        origin: `${tree}\\AVP.KES.21.19`,
        attributes: { start: 'auto', product: 'Warden', originalName: 'WÄCHTER.EXE' },
      },
      {
        ...common,
        kind: 'driver',
        name: 'other9',
        version: '21.14.5.462',
        publisher: 'АО «Лаборатория Касперского»',
        signer: 'AO Kaspersky Lab',
        path: 'C:\\Windows\\System32\\drivers\\K4W-21-25\\other9.sys',
        state: 'enabled',
        origin: `${tree}\\other9`,
        attributes: {
          start: 'system',
          group: 'FSFilter Anti-Virus',
          product: 'Коробочный продукт',
          description: 'Драйвер перехвата KLIF [fre_win10_x64]',
          originalName: 'KLIF.SYS',
        },
      },
      {
        ...common,
        kind: 'driver',
        name: 'klelam',
        path: 'C:\\Windows\\System32\\drivers\\klelam.sys',
        state: 'enabled',
        origin: `${tree}\\klelam`,
        attributes: {
          start: 'boot',
          group: 'Early-Launch',
          elam: true,
          fileDamage: expect.stringContaining(' '),
        },
      },
      {
        ...common,
        kind: 'driver',
        name: 'klids.K4W-21-25',
        path: 'C:\\ProgramData\\Kaspersky Lab\\AVP21.25\\Bases\\klids.sys',
        state: 'static',
        origin: `${tree}\\klids.K4W-21-25`,
        attributes: { start: 'manual', programMissing: true },
      },
      {
        ...common,
        kind: 'service',
        name: 'Dnscache',
        path: 'C:\\Windows\\System32\\dnsrslvr.dll',
        state: 'enabled',
        origin: `${tree}\\Dnscache`,
        attributes: { start: 'auto', delayed: true, host: 'C:\\Windows\\system32\\svchost.exe' },
      },
      {
        ...common,
        kind: 'service',
        name: 'CDPUserSvc',
        state: 'disabled',
        origin: `${tree}\\CDPUserSvc`,
        attributes: { start: 'disabled', perUser: 'template' },
      },
      {
        ...common,
        kind: 'service',
        name: 'CDPUserSvc_3f1a2',
        state: 'enabled',
        origin: `${tree}\\CDPUserSvc_3f1a2`,
        attributes: { start: 'auto', perUser: 'instance', deletedAtRestart: true },
      },
      {
        ...common,
        kind: 'service',
        name: 'remote',
        path: '\\\\server\\share\\a.exe',
        state: 'enabled',
        origin: `${tree}\\remote`,
        attributes: { start: 'auto' },
      },
    ]);
  });

  it('on a running Windows says what runs; what it is to do at start stays', async () => {
    const host = await windowsHost({ reg, files });
    const runningState = async (): Promise<RunningState> => ({
      services: new Map([
        ['avp.kes.21.19', 'running'],
        ['dnscache', 'stopped'],
        ['other9', 'running'],
        ['klelam', 'stopped'],
      ]),
      serviceGaps: [{ reason: 'timeout', source: 'sc.exe query', message: 'late', couldHide: 'active' }],
    });
    const collected = await runOn(services, { ...host, live: true, runningState });
    expect(
      collected.items.slice(0, 5).map(({ name, state, attributes }) => [name, state, attributes?.['start']]),
    ).toEqual([
      ['AVP.KES.21.19', 'running', 'auto'],
      ['other9', 'loaded', 'system'],
      ['klelam', 'enabled', 'boot'],
      ['klids.K4W-21-25', 'static', 'manual'],
      ['Dnscache', 'stopped', 'auto'],
    ]);
    expect(gapsOf(collected)).toEqual(['timeout sc.exe query']);
  });

  it('on a Windows that lies elsewhere finds the files where they are', async () => {
    const key = (name: string, type: string, image: string) =>
      `[HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\${name}]\n"Type"=dword:${type}\n"Start"=dword:2\n"ImagePath"="${image}"\n\n`;
    const { items, coverage } = await runOnWindows(services, {
      context: { systemRoot: 'C:\\WINNT', environment: { ProgramFiles: 'C:\\Programme' } },
      reg: [
        key('klif', '2', '\\\\SystemRoot\\\\System32\\\\drivers\\\\klif.sys'),
        key('gone', '2', 'system32\\\\drivers\\\\gone.sys'),
        key('avp', '10', '%ProgramFiles%\\\\Kaspersky Lab\\\\avp.exe -r'),
      ].join(''),
      files: { 'C:/WINNT/System32/drivers/klif.sys': 'x', 'C:/Programme/Kaspersky Lab/avp.exe': 'x' },
    });
    expect(coverage.gaps).toEqual([]);
    expect(items.map(({ path, attributes }) => [path, attributes?.['programMissing']])).toEqual([
      ['C:\\WINNT\\System32\\drivers\\klif.sys', undefined],
      ['C:\\WINNT\\system32\\drivers\\gone.sys', true],
      ['C:\\Programme\\Kaspersky Lab\\avp.exe', undefined],
    ]);
  });

  it('gives programs that are named by short names their long ones, where those are certain', async () => {
    const key = (name: string, image: string) =>
      `[HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\${name}]\n"Type"=dword:10\n"Start"=dword:2\n"ImagePath"="${image}"\n\n`;
    const { items, coverage } = await runOnWindows(services, {
      reg: [
        key('avp', 'C:\\\\PROGRA~1\\\\KASPER~1\\\\KASPER~1.12\\\\avp.exe -r'),
        key('two', 'C:\\\\PROGRA~2\\\\VENDOR~1\\\\a.exe'),
        key('gone', 'C:\\\\PROGRA~2\\\\VENDOR~1\\\\gone.exe'),
        key('real', 'C:\\\\PROGRA~1\\\\KASPER~1\\\\gone.exe'),
      ].join(''),
      files: {
        'C:/Windows/System32/drivers/x': '',
        'C:/Program Files/Kaspersky Lab/Kaspersky Endpoint.12/avp.exe': 'x',
        'C:/Program Files (x86)/Vendor one/a.exe': 'x',
        'C:/Program Files (x86)/Vendor two/a.exe': 'x',
      },
    });
    expect(coverage.gaps).toEqual([]);
    expect(items.map(({ path, attributes }) => [path, attributes?.['programMissing']])).toEqual([
      ['C:\\Program Files\\Kaspersky Lab\\Kaspersky Endpoint.12\\avp.exe', undefined],
      ['C:\\Program Files (x86)\\VENDOR~1\\a.exe', undefined],
      ['C:\\Program Files (x86)\\VENDOR~1\\gone.exe', undefined],
      ['C:\\Program Files\\Kaspersky Lab\\gone.exe', true],
    ]);
  });

  it('says of no program that it is missing where the files of Windows are not there at all', async () => {
    const { items } = await runOnWindows(services, { reg });
    expect(items.filter(({ attributes }) => attributes?.['programMissing'] !== undefined)).toEqual([]);
  });

  it('keeps services with odd values; a type that is none is a gap', async () => {
    const collected = await runOnWindows(services, {
      reg: `${key('huge')}\n"Type"=dword:00000001\n"Start"=dword:ffffffff\n"ImagePath"=dword:00000001\n
${key('text')}\n"Type"="1"\n
${key('zero')}\n"Type"=dword:00000000\n
${key('up')}\n"Type"=dword:00000010\n"ImagePath"="C:\\\\Windows\\\\..\\\\..\\\\etc\\\\x.exe"\n`,
      extra: { [`${tree}\\huge`]: [{ name: 'DisplayName', type: 'sz', data: '\udfff'.repeat(100_000) }] },
      files: { 'C:/Windows/System32/drivers/huge.sys': 'x' },
    });
    expect(collected.items.map(({ name, path, displayName }) => [name, path, displayName?.length])).toEqual([
      ['huge', 'C:\\Windows\\System32\\drivers\\huge.sys', 2048],
      ['up', 'C:\\etc\\x.exe', undefined],
    ]);
    expect(gapsOf(collected)).toEqual([`malformed-row ${tree}\\text`, `malformed-row ${tree}\\zero`]);
  });

  it('a driver file that cannot be read is a gap; the driver stays', async () => {
    const collected = await runOnWindows(services, {
      reg: `${key('shut')}\n"Type"=dword:00000001\n"Start"=dword:00000000\n`,
      files: { 'C:/Windows/System32/drivers/shut.sys': { error: 'permission-denied' } },
    });
    expect(collected.items.map(({ name, state }) => [name, state])).toEqual([['shut', 'enabled']]);
    expect(collected.coverage.gaps.map(({ reason, couldHide }) => [reason, couldHide])).toEqual([
      ['permission-denied', 'residue'],
    ]);
  });

  it('a Windows without services is never clean', async () => {
    expect(gapsOf(await runOnWindows(services, {}))).toEqual([`missing-source ${tree}`]);
  });
});
