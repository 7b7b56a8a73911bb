import { describe, expect, it } from 'vitest';
import { runningContext } from '../../../src/host/windows/running-context.ts';
import { systemProgramEnvironment, systemProgramPath } from '../../../src/host/windows/system-program.ts';
import { placedFolders, withUsualVariables } from '../../../src/model/windows-folders.ts';
import { windowsPath } from '../../../src/model/windows-path.ts';

/** What a 32-bit process is given on a 64-bit Windows, and a 64-bit one beside it. */
const common = {
  SystemRoot: 'D:\\Windows',
  SystemDrive: 'D:',
  'ProgramFiles(x86)': 'D:\\Program Files (x86)',
  ProgramW6432: 'D:\\Program Files',
  'CommonProgramFiles(x86)': 'D:\\Program Files (x86)\\Common Files',
  CommonProgramW6432: 'D:\\Program Files\\Common Files',
  ProgramData: 'D:\\ProgramData',
  PUBLIC: 'D:\\Users\\Public',
  TEMP: 'D:\\Temp',
  SECRET: 'x',
};
const of64 = {
  ...common,
  PROCESSOR_ARCHITECTURE: 'AMD64',
  ProgramFiles: 'D:\\Program Files',
  CommonProgramFiles: 'D:\\Program Files\\Common Files',
};
const of32 = {
  ...common,
  PROCESSOR_ARCHITECTURE: 'x86',
  PROCESSOR_ARCHITEW6432: 'AMD64',
  ProgramFiles: 'D:\\Program Files (x86)',
  CommonProgramFiles: 'D:\\Program Files (x86)\\Common Files',
};

describe.each([
  ['a 64-bit process', of64, 'System32'],
  ['a 32-bit process', of32, 'Sysnative'],
])('%s', (_, environment, folder) => {
  it.each(['reg.exe', 'sc.exe', 'qprocess.exe', 'config'])('reaches the %s of the system', (name) => {
    expect(systemProgramPath(environment, name)).toBe(`D:\\Windows\\${folder}\\${name}`);
  });

  it.each([
    ['%ProgramFiles%\\a', 'D:/Program Files/a'],
    ['%programw6432%\\a', 'D:/Program Files/a'],
    ['%ProgramFiles(x86)%\\a', 'D:/Program Files (x86)/a'],
    ['%CommonProgramFiles%\\a', 'D:/Program Files/Common Files/a'],
    ['%Public%\\a', 'D:/Users/Public/a'],
    ['%ProfilesDirectory%\\a', 'D:/Users/a'],
    ['\\SystemRoot\\System32\\a.sys', 'D:/Windows/System32/a.sys'],
  ])('sees %s as a service of the system does', (text, expected) => {
    expect(windowsPath(text, withUsualVariables(runningContext(environment))).path).toBe(expected);
  });

  it('has the usual folders where they are', () => {
    expect(placedFolders(runningContext(environment)).map(({ usual, own }) => `${usual} ${own}`)).toEqual([
      'C:/Program Files (x86)/Common Files D:/Program Files (x86)/Common Files',
      'C:/Program Files (x86) D:/Program Files (x86)',
      'C:/Program Files/Common Files D:/Program Files/Common Files',
      'C:/Program Files D:/Program Files',
      'C:/ProgramData D:/ProgramData',
      'C:/Windows D:/Windows',
      'C:/Users D:/Users',
      'C: D:',
    ]);
  });

  it('hands four variables on', () => {
    expect(systemProgramEnvironment(environment)).toEqual({
      SystemRoot: 'D:\\Windows',
      SystemDrive: 'D:',
      TEMP: 'D:\\Temp',
    });
  });
});

it('a 32-bit Windows has one folder for programs', () => {
  const context = runningContext({ SystemRoot: 'C:\\Windows', ProgramFiles: 'C:\\Program Files' });
  expect(placedFolders(context)).toEqual([]);
  expect(windowsPath('%ProgramFiles%\\a', context).path).toBe('C:/Program Files/a');
});
