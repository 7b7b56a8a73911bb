import { createHash } from 'node:crypto';

/** Magic number at the start of the data that Node.js finds in itself (node_sea.cc, kMagic), as it lies in the file. */
export const seaMagic = '20da4301';

interface ElfParts {
  readonly machine: number;
  /** Libraries that the loader must find. */
  readonly needed: readonly string[];
  /** Versions of symbols that it must find there, such as `GLIBC_2.28`. */
  readonly versions: readonly string[];
  /** Notes that are loaded, by their name. */
  readonly notes: ReadonlyMap<string, Buffer>;
}

/** What a loader reads of a 64-bit little-endian ELF file: through program headers alone, as it does. */
export function elfParts(elf: Buffer): ElfParts {
  const number = (at: number): number => Number(elf.readBigUInt64LE(at));
  const segments = Array.from({ length: elf.readUInt16LE(56) }, (_, index) => {
    const at = number(32) + index * elf.readUInt16LE(54);
    const [offset, address, size] = [number(at + 8), number(at + 16), number(at + 32)];
    return { type: elf.readUInt32LE(at), offset, address, size };
  });
  const place = (address: number): number => {
    const one = segments.find((s) => s.type === 1 && address >= s.address && address < s.address + s.size);
    return one === undefined ? Number.NaN : address - one.address + one.offset;
  };
  const dynamic = segments.find(({ type }) => type === 2);
  const entries: [number, number][] = [];
  for (let at = dynamic?.offset ?? elf.length; elf.readBigUInt64LE(at) !== 0n; at += 16) {
    entries.push([number(at), number(at + 8)]);
  }
  const value = (tag: number): number => entries.find(([one]) => one === tag)?.[1] ?? Number.NaN;
  const text = (offset: number): string => {
    const start = place(value(5)) + offset;
    return elf.toString('latin1', start, elf.indexOf(0, start));
  };
  const versions: string[] = [];
  let at = place(value(0x6ffffffe));
  for (let left = value(0x6fffffff); left > 0; left--) {
    let version = at + elf.readUInt32LE(at + 8);
    for (let more = elf.readUInt16LE(at + 2); more > 0; more--) {
      versions.push(text(elf.readUInt32LE(version + 8)));
      version += elf.readUInt32LE(version + 12);
    }
    at += elf.readUInt32LE(at + 12);
  }
  const notes = new Map<string, Buffer>();
  for (const { type, offset, size } of segments) {
    if (type !== 4) continue;
    for (let note = offset; note + 12 <= offset + size; ) {
      const [nameSize, dataSize] = [elf.readUInt32LE(note), elf.readUInt32LE(note + 4)];
      const data = note + 12 + Math.ceil(nameSize / 4) * 4;
      notes.set(elf.toString('latin1', note + 12, note + 11 + nameSize), elf.subarray(data, data + dataSize));
      note = data + Math.ceil(dataSize / 4) * 4;
    }
  }
  const needed = entries.filter(([tag]) => tag === 1).map(([, offset]) => text(offset));
  return { machine: elf.readUInt16LE(18), needed, versions, notes };
}

interface PeSection {
  readonly name: string;
  readonly address: number;
  readonly size: number;
  readonly offset: number;
  readonly fileSize: number;
}

interface PeParts {
  readonly machine: number;
  readonly sections: readonly PeSection[];
  readonly imageSize: number;
  /** Place and size of the certificate table; nothing of it in an unsigned file. */
  readonly certificates: readonly [number, number];
  readonly checksum: number;
  /** The sum as the format defines it. */
  readonly rightChecksum: number;
}

/** Headers and sections of a 64-bit PE file. */
export function peParts(exe: Buffer): PeParts {
  const header = exe.readUInt32LE(0x3c);
  const optional = header + 24;
  const table = optional + exe.readUInt16LE(header + 20);
  const sections = Array.from({ length: exe.readUInt16LE(header + 6) }, (_, index) => {
    const at = table + index * 40;
    const [size = 0, address = 0, fileSize = 0, offset = 0] = [8, 12, 16, 20].map((o) =>
      exe.readUInt32LE(at + o),
    );
    return { name: exe.toString('latin1', at, at + 8).replace(/\0+$/, ''), address, size, offset, fileSize };
  });
  const checksum = exe.readUInt32LE(optional + 64);
  const words = new Uint16Array(exe.buffer, exe.byteOffset, Math.floor(exe.length / 2));
  let sum = exe.length % 2 === 1 ? (exe.at(-1) ?? 0) : 0;
  for (const word of words) sum += word;
  sum -= (checksum & 0xffff) + (checksum >>> 16);
  while (sum > 0xffff) sum = (sum % 0x10000) + Math.floor(sum / 0x10000);
  return {
    machine: exe.readUInt16LE(header + 4),
    sections,
    imageSize: exe.readUInt32LE(optional + 56),
    certificates: [exe.readUInt32LE(optional + 144), exe.readUInt32LE(optional + 148)],
    checksum,
    rightChecksum: sum + exe.length,
  };
}

interface MachoParts {
  readonly cpu: number;
  readonly minimumOs: string;
  readonly segments: ReadonlyMap<string, { readonly offset: number; readonly size: number }>;
  /** Of the code directory with SHA-256; undefined in an unsigned file. */
  readonly signature?: {
    readonly identifier: string;
    readonly flags: number;
    readonly limit: number;
    readonly start: number;
    /** Pages whose bytes are not those that were signed. */
    readonly badPages: readonly number[];
    readonly pages: number;
  };
}

/** Segments of a 64-bit Mach-O file, and its signature checked page by page as the kernel does. */
export function machoParts(macho: Buffer): MachoParts {
  const segments = new Map<string, { offset: number; size: number }>();
  let minimumOs = '';
  let signature: MachoParts['signature'];
  for (let at = 32, left = macho.readUInt32LE(16); left > 0; left--) {
    const command = macho.readUInt32LE(at);
    if (command === 0x19) {
      const name = macho.toString('latin1', at + 8, at + 24).replace(/\0+$/, '');
      const [offset, size] = [macho.readBigUInt64LE(at + 40), macho.readBigUInt64LE(at + 48)];
      segments.set(name, { offset: Number(offset), size: Number(size) });
    }
    if (command === 0x32) {
      const version = macho.readUInt32LE(at + 12);
      minimumOs = `${version >>> 16}.${(version >>> 8) & 0xff}`;
    }
    if (command === 0x1d) signature = readSignature(macho, macho.readUInt32LE(at + 8));
    at += macho.readUInt32LE(at + 4);
  }
  return { cpu: macho.readUInt32LE(4), minimumOs, segments, ...(signature && { signature }) };
}

function readSignature(macho: Buffer, start: number): MachoParts['signature'] {
  if (macho.readUInt32BE(start) !== 0xfade0cc0) throw new Error('no signature where the command points');
  for (let index = 0; index < macho.readUInt32BE(start + 8); index++) {
    const at = start + macho.readUInt32BE(start + 12 + index * 8 + 4);
    if (macho.readUInt32BE(at) !== 0xfade0c02 || macho[at + 37] !== 2) continue;
    const [flags, hashes, name, pages, limit] = [12, 16, 20, 28, 32].map((o) => macho.readUInt32BE(at + o));
    if (!flags || !hashes || !name || !pages || !limit) throw new Error('an empty code directory');
    const pageSize = 1 << (macho[at + 39] ?? 0);
    const badPages = Array.from({ length: pages }, (_, page) => page).filter((page) => {
      const bytes = macho.subarray(page * pageSize, Math.min((page + 1) * pageSize, limit));
      const signed = macho.subarray(at + hashes + page * 32, at + hashes + page * 32 + 32);
      return !createHash('sha256').update(bytes).digest().equals(signed);
    });
    const identifier = macho.toString('latin1', at + name, macho.indexOf(0, at + name));
    return { identifier, flags, limit, start, badPages, pages };
  }
  throw new Error('a signature without SHA-256');
}
