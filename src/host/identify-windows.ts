import { createHash } from 'node:crypto';
import os from 'node:os';
import type { Host } from './host.ts';
import { foldName } from './registry/key-path.ts';

/** What a Windows is for, as its kernel knows it. */
export type WindowsRole = 'workstation' | 'server' | 'domain-controller';

/** Who a Windows is, as far as its registry says. */
export interface WindowsIdentity {
  /** E.g. `Windows 11 Pro 26100`. */
  readonly os: string | undefined;
  readonly hostname: string | undefined;
  readonly id: string | undefined;
  readonly role: WindowsRole | undefined;
  readonly furtherRoles: string | undefined;
}

const sessionHostFeature =
  'HKLM\\SOFTWARE\\Microsoft\\ServerManager\\ServicingStorage\\ServerComponentCache\\RDS-RD-Server';
const exchangeKey = 'HKLM\\SOFTWARE\\Microsoft\\ExchangeServer';
const exchangeVersions = ['v15', 'v14'];
/** The management tools alone have none of these. */
const exchangeRoles = ['MailboxRole', 'EdgeTransportRole', 'CafeRole'];

/** Runs one read and records what it could not read. */
export type Guard = <T>(read: () => Promise<T>) => Promise<T | undefined>;

const version = 'HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion';
const control = 'HKLM\\SYSTEM\\CurrentControlSet\\Control';

/** Source: learn.microsoft.com, OSVERSIONINFOEX; the value is written by setup and by the promotion of a server. */
const roles: Readonly<Record<string, WindowsRole>> = {
  WINNT: 'workstation',
  SERVERNT: 'server',
  LANMANNT: 'domain-controller',
};

/** Reads who a Windows host is out of its registry; a running one tells its name and version itself. */
export async function identifyWindows(host: Host, guard: Guard): Promise<WindowsIdentity> {
  const texts = async (path: string) =>
    (await guard(() => readTexts(host, path))) ?? new Map<string, string>();
  const isLive = host.kind === 'live';
  const computer = isLive ? undefined : await texts(`${control}\\ComputerName\\ComputerName`);
  const cryptography = await texts('HKLM\\SOFTWARE\\Microsoft\\Cryptography');
  const productType = (await texts(`${control}\\ProductOptions`)).get('PRODUCTTYPE');
  const role = productType === undefined ? undefined : roles[productType.toUpperCase()];
  return {
    os: isLive
      ? windowsName(os.version(), undefined, os.release().split('.').at(-1))
      : await offlineName(await texts(version)),
    hostname: isLive ? os.hostname() : computer?.get('COMPUTERNAME'),
    id: machineId(cryptography.get('MACHINEGUID')),
    role,
    // The same values stand on a workstation and mean nothing there.
    furtherRoles:
      role === undefined || role === 'workstation' ? undefined : await furtherRolesOf(host, guard),
  };
}

/**
 * Name with build, or with the half-year release (`22H2`) where the build is not known. Windows 11 calls itself
 * Windows 10 in its registry; its builds begin with 22000.
 */
export function windowsName(
  product: string | undefined,
  release: string | undefined,
  build: string | undefined,
): string | undefined {
  if (product === undefined) return undefined;
  const number = /^[0-9]{3,6}$/.test(build ?? '') ? build : undefined;
  const name = Number(number) >= 22_000 ? product.replace(/^Windows 10\b/, 'Windows 11') : product;
  return [name, number ?? release].filter((part) => part !== undefined).join(' ');
}

/**
 * What else a server is for. Several users work on a remote desktop session host at once; an Exchange server has a role
 * of its own beside the management tools.
 * Source: Microsoft's troubleshooting of Remote Desktop connections to virtual machines, for the feature's `InstallState`;
 * public readers of `TSAppCompat` (1: application mode); public scripts of Exchange administrators for its keys.
 */
async function furtherRolesOf(host: Host, guard: Guard): Promise<string | undefined> {
  const feature = await guard(() => readNumber(host, sessionHostFeature, 'InstallState'));
  const mode = await guard(() => readNumber(host, `${control}\\Terminal Server`, 'TSAppCompat'));
  const isExchange = (await guard(() => hasExchangeRole(host))) === true;
  const found = [
    ...(feature === 1 || mode === 1 ? ['remote-desktop-host'] : []),
    ...(isExchange ? ['exchange-server'] : []),
  ];
  return found.length === 0 ? undefined : found.join(', ');
}

/** `ConfiguredVersion` is written when the setup of a role has come to its end. */
async function hasExchangeRole(host: Host): Promise<boolean> {
  if ((await host.registry?.key(exchangeKey)) === undefined) return false;
  for (const version of exchangeVersions) {
    for (const role of exchangeRoles) {
      const texts = await readTexts(host, `${exchangeKey}\\${version}\\${role}`);
      if (texts.has('CONFIGUREDVERSION')) return true;
    }
  }
  return false;
}

async function readNumber(host: Host, path: string, name: string): Promise<number | undefined> {
  const wanted = foldName(name);
  for (const value of (await (await host.registry?.key(path))?.values()) ?? []) {
    if (value.type === 'dword' && foldName(value.name) === wanted) return value.data;
  }
  return undefined;
}

async function offlineName(texts: ReadonlyMap<string, string>): Promise<string | undefined> {
  const build = texts.get('CURRENTBUILDNUMBER') ?? texts.get('CURRENTBUILD');
  return windowsName(texts.get('PRODUCTNAME'), texts.get('DISPLAYVERSION') ?? texts.get('RELEASEID'), build);
}

async function readTexts(host: Host, path: string): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  for (const value of (await (await host.registry?.key(path))?.values()) ?? []) {
    if (value.type !== 'sz' && value.type !== 'expand-sz') continue;
    const text = value.data.trim().slice(0, 200);
    if (text !== '') texts.set(foldName(value.name), text);
  }
  return texts;
}

/** One-way, as for Linux: the id itself is never shown. */
function machineId(guid: string | undefined): string | undefined {
  if (guid === undefined || !/^\{?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\}?$/i.test(guid))
    return undefined;
  const plain = guid.replace(/[{}]/g, '').toLowerCase();
  return `machine:${createHash('sha256').update(`phaseout:${plain}`).digest('hex').slice(0, 32)}`;
}
