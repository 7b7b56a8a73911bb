import { describe, expect, it } from 'vitest';
import { isBroadKey } from '../../../../src/host/registry/live/broad-keys.ts';
import { regExePath, regTool } from '../../../../src/host/registry/live/reg-tool.ts';
import { parseSubkeyListing } from '../../../../src/host/registry/live/subkey-listing.ts';

describe('where reg.exe lies', () => {
  it.each([
    { name: 'as usual', environment: { SystemRoot: 'D:\\WINNT' }, expected: 'D:\\WINNT\\System32\\reg.exe' },
    {
      name: 'whatever the case',
      environment: { SYSTEMROOT: 'C:\\Windows' },
      expected: 'C:\\Windows\\System32\\reg.exe',
    },
    {
      name: 'for a 32-bit process on a 64-bit system',
      environment: { SystemRoot: 'C:\\Windows', PROCESSOR_ARCHITEW6432: 'AMD64' },
      expected: 'C:\\Windows\\Sysnative\\reg.exe',
    },
    { name: 'with no variable', environment: {}, expected: 'C:\\Windows\\System32\\reg.exe' },
    {
      name: 'not on a share',
      environment: { SystemRoot: '\\\\evil\\x' },
      expected: 'C:\\Windows\\System32\\reg.exe',
    },
    {
      name: 'not below the working folder',
      environment: { SystemRoot: 'x' },
      expected: 'C:\\Windows\\System32\\reg.exe',
    },
  ])('$name', ({ environment, expected }) => {
    expect(regExePath(environment)).toBe(expected);
  });

  it('a system without it is told so', async () => {
    const tool = regTool({ environment: {}, timeoutMs: 1000 });
    await expect(tool(['query', 'HKU', '/reg:64'], undefined)).rejects.toMatchObject({
      reason: 'missing-source',
    });
  });
});

describe('the list of subkeys that the console shows', () => {
  const stdout = Buffer.from(
    [
      '',
      'HKEY_LOCAL_MACHINE\\SOFTWARE\\Test',
      '    (Default)    REG_SZ    x',
      '    Text    REG_SZ    one',
      'HKEY_LOCAL_MACHINE\\SOFTWARE\\Elsewhere',
      '',
      'HKEY_LOCAL_MACHINE\\SOFTWARE\\Test\\Plain Name (x64)',
      'HKEY_LOCAL_MACHINE\\SOFTWARE\\Test\\M\x81ll',
      'HKEY_LOCAL_MACHINE\\SOFTWARE\\Test\\????',
      '',
    ].join('\r\n'),
    'latin1',
  );

  it('holds plain names, and counts the others', () => {
    const listing = parseSubkeyListing(stdout, 'HKLM\\software\\test');
    expect(listing.names).toEqual(['Plain Name (x64)']);
    expect(listing.lossy).toBe(2);
    expect(listing.has('PLAIN NAME (X64)')).toBe(true);
    expect(listing.has('Missing')).toBe(false);
    expect(listing.has('Müll')).toBe('maybe');
    expect(parseSubkeyListing(Buffer.alloc(0), 'HKLM').has('Müll')).toBe(false);
  });
});

describe('keys that are listed, not exported', () => {
  it.each([
    'HKLM',
    'HKLM\\SOFTWARE',
    'hklm\\software\\microsoft\\windows\\currentversion',
    'HKLM\\SOFTWARE\\WOW6432Node\\Microsoft',
    'HKLM\\SYSTEM\\CurrentControlSet',
    'HKLM\\SYSTEM\\ControlSet001\\Enum',
    'HKU',
    'HKU\\S-1-5-18',
    'HKU\\S-1-5-18\\Software\\Microsoft\\Windows',
  ])('%s', (path) => {
    expect(isBroadKey(path)).toBe(true);
  });

  it.each([
    'HKLM\\SOFTWARE\\KasperskyLab',
    'HKLM\\SOFTWARE\\WOW6432Node\\KasperskyLab',
    'HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall',
    'HKLM\\SYSTEM\\CurrentControlSet\\Services',
    'HKLM\\SYSTEM\\Select',
    'HKU\\S-1-5-18\\Software\\KasperskyLab',
    'HKU\\S-1-5-18\\Environment',
  ])('but not %s', (path) => {
    expect(isBroadKey(path)).toBe(false);
  });
});
