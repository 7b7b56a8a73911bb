import type { RegistryValue } from '../registry.ts';

/** Number of each value type that has a meaning here. Source: msuhanov/regf, Key value, Data types. */
const type = {
  none: 0,
  sz: 1,
  expandSz: 2,
  binary: 3,
  dword: 4,
  dwordBigEndian: 5,
  link: 6,
  multiSz: 7,
  qword: 11,
};

/**
 * A value out of its stored bytes. Text ends at its first NUL, after which Windows leaves whatever was in the buffer
 * (libguestfs/hivex, lib/value.c), and loses an odd last byte; a number whose size is not that of its type is `other`
 * with its bytes, because Windows itself would not read it as that number.
 * `bytes` from `start` to `end` are copied where the value keeps bytes.
 */
export function decodeValue(
  name: string,
  typeNumber: number,
  bytes: Buffer,
  start: number,
  end: number,
): RegistryValue {
  switch (typeNumber) {
    case type.sz:
      return { name, type: 'sz', data: decodeText(bytes, start, end) };
    case type.expandSz:
      return { name, type: 'expand-sz', data: decodeText(bytes, start, end) };
    case type.link:
      return { name, type: 'link', data: decodeText(bytes, start, end) };
    case type.multiSz:
      return { name, type: 'multi-sz', data: decodeTexts(bytes, start, end) };
    case type.dword:
      if (end - start === 4) return { name, type: 'dword', data: bytes.readUInt32LE(start) };
      break;
    case type.dwordBigEndian:
      if (end - start === 4) return { name, type: 'dword-big-endian', data: bytes.readUInt32BE(start) };
      break;
    case type.qword:
      if (end - start === 8) return { name, type: 'qword', data: bytes.readBigUInt64LE(start) };
      break;
    case type.none:
      return { name, type: 'none', data: Buffer.from(bytes.subarray(start, end)) };
    case type.binary:
      return { name, type: 'binary', data: Buffer.from(bytes.subarray(start, end)) };
  }
  return { name, type: 'other', data: Buffer.from(bytes.subarray(start, end)) };
}

function decodeText(bytes: Buffer, start: number, end: number): string {
  const last = start + ((end - start) & ~1);
  let at = start;
  while (at < last && (bytes[at] !== 0 || bytes[at + 1] !== 0)) at += 2;
  return bytes.toString('utf16le', start, at);
}

/**
 * The texts of a multi-sz. Empty ones in the middle are kept (PendingFileRenameOperations means something by them);
 * those at the end are the terminators, however many there are, and may be missing.
 */
function decodeTexts(bytes: Buffer, start: number, end: number): string[] {
  let last = start + ((end - start) & ~1);
  while (last > start && bytes[last - 1] === 0 && bytes[last - 2] === 0) last -= 2;
  return last === start ? [] : bytes.toString('utf16le', start, last).split('\0');
}
