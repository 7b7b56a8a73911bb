import { describe, expect, it } from 'vitest';
import { securityCenter } from '../../../../src/collect/windows/security-center.ts';
import { runOnWindows } from '../../registry-host.ts';

const provider = 'SOFTWARE\\Microsoft\\Security Center\\Provider';
const key = (path: string) => `[HKEY_LOCAL_MACHINE\\${provider}\\${path}]`;

describe('security-center', () => {
  it('reads providers of the three kinds and their last state', async () => {
    const { items, coverage } = await runOnWindows(securityCenter, {
      reg: `
${key('Av\\{4F76F112-43EB-40E8-11D8-F7BD1853EA23}')}
"DISPLAYNAME"="Kaspersky"
"PRODUCTEXE"="C:\\\\Program Files (x86)\\\\Kaspersky Lab\\\\Kaspersky 21.9\\\\wmiav.exe"
"STATE"=dword:00041000

${key('Fw\\{70E35457-C7D9-669C-FEA5-55382EABDC78}')}
"DISPLAYNAME"="Off"
"STATE"=dword:00040110

${key('As\\{86367591-4BE4-AE08-2FD9-7FCB8259CD98}')}
"DISPLAYNAME"=dword:00000001
"PRODUCTEXE"="windowsdefender://"
"STATE"="1"

${key('Other\\{1}')}
"DISPLAYNAME"="Not a kind"
`,
    });
    expect(coverage.gaps).toEqual([]);
    const common = { kind: 'security-provider', collector: 'security-center', platform: 'windows' };
    expect(items).toEqual([
      {
        ...common,
        name: 'Kaspersky',
        path: 'C:\\Program Files (x86)\\Kaspersky Lab\\Kaspersky 21.9\\wmiav.exe',
        state: 'enabled',
        origin: `HKLM\\${provider}\\Av\\{4F76F112-43EB-40E8-11D8-F7BD1853EA23}`,
        attributes: {
          category: 'antivirus',
          guid: '{4F76F112-43EB-40E8-11D8-F7BD1853EA23}',
          productState: 0x41000,
          mode: 'on',
          upToDate: true,
        },
      },
      {
        ...common,
        name: 'Off',
        state: 'disabled',
        origin: `HKLM\\${provider}\\Fw\\{70E35457-C7D9-669C-FEA5-55382EABDC78}`,
        attributes: {
          category: 'firewall',
          guid: '{70E35457-C7D9-669C-FEA5-55382EABDC78}',
          productState: 0x40110,
          mode: 'off',
          upToDate: false,
          microsoft: true,
        },
      },
      {
        ...common,
        name: '{86367591-4BE4-AE08-2FD9-7FCB8259CD98}',
        path: 'windowsdefender://',
        origin: `HKLM\\${provider}\\As\\{86367591-4BE4-AE08-2FD9-7FCB8259CD98}`,
        attributes: { category: 'antispyware', guid: '{86367591-4BE4-AE08-2FD9-7FCB8259CD98}' },
      },
    ]);
  });

  it('a server has none, which is no gap', async () => {
    const { items, coverage } = await runOnWindows(securityCenter, {});
    expect([items, coverage.gaps]).toEqual([[], []]);
  });
});
