import type { Coverage } from '../model/gap.ts';
import type { InventoryHeader, InventoryTrailer } from '../model/inventory.ts';
import type { Item } from '../model/item.ts';
import { jsonText } from './json-text.ts';
import { keyOrders } from './key-order.ts';

/** First line of a native inventory (NDJSON). */
export function inventoryHeaderLine(header: InventoryHeader): string {
  return `${jsonText(header, keyOrders.inventoryHeader)}\n`;
}

/** One item as a line of a native inventory. `hostname` stands in where the item names no host. */
export function itemLine(item: Item, hostname?: string): string {
  const host = item.host ?? hostname;
  return `${jsonText(host === undefined ? item : { ...item, host }, keyOrders.item)}\n`;
}

/** Last line of a native inventory. */
export function inventoryTrailerLine(trailer: InventoryTrailer): string {
  return `${jsonText(trailer, keyOrders.inventoryTrailer)}\n`;
}

/** A whole inventory as one JSON document that ends with a newline. */
export function renderInventoryJson(
  inventory: InventoryHeader & {
    readonly items: readonly Item[];
    readonly coverage: readonly Coverage[];
    readonly complete: boolean;
  },
  options: { pretty?: boolean } = {},
): string {
  return `${jsonText(inventory, keyOrders.inventory, options.pretty ? 2 : 0)}\n`;
}
