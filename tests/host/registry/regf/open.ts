import { type ByteSource, bufferSource } from '../../../../src/host/registry/regf/byte-source.ts';
import type { HiveDamage } from '../../../../src/host/registry/regf/damage.ts';
import { type Hive, type HiveOptions, openHive } from '../../../../src/host/registry/regf/hive.ts';
import type { RegistryKey, RegistryValue } from '../../../../src/host/registry/registry.ts';
import { type KeySpec, storedText, type ValueSpec } from '../../../support/hive-writer.ts';

/** A hive in memory with everything that it reported. */
export async function open(
  bytes: Buffer,
  options: Partial<HiveOptions> & { readonly logBytes?: readonly Buffer[] } = {},
): Promise<{ readonly hive: Hive; readonly damage: HiveDamage[] }> {
  const damage: HiveDamage[] = [];
  const { logBytes = [], ...rest } = options;
  const hive = await openHive(bufferSource(bytes), {
    prefix: 'R',
    onDamage: (report) => void damage.push(report),
    logs: logBytes.map(bufferSource),
    ...rest,
  });
  return { hive, damage };
}

/** The same bytes as a source that cannot answer at once. */
export function slowSource(bytes: Buffer): ByteSource {
  return { size: bytes.length, read: async (offset, length) => bytes.subarray(offset, offset + length) };
}

/** Paths of a key and of all below it, with their values as `path = name:type:data`. */
export async function listing(key: RegistryKey): Promise<string[]> {
  const lines = [key.path];
  for (const value of await key.values()) lines.push(`${key.path} = ${shown(value)}`);
  for (const subkey of await key.subkeys()) lines.push(...(await listing(subkey)));
  return lines;
}

function shown({ name, type, data }: RegistryValue): string {
  const text = Buffer.isBuffer(data)
    ? data.toString('hex')
    : Array.isArray(data)
      ? data.join('|')
      : String(data);
  return `${name}:${type}:${text}`;
}

export function key(name: string, keys: Iterable<KeySpec> = [], values: Iterable<ValueSpec> = []): KeySpec {
  return { name, keys, values };
}

export function sz(name: string, text: string): ValueSpec {
  return { name, type: 1, data: storedText(text) };
}

export function dword(name: string, value: number): ValueSpec {
  const data = Buffer.alloc(4);
  data.writeUInt32LE(value);
  return { name, type: 4, data };
}
