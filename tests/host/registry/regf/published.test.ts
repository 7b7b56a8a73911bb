import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { HiveKey } from '../../../../src/host/registry/regf/hive-key.ts';
import { type PublicFile, publicFile, publicFolder } from '../public-hives.ts';
import { tornUnderItsLog } from '../torn-hive.ts';
import { listing, open } from './open.ts';

/** A key of a published hive; the hive's root for an empty path. */
async function keyOf(name: PublicFile, path = ''): Promise<HiveKey> {
  const { hive } = await open(publicFile(name), { prefix: '' });
  const key = await hive.key(path);
  assert(key !== undefined, `${name} has no ${path}`);
  return key;
}

const names = async (key: HiveKey): Promise<string[]> => (await key.subkeys()).map(({ name }) => name);
const data = async (key: HiveKey, name: string): Promise<unknown> => (await key.value(name))?.data;

async function keysBelow(key: HiveKey): Promise<number> {
  let count = 0;
  for (const subkey of await key.subkeys()) count += 1 + (await keysBelow(subkey));
  return count;
}

/** What dfwinreg 20240316 asserts of these hives in tests/regf.py; the names are those of its test methods. */
describe('what dfwinreg asserts', () => {
  it('testRecurseKeys: 1597 keys in NTUSER.DAT, 1219 of them in Software', async () => {
    expect(1 + (await keysBelow(await keyOf('dfwinreg/NTUSER.DAT')))).toBe(1597);
    expect(1 + (await keysBelow(await keyOf('dfwinreg/NTUSER.DAT', 'Software')))).toBe(1219);
  });

  it('testProperties: 7 subkeys and no values in Software, and its time', async () => {
    const key = await keyOf('dfwinreg/NTUSER.DAT', 'Software');
    expect(key.name).toBe('Software');
    expect(await key.subkeys()).toHaveLength(7);
    expect(await key.values()).toEqual([]);
    expect(key.lastWrittenMs).toBe(Number(131_205_170_396_534_120n / 10_000n) - 11_644_473_600_000);
  });

  it('testGetSubkeyByIndex, testGetSubkeyByName, testGetSubkeyByPath', async () => {
    const root = await keyOf('dfwinreg/NTUSER.DAT');
    expect((await names(root))[0]).toBe('AppEvents');
    expect((await root.subkey('Software'))?.name).toBe('Software');
    expect((await root.key('Software\\Microsoft'))?.name).toBe('Microsoft');
    expect(await root.subkey('Bogus')).toBeUndefined();
    expect(await root.key('Software\\Bogus')).toBeUndefined();
  });

  it('testGetValues, testGetDataAsObject: values of NTUSER.DAT', async () => {
    const console = await keyOf('dfwinreg/NTUSER.DAT', 'Console');
    expect(await console.values()).toHaveLength(37);
    expect(await console.value('ColorTable14')).toEqual({
      name: 'ColorTable14',
      type: 'dword',
      data: 65_535,
    });
    expect(await console.value('Bogus')).toBeUndefined();
    const alarm = await keyOf('dfwinreg/NTUSER.DAT', 'AppEvents\\EventLabels\\CriticalBatteryAlarm');
    expect(await data(alarm, 'DispFileName')).toBe('@mmres.dll,-5827');
    // Here dfwinreg has 00 00, which is what libregf makes of it: the record, at byte 46464, holds 09 04, and so
    // libhivex and reglookup read it.
    const scheme = await keyOf('dfwinreg/NTUSER.DAT', 'Control Panel\\Appearance');
    expect(await data(scheme, 'SchemeLangID')).toEqual(Buffer.from([9, 4]));
    const profile = await keyOf('dfwinreg/NTUSER.DAT', 'Control Panel\\International\\User Profile');
    expect(await data(profile, 'Languages')).toHaveLength(1);
    const explorer =
      'Software\\Microsoft\\Windows\\CurrentVersion\\Explorer\\Discardable\\PostSetup\\ShellNew';
    expect(await data(await keyOf('dfwinreg/NTUSER.DAT', explorer), 'Classes')).toHaveLength(9);
  });

  it('testGetSubkeys: the control sets of SYSTEM', async () => {
    expect(await names(await keyOf('dfwinreg/SYSTEM'))).toEqual([
      'ControlSet001',
      'DriverDatabase',
      'HardwareConfig',
      'MountedDevices',
      'RNG',
      'Select',
      'Setup',
      'WPA',
    ]);
    expect(await names(await keyOf('dfwinreg/SYSTEM', 'ControlSet001'))).toEqual([
      'Control',
      'Enum',
      'Hardware Profiles',
      'Policies',
      'Services',
    ]);
  });

  it('testGetRootKey, testRecurseKeys: a log has no keys of its own', async () => {
    await expect(open(publicFile('dfwinreg/NTUSER.DAT.LOG'))).rejects.toMatchObject({
      reason: 'unsupported-format',
      message: expect.stringContaining('a transaction log, not a registry hive'),
    });
  });
});

/** Times are those of the tests without what is below a millisecond. */
const plasoKeys: readonly (readonly [test: string, file: PublicFile, key: string, time: string])[] = [
  ['services.py', 'plaso/SYSTEM', 'ControlSet001\\services\\BITS', '2012-04-06T20:43:27.639Z'],
  ['timezone.py', 'plaso/SYSTEM', 'ControlSet001\\Control\\TimeZoneInformation', '2012-03-11T07:00:00.000Z'],
  ['usb.py', 'plaso/SYSTEM', 'ControlSet001\\Enum\\USB\\VID_0E0F&PID_0002', '2012-04-07T10:31:37.625Z'],
  ['ccleaner.py', 'plaso/NTUSER-CCLEANER.DAT', 'Software\\Piriform\\CCleaner', '2013-07-13T14:03:26.861Z'],
  [
    'run.py',
    'plaso/NTUSER-RunTests.DAT',
    'Software\\Microsoft\\Windows\\CurrentVersion\\RunOnce',
    '2012-04-05T17:03:53.992Z',
  ],
  [
    'typedurls.py',
    'plaso/NTUSER-WIN7.DAT',
    'Software\\Microsoft\\Internet Explorer\\TypedURLs',
    '2012-03-12T21:23:53.307Z',
  ],
  [
    'mountpoints.py',
    'plaso/NTUSER-WIN7.DAT',
    'Software\\Microsoft\\Windows\\CurrentVersion\\Explorer\\MountPoints2\\##controller#home#nfury',
    '2011-08-23T17:10:14.960Z',
  ],
  [
    'bagmru.py',
    'plaso/NTUSER.DAT',
    'Software\\Microsoft\\Windows\\ShellNoRoam\\BagMRU\\0\\0\\0\\0\\0',
    '2009-08-04T15:19:16.997Z',
  ],
];

const plasoValues: readonly (readonly [
  test: string,
  file: PublicFile,
  key: string,
  value: string,
  data: unknown,
])[] = [
  ['services.py', 'plaso/SYSTEM', 'ControlSet001\\services\\BITS', 'Type', 0x20],
  ['services.py', 'plaso/SYSTEM', 'ControlSet001\\services\\BITS', 'Start', 3],
  [
    'services.py',
    'plaso/SYSTEM',
    'ControlSet001\\services\\BITS\\Parameters',
    'ServiceDll',
    '%SystemRoot%\\System32\\qmgr.dll',
  ],
  [
    'timezone.py',
    'plaso/SYSTEM',
    'ControlSet001\\Control\\TimeZoneInformation',
    'TimeZoneKeyName',
    'Eastern Standard Time',
  ],
  ['timezone.py', 'plaso/SYSTEM', 'ControlSet001\\Control\\TimeZoneInformation', 'Bias', 300],
  [
    'usbstor.py',
    'plaso/SYSTEM',
    'ControlSet001\\Enum\\USBSTOR\\Disk&Ven_HP&Prod_v100w&Rev_1024\\AA951D0000007252&0',
    'FriendlyName',
    'HP v100w USB Device',
  ],
  [
    'preprocessors/windows.py',
    'plaso/SYSTEM',
    'ControlSet001\\Control\\ComputerName\\ComputerName',
    'ComputerName',
    'WKS-WIN732BITA',
  ],
  ['preprocessors/windows.py', 'plaso/SYSTEM', 'ControlSet001\\Control\\Nls\\CodePage', 'ACP', '1252'],
  [
    'preprocessors/windows.py',
    'plaso/SOFTWARE',
    'Microsoft\\Windows\\CurrentVersion',
    'ProgramFilesDir',
    'C:\\Program Files',
  ],
  [
    'preprocessors/windows.py',
    'plaso/SOFTWARE',
    'Microsoft\\Windows NT\\CurrentVersion\\ProfileList',
    'ProgramData',
    '%SystemDrive%\\ProgramData',
  ],
  [
    'run.py',
    'plaso/NTUSER-RunTests.DAT',
    'Software\\Microsoft\\Windows\\CurrentVersion\\Run',
    'Sidebar',
    '%ProgramFiles%\\Windows Sidebar\\Sidebar.exe /autoRun',
  ],
  [
    'run.py',
    'plaso/NTUSER-RunTests.DAT',
    'Software\\Microsoft\\Windows\\CurrentVersion\\RunOnce',
    'mctadmin',
    'C:\\Windows\\System32\\mctadmin.exe',
  ],
  [
    'typedurls.py',
    'plaso/NTUSER-WIN7.DAT',
    'Software\\Microsoft\\Windows\\CurrentVersion\\Explorer\\TypedPaths',
    'url1',
    '\\\\controller',
  ],
  [
    'amcache.py',
    'plaso/Amcache.hve',
    'Root\\Programs\\000078d7a1eaa34e32db4e775fc9e5b293e20000ffff',
    'd',
    [
      'c:\\program files (x86)\\fileinsight\\plugins',
      'c:\\program files (x86)\\fileinsight\\plugins\\anomaly chart',
      'c:\\program files (x86)\\fileinsight',
    ],
  ],
  [
    'amcache.py',
    'plaso/win10-Amcache.hve',
    'Root\\InventoryApplicationFile\\svchost.exe|3a3b9820ea882eb4',
    'LowerCaseLongPath',
    'c:\\windows\\system32\\svchost.exe',
  ],
];

/**
 * What plaso 20241006 asserts in tests/parsers/winreg_plugins and tests/preprocessors, as far as it is about the hive
 * and not about what plaso makes of it (its numbers of events are not numbers of keys).
 */
describe('what plaso asserts', () => {
  it.each(plasoKeys)('%s: time of a key of %s: %s', async (_, file, path, time) => {
    expect(new Date((await keyOf(file, path)).lastWrittenMs ?? 0).toISOString()).toBe(time);
  });

  it.each(plasoValues)('%s: value of a key of %s: %s, %s', async (_, file, path, value, expected) => {
    expect(await data(await keyOf(file, path), value)).toEqual(expected);
  });

  it('preprocessors/windows.py: 101 time zones, 438 publishers of events, 11 mounted devices', async () => {
    const zones = await names(
      await keyOf('plaso/SOFTWARE', 'Microsoft\\Windows NT\\CurrentVersion\\Time Zones'),
    );
    expect([zones.length, zones[7]]).toEqual([101, 'AUS Central Standard Time']);
    const events = await keyOf('plaso/SOFTWARE', 'Microsoft\\Windows\\CurrentVersion\\WINEVT\\Publishers');
    expect(await events.subkeys()).toHaveLength(438);
    expect(await (await keyOf('plaso/SYSTEM', 'MountedDevices')).values()).toHaveLength(11);
  });

  it('usb.py: 7 devices', async () => {
    const devices = await keyOf('plaso/SYSTEM', 'ControlSet001\\Enum\\USB');
    const found = await Promise.all((await devices.subkeys()).map(names));
    expect(found.flat()).toHaveLength(7);
  });

  it('winreg_parser.py, testParseNoRootKey: a log has no keys of its own', async () => {
    await expect(open(publicFile('plaso/ntuser.dat.LOG'))).rejects.toMatchObject({
      reason: 'malformed-source',
      message: expect.stringContaining('too short for a registry hive'),
    });
  });
});

describe('hives that were not written out', () => {
  it('are brought back by the log that Windows wrote', async () => {
    const { hive: bytes, logs } = tornUnderItsLog();
    const whole = await open(publicFile('dfwinreg/NTUSER.DAT'));
    const { hive, damage } = await open(bytes, { logBytes: logs });
    expect([hive.state, hive.appliedLogEntries, damage]).toEqual(['recovered', 1, []]);
    expect(await listing(hive.root)).toEqual(await listing(whole.hive.root));
    // Without the log there is not even a root key: it stands in the first of the two pages.
    await expect(open(bytes)).rejects.toMatchObject({ reason: 'malformed-source' });
  });

  it('leave a log alone that is older than the hive', async () => {
    const { hive } = await open(publicFile('dfwinreg/NTUSER.DAT'), {
      logBytes: [publicFile('dfwinreg/NTUSER.DAT.LOG')],
    });
    expect([hive.state, hive.appliedLogEntries]).toEqual(['clean', 0]);
  });

  it.each(['plaso/Amcache.hve', 'dfwinreg/SYSTEM'] as const)(
    'are read as they are without it: %s',
    async (file) => {
      const { hive, damage } = await open(publicFile(file));
      expect(hive.state).toBe('stale');
      expect(damage).toEqual([
        {
          reason: 'missing-source',
          path: 'R',
          offset: undefined,
          message:
            'the hive was not written out and it has no transaction log: recent changes may be missing',
        },
      ]);
    },
  );

  it('say so where the log, of the old format, is that of another hive', async () => {
    const { hive, damage } = await open(publicFile('plaso/Amcache.hve'), {
      logBytes: [publicFile('plaso/ntuser.dat.LOG')],
    });
    expect(hive.state).toBe('stale');
    expect(damage.map(({ message }) => message)).toEqual([
      'the hive was not written out and its transaction logs do not belong to this state of it: recent changes may be missing',
    ]);
  });
});

it('names the registry of Windows 9x, which it does not read', async () => {
  await expect(open(publicFile('dfwinreg/USER.DAT'))).rejects.toMatchObject({
    reason: 'unsupported-format',
    message: expect.stringContaining('a registry of Windows 95, 98 or Me'),
  });
});

it('has the hives as ORIGIN.md says, and no others', () => {
  const folder = publicFolder();
  const text = readFileSync(join(folder, 'ORIGIN.md'), 'utf8');
  const stated = [...text.matchAll(/^\| `(?<name>\w+\/[^`]+)`.*`(?<sum>[0-9a-f]{64})` \|$/gm)].map(
    ({ groups }) => `${groups?.['name']} ${groups?.['sum']}`,
  );
  const found = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.gz'))
    .map((name) => name.slice(0, -3).replaceAll('\\', '/'))
    .map((name) => `${name} ${sha256(publicFile(name as PublicFile))}`);
  expect(found.sort()).toEqual(stated.sort());
  expect(found).toHaveLength(14);
});

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
