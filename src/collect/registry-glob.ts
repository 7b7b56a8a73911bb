import { HostError } from '../host/host.ts';
import { matchSegment } from '../host/match-segment.ts';
import { foldName, keySegments } from '../host/registry/key-path.ts';
import type { RegistryKey } from '../host/registry/registry.ts';
import type { CollectContext } from './collector.ts';
import { openKey, registryOf, subkeysOf, usersOf } from './registry-reading.ts';

/** More keys than this for one pattern are a gap. */
const maxKeys = 10_000;

/** A key that fits a pattern; `key` is undefined where it is there and may not be opened. */
export interface FittingKey {
  readonly path: string;
  readonly key: RegistryKey | undefined;
}

/**
 * Keys that fit a pattern with `*` and `?` inside segments, in any case, in stored order. `HKU\*` and `HKCU` are every
 * user whose part can be read. A key that may not be opened fits, too, if its own name is in the pattern: that it is
 * there is all that a marker needs. Everything else that cannot be read is recorded.
 */
export async function globKeys(ctx: CollectContext, pattern: string): Promise<readonly FittingKey[]> {
  const [root = '', ...names] = keySegments(pattern);
  if (root === 'HKCU') return eachUser(ctx, names);
  if (root === 'HKU' && names[0] === '*') return eachUser(ctx, names.slice(1));
  return root === 'HKLM' || root === 'HKU' ? below(ctx, root, names) : [];
}

async function eachUser(ctx: CollectContext, names: readonly string[]): Promise<FittingKey[]> {
  const found: FittingKey[] = [];
  for (const { sid } of await usersOf(ctx)) found.push(...(await below(ctx, `HKU\\${sid}`, names)));
  return found;
}

async function below(ctx: CollectContext, start: string, names: readonly string[]): Promise<FittingKey[]> {
  const first = names.findIndex((name) => /[*?]/.test(name));
  if (first === -1) return exactly(ctx, [start, ...names].join('\\'));
  const wanted = foldName(names[first] ?? '');
  const parent = await openKey(ctx, [start, ...names.slice(0, first)].join('\\'));
  const rest = names.slice(first + 1);
  const found: FittingKey[] = [];
  for (const key of await subkeysOf(ctx, parent)) {
    if (!matchSegment(wanted, foldName(key.name))) continue;
    if (rest.length === 0) found.push({ path: key.path, key });
    else found.push(...(await below(ctx, key.path, rest)));
    if (found.length <= maxKeys) continue;
    ctx.gap('too-large', key.path, `more than ${maxKeys} keys fit one pattern; the others were not read`);
    return found.slice(0, maxKeys);
  }
  return found;
}

async function exactly(ctx: CollectContext, path: string): Promise<FittingKey[]> {
  try {
    const key = await registryOf(ctx).key(path);
    return key === undefined ? [] : [{ path: key.path, key }];
  } catch (error) {
    if (!(error instanceof HostError) || error.reason === 'timeout') throw error;
    if (error.reason === 'permission-denied' && foldName(error.path) === foldName(path))
      return [{ path, key: undefined }];
    ctx.gap(error.reason, error.path, error.message);
    return [];
  }
}
