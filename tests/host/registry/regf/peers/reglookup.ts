import { execFileSync } from 'node:child_process';
import type { RegistryKey, RegistryValue } from '../../../../../src/host/registry/registry.ts';

/** Every key and value of a hive file as reglookup prints them, without its header line. */
export function reglookupDump(file: string): string[] {
  const text = execFileSync('reglookup', ['-H', file], {
    encoding: 'latin1',
    maxBuffer: 1024 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return text.split('\n').filter((line) => line !== '');
}

/** The lines that reglookup would print of the keys and of the values whose form is plain: numbers and ASCII text. */
export async function reglookupLines(key: RegistryKey, path = ''): Promise<string[]> {
  const lines = [
    `${path || '/'},KEY,,${new Date(key.lastWrittenMs ?? 0).toISOString().slice(0, 19).replace('T', ' ')}`,
  ];
  for (const value of await key.values()) {
    const text = shown(value);
    if (text !== undefined) lines.push(`${path || '/'}/${quotedName(value.name)},${text},`);
  }
  for (const subkey of await key.subkeys())
    lines.push(...(await reglookupLines(subkey, `${path}/${quotedName(subkey.name)}`)));
  return lines;
}

function shown(value: RegistryValue): string | undefined {
  if (value.type === 'dword') return `DWORD,0x${value.data.toString(16).toUpperCase().padStart(8, '0')}`;
  if (value.type === 'qword') return `QWORD,0x${value.data.toString(16).toUpperCase().padStart(16, '0')}`;
  if (value.type !== 'sz' && value.type !== 'expand-sz') return undefined;
  if (!/^[\x20-\x7e]+$/.test(value.data)) return undefined;
  return `${value.type === 'sz' ? 'SZ' : 'EXPAND_SZ'},${escaped(value.data, /[,"%]/g)}`;
}

/** Names as reglookup writes them: bytes as stored, control and 8-bit ones and its separators as %XX. */
function quotedName(name: string): string {
  const wide = /[^\x00-\xff]/.test(name);
  return escaped(Buffer.from(name, wide ? 'utf16le' : 'latin1').toString('latin1'), /[^\x20-\x7e]|[,"%/]/g);
}

function escaped(text: string, bytes: RegExp): string {
  return text.replace(bytes, (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);
}
