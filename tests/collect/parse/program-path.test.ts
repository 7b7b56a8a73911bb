import { describe, expect, it } from 'vitest';
import { hostPath, programPath } from '../../../src/collect/parse/program-path.ts';

describe('programPath', () => {
  it.each([
    ['"C:\\Program Files\\A B\\c.exe" -r "x y"', 'C:\\Program Files\\A B\\c.exe'],
    ['C:\\Program Files\\A B\\c.exe -r x', 'C:\\Program Files\\A B\\c.exe'],
    ['C:\\Program Files\\a.exe.d\\b.exe /x', 'C:\\Program Files\\a.exe.d\\b.exe'],
    ['\\SystemRoot\\System32\\drivers\\klif.sys', 'C:\\Windows\\System32\\drivers\\klif.sys'],
    ['system32\\DRIVERS\\klif.sys', 'C:\\Windows\\system32\\DRIVERS\\klif.sys'],
    ['\\??\\C:\\x\\y.sys', 'C:\\x\\y.sys'],
    ['\\\\?\\C:\\x\\y.sys', 'C:\\x\\y.sys'],
    ['%SystemRoot%\\system32\\svchost.exe -k x', 'C:\\Windows\\system32\\svchost.exe'],
    ['%WINDIR%/system32/a.exe', 'C:\\Windows\\system32\\a.exe'],
    ['%NoSuch%\\a.exe', '%NoSuch%\\a.exe'],
    ['\\\\server\\share\\a.exe b', '\\\\server\\share\\a.exe'],
    ['"C:\\open quote.exe', 'C:\\open quote.exe'],
    ['plain -x', 'plain'],
    ['   ', undefined],
    ['""', undefined],
  ])('%s', (command, expected) => {
    expect(programPath(command)).toBe(expected);
  });
});

describe('hostPath', () => {
  it.each([
    ['C:\\Windows\\a.sys', 'C:/Windows/a.sys'],
    ['c:\\\\Windows\\.\\a.sys', 'C:/Windows/a.sys'],
    ['D:\\a.sys', undefined],
    ['C:\\a\\..\\b', undefined],
    ['C:\\a.sys:stream', undefined],
    ['C:\\x\\NUL', undefined],
    ['C:\\x\\com1.txt', undefined],
    ['C:\\x\\console.exe', 'C:/x/console.exe'],
    ['\\\\server\\share\\a', undefined],
    ['\\Device\\HarddiskVolume1\\a', undefined],
    ['%NoSuch%\\a.exe', undefined],
    ['C:\\a*', undefined],
    ['C:\\', undefined],
  ])('%s', (path, expected) => {
    expect(hostPath(path, false)).toBe(expected);
  });

  it('another drive counts on a running system', () => {
    expect(hostPath('D:\\a.sys', true)).toBe('D:/a.sys');
  });
});
