import { decodeValue } from '../regf/decode-value.ts';
import type { RegistryValue } from '../registry.ts';
import { parseHexList } from './parse-hex.ts';

/** What a value line says: a value, the wish to delete one, or what is wrong with it. */
export type ValueLine =
  | { readonly value: RegistryValue }
  | { readonly deletes: string }
  | { readonly fault: string };

/**
 * One logical value line: `"name"="text"`, `@=dword:…`, `"name"=hex(7):…`. Backslash escapes itself and quotes; Wine
 * also writes `\n`, `\r` and `\0`, which Windows never does, because it doubles every backslash.
 * `eightBit` is for REGEDIT4, whose lists of text bytes are not UTF-16.
 */
export function parseValueLine(text: string, eightBit: boolean): ValueLine {
  const nameEnd = text.startsWith('@') ? 0 : closingQuote(text, 1);
  if (nameEnd < 0) return { fault: 'the name has no closing quote' };
  const name = nameEnd === 0 ? '' : unescapeText(text.slice(1, nameEnd));
  let at = skipBlanks(text, nameEnd + 1);
  if (text.charAt(at) !== '=') return { fault: 'there is no = after the name' };
  at = skipBlanks(text, at + 1);

  if (text.charAt(at) === '"') return textValue(name, text, at);
  if (text.charAt(at) === '-') {
    return isOver(text, at + 1) ? { deletes: name } : { fault: 'there is more after the deletion' };
  }
  if (text.slice(at, at + 6).toLowerCase() === 'dword:') return dword(name, text.slice(at + 6));
  return hexValue(name, text, at, eightBit);
}

function textValue(name: string, text: string, at: number): ValueLine {
  const end = closingQuote(text, at + 1);
  if (end < 0) return { fault: 'the text has no closing quote' };
  if (!isOver(text, end + 1)) return { fault: 'there is more after the closing quote' };
  return { value: { name, type: 'sz', data: unescapeText(text.slice(at + 1, end)).replace(/\0.*/s, '') } };
}

function dword(name: string, text: string): ValueLine {
  const digits = /^(?<digits>[0-9a-f]{1,8})\s*(?:;.*)?$/i.exec(text)?.groups?.['digits'];
  if (digits === undefined) return { fault: 'a dword has one to eight hexadecimal digits' };
  return { value: { name, type: 'dword', data: Number.parseInt(digits, 16) } };
}

function hexValue(name: string, text: string, at: number, eightBit: boolean): ValueLine {
  const head = /^hex(?:\((?<type>[0-9a-f]{1,8})\))?:/i.exec(text.slice(at, at + 16));
  if (head === null) return { fault: 'the data is neither text, dword nor hex' };
  const type = head.groups?.['type'];
  const bytes = parseHexList(text, at + head[0].length);
  if (bytes === undefined) return { fault: 'the list of bytes is broken' };
  const typeNumber = type === undefined ? 3 : Number.parseInt(type, 16);
  const stored = eightBit && textTypes.has(typeNumber) ? widen(bytes) : bytes;
  return { value: decodeValue(name, typeNumber, stored, 0, stored.length) };
}

/** Index of the quote that ends what starts at `from`, or -1. */
function closingQuote(text: string, from: number): number {
  for (let end = text.indexOf('"', from); end >= 0; end = text.indexOf('"', end + 1)) {
    let backslashes = 0;
    while (end - backslashes > from && text.charAt(end - backslashes - 1) === '\\') backslashes++;
    if (backslashes % 2 === 0) return end;
  }
  return -1;
}

function unescapeText(text: string): string {
  if (!text.includes('\\')) return detach(text);
  return text.replace(/\\([\\"nr0])/g, (_, escaped: string) => unescaped[escaped] ?? escaped);
}

const unescaped: Readonly<Record<string, string>> = { n: '\n', r: '\r', 0: '\0' };

/** A copy: V8 keeps the whole text alive for a slice of 13 units or more. */
export function detach(text: string): string {
  return text.length < 13 ? text : ` ${text}`.slice(1);
}

/** REG_SZ, REG_EXPAND_SZ, REG_LINK, REG_MULTI_SZ. */
const textTypes: ReadonlySet<number> = new Set([1, 2, 6, 7]);

function widen(bytes: Buffer): Buffer {
  return Buffer.from(bytes.toString('latin1'), 'utf16le');
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (text.charAt(at) === ' ' || text.charAt(at) === '\t') at++;
  return at;
}

function isOver(text: string, from: number): boolean {
  const rest = text.slice(from).trimStart();
  return rest === '' || rest.startsWith(';');
}
