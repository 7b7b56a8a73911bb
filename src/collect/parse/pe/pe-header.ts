import type { ByteSource } from '../../../host/byte-source.ts';
import type { OnDamage } from './executable-facts.ts';

/** Windows itself loads no file with more sections than 96; linkers of large objects come near this. */
const maxSections = 512;
const dosHeaderBytes = 64;
const fileHeaderBytes = 24;
const sectionHeaderBytes = 40;
/** Every field that is read of the optional header lies within this, in its 64-bit form too. */
const optionalHeaderBytes = 160;

/** A range of bytes: of the file, or of the loaded image where the name says `rva`. */
export interface ByteRange {
  readonly offset: number;
  readonly size: number;
}

/** Where a section lies, loaded and in the file. */
interface Section {
  readonly rva: number;
  readonly fileOffset: number;
  readonly fileSize: number;
}

/** The parts of a PE header that lead to the version resource and the signatures. */
export interface PeHeader {
  /** Address of the resource directory in the loaded image; undefined where there is none. */
  readonly resourceRva: number | undefined;
  /** The certificate table, by offset in the file; undefined where there is none. */
  readonly certificates: ByteRange | undefined;
  readonly sections: readonly Section[];
}

/**
 * The header of a PE32 or PE32+ file; undefined, with damage recorded, where the bytes are none.
 * Source: Microsoft, PE Format, "MS-DOS Stub" to "Section Table".
 */
export async function readPeHeader(source: ByteSource, onDamage: OnDamage): Promise<PeHeader | undefined> {
  const dos = await source.read(0, dosHeaderBytes);
  if (dos.length === 0) return nothing(onDamage, 'empty-source', 'the file is empty');
  if (dos.toString('latin1', 0, 2) !== 'MZ') {
    return nothing(onDamage, 'unsupported-format', 'no Windows executable: it does not start with MZ');
  }
  if (dos.length < dosHeaderBytes) return cutOff(onDamage, 'DOS header');
  const start = dos.readUInt32LE(0x3c);
  const head = await source.read(start, fileHeaderBytes + optionalHeaderBytes);
  if (head.length < fileHeaderBytes + 2) return cutOff(onDamage, 'PE header');
  if (head.toString('latin1', 0, 4) !== 'PE\0\0') {
    return nothing(onDamage, 'unsupported-format', 'a DOS or 16-bit program, no PE file');
  }
  const optionalSize = head.readUInt16LE(20);
  const optional = head.subarray(fileHeaderBytes, fileHeaderBytes + optionalSize);
  const magic = optional.length < 2 ? 0 : optional.readUInt16LE(0);
  if (magic !== 0x10b && magic !== 0x20b) {
    return nothing(onDamage, 'malformed-source', 'the optional header is neither PE32 nor PE32+');
  }
  const directories = readDirectories(optional, magic === 0x20b ? 112 : 96);
  if (directories === undefined) return cutOff(onDamage, 'table of data directories');
  const sections = await readSections(source, start + fileHeaderBytes + optionalSize, head, onDamage);
  return { ...directories, sections };
}

/** Offset in the file of an address in the loaded image, and how many bytes its section has from there on. */
export function locate(header: PeHeader, rva: number): ByteRange | undefined {
  for (const section of header.sections) {
    const delta = rva - section.rva;
    if (delta >= 0 && delta < section.fileSize) {
      return { offset: section.fileOffset + delta, size: section.fileSize - delta };
    }
  }
  return undefined;
}

function readDirectories(
  optional: Buffer,
  from: number,
): Pick<PeHeader, 'resourceRva' | 'certificates'> | undefined {
  if (optional.length < from) return undefined;
  const count = optional.readUInt32LE(from - 4);
  const entry = (index: number): ByteRange | undefined => {
    const at = from + index * 8;
    if (index >= count || at + 8 > optional.length) return undefined;
    const range = { offset: optional.readUInt32LE(at), size: optional.readUInt32LE(at + 4) };
    return range.offset === 0 || range.size === 0 ? undefined : range;
  };
  return { resourceRva: entry(2)?.offset, certificates: entry(4) };
}

async function readSections(
  source: ByteSource,
  from: number,
  head: Buffer,
  onDamage: OnDamage,
): Promise<Section[]> {
  const stated = head.readUInt16LE(6);
  if (stated > maxSections) onDamage('too-large', `${stated} sections, of which ${maxSections} are read`);
  const count = Math.min(stated, maxSections);
  const table = await source.read(from, count * sectionHeaderBytes);
  if (table.length < count * sectionHeaderBytes) cutOff(onDamage, 'section table');
  const sections: Section[] = [];
  for (let at = 0; at + sectionHeaderBytes <= table.length; at += sectionHeaderBytes) {
    sections.push({
      rva: table.readUInt32LE(at + 12),
      fileOffset: table.readUInt32LE(at + 20),
      fileSize: table.readUInt32LE(at + 16),
    });
  }
  return sections;
}

function nothing(onDamage: OnDamage, ...damage: Parameters<OnDamage>): undefined {
  onDamage(...damage);
  return undefined;
}

function cutOff(onDamage: OnDamage, what: string): undefined {
  return nothing(onDamage, 'malformed-source', `the file ends within the ${what}`);
}
