import { createHash } from 'node:crypto';
import os from 'node:os';
import type { Gap } from '../model/gap.ts';
import type { Platform } from '../model/vocabulary.ts';
import { platformOf } from './detect-platform.ts';
import { type Host, HostError } from './host.ts';
import { identifyMacos } from './identify-macos.ts';
import { identifyWindows, type WindowsRole } from './identify-windows.ts';

const maxBytes = 64 * 1024;

/** Files that tell who a Linux or macOS is, for hosts that keep only what will be read. */
export const identityFiles: readonly string[] = [
  '/etc/os-release',
  '/usr/lib/os-release',
  '/etc/debian_version',
  '/etc/redhat-release',
  '/etc/hostname',
  '/etc/machine-id',
];

/** Who a host is, as far as its files say. `gaps` names what should have told and could not be read. */
export interface Identity {
  /** The platform that the files speak for; undefined where they speak for none. */
  readonly platform: Platform | undefined;
  /** Human name of the operating system, e.g. `Debian GNU/Linux 12 (bookworm)`. */
  readonly os: string | undefined;
  /** ID of os-release, e.g. `debian`. */
  readonly osId: string | undefined;
  readonly hostname: string | undefined;
  /** `machine:` and 32 hex digits, derived one-way from the machine id, which is itself never shown. */
  readonly id: string | undefined;
  /** True where this is a Linux distribution, which has packages; false for a scratch image. */
  readonly distribution: boolean;
  /** What a Windows is for. */
  readonly role?: WindowsRole | undefined;
  /** What else a Windows server is for, divided by `, `; undefined for none. */
  readonly furtherRoles?: string | undefined;
  readonly gaps: readonly Gap[];
}

/**
 * Reads who a host is: a Windows from its registry, a macOS from its property lists, a Linux from os-release(5) with the
 * older release files behind it, hostname(5), machine-id(5). Never throws for what the host holds.
 */
export async function identify(host: Host): Promise<Identity> {
  const gaps: Gap[] = [];
  if (host.platform === 'windows') {
    const identity = await identifyWindows(host, (read) => guard(gaps, read));
    const platform = await guard(gaps, () => platformOf(host));
    return { ...identity, platform, osId: undefined, distribution: false, gaps: withoutRepeats(gaps) };
  }
  if (host.platform === 'macos') {
    const { os: system, hostname } = await identifyMacos(host, (read) => guard(gaps, read));
    const platform = await guard(gaps, () => platformOf(host));
    const name = host.kind === 'live' ? os.hostname() : hostname;
    return {
      os: system,
      hostname: name,
      platform,
      osId: undefined,
      id: undefined,
      distribution: false,
      gaps,
    };
  }
  const text = (path: string) => readText(host, path, gaps);
  const release =
    (await text('/etc/os-release')) ??
    (host.platform === 'linux' ? await text('/usr/lib/os-release') : undefined);
  const fields = parseOsRelease(release ?? '');
  const debian = firstLine(await text('/etc/debian_version'));
  const redhat = firstLine(await text('/etc/redhat-release'));
  const hostname = host.kind === 'live' ? os.hostname() : firstLine(await text('/etc/hostname'));
  return {
    platform: await guard(gaps, () => platformOf(host)),
    os: fields.get('PRETTY_NAME') ?? fields.get('NAME') ?? redhat ?? (debian && `Debian ${debian}`),
    osId: fields.get('ID') ?? (debian === undefined ? undefined : 'debian'),
    hostname: hostname === '' ? undefined : hostname,
    id: machineId(firstLine(await text('/etc/machine-id'))),
    // A release file that cannot be read is still a release file.
    distribution: release !== undefined || debian !== undefined || redhat !== undefined || gaps.length > 0,
    gaps,
  };
}

/** Fields of an os-release file: shell assignments without expansion. Lines of another form are passed over. */
export function parseOsRelease(text: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (const line of text.split('\n')) {
    const match = /^(?<name>[A-Z][A-Z0-9_]{0,63})=(?<value>.*)$/.exec(line.trim());
    if (match?.groups === undefined) continue;
    const value = unquote(match.groups['value'] ?? '').slice(0, 200);
    if (value !== '') fields.set(match.groups['name'] ?? '', value);
  }
  return fields;
}

function unquote(value: string): string {
  const quote = value[0];
  if ((quote !== '"' && quote !== "'") || value.at(-1) !== quote || value.length < 2) return value;
  const inner = value.slice(1, -1);
  return quote === '"' ? inner.replace(/\\(["$`\\])/g, '$1') : inner;
}

function firstLine(text: string | undefined): string | undefined {
  const line = text?.split('\n', 1)[0]?.trim().slice(0, 253);
  return line === '' ? undefined : line;
}

/** Images carry an empty file or the word `uninitialized`; then there is no id yet. */
function machineId(line: string | undefined): string | undefined {
  if (line === undefined || !/^[0-9a-f]{32}$/i.test(line) || /^0+$/.test(line)) return undefined;
  const digest = createHash('sha256').update(`phaseout:${line.toLowerCase()}`).digest('hex');
  return `machine:${digest.slice(0, 32)}`;
}

async function readText(host: Host, path: string, gaps: Gap[]): Promise<string | undefined> {
  const bytes = await guard(gaps, () => host.files.read(path, { maxBytes }));
  return bytes?.toString('utf8');
}

/** One hive that cannot be read is asked for several facts. */
function withoutRepeats(gaps: readonly Gap[]): Gap[] {
  return [...new Map(gaps.map((gap) => [`${gap.reason} ${gap.source} ${gap.message}`, gap])).values()];
}

async function guard<T>(gaps: Gap[], read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    // Nothing of this decides a finding: the least that a gap can hide.
    gaps.push({ reason: error.reason, source: error.path, message: error.message, couldHide: 'residue' });
    return undefined;
  }
}
