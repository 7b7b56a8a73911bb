import { describe, expect, it } from 'vitest';
import { type MarkerHost, markerPlaces } from '../../../src/collect/parse/marker-places.ts';

const usual: MarkerHost = { context: {}, profiles: [], live: false };
const moved: MarkerHost = {
  context: {
    systemRoot: 'D:\\WINNT',
    environment: {
      ProgramFiles: 'E:\\Programme',
      PROGRAMDATA: '%SystemDrive%\\Daten',
      AppData: 'D:\\of whoever runs this',
    },
  },
  profiles: ['D:\\Users\\ada', 'E:\\Profile\\bob', '\\\\server\\profiles\\eve'],
  live: false,
};

/** Each place as the pattern, with what stands for what behind it. */
function look(path: string, host: MarkerHost): string[] {
  return markerPlaces(path, host).map(({ pattern, stands }) =>
    stands === undefined ? pattern : `${pattern} (${stands.own} for ${stands.usual})`,
  );
}

describe('where a Windows has what a rule names', () => {
  it.each([
    ['C:\\Program Files\\Kaspersky Lab\\*', ['C:/Program Files/Kaspersky Lab/*']],
    ['c:/Users/*/x.edb', ['C:/Users/*/x.edb']],
    ['D:\\x', ['D:/x']],
    ['%ProgramData%\\x?', ['C:/ProgramData/x? (C:/ProgramData for %ProgramData%)']],
    ['%Unknown%\\x', []],
    ['%AppData%\\x', []],
    ['\\\\server\\x', []],
    ['C:\\x:stream', []],
  ])('in its usual place: %s', (path, expected) => {
    expect(look(path, usual)).toEqual(expected);
  });

  it.each([
    [
      'C:\\Program Files\\Kaspersky Lab',
      [
        'E:/Programme/Kaspersky Lab (E:/Programme for C:/Program Files)',
        'D:/Program Files/Kaspersky Lab (D: for C:)',
      ],
    ],
    [
      'C:\\Program Files (x86)\\K',
      ['D:/Program Files (x86)/K (D:/Program Files (x86) for C:/Program Files (x86))'],
    ],
    ['C:\\Program Filesystem\\K', ['D:/Program Filesystem/K (D: for C:)']],
    ['C:\\PROGRAMDATA\\K', ['D:/Daten/K (D:/Daten for C:/ProgramData)', 'D:/PROGRAMDATA/K (D: for C:)']],
    ['C:\\KVRT_Data', ['D:/KVRT_Data (D: for C:)']],
    ['C:\\Windows\\x', ['D:/WINNT/x (D:/WINNT for C:/Windows)', 'D:/Windows/x (D: for C:)']],
    ['E:\\Programme\\K', ['E:/Programme/K']],
    ['%ProgramFiles%\\K', ['E:/Programme/K (E:/Programme for %ProgramFiles%)']],
    [
      'C:\\Users\\*\\K',
      ['D:/Users/*/K (D:/Users for C:/Users)', 'E:/Profile/bob/K (E:/Profile/bob for C:/Users/bob)'],
    ],
    [
      '%AppData%\\K',
      [
        'D:/Users/ada/AppData/Roaming/K (D:/Users/ada/AppData/Roaming for %AppData%)',
        'E:/Profile/bob/AppData/Roaming/K (E:/Profile/bob/AppData/Roaming for %AppData%)',
      ],
    ],
  ])('elsewhere, at rest: %s', (path, expected) => {
    expect(look(path, moved)).toEqual(expected);
  });

  it.each([
    [
      'C:\\Program Files\\K',
      [
        'E:/Programme/K (E:/Programme for C:/Program Files)',
        'D:/Program Files/K (D: for C:)',
        'C:/Program Files/K',
      ],
    ],
    ['C:\\Windows\\x', ['D:/WINNT/x (D:/WINNT for C:/Windows)', 'D:/Windows/x (D: for C:)']],
  ])('elsewhere, running: what lies on C: is looked at too: %s', (path, expected) => {
    expect(look(path, { ...moved, live: true })).toEqual(expected);
  });
});
