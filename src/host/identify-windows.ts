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
}

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
  return {
    os: isLive
      ? windowsName(os.version(), undefined, os.release().split('.').at(-1))
      : await offlineName(await texts(version)),
    hostname: isLive ? os.hostname() : computer?.get('COMPUTERNAME'),
    id: machineId(cryptography.get('MACHINEGUID')),
    role: productType === undefined ? undefined : roles[productType.toUpperCase()],
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
