import { describe, expect, it } from 'vitest';
import { windowsMarkers } from '../../../../src/collect/windows/windows-markers.ts';
import { runOnWindows, type WindowsHostOptions } from '../../registry-host.ts';
import { gapsOf } from '../../run-on.ts';

const reg = `
[HKEY_LOCAL_MACHINE\\SOFTWARE\\KasperskyLab\\KES.21.19\\environment]
"ProductName"="KES"

[HKEY_LOCAL_MACHINE\\SOFTWARE\\KasperskyLab\\KESx]

[HKEY_LOCAL_MACHINE\\SOFTWARE\\KasperskyLab\\AVP21\\environment]

[HKEY_LOCAL_MACHINE\\SOFTWARE\\KasperskyLab\\protected\\KES\\Data]
"LastSuccessfulUpdate"=dword:66df0000
"Bytes"=hex:01,ff
"Text"="  twice  "

[HKEY_USERS\\S-1-5-21-7\\Software\\KasperskyLab]
`;

const users = [{ sid: 'S-1-5-21-7', name: 'ada', profilePath: undefined }];

function look(
  paths: readonly string[],
  options: WindowsHostOptions = {},
  registryReads: readonly { id: string; key: string; value: string }[] = [],
) {
  return runOnWindows(windowsMarkers, { reg, users, ...options }, { paths, reads: [], registryReads });
}

describe('windows-markers', () => {
  it.each([
    ['HKLM\\SOFTWARE\\KasperskyLab', ['HKLM\\SOFTWARE\\KasperskyLab']],
    ['HKLM/software/KASPERSKYLAB', ['HKLM\\SOFTWARE\\KasperskyLab']],
    ['HKEY_LOCAL_MACHINE\\SOFTWARE\\kasperskylab', ['HKLM\\SOFTWARE\\KasperskyLab']],
    [
      'HKLM\\SOFTWARE\\KasperskyLab\\KES*\\environment',
      ['HKLM\\SOFTWARE\\KasperskyLab\\KES.21.19\\environment'],
    ],
    ['HKLM\\SOFTWARE\\KasperskyLab\\KES?', ['HKLM\\SOFTWARE\\KasperskyLab\\KESx']],
    ['HKCU\\Software\\KasperskyLab', ['HKU\\S-1-5-21-7\\Software\\KasperskyLab']],
    ['HKU\\*\\Software\\Kasp*', ['HKU\\S-1-5-21-7\\Software\\KasperskyLab']],
    ['HKLM\\SOFTWARE\\Kaspersky', []],
    ['HKLM\\SOFTWARE\\*\\nowhere', []],
    ['HKCR\\x', []],
  ])('keys: %s', async (pattern, expected) => {
    const { items, coverage } = await look([pattern]);
    expect(coverage.gaps).toEqual([]);
    expect(items.map(({ path }) => path)).toEqual(expected);
  });

  it.each([
    ['C:\\ProgramData\\kaspersky lab', ['C:/ProgramData/kaspersky lab']],
    ['%ProgramData%\\Kaspersky Lab\\AVP*\\Data', ['C:/ProgramData/Kaspersky Lab/AVP21.3/Data']],
    [
      'C:\\Users\\*\\AppData\\Local\\Kaspersky Lab\\?.edb',
      ['C:/Users/ada/AppData/Local/Kaspersky Lab/k.edb'],
    ],
    ['C:\\ProgramData\\Kaspersky', []],
    ['%Unknown%\\x', []],
    ['\\\\server\\share\\x', []],
  ])('files: %s', async (pattern, expected) => {
    const { items, coverage } = await look([pattern], {
      files: {
        'C:/ProgramData/Kaspersky Lab/AVP21.3/Data/x': '',
        'C:/Users/ada/AppData/Local/Kaspersky Lab/k.edb': '',
      },
    });
    expect(coverage.gaps).toEqual([]);
    expect(items.map(({ path }) => path?.toLowerCase())).toEqual(expected.map((path) => path.toLowerCase()));
  });

  it('what this Windows has elsewhere is shown where it is, and known by the path of the rule', async () => {
    const { items, coverage } = await look(
      [
        'C:\\Program Files\\Kaspersky Lab\\KES*',
        '%ProgramData%\\Kaspersky Lab',
        'C:\\Programme\\Kaspersky Lab',
      ],
      {
        context: { systemRoot: 'C:\\WINNT', environment: { ProgramFiles: 'C:\\Programme' } },
        files: { 'C:/Programme/Kaspersky Lab/KES.12/avp.exe': '', 'C:/ProgramData/Kaspersky Lab/x': '' },
      },
    );
    expect(coverage.gaps).toEqual([]);
    expect(items.map(({ path, attributes }) => [path, attributes?.['usualPath']])).toEqual([
      ['C:/Programme/Kaspersky Lab/KES.12', 'C:\\Program Files\\Kaspersky Lab\\KES.12'],
      ['C:/Programme/Kaspersky Lab', undefined],
      ['C:/ProgramData/Kaspersky Lab', '%ProgramData%\\Kaspersky Lab'],
    ]);
  });

  it('programs on a disk that is not here are a gap', async () => {
    const collected = await look(['C:\\Program Files\\Kaspersky Lab', 'C:\\Program Files\\x'], {
      context: { environment: { ProgramFiles: 'E:\\Programme' } },
      files: { 'C:/Program Files/Kaspersky Lab/x': '' },
    });
    expect(collected.items.map(({ path }) => path)).toEqual(['C:/Program Files/Kaspersky Lab']);
    expect(gapsOf(collected)).toEqual(['outside-root E:/']);
  });

  it('an item says what it is', async () => {
    const { items } = await look(['HKLM\\SOFTWARE\\KasperskyLab'], {}, [
      {
        id: 'kes/date',
        key: 'HKLM\\SOFTWARE\\KasperskyLab\\protected\\KES*\\Data',
        value: 'lastsuccessfulupdate',
      },
      { id: 'kes/bytes', key: 'HKLM\\SOFTWARE\\KasperskyLab\\protected\\KES\\Data', value: 'Bytes' },
      { id: 'kes/text', key: 'HKLM\\SOFTWARE\\KasperskyLab\\protected\\KES\\Data', value: 'Text' },
      { id: 'kes/none', key: 'HKLM\\SOFTWARE\\KasperskyLab\\protected\\KES\\Data', value: 'None' },
    ]);
    const data = 'HKLM\\SOFTWARE\\KasperskyLab\\protected\\KES\\Data';
    const common = { kind: 'marker', collector: 'windows-markers', platform: 'windows' };
    expect(items).toEqual([
      {
        ...common,
        name: 'KasperskyLab',
        path: 'HKLM\\SOFTWARE\\KasperskyLab',
        origin: 'HKLM\\SOFTWARE\\KasperskyLab',
        attributes: { type: 'registry-key' },
      },
      ...[
        ['kes/date', '1725890560'],
        ['kes/bytes', '01ff'],
        ['kes/text', 'twice'],
      ].map(([read, value]) => ({
        ...common,
        name: 'Data',
        path: data,
        origin: `${data}#${read}`,
        attributes: { read, value },
      })),
    ]);
  });

  it('a closed key is evidence; a broken one is a gap', async () => {
    const collected = await look(['HKLM\\SOFTWARE\\KasperskyLab', 'HKLM\\SOFTWARE\\Broken'], {
      denied: {
        'HKLM\\SOFTWARE\\KasperskyLab': 'permission-denied',
        'HKLM\\SOFTWARE\\Broken': 'malformed-source',
      },
    });
    expect(collected.items.map(({ path, attributes }) => [path, attributes])).toEqual([
      ['HKLM\\SOFTWARE\\KasperskyLab', { type: 'registry-key', unreadable: true }],
    ]);
    expect(gapsOf(collected)).toEqual(['malformed-source HKLM\\SOFTWARE\\Broken']);
  });
});
