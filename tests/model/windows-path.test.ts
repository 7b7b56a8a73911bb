import { describe, expect, it } from 'vitest';
import {
  expandVariables,
  type WindowsPathContext,
  windowsCommandPath,
  windowsPath,
} from '../../src/model/windows-path.ts';
import { fc } from '../support/property.ts';

const context: WindowsPathContext = {
  systemRoot: 'C:\\WINDOWS',
  environment: {
    ProgramFiles: 'C:\\Program Files',
    'ProgramFiles(x86)': 'C:\\Program Files (x86)',
    ProgramData: '%SystemDrive%\\ProgramData',
    Loop: '%Loop%',
    Twice: '%Thrice%%Thrice%%Thrice%%Thrice%',
    Thrice: 'x'.repeat(9_000),
    Share: '\\\\server\\share',
    systemroot: 'D:\\elsewhere',
  },
};

const paths: readonly (readonly [text: string, path: string])[] = [
  ['C:\\Windows\\System32\\drivers\\klif.sys', 'C:/Windows/System32/drivers/klif.sys'],
  ['c:/Windows\\System32//drivers/klif.sys', 'C:/Windows/System32/drivers/klif.sys'],
  ['"C:\\Program Files (x86)\\Kaspersky Lab\\avp.exe" -r', 'C:/Program Files (x86)/Kaspersky Lab/avp.exe'],
  ['  "C:\\unclosed', 'C:/unclosed'],
  ['\\SystemRoot\\System32\\drivers\\a.sys', 'C:/WINDOWS/System32/drivers/a.sys'],
  ['\\systemroot', 'C:/WINDOWS'],
  ['\\??\\D:\\x\\a.sys', 'D:/x/a.sys'],
  ['\\\\?\\C:\\x\\a.sys', 'C:/x/a.sys'],
  ['\\DosDevices\\C:\\x\\a.sys', 'C:/x/a.sys'],
  ['%SystemRoot%\\a.dll', 'C:/WINDOWS/a.dll'],
  ['%windir%\\a.dll', 'C:/WINDOWS/a.dll'],
  ['%SYSTEMDRIVE%\\a.dll', 'C:/a.dll'],
  ['%ProgramFiles(x86)%\\Vendor', 'C:/Program Files (x86)/Vendor'],
  ['%programdata%\\Vendor', 'C:/ProgramData/Vendor'],
  ['System32\\drivers\\a.sys', 'C:/WINDOWS/System32/drivers/a.sys'],
  ['\\Program Files\\a', 'C:/Program Files/a'],
  ['C:\\a\\.\\b\\..\\c', 'C:/a/c'],
  ['C:\\..\\..\\..\\etc\\passwd', 'C:/etc/passwd'],
  ['\\SystemRoot\\..\\..\\..\\x', 'C:/x'],
  ['C:\\name. . \\b...', 'C:/name/b'],
  ['C:\\', 'C:/'],
  ['C:', 'C:/'],
  ['C:\\[a]{b}!(c)\\файл.exe', 'C:/[a]{b}!(c)/файл.exe'],
  ['C:\\console\\auxiliary.com1', 'C:/console/auxiliary.com1'],
];

const faults: readonly (readonly [text: string, fault: string])[] = [
  ['', 'empty'],
  [' "" ', 'empty'],
  ['\\\\server\\share\\a.exe', 'network'],
  ['//server/share/a.exe', 'network'],
  ['\\\\?\\UNC\\server\\share\\a', 'network'],
  ['\\??\\UNC\\server\\share\\a', 'network'],
  ['%Share%\\a', 'network'],
  ['\\\\.\\PhysicalDrive0', 'device'],
  ['\\\\?\\GLOBALROOT\\Device\\HarddiskVolume1\\a', 'device'],
  ['\\\\?\\Volume{00000000-0000-0000-0000-000000000000}\\a', 'device'],
  ['\\Device\\HarddiskVolume3\\Windows\\a.sys', 'device'],
  ['C:\\x\\NUL', 'device'],
  ['C:\\con .txt\\x', 'device'],
  ['C:\\x\\com1.log', 'device'],
  ['C:\\x\\LPT\u00b9', 'device'],
  ['C:\\x\\a.sys:evil', 'stream'],
  ['C:\\x\\a.sys::$DATA', 'stream'],
  ['C:\\x\\D:\\y', 'stream'],
  ['C:\\x\\*.sys', 'invalid'],
  ['C:\\x\\a?', 'invalid'],
  ['C:\\x\\a\0b', 'invalid'],
  ['C:\\x\\a\u001b[2J', 'invalid'],
  ['C:x', 'relative'],
  ['a.exe', 'relative'],
  ['..\\a.exe', 'relative'],
  ['%Unknown%\\a', 'variable'],
  ['C:\\100%\\a', 'variable'],
  ['%Loop%', 'variable'],
  ['%Twice%', 'too-long'],
  [`C:\\${'a'.repeat(256)}`, 'too-long'],
  ['a'.repeat(40_000), 'too-long'],
];

const commands: readonly (readonly [text: string, path: string])[] = [
  ['C:\\Program Files\\K L\\avp.exe -r --x', 'C:/Program Files/K L/avp.exe'],
  ['"C:\\Program Files\\K L\\avp" /x', 'C:/Program Files/K L/avp'],
  ['"%ProgramFiles%\\K L\\avp.exe" -r', 'C:/Program Files/K L/avp.exe'],
  ['%ProgramFiles%\\K L\\avp.exe', 'C:/Program Files/K L/avp.exe'],
  ['%SystemRoot%\\system32\\svchost.exe -k netsvcs -p', 'C:/WINDOWS/system32/svchost.exe'],
  ['\\??\\C:\\Program Files\\x\\d.sys', 'C:/Program Files/x/d.sys'],
  ['system32\\DRIVERS\\klif.sys', 'C:/WINDOWS/system32/DRIVERS/klif.sys'],
  ['C:\\Windows\\System32\\rundll32.exe shell32.dll,X', 'C:/Windows/System32/rundll32.exe'],
  ['C:\\Program Files\\no ending -k x', 'C:/Program Files/no ending'],
  ['C:\\x.exe.d\\real.exe a', 'C:/x.exe.d/real.exe'],
];

describe('windowsPath', () => {
  it.each(paths)('%j is %s', (text, path) => {
    expect(windowsPath(text, context)).toEqual({ path });
  });

  it.each(faults)('%j names no file: %s', (text, fault) => {
    expect(windowsPath(text, context)).toEqual({ path: undefined, fault });
  });

  it('sees a relative path from the folder that it is given', () => {
    expect(windowsPath('drivers\\a.sys', { relativeTo: 'D:/Windows/System32' })).toEqual({
      path: 'D:/Windows/System32/drivers/a.sys',
    });
    expect(windowsPath('a', { relativeTo: '\\\\server\\share' })).toEqual({
      path: undefined,
      fault: 'relative',
    });
  });

  it('does not believe a system root that is none', () => {
    expect(windowsPath('\\SystemRoot\\a', { systemRoot: '\\\\server\\share' })).toEqual({
      path: 'C:/Windows/a',
    });
  });

  it('never throws, and never leads outside, whatever it is given', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '\\',
        '/',
        '..',
        '.',
        ':',
        '%',
        '"',
        ' ',
        'C:',
        '\\??\\',
        '\\\\?\\',
        '%windir%',
        'NUL',
        '*',
        '?',
      ),
      fc.string({ maxLength: 4 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        for (const found of [
          windowsPath(pieces.join(''), context),
          windowsCommandPath(pieces.join(''), context),
        ]) {
          if (found.path === undefined) continue;
          expect(found.path).toMatch(/^[A-Z]:\/(?:[^/]+\/)*[^/]*$/);
          for (const segment of found.path.slice(3).split('/')) {
            expect(segment).not.toMatch(/^\.\.?$|[:*?"<>|\\]|[. ]$/);
          }
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('is quick on texts made to be slow', () => {
    for (const text of [`C:\\${'. '.repeat(16_000)}x`, `C:\\${' '.repeat(32_000)}x`, '%'.repeat(32_000)]) {
      expect(windowsPath(text, context).path).toBeUndefined();
    }
    expect(windowsCommandPath(`C:\\a${' '.repeat(32_000)}b`, context).path).toBeUndefined();
  });
});

describe('windowsCommandPath', () => {
  it.each(commands)('%j runs %s', (text, path) => {
    expect(windowsCommandPath(text, context)).toEqual({ path });
  });
});

describe('expandVariables', () => {
  it('puts variables in, and says where one is unknown', () => {
    expect(expandVariables('a;%windir%;b', context)).toBe('a;C:\\WINDOWS;b');
    expect(expandVariables('%no%', context)).toBeUndefined();
  });
});
