import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { HostError } from '../../../../src/host/host.ts';
import { LiveRegistry } from '../../../../src/host/registry/live/live-registry.ts';
import { readRegFile } from '../../../../src/host/registry/reg-file/read-reg-file.ts';
import type { RegistryKey } from '../../../../src/host/registry/registry.ts';
import { fakeReg } from './fake-reg.ts';

const uninstall = 'HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall';
const profileList = 'HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\ProfileList';

const machine: Readonly<Record<string, readonly string[]>> = {
  'HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion': [
    '"ProductName"="Windows 11 Pro"',
    '"Zeichen"="ü"',
  ],
  [profileList]: ['"Default"="%SystemDrive%\\\\Users\\\\Default"'],
  [`${profileList}\\S-1-5-18`]: ['"ProfileImagePath"="%systemroot%\\\\system32\\\\config\\\\systemprofile"'],
  [`${profileList}\\S-1-5-21-1-1001`]: ['"ProfileImagePath"="C:\\\\Users\\\\Анна"'],
  [`${profileList}\\S-1-5-21-1-1002`]: ['"ProfileImagePath"="C:\\\\Users\\\\ben"'],
  [`${profileList}\\S-1-12-1-7`]: ['"ProfileImagePath"="C:\\\\Users\\\\cloud"'],
  [`${profileList}\\S-1-5-21-1-1003`]: ['"ProfileImagePath"="C:\\\\Users\\\\detached"'],
  [`${profileList}\\S-1-5-21-1-1001.bak`]: ['"ProfileImagePath"="c:\\\\users\\\\анна"'],
  [`${profileList}\\S-1-5-21-1-1004`]: ['"ProfileImagePath"="C:\\\\Users\\\\TEMP.detached"'],
  [`${profileList}\\S-1-5-21-1-1004.bak`]: ['"ProfileImagePath"="C:\\\\Users\\\\eva"'],
  [`${profileList}\\S-1-5-20`]: ['"ProfileImagePath"="%systemroot%\\\\ServiceProfiles\\\\NetworkService"'],
  [`${profileList}\\S-1-5-21-1-1005`]: [],
  [`${uninstall}\\KES`]: ['"DisplayName"="カスペルスキー"', '"Size"=dword:0000002a'],
  [`${uninstall}\\Other`]: ['"DisplayName"="Other"'],
  'HKLM\\SYSTEM\\CurrentControlSet\\Services\\klif\\Parameters': ['"x"="y"'],
  'HKLM\\SYSTEM\\CurrentControlSet\\Services\\locked': [],
  'HKLM\\SECURITY\\Policy': [],
  'HKU\\.DEFAULT\\Software': [],
  'HKU\\S-1-5-18\\Software': [],
  'HKU\\S-1-5-21-1-1001\\Software\\Vendor': ['"a"="b"'],
  'HKU\\S-1-5-21-1-1001_Classes\\x': [],
  'HKU\\S-1-5-21-1-1009\\Software\\Vendor': [],
};

function setUp(denied: readonly string[] = [], privileged = false) {
  const fake = fakeReg(machine, denied);
  const gaps: string[] = [];
  const opened: string[] = [];
  const registry = new LiveRegistry({
    tool: fake.tool,
    onGap: (reason, source, message) => gaps.push(`${reason} ${source}: ${message}`),
    privileged,
    environment: { SYSTEMDRIVE: 'C:', SystemRoot: 'C:\\Windows' },
    offlineClasses: async (profilePath) => (profilePath.endsWith('ben') ? classesRoot() : undefined),
    offlineUser: async (profilePath) => {
      opened.push(profilePath);
      if (profilePath.endsWith('detached')) return undefined;
      if (profilePath.endsWith('cloud'))
        throw new HostError('permission-denied', profilePath, 'no permission: run elevated');
      return offlineRoot();
    },
  });
  return { registry, gaps, opened, ...fake };
}

async function classesRoot(): Promise<RegistryKey | undefined> {
  const text = 'Windows Registry Editor Version 5.00\n\n[HKEY_USERS\\x\\Local Settings\\App]\n"a"="class"\n';
  const tree = await readRegFile([Buffer.from(text)], { source: 'x', onGap: () => undefined });
  return tree.find('HKU\\x');
}

async function offlineRoot(): Promise<RegistryKey | undefined> {
  const text = 'Windows Registry Editor Version 5.00\n\n[HKEY_USERS\\x\\Software\\Offline]\n"a"="file"\n';
  const tree = await readRegFile([Buffer.from(text)], { source: 'x', onGap: () => undefined });
  return tree.find('HKU\\x');
}

const names = (keys: readonly { name: string }[] | undefined): string[] | undefined =>
  keys?.map(({ name }) => name);

describe('a key of the running system', () => {
  it('comes with names and values in any language', async () => {
    const { registry, gaps } = setUp();
    const key = await registry.key(uninstall.toLowerCase());
    expect(key?.path.toLowerCase()).toBe(uninstall.toLowerCase());
    expect(names(await key?.subkeys())).toEqual(['KES', 'Other']);
    expect(await (await key?.subkeys())?.[0]?.values()).toEqual([
      { name: 'DisplayName', type: 'sz', data: 'カスペルスキー' },
      { name: 'Size', type: 'dword', data: 42 },
    ]);
    expect(gaps).toEqual([]);
  });

  it('is exported once, however often it or a key below it is asked for', async () => {
    const { registry, calls } = setUp();
    const [one, two] = await Promise.all([
      registry.key(uninstall),
      registry.key(`${uninstall.toUpperCase()}\\`),
    ]);
    const below = await registry.key(`${uninstall}\\kes`);
    expect(two).toBe(one);
    expect(below?.name).toBe('KES');
    expect(await registry.key(`${uninstall}\\none`)).toBeUndefined();
    expect(calls.sort()).toEqual([`export ${uninstall}`, `query ${uninstall}`]);
  });

  it('that is missing is undefined, and its missing parent is asked about once', async () => {
    const { registry, calls, gaps } = setUp();
    expect(await registry.key('HKLM\\SOFTWARE\\KasperskyLab\\protected')).toBeUndefined();
    const before = calls.length;
    expect(await registry.key('HKLM\\SOFTWARE\\KasperskyLab\\Components')).toBeUndefined();
    expect(await registry.key('HKLM\\SOFTWARE\\KasperskyLab')).toBeUndefined();
    expect(calls.length).toBe(before);
    expect(gaps).toEqual([]);
  });

  it('that is missing costs one export, and no second run of its own', async () => {
    const { registry, calls } = setUp();
    expect(await registry.key('HKLM\\SOFTWARE\\Nothing\\Below')).toBeUndefined();
    expect(calls).toEqual(['export HKLM\\SOFTWARE\\Nothing\\Below', 'query HKLM', 'query HKLM\\SOFTWARE']);
  });

  it.each([
    { privileged: false, words: 'run elevated (as administrator) to read it' },
    { privileged: true, words: 'even elevated' },
  ])('that may not be read throws: $words', async ({ privileged, words }) => {
    const { registry } = setUp([uninstall], privileged);
    const failure = registry.key(uninstall);
    await expect(failure).rejects.toBeInstanceOf(HostError);
    await expect(failure).rejects.toMatchObject({ reason: 'permission-denied', path: uninstall });
    await expect(failure).rejects.toThrow(words);
    await expect(registry.key(`${uninstall}\\KES`)).rejects.toMatchObject({ reason: 'permission-denied' });
  });

  it('keeps its other subkeys where one may not be read, and says so', async () => {
    const services = 'HKLM\\SYSTEM\\CurrentControlSet\\Services';
    const { registry, gaps } = setUp([`${services}\\locked`]);
    expect(names(await (await registry.key(services))?.subkeys())).toEqual(['klif']);
    expect(gaps).toEqual([
      `permission-denied ${services}\\locked: no permission to read ${services}\\locked; run elevated (as administrator) to read it`,
    ]);
  });

  it.each(['HKLM\\SAM', 'HKLM\\security\\Policy', 'HKEY_LOCAL_MACHINE\\\\SAM\\SAM'])(
    '%s is never opened',
    async (path) => {
      const { registry, calls } = setUp();
      await expect(registry.key(path)).rejects.toMatchObject({ reason: 'outside-root' });
      expect(calls).toEqual([]);
    },
  );

  it.each(['HKLM\\SOFTWARE\\a"b', 'HKLM\\SOFTWARE\\a\nb', 'HKLM\\SOFTWARE\\a\0b'])(
    '%j is not handed to a program',
    async (path) => {
      const { registry, calls } = setUp();
      await expect(registry.key(path)).rejects.toMatchObject({ reason: 'unsupported-format' });
      expect(calls).toEqual([]);
    },
  );

  it('of another root does not exist', async () => {
    expect(await setUp().registry.key('HKCU\\Software')).toBeUndefined();
  });
});

describe('a key that is too large to export', () => {
  it('is listed, and what is asked for below it is exported', async () => {
    const { registry, calls } = setUp();
    const software = await registry.key('HKLM\\SOFTWARE');
    const [microsoft] = (await software?.subkeys()) ?? [];
    expect(microsoft?.path).toBe('HKLM\\SOFTWARE\\Microsoft');
    expect(names(await microsoft?.subkeys())).toEqual(['Windows NT', 'Windows']);
    expect(calls.filter((call) => call.startsWith('export'))).toEqual([]);
  });

  it('gives its own values', async () => {
    const { registry } = setUp();
    const key = await registry.key('HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion');
    expect(await key?.values()).toEqual([
      { name: 'ProductName', type: 'sz', data: 'Windows 11 Pro' },
      { name: 'Zeichen', type: 'sz', data: 'ü' },
    ]);
  });

  it('but not where that would export a hive', async () => {
    const key = await setUp().registry.key('HKLM\\SOFTWARE');
    await expect(key?.values()).rejects.toMatchObject({ reason: 'too-large' });
  });

  it('is undefined where it is missing', async () => {
    expect(await setUp().registry.key('HKLM\\SOFTWARE\\WOW6432Node\\Microsoft')).toBeUndefined();
  });
});

describe('users', () => {
  it('are the loaded ones and those whose file can be read', async () => {
    const { registry, gaps, opened } = setUp(['HKU\\S-1-5-21-1-1009']);
    expect(await registry.users()).toEqual([
      { sid: '.DEFAULT', name: 'systemprofile', profilePath: 'C:\\Windows\\system32\\config\\systemprofile' },
      { sid: 'S-1-5-21-1-1001', name: 'Анна', profilePath: 'C:\\Users\\Анна' },
      { sid: 'S-1-5-21-1-1002', name: 'ben', profilePath: 'C:\\Users\\ben' },
      { sid: 'S-1-5-21-1-1004.bak', name: 'eva', profilePath: 'C:\\Users\\eva' },
      {
        sid: 'S-1-5-20',
        name: 'NetworkService',
        profilePath: 'C:\\Windows\\ServiceProfiles\\NetworkService',
      },
      { sid: 'Default', name: 'Default', profilePath: 'C:\\Users\\Default' },
    ]);
    expect(await registry.absentUsers()).toEqual([
      { sid: 'S-1-5-21-1-1003', name: 'detached', profilePath: 'C:\\Users\\detached' },
      { sid: 'S-1-5-21-1-1004', name: 'TEMP.detached', profilePath: 'C:\\Users\\TEMP.detached' },
      { sid: 'S-1-5-21-1-1005', name: undefined, profilePath: undefined },
    ]);
    expect(gaps).toEqual([
      'permission-denied HKU\\S-1-5-21-1-1009: no permission to read HKU\\S-1-5-21-1-1009; run elevated (as administrator) to read it',
      'permission-denied HKU\\S-1-12-1-7: no permission: run elevated',
    ]);
    expect(opened).toEqual([
      'C:\\Users\\ben',
      'C:\\Users\\cloud',
      'C:\\Users\\detached',
      'C:\\Users\\TEMP.detached',
      'C:\\Users\\eva',
      'C:\\Windows\\ServiceProfiles\\NetworkService',
      'C:\\Users\\Default',
    ]);
  });

  it('are asked for by SID, loaded or not', async () => {
    const { registry } = setUp();
    const loaded = await registry.key('HKU\\S-1-5-21-1-1001\\Software\\Vendor');
    const offline = await registry.key('HKU\\S-1-5-21-1-1002\\software\\OFFLINE');
    expect(await loaded?.values()).toEqual([{ name: 'a', type: 'sz', data: 'b' }]);
    expect(await offline?.values()).toEqual([{ name: 'a', type: 'sz', data: 'file' }]);
    expect(await registry.key('HKU\\S-1-5-21-1-1002\\Software\\None')).toBeUndefined();
  });

  it.each([
    'HKU\\S-1-5-21-1-1002\\Software\\Classes\\Local Settings\\App',
    'HKU\\S-1-5-21-1-1002_Classes\\local settings\\app',
  ])('who are not logged on have their classes, too: %s', async (path) => {
    const { registry } = setUp();
    expect(await (await registry.key(path))?.values()).toEqual([{ name: 'a', type: 'sz', data: 'class' }]);
    expect(await registry.key('HKU\\Default\\Software\\Classes\\Local Settings')).toBeUndefined();
  });
});

describe('the temporary folder', () => {
  it('is gone after a key was read, missing or broken off', async () => {
    const { registry, folders, tool } = setUp();
    await registry.key(uninstall);
    expect(folders.size).toBe(1);
    for (const folder of folders) expect(existsSync(folder)).toBe(false);

    const controller = new AbortController();
    const aborted = new LiveRegistry({
      tool: async (args, signal) => {
        const run = await tool(args, signal);
        if (args[0] === 'export') controller.abort();
        signal?.throwIfAborted();
        return run;
      },
      onGap: () => undefined,
      privileged: true,
      environment: {},
      signal: controller.signal,
      offlineUser: async () => undefined,
    });
    await expect(aborted.key(uninstall)).rejects.toThrow(/abort/i);
    expect(folders.size).toBe(2);
    for (const folder of folders) expect(existsSync(folder)).toBe(false);
  });
});
