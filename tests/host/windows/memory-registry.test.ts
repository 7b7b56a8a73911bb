import { describe, expect, it } from 'vitest';
import { HostError } from '../../../src/host/host.ts';
import { memoryHost } from '../../../src/host/memory-host.ts';
import { memoryRegistry } from '../../../src/host/registry/memory-registry.ts';

const registry = memoryRegistry({
  'HKLM\\SOFTWARE\\X': {
    values: {
      '': 'default',
      Name: 'text',
      Count: 1,
      Big: 2n ** 40n,
      List: ['a', 'b'],
      Bytes: Buffer.from([1, 2]),
      Path: { expand: '%windir%\\x' },
      Hex: { hex: '00 ff' },
      Long: { qword: '18446744073709551615' },
    },
    keys: { 'Deep\\Deeper': { values: { V: 1 } } },
  },
  'HKEY_LOCAL_MACHINE\\software\\Denied': { error: 'permission-denied' },
});

describe('memory registry', () => {
  it('finds keys in any case and lists what stands in them', async () => {
    const key = await registry.key('hklm\\software\\x');
    expect(key?.path).toBe('HKLM\\SOFTWARE\\X');
    expect(await key?.values()).toEqual([
      { name: '', type: 'sz', data: 'default' },
      { name: 'Name', type: 'sz', data: 'text' },
      { name: 'Count', type: 'dword', data: 1 },
      { name: 'Big', type: 'qword', data: 1099511627776n },
      { name: 'List', type: 'multi-sz', data: ['a', 'b'] },
      { name: 'Bytes', type: 'binary', data: Buffer.from('0102', 'hex') },
      { name: 'Path', type: 'expand-sz', data: '%windir%\\x' },
      { name: 'Hex', type: 'binary', data: Buffer.from('00ff', 'hex') },
      { name: 'Long', type: 'qword', data: 18446744073709551615n },
    ]);
    expect((await key?.subkeys())?.map(({ path }) => path)).toEqual(['HKLM\\SOFTWARE\\X\\Deep']);
    expect((await registry.key('HKLM\\SOFTWARE\\X\\DEEP\\deeper'))?.name).toBe('Deeper');
    expect(await registry.key('HKLM\\SOFTWARE\\Y')).toBeUndefined();
  });

  it('fails below a key that may not be read', async () => {
    await expect(registry.key('HKLM\\SOFTWARE\\Denied\\Below')).rejects.toBeInstanceOf(HostError);
  });

  it('reads the text of an export, as a host of its own', async () => {
    const host = memoryHost({
      platform: 'windows',
      files: {},
      registry:
        'Windows Registry Editor Version 5.00\r\n\r\n[HKEY_LOCAL_MACHINE\\SOFTWARE\\Ключ]\r\n"n"=dword:0000002a\r\n',
    });
    expect(await (await host.registry?.key('HKLM\\SOFTWARE\\КЛЮЧ'))?.values()).toEqual([
      { name: 'n', type: 'dword', data: 42 },
    ]);
  });

  it('refuses an export with a fault, because then the fixture is wrong', () => {
    expect(() =>
      memoryRegistry('Windows Registry Editor Version 5.00\n\n[HKEY_LOCAL_MACHINE\\X]\nnonsense\n'),
    ).toThrow(/nonsense|neither/);
  });

  it('tells users that are there from profiles that are not', async () => {
    const profiles = 'HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\ProfileList';
    const users = memoryRegistry({
      [`${profiles}\\S-1-12-1-7`]: { values: { ProfileImagePath: { expand: 'C:\\Users\\Ada' } } },
      [`${profiles}\\S-1-5-21-9`]: { values: { ProfileImagePath: 'C:\\Users\\Gone' } },
      'HKU\\S-1-12-1-7\\Software': {},
      'HKU\\S-1-12-1-7_Classes': {},
      'HKU\\.DEFAULT': {},
    });
    expect(await users.users()).toEqual([
      { sid: 'S-1-12-1-7', name: 'Ada', profilePath: 'C:\\Users\\Ada' },
      { sid: '.DEFAULT', name: undefined, profilePath: undefined },
    ]);
    expect(await users.absentUsers?.()).toEqual([
      { sid: 'S-1-5-21-9', name: 'Gone', profilePath: 'C:\\Users\\Gone' },
    ]);
  });
});
