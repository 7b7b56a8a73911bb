import { wellFormedJson } from '../model/well-formed-json.ts';
import type { KeyOrder } from './key-order.ts';

/**
 * Characters that JSON allows inside strings and a terminal may act on: DEL, C1, bidirectional and other format
 * characters, line separators, tag characters. They are written as escapes, so the value stays the same to a parser.
 */
const unsafeInTerminal = /[\x7f-\x9f]|\p{Cf}|[\u2028\u2029]/gu;

/**
 * JSON text of a value: keys in the given order (others behind, sorted by code unit), undefined values left out, lone
 * surrogates replaced, everything a terminal could act on escaped. `indent` 0 gives one line; no newline at the end.
 */
export function jsonText(value: unknown, order: KeyOrder | null, indent = 0): string {
  const text = wellFormedJson(inOrder(value, order), indent);
  return text.replace(unsafeInTerminal, escaped);
}

function inOrder(value: unknown, order: KeyOrder | null): unknown {
  if (Array.isArray(value)) return value.map((element: unknown) => inOrder(element, order));
  if (typeof value !== 'object' || value === null) return value;
  const fields = value as Readonly<Record<string, unknown>>;
  // No prototype: a hostile attribute called __proto__ must stay a key.
  const result: Record<string, unknown> = Object.create(null);
  for (const key in order) {
    if (Object.hasOwn(fields, key)) result[key] = inOrder(fields[key], order[key] ?? null);
  }
  const keys = Object.keys(fields);
  const others = order === null ? keys : keys.filter((key) => !Object.hasOwn(order, key));
  if (others.length > 1) others.sort();
  for (const key of others) result[key] = inOrder(fields[key], null);
  return result;
}

function escaped(character: string): string {
  let text = '';
  for (let index = 0; index < character.length; index++) {
    text += `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`;
  }
  return text;
}
