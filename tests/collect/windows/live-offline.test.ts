import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { MarkerWants } from '../../../src/collect/collector.ts';
import { collectors } from '../../../src/collect/index.ts';
import type { Host } from '../../../src/host/host.ts';
import { memoryHost } from '../../../src/host/memory-host.ts';
import { LiveRegistry } from '../../../src/host/registry/live/live-registry.ts';
import { OfflineRegistry } from '../../../src/host/registry/offline/offline-registry.ts';
import { fakeReg } from '../../host/registry/live/fake-reg.ts';
import { type KeySpec, storedText, type ValueSpec, writeHive } from '../../support/hive-writer.ts';
import { runOn } from '../run-on.ts';

/** What both forms can say: text, number, bytes, text with variables, a list. */
type Data = string | number | Buffer | { readonly expand: string } | { readonly list: readonly string[] };
type Keys = Readonly<Record<string, Readonly<Record<string, Data>>>>;

const below = 'Microsoft\\Windows\\CurrentVersion';
const profiles = 'Microsoft\\Windows NT\\CurrentVersion\\ProfileList';
const anna = 'S-1-5-21-1-2-3-1001';

const software: Keys = {
  'KasperskyLab\\Components\\34\\1103\\1.0.0.0\\Statistics\\AVState': {
    Protection_AdmServer: 'ksc.example.org',
    Protection_BasesDate: '21-11-2026 03-04-05',
  },
  [`${below}\\Uninstall\\KES`]: {
    DisplayName: 'Kaspersky Endpoint Security для Windows',
    Publisher: 'АО Касперский',
  },
  [`${below}\\Uninstall\\カスペルスキー`]: { DisplayName: 'カスペルスキー セキュリティ', SystemComponent: 1 },
  [`${below}\\Uninstall\\😀`]: { DisplayName: 'Emoji 🛡️ "quoted" \\ back', InstallDate: '20260102' },
  [`WOW6432Node\\${below}\\Uninstall\\{01234567-89AB-CDEF-0123-456789ABCDEF}`]: {
    DisplayName: 'Agent',
    InstallLocation: { expand: '%ProgramFiles(x86)%\\Agent' },
    WindowsInstaller: 1,
  },
  [`${below}\\Run`]: { '': 'C:\\a.exe', Schutz: { expand: '"%ProgramFiles%\\Größe\\avp.exe" -x' } },
  'Microsoft\\Windows NT\\CurrentVersion\\Schedule\\TaskCache\\Tasks\\{1}': {
    Path: '\\Задача',
    Actions: Buffer.from('0300', 'hex'),
  },
  [`${below}\\RunOnceEx\\0001`]: { '1': '||a.exe' },
  [`${below}\\Group Policy\\Scripts\\Startup\\0`]: { DisplayName: 'Политика' },
  [`${below}\\Group Policy\\Scripts\\Startup\\0\\0`]: { Script: '\\\\s\\установка.cmd', Parameters: '' },
  [`${below}\\Group Policy\\AppMgmt\\{1}`]: { 'Deployment Name': 'Агент', AppState: 1 },
  'Microsoft\\EnterpriseDesktopAppManagement\\S-0-0\\MSI\\{01234567-89AB-CDEF-0123-456789ABCDEF}': {
    Status: 70,
  },
  'Microsoft\\IntuneManagementExtension\\Win32Apps\\00000000-0000-0000-0000-000000000000\\01234567-89ab-cdef-0123-456789abcdef_1':
    {},
  [`${below}\\RunOnce`]: { 'na"me\\': 'msiexec /i kes.msi' },
  [`${below}\\Appx\\AppxAllUserStore\\Applications\\Vendor.App_1.2.3.4_x64__8wekyb3d8bbwe`]: {
    Path: 'C:\\P',
  },
  'Microsoft\\Security Center\\Provider\\Av\\{4F76F112-43EB-40E8-11D8-F7BD1853EA23}': {
    DISPLAYNAME: 'Kaspersky',
    STATE: 0x41000,
  },
  [`${below}\\Installer\\UserData\\S-1-5-18\\Products\\00000000000000000000000000000001\\InstallProperties`]:
    {
      LocalPackage: 'C:\\Windows\\Installer\\ä.msi',
    },
  'Policies\\Microsoft\\Windows Defender': { DisableAntiSpyware: 1 },
  'Microsoft\\Windows Defender\\Signature Updates': {
    AVSignatureVersion: '1.421.10.0',
    SignaturesLastUpdated: Buffer.from('002023abe678dd01', 'hex'),
  },
  'Microsoft\\Windows\\CurrentVersion\\WindowsUpdate\\Auto Update\\RebootRequired': {},
  'Microsoft\\SystemCertificates\\ROOT\\Certificates\\00AA': { Blob: Buffer.from('no certificate') },
  [`${profiles}\\${anna}`]: { ProfileImagePath: 'C:\\Users\\Анна' },
  [`${profiles}\\S-1-5-21-1-2-3-1002`]: { ProfileImagePath: 'C:\\Users\\detached' },
};

const services: Keys = {
  'Control\\Network\\{4D36E974-E325-11CE-BFC1-08002BE10318}\\{1}': { ComponentId: 'kl_фильтр' },
  'Services\\BFE\\Parameters\\Policy\\Persistent\\Provider': { '{2}': Buffer.from('other form') },
  'Control\\Session Manager': {
    PendingFileRenameOperations: { list: ['\\??\\C:\\a.sys', '', '\\??\\C:\\b', '\\??\\C:\\c'] },
  },
  'Services\\klif': {
    DisplayName: 'Фильтр',
    ImagePath: { expand: '\\SystemRoot\\System32\\drivers\\klif.sys' },
    Type: 2,
    Start: 1,
    Group: 'FSFilter Anti-Virus',
  },
  'Services\\klif\\Instances': { DefaultInstance: 'klif' },
  'Services\\klif\\Instances\\klif': { Altitude: '320401', Flags: 0 },
  'Services\\AVP': { ImagePath: '"C:\\Program Files\\AVP\\avp.exe" -r', Type: 0x10, Start: 2 },
  'Services\\AVP\\Parameters': { ServiceDll: { expand: '%SystemRoot%\\x.dll' } },
  'Services\\多い': { DependOnService: { list: ['a', 'é', '漢'] }, Type: 0x20, Start: 3 },
};

/** Beside the control sets. */
const setup: Keys = { Setup: { CmdLine: 'D:\\установка.cmd', SetupType: 2 } };

const user: Keys = {
  [`Software\\${below}\\Uninstall\\Пароли`]: {
    DisplayName: 'Kaspersky Password Manager 密',
    DisplayVersion: '9.1',
  },
  [`Software\\${below}\\Run`]: { kpm: 'C:\\kpm.exe' },
  'Software\\Kaspersky Lab': { a: 1 },
};

const classes: Keys = {
  [`Local Settings\\Software\\${below}\\AppModel\\Repository\\Packages\\V.Own_1.0.0.0_x86__8wekyb3d8bbwe`]: {
    DisplayName: 'Своё',
  },
};

const driversFolder = 'C:/Windows/System32/drivers';
const files = {
  [`${driversFolder}/klif.sys`]: 'owned',
  [`${driversFolder}/kltap.sys`]: 'left behind',
  'C:/Windows/System32/Tasks/Vendor/Update':
    '<Task><Actions><Exec><Command>C:\\u.exe</Command></Exec></Actions></Task>',
};

const markers: MarkerWants = {
  paths: [
    'HKLM\\SOFTWARE\\KasperskyLab\\Components\\*',
    'HKU\\*\\Software\\Kaspersky Lab',
    'C:/Windows/System32/drivers/kl*',
  ],
  reads: [],
  registryReads: [
    {
      id: 'agent/bases',
      key: 'HKLM\\SOFTWARE\\KasperskyLab\\Components\\34\\1103\\*\\Statistics\\AVState',
      value: 'Protection_BasesDate',
    },
    { id: 'list/value', key: 'HKLM\\SYSTEM\\CurrentControlSet\\Services\\多い', value: 'DependOnService' },
  ],
};

function under(prefix: string, keys: Keys): Keys {
  return Object.fromEntries(Object.entries(keys).map(([path, values]) => [`${prefix}\\${path}`, values]));
}

/** The running Windows: every key comes out of an export, in UTF-16, as `reg.exe` writes it. */
function liveHost(): Host {
  const all: Keys = {
    ...under('HKLM\\SOFTWARE', software),
    ...under('HKLM\\SYSTEM', setup),
    ...under('HKLM\\SYSTEM\\CurrentControlSet', services),
    'HKU\\.DEFAULT\\Software': {},
    ...under(`HKU\\${anna}`, user),
    ...under(`HKU\\${anna}\\Software\\Classes`, classes),
  };
  // As in a real export, a key stands after the one above it, and neighbours stand in the order of a hive.
  const order = (path: string): string => path.toUpperCase().replaceAll('\\', '\0');
  const sorted = Object.entries(all).sort(([a], [b]) => (order(a) < order(b) ? -1 : 1));
  const lines = sorted.map(([path, values]): [string, string[]] => [
    path,
    Object.entries(values).map(([name, data]) => `${name === '' ? '@' : quoted(name)}=${exported(data)}`),
  ]);
  const fake = fakeReg(Object.fromEntries(lines));
  onTestFinished(() => {
    for (const folder of fake.folders) rmSync(folder, { recursive: true, force: true });
  });
  const registry = new LiveRegistry({
    tool: fake.tool,
    onGap: unexpected,
    privileged: true,
    environment: { SystemDrive: 'C:', SystemRoot: 'C:\\Windows', TEMP: tmpdir() },
    offlineUser: async () => undefined,
  });
  return memoryHost({ platform: 'windows', files, registry });
}

function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

function exported(data: Data): string {
  if (typeof data === 'string') return quoted(data);
  if (typeof data === 'number') return `dword:${data.toString(16).padStart(8, '0')}`;
  const { type, data: bytes } = stored('', data);
  return `hex${type === 3 ? '' : `(${type})`}:${bytes.toString('hex').replaceAll(/(..)(?=.)/g, '$1,')}`;
}

/** The same Windows at rest: its hives, with the current control set under a number. */
function offlineHost(): Host {
  const config = 'C:/Windows/System32/config';
  const { files: all } = memoryHost({
    platform: 'windows',
    files: {
      [`${config}/SOFTWARE`]: hiveOf(software),
      [`${config}/SYSTEM`]: hiveOf({ Select: { Current: 3 }, ...setup, ...under('ControlSet003', services) }),
      [`${config}/DEFAULT`]: hiveOf({ Software: {} }),
      'C:/Users/Анна/NTUSER.DAT': hiveOf(user),
      'C:/Users/Анна/AppData/Local/Microsoft/Windows/UsrClass.dat': hiveOf(classes),
    },
  });
  const registry = new OfflineRegistry({ files: all, onGap: unexpected });
  onTestFinished(() => registry.close());
  return memoryHost({ platform: 'windows', files, registry });
}

function hiveOf(keys: Keys): Buffer {
  interface Node {
    readonly keys: Map<string, Node>;
    values: ValueSpec[];
  }
  const root: Node = { keys: new Map(), values: [] };
  for (const [path, values] of Object.entries(keys)) {
    let node = root;
    for (const name of path.split('\\')) {
      const next = node.keys.get(name) ?? { keys: new Map(), values: [] };
      node.keys.set(name, next);
      node = next;
    }
    node.values = Object.entries(values).map(([name, data]) => stored(name, data));
  }
  const spec = (name: string, node: Node): KeySpec => ({
    name,
    values: node.values,
    keys: [...node.keys].map(([child, inside]) => spec(child, inside)),
  });
  return writeHive(spec('ROOT', root));
}

function stored(name: string, data: Data): ValueSpec {
  if (typeof data === 'string') return { name, type: 1, data: storedText(data) };
  if (Buffer.isBuffer(data)) return { name, type: 3, data };
  if (typeof data === 'object' && 'expand' in data) return { name, type: 2, data: storedText(data.expand) };
  if (typeof data === 'object') {
    return { name, type: 7, data: Buffer.from(`${data.list.join('\0')}\0\0`, 'utf16le') };
  }
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(data);
  return { name, type: 4, data: bytes };
}

function unexpected(reason: string, source: string, message: string): never {
  throw new Error(`${reason} ${source}: ${message}`);
}

/** How many items each collector has to find, because equal emptiness proves nothing; others read no registry. */
const counts: Readonly<Record<string, number>> = {
  'uninstall-keys': 5,
  services: 3,
  minifilters: 1,
  'security-center': 1,
  'windows-markers': 6,
  'scheduled-tasks': 2,
  'appx-packages': 2,
  'system-drivers': 1,
  'startup-commands': 5,
  'setup-commands': 1,
  'policy-scripts': 1,
  'protection-state': 5,
  'network-filters': 2,
  'cached-installers': 1,
  'software-assignments': 3,
};

describe('the same registry as an export and as hives', () => {
  const forWindows = collectors.filter(({ platforms }) => platforms.includes('windows'));

  it.each(forWindows)('$id finds the same', async (collector) => {
    const live = await runOn(collector, liveHost(), markers);
    const offline = await runOn(collector, offlineHost(), markers);
    expect(offline.items).toEqual(live.items);
    expect(offline.coverage.gaps).toEqual(live.coverage.gaps);
    expect(live.items).toHaveLength(counts[collector.id] ?? 0);
  });

  it('keeps every letter', async () => {
    const [uninstall] = forWindows.filter(({ id }) => id === 'uninstall-keys');
    if (uninstall === undefined) throw new Error('no such collector');
    const { items } = await runOn(uninstall, offlineHost());
    expect(items.map(({ name, scope, attributes }) => [name, scope, attributes?.['view']])).toEqual([
      ['Kaspersky Endpoint Security для Windows', 'machine', 64],
      ['カスペルスキー セキュリティ', 'machine', 64],
      ['Emoji 🛡️ "quoted" \\ back', 'machine', 64],
      ['Agent', 'machine', 32],
      ['Kaspersky Password Manager 密', 'Анна', undefined],
    ]);
  });
});
