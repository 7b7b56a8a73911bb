/** Kinds of tar entry that matter here. `meta` entries describe the next one; `other` are devices, pipes and the like. */
export type TarType = 'file' | 'directory' | 'symlink' | 'hardlink' | 'other' | 'meta';

/** The fields of one header block. */
export interface TarHeader {
  readonly name: string;
  readonly type: TarType;
  /** The type as one character, `0` for the oldest form. */
  readonly flag: string;
  /** Bytes of data that follow in the archive. */
  readonly stored: number;
  readonly mtimeMs: number;
  readonly link: string;
}

export const blockBytes = 512;

const types: Readonly<Record<string, TarType>> = {
  '0': 'file',
  '7': 'file',
  S: 'file',
  '1': 'hardlink',
  '2': 'symlink',
  '5': 'directory',
  D: 'directory',
  x: 'meta',
  g: 'meta',
  L: 'meta',
  K: 'meta',
  X: 'meta',
};

/** Entries whose size field says nothing, because nothing follows (as Go's archive/tar, which container runtimes use, reads them). */
const withoutData = new Set(['1', '2', '3', '4', '5', '6']);

/**
 * Reads a header block: ustar, GNU and V7. Undefined where its checksum or a number in it is wrong.
 * Source: POSIX.1-2017, pax, ustar Interchange Format; GNU tar manual, Basic Tar Format.
 */
export function parseTarHeader(block: Buffer): TarHeader | undefined {
  if (!hasChecksum(block)) return undefined;
  const size = numberAt(block, 124, 12);
  if (size === undefined || size < 0) return undefined;
  const byte = block[156] ?? 0;
  const name = textAt(block, 0, 100);
  const isUstar = block.toString('latin1', 257, 263) === 'ustar\0';
  const prefix = isUstar ? textAt(block, 345, 155) : '';
  const whole = prefix === '' ? name : `${prefix}/${name}`;
  const flag = byte === 0 ? '0' : String.fromCharCode(byte);
  const type = flag === '0' && whole.endsWith('/') ? 'directory' : (types[flag] ?? 'other');
  return {
    name: whole,
    type,
    flag,
    stored: withoutData.has(flag) ? 0 : size,
    mtimeMs: (numberAt(block, 136, 12) ?? 0) * 1000,
    link: type === 'hardlink' || type === 'symlink' ? textAt(block, 157, 100) : '',
  };
}

/** True for a block of zeros, two of which end an archive. */
export function isZeroBlock(block: Buffer): boolean {
  for (let at = 0; at < blockBytes; at++) if (block[at] !== 0) return false;
  return true;
}

/** The sum of all bytes, those of the checksum itself counted as spaces; some old programs summed them as signed. */
export function hasChecksum(block: Buffer): boolean {
  if (block.length < blockBytes) return false;
  const stated = numberAt(block, 148, 8);
  let sum = 8 * 32;
  let high = 0;
  for (let at = 0; at < blockBytes; at++) {
    if (at === 148) at = 156;
    const byte = block[at] as number;
    sum += byte;
    if (byte > 127) high++;
  }
  return stated === sum || stated === sum - 256 * high;
}

/** An octal number, or a big-endian one where the first bit is set (GNU). Undefined where it is neither, or too large. */
export function numberAt(block: Buffer, at: number, length: number): number | undefined {
  const first = block[at] ?? 0;
  if ((first & 0x80) !== 0) {
    // All ones: negative.
    if ((first & 0x40) !== 0) return -1;
    let value = first & 0x3f;
    for (let next = at + 1; next < at + length; next++) value = value * 256 + (block[next] ?? 0);
    return Number.isSafeInteger(value) ? value : undefined;
  }
  let value = 0;
  let seen = false;
  for (let next = at; next < at + length; next++) {
    const byte = block[next] ?? 0;
    if (byte === 0x20 && !seen) continue;
    if (byte === 0 || byte === 0x20) break;
    if (byte < 0x30 || byte > 0x37) return undefined;
    seen = true;
    value = value * 8 + (byte - 0x30);
  }
  return value;
}

function textAt(block: Buffer, at: number, length: number): string {
  let end = at;
  while (end < at + length && block[end] !== 0) end++;
  return block.toString('utf8', at, end);
}
