import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openLiveRegistry } from '../../src/host/registry/live/open-live-registry.ts';
import { bufferSource } from '../../src/host/registry/regf/byte-source.ts';
import type { HiveDamage } from '../../src/host/registry/regf/damage.ts';
import { openHive } from '../../src/host/registry/regf/hive.ts';
import type { RegistryKey, RegistryValue } from '../../src/host/registry/registry.ts';

/** One key as it is written to the answer; bytes in hexadecimal. */
export interface PlainLiveKey {
  readonly path: string;
  readonly values: readonly { name: string; type: string; data: unknown }[];
  readonly subkeys: readonly PlainLiveKey[];
}

/** What the program writes: the keys that it was asked for (null where missing, or what was thrown), users and gaps. */
export interface LiveAnswer {
  readonly platform: string;
  readonly keys: Readonly<Record<string, PlainLiveKey | { readonly error: string } | null>>;
  readonly users: readonly { sid: string; name?: string; profilePath?: string }[];
  readonly absent: readonly string[];
  readonly gaps: readonly string[];
  readonly ms: number;
}

/** Runs under Windows: reads the keys listed in the first file and writes a {@link LiveAnswer} to the second. */
async function main(asked: string, answer: string): Promise<void> {
  const started = performance.now();
  const gaps: string[] = [];
  const registry = openLiveRegistry({
    onGap: (reason, source, message) => gaps.push(`${reason} ${source}: ${message}`),
    offlineUser: async (profilePath) => {
      const file = join(profilePath, 'NTUSER.DAT');
      if (!existsSync(file)) return undefined;
      const onDamage = ({ reason, path, message }: HiveDamage): void => {
        gaps.push(`${reason} ${path}: ${message}`);
      };
      return (await openHive(bufferSource(readFileSync(file)), { file, onDamage })).root;
    },
  });
  const paths: readonly string[] = JSON.parse(readFileSync(asked, 'utf8'));
  const keys = await Promise.all(
    paths.map(async (path) => {
      try {
        const key = await registry.key(path);
        return [path, key === undefined ? null : await plain(key)] as const;
      } catch (error) {
        return [path, { error: error instanceof Error ? error.message : String(error) }] as const;
      }
    }),
  );
  const users = await registry.users();
  const absent = (await registry.absentUsers()).map(({ sid }) => sid);
  const ms = performance.now() - started;
  const result = { platform: process.platform, keys: Object.fromEntries(keys), users, absent, gaps, ms };
  writeFileSync(answer, JSON.stringify(result));
}

async function plain(key: RegistryKey): Promise<PlainLiveKey> {
  return {
    path: key.path,
    values: (await key.values()).map(plainValue),
    subkeys: await Promise.all((await key.subkeys()).map(plain)),
  };
}

function plainValue({ name, type, data }: RegistryValue): { name: string; type: string; data: unknown } {
  const shown = Buffer.isBuffer(data)
    ? data.toString('hex')
    : typeof data === 'bigint'
      ? data.toString()
      : data;
  return { name, type, data: shown };
}

const [asked, answer] = process.argv.slice(2);
if (asked === undefined || answer === undefined) throw new Error('usage: ASKED.json ANSWER.json');
await main(asked, answer);
