import type { Item } from '../model/item.ts';

/** Compares by UTF-16 code unit; an absent text comes first. */
export function byCodeUnit(left: string | undefined, right: string | undefined): number {
  if (left === right) return 0;
  if (left === undefined) return -1;
  if (right === undefined) return 1;
  return left < right ? -1 : 1;
}

/** The first comparison that tells two values apart. */
export function firstOf(...orders: readonly number[]): number {
  return orders.find((order) => order !== 0) ?? 0;
}

/**
 * Text that is the same for two rows of one host that say the same: every field except where and by whom it was read.
 */
export function rowKey(item: Item): string {
  const attributes = Object.entries(item.attributes ?? {}).sort(([a], [b]) => byCodeUnit(a, b));
  return JSON.stringify([
    item.kind,
    item.name,
    item.displayName,
    item.version,
    item.publisher,
    item.signer,
    item.path,
    item.installedAt,
    item.state,
    item.scope,
    item.platform,
    attributes,
  ]);
}
