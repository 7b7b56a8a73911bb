import type { InventoryHeader, InventoryTrailer } from '../model/inventory.ts';
import type { Item } from '../model/item.ts';
import { notJson } from '../model/json-fault.ts';
import { decodeHeader, decodeTrailer } from './decode-frame.ts';
import { decodeItem } from './decode-item.ts';
import { readLines } from './lines.ts';

/** What one line of a native inventory says. `line` counts from 1. Blank lines are passed over. */
export type NativeRow =
  | { readonly type: 'header'; readonly line: number; readonly header: InventoryHeader }
  | { readonly type: 'item'; readonly line: number; readonly item: Item }
  | { readonly type: 'trailer'; readonly line: number; readonly trailer: InventoryTrailer }
  | { readonly type: 'fault'; readonly line: number; readonly message: string };

/**
 * Reads a native inventory (NDJSON: a header line, one item a line, a trailer line; design: "Native inventory").
 * Bare items without header and trailer are read as well; several inventories may follow each other.
 * Never throws on content: a line that cannot be used is a `fault` that says what was expected.
 * @param file Name of the source for the `origin` of items that state none.
 */
export async function* readNative(
  chunks: AsyncIterable<Uint8Array>,
  file: string,
): AsyncGenerator<NativeRow> {
  for await (const { number, text } of readLines(chunks)) {
    if (text === undefined) {
      yield tooLongRow(number);
      continue;
    }
    if (text.trim() === '') continue;
    yield nativeRow(text, number, `${file}:${number}`);
  }
}

/** A line that was too long to be kept. */
export function tooLongRow(line: number): NativeRow {
  return { type: 'fault', line, message: 'the line is longer than 1 MiB' };
}

/**
 * What one line that is not blank says.
 * @param origin Of an item that states none.
 */
export function nativeRow(text: string, line: number, origin: string): NativeRow {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { type: 'fault', line, message: notJson(text) };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { type: 'fault', line, message: 'expected one JSON object a line' };
  }
  const record = value as Readonly<Record<string, unknown>>;
  if ('schema' in record) {
    const header = decodeHeader(record);
    return typeof header === 'string'
      ? { type: 'fault', line, message: header }
      : { type: 'header', line, header };
  }
  if ('coverage' in record) {
    const trailer = decodeTrailer(record);
    return typeof trailer === 'string'
      ? { type: 'fault', line, message: trailer }
      : { type: 'trailer', line, trailer };
  }
  const item = decodeItem(record, origin);
  return typeof item === 'string' ? { type: 'fault', line, message: item } : { type: 'item', line, item };
}
