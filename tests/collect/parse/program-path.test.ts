import { describe, expect, it } from 'vitest';
import { plainPath, programPath } from '../../../src/collect/parse/program-path.ts';

describe('programPath', () => {
  it.each([
    [
      '"%ProgramFiles(x86)%\\A B\\c.exe" -r "x y"',
      'C:\\Program Files (x86)\\A B\\c.exe',
      'C:/Program Files (x86)/A B/c.exe',
    ],
    [
      '\\SystemRoot\\System32\\drivers\\x.sys',
      'C:\\Windows\\System32\\drivers\\x.sys',
      'C:/Windows/System32/drivers/x.sys',
    ],
    ['D:\\a.exe /s', 'D:\\a.exe', undefined],
    ['\\\\server\\share\\a.exe /s', '\\\\server\\share\\a.exe /s', undefined],
    ['%NoSuch%\\a.exe', '%NoSuch%\\a.exe', undefined],
    ['C:\\a.sys:stream', 'C:\\a.sys:stream', undefined],
    ['  ', undefined, undefined],
  ])('%s', (command, shown, file) => {
    expect(programPath(command, false)).toEqual({ shown, file });
  });

  it('another drive counts on a running system', () => {
    expect(programPath('d:\\a.exe', true)).toEqual({ shown: 'D:\\a.exe', file: 'D:/a.exe' });
  });
});

it('plainPath keeps what only looks like arguments', () => {
  expect(plainPath('%ProgramData%\\a.exe -b\\c.dll', false).file).toBe('C:/ProgramData/a.exe -b/c.dll');
});

describe('on a Windows that lies elsewhere', () => {
  const context = { systemRoot: 'D:\\WINNT', environment: { ProgramFiles: 'E:\\Programme' } };

  it.each([
    ['%ProgramFiles%\\a.exe', false, 'E:\\Programme\\a.exe', undefined],
    ['%ProgramFiles%\\a.exe', true, 'E:\\Programme\\a.exe', 'E:/Programme/a.exe'],
    ['\\SystemRoot\\a.sys', false, 'D:\\WINNT\\a.sys', 'D:/WINNT/a.sys'],
    [
      'system32\\drivers\\a.sys',
      false,
      'D:\\WINNT\\system32\\drivers\\a.sys',
      'D:/WINNT/system32/drivers/a.sys',
    ],
    ['\\a.exe', false, 'D:\\a.exe', 'D:/a.exe'],
    ['C:\\a.exe', false, 'C:\\a.exe', 'C:/a.exe'],
  ] as const)('%s, live: %s', (text, live, shown, file) => {
    expect(programPath(text, live, context)).toEqual({ shown, file });
    expect(plainPath(text, live, context)).toEqual({ shown, file });
  });

  // A host takes these folders of C: for those of the system that runs; they are those of another Windows.
  it.each([
    ['C:\\Windows\\a.exe', true, undefined],
    ['c:/users/ada/a.exe', true, undefined],
    ['C:\\Windows\\a.exe', false, 'C:/Windows/a.exe'],
    ['C:\\WindowsApps\\a.exe', true, 'C:/WindowsApps/a.exe'],
  ] as const)('%s, live: %s, may be of another Windows', (text, live, file) => {
    expect(programPath(text, live, context).file).toBe(file);
  });

  it('C: is the only Windows where the system lies there', () => {
    expect(programPath('C:\\Windows\\a.exe', true).file).toBe('C:/Windows/a.exe');
    expect(programPath('C:\\Windows\\a.exe', true, { systemRoot: 'c:\\WINNT' }).file).toBe(
      'C:/Windows/a.exe',
    );
  });
});
