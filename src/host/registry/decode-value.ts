import type { RegistryValue } from './registry.ts';

/**
 * A value from its type number and its bytes, the same for every reader. Text is UTF-16LE (Latin-1 where `eightBit`) and
 * ends at the first NUL, as Windows programs see it. A list keeps empty texts between others, because
 * `PendingFileRenameOperations` writes a deletion so. A number of the wrong length is `other` with its bytes.
 * Type numbers: winnt.h, `REG_NONE` to `REG_QWORD`.
 */
export function decodeValue(name: string, type: number, bytes: Buffer, eightBit = false): RegistryValue {
  switch (type) {
    case 0:
      return { name, type: 'none', data: bytes };
    case 1:
      return { name, type: 'sz', data: untilNul(text(bytes, eightBit)) };
    case 2:
      return { name, type: 'expand-sz', data: untilNul(text(bytes, eightBit)) };
    case 3:
      return { name, type: 'binary', data: bytes };
    case 6:
      return { name, type: 'link', data: untilNul(text(bytes, eightBit)) };
    case 7:
      return { name, type: 'multi-sz', data: splitList(text(bytes, eightBit)) };
    case 4:
      if (bytes.length === 4) return { name, type: 'dword', data: bytes.readUInt32LE(0) };
      break;
    case 5:
      if (bytes.length === 4) return { name, type: 'dword-big-endian', data: bytes.readUInt32BE(0) };
      break;
    case 11:
      if (bytes.length === 8) return { name, type: 'qword', data: bytes.readBigUInt64LE(0) };
      break;
  }
  return { name, type: 'other', data: bytes };
}

function text(bytes: Buffer, eightBit: boolean): string {
  return bytes.toString(eightBit ? 'latin1' : 'utf16le');
}

function untilNul(value: string): string {
  const end = value.indexOf('\0');
  return end < 0 ? value : value.slice(0, end);
}

/** Each text ends with NUL and the list with one more; either may be missing. */
function splitList(value: string): string[] {
  const parts = value.split('\0');
  for (let dropped = 0; dropped < 2 && parts.at(-1) === ''; dropped++) parts.pop();
  return parts.every((part) => part === '') ? [] : parts;
}
