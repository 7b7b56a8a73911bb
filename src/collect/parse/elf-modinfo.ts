const maxSections = 4096;
const maxInfoBytes = 64 * 1024;

/**
 * The `.modinfo` section of a kernel module: `key=value` texts divided by NUL; of a key that stands there more than once
 * (author) the values joined by `, `. Undefined where the bytes are no such ELF file.
 * Source: elf(5); include/linux/moduleparam.h and module.h in the kernel sources.
 */
export function readModInfo(file: Buffer): ReadonlyMap<string, string> | undefined {
  const section = findSection(file, '.modinfo');
  if (section === undefined) return undefined;
  const info = new Map<string, string>();
  for (const text of section.subarray(0, maxInfoBytes).toString('utf8').split('\0')) {
    const equals = text.indexOf('=');
    if (equals < 1) continue;
    const key = text.slice(0, equals);
    const value = text.slice(equals + 1).slice(0, 300);
    const former = info.get(key);
    info.set(key, former === undefined ? value : `${former}, ${value}`.slice(0, 600));
  }
  return info;
}

/** Where the fields of a section header lie; the 32- and 64-bit forms differ in widths only. */
interface ElfFile {
  readonly bytes: Buffer;
  number(offset: number, bytes: 2 | 4 | 8): number;
  readonly wide: boolean;
}

function findSection(bytes: Buffer, wanted: string): Buffer | undefined {
  if (bytes.length < 64 || bytes.readUInt32BE(0) !== 0x7f454c46) return undefined;
  const wide = bytes[4] === 2;
  const big = bytes[5] === 2;
  const file: ElfFile = { bytes, wide, number: (offset, width) => readNumber(bytes, offset, width, big) };
  const table = wide ? file.number(0x28, 8) : file.number(0x20, 4);
  const entrySize = file.number(wide ? 0x3a : 0x2e, 2);
  const count = file.number(wide ? 0x3c : 0x30, 2);
  const namesIndex = file.number(wide ? 0x3e : 0x32, 2);
  if (entrySize < 40 || count > maxSections || table + count * entrySize > bytes.length) return undefined;
  const names = namesIndex < count ? sectionBytes(file, table + namesIndex * entrySize) : undefined;
  if (names === undefined) return undefined;
  for (let index = 0; index < count; index++) {
    const header = table + index * entrySize;
    const from = file.number(header, 4);
    const to = names.indexOf(0, from);
    if (from < names.length && to !== -1 && names.toString('latin1', from, to) === wanted) {
      return sectionBytes(file, header);
    }
  }
  return undefined;
}

function sectionBytes({ bytes, wide, number }: ElfFile, header: number): Buffer | undefined {
  const offset = wide ? number(header + 0x18, 8) : number(header + 0x10, 4);
  const size = wide ? number(header + 0x20, 8) : number(header + 0x14, 4);
  return offset + size <= bytes.length ? bytes.subarray(offset, offset + size) : undefined;
}

/** Beyond the end of the file everything is 0, which no check lets pass as an offset of something. */
function readNumber(bytes: Buffer, offset: number, width: 2 | 4 | 8, big: boolean): number {
  if (offset + width > bytes.length) return 0;
  if (width === 8) return Number(big ? bytes.readBigUInt64BE(offset) : bytes.readBigUInt64LE(offset));
  return big ? bytes.readUIntBE(offset, width) : bytes.readUIntLE(offset, width);
}
