import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { RegistryKey, RegistryValue } from '../../../../../src/host/registry/registry.ts';

/** Every key and value of a hive file as libhivex reads them: see hivex-dump.pl. In libhivex's order. */
export function hivexDump(file: string): string[] {
  const text = execFileSync('perl', [join(import.meta.dirname, 'hivex-dump.pl'), file], {
    encoding: 'latin1',
    maxBuffer: 1024 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return text.split('\n').filter((line) => line !== '');
}

/** What this program's reader says differently from libhivex's dump of the same hive: nothing where they agree. */
export async function differences(root: RegistryKey, peer: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  let next = 0;
  async function visit(key: RegistryKey, path: string): Promise<void> {
    const [kind, peerPath, time] = (peer[next++] ?? '').split('\t');
    if (kind !== 'K' || decode(peerPath) !== path)
      found.push(`key ${path} here, ${kind} ${decode(peerPath)} there`);
    const peerMs = Number(BigInt(time ?? 0) / 10_000n) - 11_644_473_600_000;
    if (time !== '0' && peerMs !== key.lastWrittenMs)
      found.push(`time of ${path}: ${key.lastWrittenMs} here, ${peerMs} there`);
    for (const value of await key.values()) {
      const [kind, peerPath, name, type, hex] = (peer[next++] ?? '').split('\t');
      const same = kind === 'V' && decode(peerPath) === path && decode(name) === value.name;
      if (!same)
        found.push(`value ${path} ${value.name} here, ${kind} ${decode(peerPath)} ${decode(name)} there`);
      else if (!sameData(value, Number(type), Buffer.from(hex ?? '', 'hex')))
        found.push(`data of ${path} ${value.name}: ${type} ${hex?.slice(0, 80)}`);
    }
    for (const subkey of await key.subkeys()) await visit(subkey, `${path}\\${subkey.name}`);
  }
  await visit(root, '');
  if (next < peer.length) found.push(`${peer.length - next} lines more there, from ${peer[next]}`);
  return found.slice(0, 10);
}

function decode(hex: string | undefined): string {
  return Buffer.from(hex ?? '', 'hex').toString('utf8');
}

/** Whether a decoded value can only have come from these stored bytes. */
function sameData(value: RegistryValue, type: number, raw: Buffer): boolean {
  switch (value.type) {
    case 'sz':
      return type === 1 && isText(value.data, raw);
    case 'expand-sz':
      return type === 2 && isText(value.data, raw);
    case 'link':
      return type === 6 && isText(value.data, raw);
    case 'multi-sz':
      return type === 7 && isTexts(value.data, raw);
    case 'dword':
      return type === 4 && raw.length === 4 && raw.readUInt32LE(0) === value.data;
    case 'dword-big-endian':
      return type === 5 && raw.length === 4 && raw.readUInt32BE(0) === value.data;
    case 'qword':
      return type === 11 && raw.length === 8 && raw.readBigUInt64LE(0) === value.data;
    case 'none':
      return type === 0 && raw.equals(value.data);
    case 'binary':
      return type === 3 && raw.equals(value.data);
    case 'other':
      return ![0, 1, 2, 3, 6, 7].includes(type) && raw.equals(value.data);
  }
}

/** The text in UTF-16, then the end of the data (but for an odd last byte) or a NUL. */
function isText(text: string, raw: Buffer): boolean {
  const bytes = Buffer.from(text, 'utf16le');
  if (text.includes('\0') || !raw.subarray(0, bytes.length).equals(bytes)) return false;
  return raw.length - bytes.length < 2 || raw.readUInt16LE(bytes.length) === 0;
}

/** The texts in UTF-16 with a NUL between them, then nothing but zeros, and perhaps an odd last byte. */
function isTexts(texts: readonly string[], raw: Buffer): boolean {
  const bytes = Buffer.from(texts.join('\0'), 'utf16le');
  const even = raw.length & ~1;
  return (
    raw.subarray(0, bytes.length).equals(bytes) &&
    raw.subarray(bytes.length, even).every((byte) => byte === 0)
  );
}
