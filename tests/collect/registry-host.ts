import type { Collector, MarkerWants } from '../../src/collect/collector.ts';
import type { Collected } from '../../src/collect/run-collector.ts';
import { type Host, HostError } from '../../src/host/host.ts';
import { type MemoryEntry, memoryHost } from '../../src/host/memory-host.ts';
import { readRegFile } from '../../src/host/registry/reg-file/read-reg-file.ts';
import type { Registry, RegistryKey, RegistryUser, RegistryValue } from '../../src/host/registry/registry.ts';
import type { GapReason } from '../../src/model/vocabulary.ts';
import type { WindowsPathContext } from '../../src/model/windows-path.ts';
import { runOn } from './run-on.ts';

/** What a small Windows host for one test is made of. */
export interface WindowsHostOptions {
  /** Text of a .reg file without its first line. */
  readonly reg?: string;
  readonly files?: Readonly<Record<string, MemoryEntry>>;
  readonly users?: readonly RegistryUser[];
  /** What paths are seen from; a Windows in its usual place where absent. */
  readonly context?: WindowsPathContext;
  /** Keys that cannot be opened, by path. */
  readonly denied?: Readonly<Record<string, GapReason>>;
  /** Keys of which the values cannot be read, by path. */
  readonly closed?: Readonly<Record<string, GapReason>>;
  /** Values that a .reg file cannot hold, added to a key by path. */
  readonly extra?: Readonly<Record<string, readonly RegistryValue[]>>;
}

/** A Windows host in memory whose registry comes from .reg text, with keys that fail where a test says so. */
export async function windowsHost(options: WindowsHostOptions): Promise<Host> {
  const host = memoryHost({ platform: 'windows', files: options.files ?? {} });
  const { context } = options;
  const registry = await registryFrom(options);
  return { ...host, registry, ...(context && { windowsContext: async () => context }) };
}

/** Runs one collector on such a host. */
export async function runOnWindows(
  collector: Collector,
  options: WindowsHostOptions,
  markers?: MarkerWants,
): Promise<Collected> {
  return runOn(collector, await windowsHost(options), markers);
}

async function registryFrom({
  reg = '',
  users = [],
  denied = {},
  closed = {},
  extra = {},
}: WindowsHostOptions): Promise<Registry> {
  const text = `Windows Registry Editor Version 5.00\r\n\r\n${reg.replaceAll(/\r?\n/g, '\r\n')}`;
  const tree = await readRegFile([Buffer.from(`\ufeff${text}`, 'utf16le')], {
    source: 'test.reg',
    onGap: (reason, source, message) => {
      throw new Error(`${reason} ${source} ${message}`);
    },
  });
  const fail = (list: Readonly<Record<string, GapReason>>, path: string) => {
    const reason = list[path];
    if (reason !== undefined) throw new HostError(reason, path, `${path}: ${reason}`);
  };
  const wrap = (key: RegistryKey): RegistryKey => ({
    path: key.path,
    name: key.name,
    lastWrittenMs: key.lastWrittenMs,
    subkeys: async () => (await key.subkeys()).map(wrap),
    values: async () => {
      fail(closed, key.path);
      return [...(await key.values()), ...(extra[key.path] ?? [])];
    },
  });
  return {
    key: async (path) => {
      fail(denied, path);
      const key = tree.find(path);
      return key === undefined ? undefined : wrap(key);
    },
    users: async () => users,
  };
}
