import type { Item } from '../model/item.ts';
import type { CompiledSignature } from './compile-pack.ts';

/** What one item proves through one signature. `sign` and `note` never decide a status. */
export type Proof = 'installed' | 'presence' | 'nothing' | 'sign' | 'note';

/** Rank for sorting: the stronger proof first. */
export const proofRank: Readonly<Record<Proof, number>> = {
  installed: 0,
  presence: 1,
  nothing: 2,
  sign: 2,
  note: 2,
};

/**
 * What the item proves. Never more than presence where the item itself is gone, and never more than presence
 * for a component's signature that names owners: a part that several products share is no installation.
 */
export function proofOf({ subject, signature }: CompiledSignature, item: Item): Proof {
  if (signature.proves !== 'installed') return signature.proves;
  const shared =
    subject.type === 'product' && subject.product.class === 'component' && signature.owners !== undefined;
  return shared || isGone(item) ? 'presence' : 'installed';
}

/**
 * Whether only a trace of the item is left: a package removed with its configuration kept, a service or driver whose
 * program is missing or whose unit is a dangling link. A process is always alive, also when its program was deleted.
 */
export function isGone(item: Item): boolean {
  if (item.kind === 'software') return item.state === 'config-files';
  if (item.kind !== 'service' && item.kind !== 'driver') return false;
  return holds(item, 'programMissing') || holds(item, 'danglingLink');
}

/** What an item tells about life: it runs, it will start with the system, it is loaded. */
export type Activity = 'running' | 'start-type' | 'loaded';

/** Rank for choosing: the stronger sign of life first. */
export const activityRank: Readonly<Record<Activity, number>> = { running: 0, 'start-type': 1, loaded: 2 };

/**
 * The strongest sign of life of one item. A start type speaks only where nobody could look whether the thing runs:
 * the item was not read on a running machine and has no running state. A loaded driver does not make a product active.
 */
export function activityOf(item: Item, live: boolean): Activity | undefined {
  const { kind, state } = item;
  if (kind === 'process') return state === undefined || state === 'running' ? 'running' : undefined;
  if (kind === 'service' && (state === 'running' || holds(item, 'running'))) return 'running';
  if ((kind === 'driver' || kind === 'filter') && (state === 'loaded' || state === 'running'))
    return 'loaded';
  if (live || (kind !== 'service' && kind !== 'driver') || isGone(item)) return undefined;
  if (state === 'enabled') return 'start-type';
  const silent = state === undefined || state === 'installed';
  return silent && startsItself(item) ? 'start-type' : undefined;
}

function startsItself(item: Item): boolean {
  const start = attribute(item, 'start');
  return typeof start === 'string' && /^(auto|boot|system)$/i.test(start);
}

/** Inventories that came through CSV write booleans as words. */
function holds(item: Item, name: string): boolean {
  const value = attribute(item, name);
  return value === true || (typeof value === 'string' && value.toLowerCase() === 'true');
}

function attribute({ attributes }: Item, name: string): unknown {
  return attributes !== undefined && Object.hasOwn(attributes, name) ? attributes[name] : undefined;
}
