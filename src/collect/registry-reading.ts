import { HostError } from '../host/host.ts';
import type { Registry, RegistryKey, RegistryUser, RegistryValue } from '../host/registry/registry.ts';
import { takeTurn } from '../host/take-turn.ts';
import type { Status } from '../model/vocabulary.ts';
import type { CollectContext } from './collector.ts';
import { orGap } from './reading.ts';

/** More subkeys than this of one key are a gap; a large server has some thousand services and programs. */
const maxSubkeys = 50_000;
/** Longest text of a value that an item takes over, in UTF-16 code units. */
const maxTextUnits = 2048;

/** The host's registry. Throws HostError `missing-source` where it has none, so that a scan is never clean without one. */
export function registryOf(ctx: CollectContext): Registry {
  const { registry } = ctx.host;
  if (registry === undefined) {
    throw new HostError('missing-source', 'registry', 'this host has no registry that can be read');
  }
  return registry;
}

/** A key, or undefined where it is missing; also where it cannot be read, which is recorded. */
export async function openKey(
  ctx: CollectContext,
  path: string,
  couldHide?: Status,
): Promise<RegistryKey | undefined> {
  await breathe(ctx);
  return orGap(ctx, couldHide, () => registryOf(ctx).key(path));
}

/** Subkeys in stored order; what cannot be read, or is beyond the bound of 50,000, is recorded. */
export async function subkeysOf(
  ctx: CollectContext,
  key: RegistryKey | undefined,
  couldHide?: Status,
): Promise<readonly RegistryKey[]> {
  if (key === undefined) return [];
  await breathe(ctx);
  const subkeys = (await orGap(ctx, couldHide, () => key.subkeys())) ?? [];
  if (subkeys.length <= maxSubkeys) return subkeys;
  ctx.gap('too-large', key.path, `more than ${maxSubkeys} subkeys; the others were not read`, couldHide);
  return subkeys.slice(0, maxSubkeys);
}

/** Values of a key by name; none where they cannot be read, which is recorded. */
export async function valuesOf(
  ctx: CollectContext,
  key: RegistryKey | undefined,
  couldHide?: Status,
): Promise<RegistryValues> {
  if (key === undefined) return new RegistryValues([]);
  await breathe(ctx);
  return new RegistryValues((await orGap(ctx, couldHide, () => key.values())) ?? []);
}

/** Users whose part of the registry can be read; none where the list cannot be read, which is recorded. */
export async function usersOf(ctx: CollectContext, couldHide?: Status): Promise<readonly RegistryUser[]> {
  return (await orGap(ctx, couldHide, () => registryOf(ctx).users())) ?? [];
}

/** How an item says whose it is: the user's name, else the SID. */
export function scopeOf(user: RegistryUser): string {
  return user.name ?? user.sid;
}

/** Values of one key, looked up as Windows does: any case, the first of equal names. A value of another type is absent. */
export class RegistryValues {
  readonly #values = new Map<string, RegistryValue>();

  constructor(values: readonly RegistryValue[]) {
    for (const value of values) {
      const name = value.name.toLowerCase();
      if (!this.#values.has(name)) this.#values.set(name, value);
    }
  }

  has(name: string): boolean {
    return this.#values.has(name.toLowerCase());
  }

  get(name: string): RegistryValue | undefined {
    return this.#values.get(name.toLowerCase());
  }

  /** Text without blanks around it, cut to 2048 units; undefined where it is empty or no text. */
  text(name: string): string | undefined {
    const value = this.get(name);
    if (value?.type !== 'sz' && value?.type !== 'expand-sz') return undefined;
    return value.data.slice(0, maxTextUnits).trim() || undefined;
  }

  /** A 32-bit number, or a 64-bit one that JavaScript can hold exactly. */
  number(name: string): number | undefined {
    const value = this.get(name);
    if (value?.type === 'dword' || value?.type === 'dword-big-endian') return value.data;
    if (value?.type !== 'qword' || value.data > BigInt(Number.MAX_SAFE_INTEGER)) return undefined;
    return Number(value.data);
  }

  bytes(name: string): Buffer | undefined {
    const value = this.get(name);
    return value?.type === 'binary' ? value.data : undefined;
  }

  /** Names in stored order, as written. */
  names(): readonly string[] {
    return [...this.#values.values()].map(({ name }) => name);
  }
}

/** A registry in memory answers at once: lets time limits and Ctrl-C work, and ends a collector that was left behind. */
async function breathe(ctx: CollectContext): Promise<void> {
  await takeTurn();
  if (ctx.signal.aborted) throw new HostError('timeout', 'registry', 'stopped');
}
