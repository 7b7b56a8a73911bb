import { execFileSync } from 'node:child_process';
import type { RegistryKey, RegistryValue } from '../../../../../src/host/registry/registry.ts';

/** Every key and value of a hive file as reglookup prints them, without its header line; of one branch where `path` is given. */
export function reglookupDump(file: string, path?: string): string[] {
  const branch = path === undefined ? [] : ['-p', path];
  const text = execFileSync('reglookup', ['-H', ...branch, file], {
    encoding: 'latin1',
    maxBuffer: 1024 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return text.split('\n').filter((line) => line !== '');
}

/**
 * Texts and numbers of each key that stands directly below `path` (or of that key's own subkey `below`), by the name
 * of the key, as reglookup prints them, by the name of the value in small letters.
 */
export function reglookupValues(
  file: string,
  path: string,
  below?: string,
): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const keys = new Map<string, Map<string, string>>();
  for (const line of reglookupDump(file, path)) {
    const [place = '', type, printed = ''] = line.split(',');
    const names = place
      .slice(path.length + 1)
      .split('/')
      .map((name) => unquoted(name).toString('latin1'));
    if (below !== undefined && names.splice(1, 1)[0]?.toLowerCase() !== below) continue;
    const [key = '', name] = names;
    if (key === '' || names.length > 2) continue;
    const values = keys.get(key) ?? new Map<string, string>();
    keys.set(key, values);
    if (type !== 'KEY' && name !== undefined && printed !== noData)
      values.set(name.toLowerCase(), printedText(printed));
  }
  return keys;
}

/** A key or value that two readers do not read alike. */
export interface Difference {
  /** Path of the key, and after a blank the value's name. */
  readonly where: string;
  readonly what: string;
}

/**
 * What this program's reader says differently from reglookup's dump of the same keys: nothing where they agree in
 * every key, its time, and the name, type and data of every value, in this order. `path` is that of `root` in the dump.
 */
export async function reglookupDifferences(
  root: RegistryKey,
  peer: readonly string[],
  path = '',
): Promise<Difference[]> {
  const found: Difference[] = [];
  let next = 0;
  async function visit(key: RegistryKey, path: string): Promise<void> {
    const time = new Date(key.lastWrittenMs ?? 0).toISOString().slice(0, 19).replace('T', ' ');
    const ours = `${path || '/'},KEY,,${time}`;
    const theirs = peer[next++];
    if (theirs !== ours) found.push({ where: path, what: `${ours} here, ${theirs} there` });
    for (const value of await key.values()) {
      const theirs = peer[next++] ?? '';
      const [name, type, data = ''] = theirs.split(',');
      const same = name === `${path || '/'}/${quotedName(value.name)}` && fits(value, type ?? '', data);
      if (same) continue;
      const what = `${value.type} ${String(value.data).slice(0, 80)} here, ${theirs.slice(0, 200)} there`;
      found.push({ where: `${path} ${value.name}`, what });
    }
    for (const subkey of await key.subkeys()) await visit(subkey, `${path}/${quotedName(subkey.name)}`);
  }
  await visit(root, path);
  if (next < peer.length)
    found.push({ where: 'end', what: `${peer.length - next} lines more there, from ${peer[next]}` });
  return found;
}

/** Whether what reglookup printed can only be this value. */
function fits(value: RegistryValue, type: string, printed: string): boolean {
  switch (value.type) {
    case 'sz':
      return type === 'SZ' && isText(value.data, printed);
    case 'expand-sz':
      return type === 'EXPAND_SZ' && isText(value.data, printed);
    case 'link':
      return type === 'LINK' && isText(value.data, printed);
    case 'multi-sz':
      return type === 'MULTI_SZ' && isTexts(value.data, printed);
    case 'dword':
      return type === 'DWORD' && printed === hex(value.data, 8);
    case 'dword-big-endian':
      return type === 'DWORD_BE' && printed === hex(value.data, 8);
    case 'qword':
      return type === 'QWORD' && printed === hex(value.data, 16);
    case 'none':
      return type === 'NONE' && isBytes(value.data, printed);
    case 'binary':
      return type === 'BINARY' && isBytes(value.data, printed);
    case 'other':
      return isBytes(value.data, printed);
  }
}

function hex(number: number | bigint, digits: number): string {
  return `0x${number.toString(16).toUpperCase().padStart(digits, '0')}`;
}

/** reglookup prints ASCII as it is, the stored bytes of any other text, and no data at all as `(null)`. */
function isText(text: string, printed: string): boolean {
  if (text === '' && printed === noData) return true;
  const bytes = unquoted(printed);
  return bytes.toString('latin1') === text || bytes.toString('utf16le').replace(/\0.*/s, '') === text;
}

function isTexts(texts: readonly string[], printed: string): boolean {
  if (texts.length === 0 && printed === noData) return true;
  const ascii = printed.split('|').map((text) => unquoted(text).toString('latin1'));
  const text = texts.join('\0');
  return ascii.join('\0') === text || unquoted(printed).toString('utf16le').replace(/\0+$/, '') === text;
}

function isBytes(bytes: Buffer, printed: string): boolean {
  return (bytes.length === 0 && printed === noData) || unquoted(printed).equals(bytes);
}

const noData = '(null)';

/** Text as reglookup prints it: ASCII, or the stored bytes of UTF-16. */
function printedText(printed: string): string {
  const bytes = unquoted(printed);
  return bytes.includes(0) ? bytes.toString('utf16le').replace(/\0.*/s, '') : bytes.toString('latin1');
}

function unquoted(printed: string): Buffer {
  const text = printed.replace(/%([0-9A-F]{2})/g, (_, byte: string) =>
    String.fromCharCode(Number.parseInt(byte, 16)),
  );
  return Buffer.from(text, 'latin1');
}

/** Names as reglookup writes them: bytes as stored, control and 8-bit ones and its separators as %XX. */
function quotedName(name: string): string {
  const wide = /[^\x00-\xff]/.test(name);
  const bytes = Buffer.from(name, wide ? 'utf16le' : 'latin1').toString('latin1');
  return bytes.replace(
    /[^\x20-\x7e]|[,"%/]/g,
    (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}
