import { describe, expect, it } from 'vitest';
import { systemDrivers } from '../../../../src/collect/windows/system-drivers.ts';
import { fixture } from '../../parse/pe/pe-file.ts';
import { runOnWindows } from '../../registry-host.ts';

const drivers = 'C:/Windows/System32/drivers';
const key = (name: string) => `[HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\${name}]`;

describe('system-drivers', () => {
  it('reads driver files that no service names, in folders too', async () => {
    const { items, coverage } = await runOnWindows(systemDrivers, {
      files: {
        [`${drivers}/K4W-21-25/other.sys`]: fixture('renamed-driver.sys'),
        [`${drivers}/Named.sys`]: 'x',
        [`${drivers}/default.sys`]: 'x',
        [`${drivers}/etc/hosts`]: 'x',
      },
      reg: `${key('n')}\n"Type"=dword:00000001\n"ImagePath"="system32\\\\DRIVERS\\\\named.SYS"\n
${key('default')}\n"Type"=dword:00000001\n`,
    });
    expect(coverage.gaps).toEqual([]);
    expect(items).toEqual([
      {
        kind: 'driver',
        collector: 'system-drivers',
        name: 'other',
        version: '21.14.5.462',
        publisher: 'АО «Лаборатория Касперского»',
        signer: 'AO Kaspersky Lab',
        path: 'C:\\Windows\\System32\\drivers\\K4W-21-25\\other.sys',
        state: 'installed',
        origin: `${drivers}/K4W-21-25/other.sys`,
        platform: 'windows',
        attributes: {
          product: 'Коробочный продукт',
          description: 'Драйвер перехвата KLIF [fre_win10_x64]',
          originalName: 'KLIF.SYS',
        },
      },
    ]);
  });

  it('on a Windows that lies elsewhere reads the folder there', async () => {
    const { items, coverage } = await runOnWindows(systemDrivers, {
      context: { systemRoot: 'C:\\WINNT' },
      files: { 'C:/WINNT/System32/drivers/own.sys': 'x', 'C:/WINNT/System32/drivers/free.sys': 'x' },
      reg: `${key('own')}\n"Type"=dword:00000001\n"ImagePath"="\\\\SystemRoot\\\\System32\\\\drivers\\\\own.sys"\n`,
    });
    expect(coverage.gaps).toEqual([]);
    expect(items.map(({ path }) => path)).toEqual(['C:\\WINNT\\System32\\drivers\\free.sys']);
  });

  it('a file that is closed or no driver is an item all the same', async () => {
    const collected = await runOnWindows(systemDrivers, {
      files: {
        [`${drivers}/shut.sys`]: { error: 'permission-denied' },
        [`${drivers}/text.sys`]: 'no driver',
        [`${drivers}/empty.sys`]: '',
        [`${drivers}/${'a/'.repeat(10)}deep.sys`]: 'x',
      },
    });
    expect(collected.items.map(({ name, publisher }) => [name, publisher])).toEqual([
      ['empty', undefined],
      ['shut', undefined],
      ['text', undefined],
    ]);
    expect(collected.coverage.gaps.map(({ reason, couldHide }) => [reason, couldHide])).toEqual([
      ['too-large', 'residue'],
      ['permission-denied', 'residue'],
    ]);
  });
});
