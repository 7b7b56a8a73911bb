import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { windowsMarkers } from '../../../src/collect/windows/windows-markers.ts';
import { directoryHost } from '../../../src/host/directory-host.ts';
import type { Host } from '../../../src/host/host.ts';
import { identify } from '../../../src/host/identify.ts';
import { windowsPath } from '../../../src/model/windows-path.ts';
import { runOn } from '../../collect/run-on.ts';
import { type HiveTree, hiveOf, plantFiles } from './plant-root.ts';

const version = 'Microsoft\\Windows NT\\CurrentVersion';
const profiles = `${version}\\ProfileList`;
const software: HiveTree = {
  [version]: {
    SystemRoot: 'D:\\WINNT',
    ProductName: 'Windows 10 Pro',
    DisplayVersion: '24H2',
    CurrentBuildNumber: '26100',
  },
  'Microsoft\\Windows\\CurrentVersion': { 'ProgramFilesDir (x86)': 'D:\\Programme (x86)' },
  'Microsoft\\Cryptography': { MachineGuid: '5F8B1C2D-0000-4111-8222-333344445555' },
  'KasperskyLab\\protected': { Name: 'KES' },
  [profiles]: { ProgramData: '%SystemDrive%\\Daten', Default: '%SystemDrive%\\Users\\Default' },
  [`${profiles}\\S-1-5-18`]: { ProfileImagePath: '%systemroot%\\system32\\config\\systemprofile' },
  [`${profiles}\\S-1-5-19`]: { ProfileImagePath: '%systemroot%\\ServiceProfiles\\LocalService' },
  [`${profiles}\\S-1-5-21-1-2-3-1001`]: { ProfileImagePath: 'D:\\Users\\Анна' },
  [`${profiles}\\S-1-12-1-9-9-9-9`]: { ProfileImagePath: 'd:\\users\\AZURE' },
  [`${profiles}\\S-1-5-21-1-2-3-1002`]: { ProfileImagePath: 'D:\\Users\\container' },
  [`${profiles}\\S-1-5-21-1-2-3-1003`]: { ProfileImagePath: 'D:\\Users\\torn' },
  [`${profiles}\\S-1-5-21-1-2-3-1004`]: { ProfileImagePath: '\\\\server\\profiles\\roaming' },
  [`${profiles}\\S-1-5-21-1-2-3-1001.bak`]: { ProfileImagePath: '%SystemDrive%\\users\\анна' },
  [`${profiles}\\S-1-5-21-1-2-3-1006.bak`]: { ProfileImagePath: 'D:\\Users\\eva' },
  [`${profiles}\\S-1-5-21-1-2-3-1005`]: { ProfileImagePath: 'D:\\..\\..\\outside' },
};
const system: HiveTree = {
  Select: { Current: 2 },
  'ControlSet001\\Services\\old': { Type: 1 },
  'ControlSet002\\Services\\klif': { Type: 2, Start: 0 },
  'ControlSet002\\Control\\ComputerName\\ComputerName': { ComputerName: 'WS-0412' },
  'ControlSet002\\Control\\ProductOptions': { ProductType: 'LanmanNT' },
};

let base = '';
let root = '';
let host: Host | undefined;
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'phaseout-offline-'));
  root = join(base, 'disk');
  plantFiles(root, {
    'WINDOWS/system32/CONFIG/software': hiveOf(software),
    'WINDOWS/system32/CONFIG/System': hiveOf(system),
    'WINDOWS/system32/CONFIG/DEFAULT': hiveOf({ 'Software\\Of': { User: 'system' } }),
    'WINDOWS/system32/CONFIG/SAM': 'never opened',
    'Users/Анна/ntuser.dat': hiveOf({ 'Software\\Of': { User: 'anna' } }),
    'Users/Анна/AppData/Local/Microsoft/Windows/usrclass.dat': hiveOf({ 'Local Settings\\X': { V: 1 } }),
    'Users/Azure/NTUSER.DAT': hiveOf({ 'Software\\Of': { User: 'azure' } }),
    'Users/Default/NTUSER.DAT': hiveOf({ 'Software\\Of': { User: 'template' } }),
    'Users/eva/NTUSER.DAT': hiveOf({ 'Software\\Of': { User: 'eva' } }),
    'Users/torn/NTUSER.DAT': 'no hive at all',
    'WINDOWS/ServiceProfiles/LocalService/NTUSER.DAT': hiveOf({ 'Software\\Of': { User: 'service' } }),
  });
  // SystemRoot says WINNT; the folder of Windows is reached through a junction of that name.
  symlinkSync('C:\\Windows', join(root, 'WINNT'));
  plantFiles(base, { 'outside/NTUSER.DAT': hiveOf({ 'Software\\Of': { User: 'outside' } }) });
});
afterEach(async () => {
  await host?.close?.();
  host = undefined;
  rmSync(base, { recursive: true });
});

async function open(): Promise<Host> {
  host = await directoryHost(root, 'windows');
  return host;
}

async function values(path: string): Promise<unknown> {
  const key = await host?.registry?.key(path);
  return key && Object.fromEntries((await key.values()).map(({ name, data }) => [name, data]));
}

describe('a Windows at rest', () => {
  it('finds keys of the machine and of the current control set, in any case', async () => {
    const { registry } = await open();
    expect(await values('HKLM\\software\\kasperskylab\\PROTECTED')).toEqual({ Name: 'KES' });
    expect(await values('HKLM\\SYSTEM\\CurrentControlSet\\Services\\KLIF')).toEqual({ Type: 2, Start: 0 });
    expect(await values('HKLM\\SYSTEM\\ControlSet001\\Services\\old')).toEqual({ Type: 1 });
    expect(await registry?.key('HKLM\\SYSTEM\\CurrentControlSet\\Services\\old')).toBeUndefined();
    expect(await registry?.key('HKLM\\HARDWARE')).toBeUndefined();
    const services = await registry?.key('HKLM\\SYSTEM\\currentcontrolset\\services');
    expect(services?.path).toBe('HKLM\\SYSTEM\\CurrentControlSet\\Services');
    expect((await services?.subkeys())?.map(({ path }) => path)).toEqual([
      'HKLM\\SYSTEM\\CurrentControlSet\\Services\\klif',
    ]);
    const top = await (await registry?.key('HKLM'))?.subkeys();
    expect(top?.map(({ path }) => path)).toEqual(['HKLM\\SOFTWARE', 'HKLM\\SYSTEM']);
  });

  it('reads every profile that is there, names those that are not, and reports those that are torn', async () => {
    const { registry, gaps } = await open();
    expect((await registry?.users())?.map(({ sid, name }) => [sid, name])).toEqual([
      ['.DEFAULT', 'systemprofile'],
      ['S-1-12-1-9-9-9-9', 'AZURE'],
      ['S-1-5-19', 'LocalService'],
      ['S-1-5-21-1-2-3-1001', 'Анна'],
      ['S-1-5-21-1-2-3-1006.bak', 'eva'],
      ['Default', 'Default'],
    ]);
    expect((await registry?.absentUsers?.())?.map(({ sid }) => sid)).toEqual([
      'S-1-5-21-1-2-3-1002',
      'S-1-5-21-1-2-3-1004',
      'S-1-5-21-1-2-3-1005',
    ]);
    expect(gaps?.().map(({ reason, source, couldHide }) => [reason, source, couldHide])).toEqual([
      ['malformed-source', 'HKU\\S-1-5-21-1-2-3-1003', 'active'],
    ]);
    for (const [sid, user] of [
      ['.DEFAULT', 'system'],
      ['S-1-5-18', 'system'],
      ['S-1-5-19', 'service'],
      ['S-1-5-21-1-2-3-1001', 'anna'],
      ['S-1-12-1-9-9-9-9', 'azure'],
      ['S-1-5-21-1-2-3-1006.bak', 'eva'],
      ['Default', 'template'],
    ] as const) {
      expect(await values(`HKU\\${sid}\\software\\of`)).toEqual({ User: user });
    }
    expect(await registry?.key('HKU\\S-1-5-21-1-2-3-1005\\Software\\Of')).toBeUndefined();
  });

  it('shows the classes of a user in both of their places', async () => {
    const { registry } = await open();
    for (const path of ['_Classes\\Local Settings\\X', '\\Software\\Classes\\Local Settings\\X']) {
      const key = await registry?.key(`HKU\\S-1-5-21-1-2-3-1001${path}`);
      expect(key?.path).toBe(`HKU\\S-1-5-21-1-2-3-1001${path}`);
      expect(await values(key?.path ?? '')).toEqual({ V: 1 });
    }
    expect(await registry?.key('HKU\\S-1-5-19_Classes')).toBeUndefined();
  });

  it('never opens SAM and SECURITY', async () => {
    const { registry } = await open();
    for (const hive of ['SAM', 'security\\Policy']) {
      await expect(registry?.key(`HKLM\\${hive}`)).rejects.toMatchObject({ reason: 'outside-root' });
    }
  });

  it('says so where a hive of the machine is missing, torn or undecided', async () => {
    rmSync(join(root, 'WINDOWS/system32/CONFIG/software'));
    plantFiles(root, { 'WINDOWS/system32/CONFIG/System': hiveOf({ 'ControlSet001\\Services\\old': {} }) });
    const { registry } = await open();
    await expect(registry?.key('HKLM\\SOFTWARE\\X')).rejects.toMatchObject({ reason: 'missing-source' });
    await expect(registry?.key('HKLM\\SYSTEM\\CurrentControlSet\\Services')).rejects.toMatchObject({
      reason: 'malformed-source',
    });
    await expect(registry?.users()).rejects.toMatchObject({ reason: 'missing-source' });
  });

  it('reports a hive whose changes were not written out, and reads what is there', async () => {
    plantFiles(root, {
      'WINDOWS/system32/CONFIG/software': hiveOf(software, { primarySequence: 8, secondarySequence: 7 }),
      'Users/Анна/ntuser.dat': hiveOf(
        { 'Software\\Of': { User: 'dirty anna' } },
        { primarySequence: 8, secondarySequence: 7 },
      ),
    });
    const { registry, gaps } = await open();
    await registry?.users();
    expect(await values('HKU\\S-1-5-21-1-2-3-1001\\Software\\Of')).toEqual({ User: 'dirty anna' });
    expect(gaps?.().map(({ reason, source }) => [reason, source])).toEqual([
      ['missing-source', 'C:/Windows/System32/config/SOFTWARE.LOG1'],
      ['missing-source', 'D:/Users/Анна/NTUSER.DAT.LOG1'],
      ['malformed-source', 'HKU\\S-1-5-21-1-2-3-1003'],
    ]);
  });

  it('knows the folders of this Windows, and the drive that it lies on', async () => {
    const { windowsContext, files } = await open();
    const context = await windowsContext?.();
    const inContext = (text: string) => windowsPath(text, context).path;
    expect(inContext('%ProgramFiles(x86)%\\a')).toBe('D:/Programme (x86)/a');
    expect(inContext('%ProgramFiles%\\a')).toBe('D:/Program Files/a');
    expect(inContext('%ProgramData%\\a')).toBe('D:/Daten/a');
    expect(inContext('\\SystemRoot\\a')).toBe('D:/WINNT/a');
    expect((await files.stat('d:/winnt/System32'))?.type).toBe('directory');
    expect((await files.stat('c:/Users/azure'))?.type).toBe('directory');
    expect(await files.stat('E:/Users')).toBeUndefined();
  });

  it('has what rules name by usual folders in its own', async () => {
    plantFiles(root, {
      'Programme (x86)/Kaspersky Lab/NetworkAgent/klnagent.exe': 'MZ',
      'Daten/Kaspersky Lab/x': '',
      'KVRT_Data/x': '',
    });
    const paths = [
      'C:\\Program Files (x86)\\Kaspersky Lab\\Net*',
      'C:\\ProgramData\\Kaspersky Lab',
      'C:\\KVRT_Data',
      'C:\\Users\\*\\ntuser.dat',
    ];
    const { items, coverage } = await runOn(windowsMarkers, await open(), { paths, reads: [] });
    expect(coverage.gaps).toEqual([]);
    expect(items.map(({ path, attributes }) => [path, attributes?.['usualPath']]).sort()).toEqual([
      ['D:/Daten/Kaspersky Lab', 'C:\\ProgramData\\Kaspersky Lab'],
      ['D:/KVRT_Data', 'C:\\KVRT_Data'],
      [
        'D:/Programme (x86)/Kaspersky Lab/NetworkAgent',
        'C:\\Program Files (x86)\\Kaspersky Lab\\NetworkAgent',
      ],
      ['D:/Users/Azure/ntuser.dat', 'C:\\Users\\Azure\\ntuser.dat'],
      ['D:/Users/Default/ntuser.dat', 'C:\\Users\\Default\\ntuser.dat'],
      ['D:/Users/eva/ntuser.dat', 'C:\\Users\\eva\\ntuser.dat'],
      ['D:/Users/torn/ntuser.dat', 'C:\\Users\\torn\\ntuser.dat'],
      ['D:/Users/Анна/ntuser.dat', 'C:\\Users\\Анна\\ntuser.dat'],
    ]);
  });

  it('says who it is', async () => {
    expect(await identify(await open())).toEqual({
      platform: 'windows',
      os: 'Windows 11 Pro 26100',
      osId: undefined,
      hostname: 'WS-0412',
      // sha256 of "phaseout:5f8b1c2d-0000-4111-8222-333344445555", from sha256sum.
      id: 'machine:905beb052b7b04a669ecaaec1799b0a8',
      role: 'domain-controller',
      furtherRoles: undefined,
      distribution: false,
      gaps: [],
    });
  });

  it('reads more users than it keeps open, and closes every file', async () => {
    const many: Record<string, HiveTree[string]> = { ...software };
    for (let index = 0; index < 80; index++) {
      many[`${profiles}\\S-1-5-21-7-7-7-${index}`] = { ProfileImagePath: `D:\\Users\\u${index}` };
      plantFiles(root, { [`Users/u${index}/NTUSER.DAT`]: hiveOf({ 'Software\\Of': { User: `u${index}` } }) });
    }
    plantFiles(root, { 'WINDOWS/system32/CONFIG/software': hiveOf(many) });
    const before = openFiles();
    const { registry } = await open();
    expect(await registry?.users()).toHaveLength(86);
    expect(openFiles() - before).toBeLessThan(60);
    const sids = Array.from({ length: 80 }, (_, index) => index);
    const keys = await Promise.all(
      sids.map((index) => registry?.key(`HKU\\S-1-5-21-7-7-7-${index}\\Software`)),
    );
    const found = await Promise.all(
      keys.map(async (key) => (await (await key?.subkeys())?.[0]?.values())?.[0]?.data),
    );
    expect(found).toEqual(sids.map((index) => `u${index}`));
    await host?.close?.();
    expect(openFiles()).toBe(before);
  });

  it('says so where what should be a hive is a folder', async () => {
    rmSync(join(root, 'Users/Azure/NTUSER.DAT'));
    mkdirSync(join(root, 'Users/Azure/NTUSER.DAT'));
    const { registry, gaps } = await open();
    await registry?.users();
    expect(gaps?.().map(({ source }) => source)).toContain('HKU\\S-1-12-1-9-9-9-9');
  });

  it('does not follow a profile, or a hive, that is a link out of the disk', async () => {
    rmSync(join(root, 'Users/Azure'), { recursive: true });
    symlinkSync(join(base, 'outside'), join(root, 'Users/Azure'));
    rmSync(join(root, 'WINDOWS/system32/CONFIG/System'));
    mkdirSync(join(base, 'config'));
    writeFileSync(join(base, 'config/System'), hiveOf(system));
    symlinkSync(join(base, 'config/System'), join(root, 'WINDOWS/system32/CONFIG/System'));
    const { registry } = await open();
    expect((await registry?.absentUsers?.())?.map(({ sid }) => sid)).toContain('S-1-12-1-9-9-9-9');
    await expect(registry?.key('HKLM\\SYSTEM\\Select')).rejects.toMatchObject({ reason: 'missing-source' });
  });
});

function openFiles(): number {
  return readdirSync('/proc/self/fd').length;
}
