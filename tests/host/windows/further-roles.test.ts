import { describe, expect, it } from 'vitest';
import { identify } from '../../../src/host/identify.ts';
import { windowsHost } from '../../collect/registry-host.ts';

const product = (type: string) =>
  `[HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\ProductOptions]\n"ProductType"="${type}"\n`;
const mode = (value: number) =>
  `\n[HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\Terminal Server]\n"TSAppCompat"=dword:0000000${value}\n`;
const feature = (state: number) =>
  `\n[HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\ServerManager\\ServicingStorage\\ServerComponentCache\\RDS-RD-Server]\n"InstallState"=dword:0000000${state}\n`;
const exchange = (key: string, values = '') =>
  `\n[HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\ExchangeServer\\${key}]\n${values}\n`;
const configured = '"ConfiguredVersion"="15.2.1118.7"';

describe('what else a Windows server is for', () => {
  it.each([
    { about: 'a plain server', reg: product('ServerNT') + mode(0) + feature(0), roles: undefined },
    {
      about: 'the feature is installed',
      reg: product('ServerNT') + feature(1),
      roles: 'remote-desktop-host',
    },
    { about: 'application mode', reg: product('ServerNT') + mode(1), roles: 'remote-desktop-host' },
    { about: 'a workstation with the same value', reg: product('WinNT') + mode(1), roles: undefined },
    { about: 'no product type', reg: mode(1), roles: undefined },
    {
      about: 'Exchange on a domain controller',
      reg: product('LanmanNT') + exchange('v15\\MailboxRole', configured),
      roles: 'exchange-server',
    },
    {
      about: 'Exchange 2010 edge',
      reg: product('ServerNT') + exchange('v14\\EdgeTransportRole', configured),
      roles: 'exchange-server',
    },
    {
      about: 'the tools of Exchange alone',
      reg: product('ServerNT') + exchange('v15\\AdminTools', configured),
      roles: undefined,
    },
    {
      about: 'a setup of Exchange that broke off',
      reg: product('ServerNT') + exchange('v15\\MailboxRole', '"Watermark"="x"'),
      roles: undefined,
    },
    {
      about: 'both',
      reg: product('ServerNT') + feature(1) + exchange('v15\\CafeRole', configured),
      roles: 'remote-desktop-host, exchange-server',
    },
  ])('$about', async ({ reg, roles }) => {
    const { furtherRoles, gaps } = await identify(await windowsHost({ reg: `\n${reg}` }));
    expect(furtherRoles).toBe(roles);
    expect(gaps).toEqual([]);
  });

  it('a closed key is a gap that hides no more than leftovers', async () => {
    const path = 'HKLM\\SOFTWARE\\Microsoft\\ExchangeServer';
    const host = await windowsHost({
      reg: `\n${product('ServerNT')}${mode(1)}`,
      denied: { [path]: 'permission-denied' },
    });
    const { furtherRoles, gaps } = await identify(host);
    expect(furtherRoles).toBe('remote-desktop-host');
    expect(gaps).toMatchObject([{ reason: 'permission-denied', source: path, couldHide: 'residue' }]);
  });
});
