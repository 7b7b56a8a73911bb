import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ByteSource } from '../../../../src/host/byte-source.ts';

/** One of the small executables in `fixtures`; ORIGIN.md says how they were made. */
export function fixture(name: string): Buffer {
  return readFileSync(join(import.meta.dirname, 'fixtures', name));
}

/** A source that adds up what is read of it and refuses what no file can answer. */
export function countingSource(
  bytes: Buffer,
  size = bytes.length,
): ByteSource & { reads: number; bytesRead: number } {
  const source = {
    size,
    reads: 0,
    bytesRead: 0,
    async read(offset: number, length: number): Promise<Buffer> {
      if (!Number.isSafeInteger(offset) || offset < 0 || !Number.isSafeInteger(length) || length < 0) {
        throw new Error(`read of ${length} bytes at ${offset}`);
      }
      const part = bytes.subarray(offset, offset + length);
      source.reads++;
      source.bytesRead += part.length;
      return Buffer.from(part);
    },
  };
  return source;
}

/** Offset of the optional header's table of data directories, of PE32 and PE32+. */
export function directoriesAt(pe: Buffer): number {
  const optional = pe.readUInt32LE(0x3c) + 24;
  return optional + (pe.readUInt16LE(optional) === 0x20b ? 112 : 96);
}

/** Offset of the first section header. */
export function sectionsAt(pe: Buffer): number {
  const start = pe.readUInt32LE(0x3c);
  return start + 24 + pe.readUInt16LE(start + 20);
}

/** Offset in the file of the resource directory. */
export function resourcesAt(pe: Buffer): number {
  const rva = pe.readUInt32LE(directoriesAt(pe) + 2 * 8);
  for (let at = sectionsAt(pe); ; at += 40) {
    if (pe.readUInt32LE(at + 12) === rva) return pe.readUInt32LE(at + 20);
  }
}

/** The file with other certificates: each entry as it shall stand there, header and all. */
export function withCertificateTable(pe: Buffer, entries: readonly Buffer[]): Buffer {
  const copy = Buffer.from(pe);
  const directory = directoriesAt(pe) + 4 * 8;
  const former = pe.readUInt32LE(directory);
  const body = former === 0 ? copy : copy.subarray(0, former);
  const table = Buffer.concat(entries);
  body.writeUInt32LE(body.length, directory);
  body.writeUInt32LE(table.length, directory + 4);
  return Buffer.concat([body, table]);
}

/** One entry of a certificate table, filled up to eight bytes. */
export function certificateEntry(bytes: Buffer, { type = 2, length = 8 + bytes.length } = {}): Buffer {
  const entry = Buffer.alloc(Math.ceil((8 + bytes.length) / 8) * 8);
  entry.writeUInt32LE(length, 0);
  entry.writeUInt16LE(0x200, 4);
  entry.writeUInt16LE(type, 6);
  bytes.copy(entry, 8);
  return entry;
}

/** The PKCS#7 of the first certificate entry, with its filling. */
export function signatureOf(pe: Buffer): Buffer {
  const at = pe.readUInt32LE(directoriesAt(pe) + 4 * 8);
  return pe.subarray(at + 8, at + pe.readUInt32LE(at));
}
