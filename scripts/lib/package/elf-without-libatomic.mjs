/*
 * Since version 25 Node.js for Linux wants libatomic.so.1, which many systems do not have (Ubuntu and Debian among
 * them). It uses one function of it, __atomic_compare_exchange, always with objects of 8 bytes. This puts that function
 * into the free end of the program's code, points the program's table of imports at it, and takes the library from the
 * list of those that are wanted. Whatever else a future Node.js would want of the library is refused, not guessed.
 *
 * Formats: System V ABI, chapters 4 and 5; LSB Core 5.0, section 10.7 (symbol versioning).
 */
const library = 'libatomic.so.1';
const machines = {
  // bool (rdi size, rsi object, rdx expected, rcx desired): a trap for any size but 8, else `lock cmpxchg`.
  62: {
    jumpSlot: 7,
    code: 'f30f1efa4883ff087514488b02488b09f0480fb10e74034889020f94c0c30f0b',
  },
  // bool (x0 size, x1 object, x2 expected, x3 desired): a trap for another size or place, else ldaxr and stlxr.
  183: {
    jumpSlot: 1026,
    code:
      '1f2000f1010200543f0840f2c1010054480040f9690040f92afc5fc85f0108eba1000054' +
      '29fc0bc88bffff3520008052c0035fd65f3f03d54a0000f900008052c0035fd6200020d4',
  },
};
const [PT_LOAD, PT_DYNAMIC] = [1, 2];
const DT = { NEEDED: 1n, PLTRELSZ: 2n, STRTAB: 5n, SYMTAB: 6n, RELA: 7n, RELASZ: 8n, JMPREL: 23n };
const DT_VERSYM = 0x6ffffff0n;
const DT_VERNEED = 0x6ffffffen;
const DT_VERNEEDNUM = 0x6fffffffn;

/** Changes the bytes of Node's ELF file in place; returns false where it does not want libatomic. Throws where it wants more of it. */
export function removeLibatomic(elf) {
  const machine = machines[elf.readUInt16LE(18)];
  if (elf.readUInt32BE(0) !== 0x7f454c46 || elf[4] !== 2 || machine === undefined)
    fail('is no ELF file for x64 or arm64');
  if (elf.readUInt16LE(16) !== 2) fail('can be loaded at any address');
  const segments = programHeaders(elf);
  const at = (address) => {
    const segment = segments.find(
      ({ type, from, size }) => type === PT_LOAD && address >= from && address < from + size,
    );
    return segment === undefined
      ? fail('has a table outside of its segments')
      : address - segment.from + segment.offset;
  };
  const dynamic = segments.find(({ type }) => type === PT_DYNAMIC) ?? fail('has no dynamic section');
  const entries = dynamicEntries(elf, dynamic);
  const value = (tag) =>
    entries.find((entry) => entry.tag === tag)?.value ?? fail(`has no dynamic entry ${tag}`);
  const text = (offset) => {
    const start = at(Number(value(DT.STRTAB))) + offset;
    return elf.toString('latin1', start, elf.indexOf(0, start));
  };

  const needed = entries.find((entry) => entry.tag === DT.NEEDED && text(Number(entry.value)) === library);
  if (needed === undefined) return false;

  const versions = forgetVersions(elf, at(Number(value(DT_VERNEED))), Number(value(DT_VERNEEDNUM)), text);
  setEntry(elf, entries, DT_VERNEEDNUM, value(DT_VERNEEDNUM) - 1n);

  const versionOf = (symbol) => elf.readUInt16LE(at(Number(value(DT_VERSYM))) + symbol * 2) & 0x7fff;
  const relocations = [
    ...readRelocations(elf, at(Number(value(DT.JMPREL))), Number(value(DT.PLTRELSZ))),
    ...readRelocations(elf, at(Number(value(DT.RELA))), Number(value(DT.RELASZ))),
  ].filter(({ symbol }) => symbol !== 0 && versions.has(versionOf(symbol)));
  const [relocation] = relocations;
  const name = relocation && text(elf.readUInt32LE(at(Number(value(DT.SYMTAB))) + relocation.symbol * 24));
  if (
    relocations.length !== 1 ||
    name !== '__atomic_compare_exchange' ||
    relocation.type !== machine.jumpSlot
  ) {
    fail(`wants more of ${library} than is known (${relocations.length} relocations, ${name})`);
  }

  const address = appendCode(elf, segments, Buffer.from(machine.code, 'hex'));
  elf.writeBigUInt64LE(BigInt(address), at(Number(relocation.where)));
  elf.writeBigUInt64LE(BigInt(relocation.symbol) << 32n, relocation.at + 8); // type 0: nothing to do
  elf.writeUInt16LE(1, at(Number(value(DT_VERSYM))) + relocation.symbol * 2); // a version of no library

  // The entries behind it move up; the last one is the end of the list anyway.
  elf.copyWithin(needed.at, needed.at + 16, dynamic.offset + dynamic.size);
  return true;
}

function programHeaders(elf) {
  const start = Number(elf.readBigUInt64LE(32));
  return Array.from({ length: elf.readUInt16LE(56) }, (_, index) => {
    const header = start + index * elf.readUInt16LE(54);
    return {
      header,
      type: elf.readUInt32LE(header),
      flags: elf.readUInt32LE(header + 4),
      offset: Number(elf.readBigUInt64LE(header + 8)),
      from: Number(elf.readBigUInt64LE(header + 16)),
      size: Number(elf.readBigUInt64LE(header + 32)),
    };
  });
}

function dynamicEntries(elf, { offset, size }) {
  const entries = [];
  for (let at = offset; at < offset + size; at += 16) {
    const tag = elf.readBigUInt64LE(at);
    entries.push({ at, tag, value: elf.readBigUInt64LE(at + 8) });
    if (tag === 0n) break;
  }
  return entries;
}

function setEntry(elf, entries, tag, value) {
  const entry = entries.find((one) => one.tag === tag) ?? fail(`has no dynamic entry ${tag}`);
  elf.writeBigUInt64LE(value, entry.at + 8);
}

/** Takes the library out of the chain of wanted versions, in which each entry says how far the next one is; gives their indexes. */
function forgetVersions(elf, start, count, text) {
  for (let at = start, before, left = count; left > 0; left--) {
    const next = elf.readUInt32LE(at + 12);
    if (text(elf.readUInt32LE(at + 4)) !== library) {
      before = at;
      at += next;
      continue;
    }
    const indexes = new Set();
    for (let version = at + elf.readUInt32LE(at + 8), more = elf.readUInt16LE(at + 2); more > 0; more--) {
      indexes.add(elf.readUInt16LE(version + 6) & 0x7fff);
      version += elf.readUInt32LE(version + 12);
    }
    if (next > 0) {
      // The next entry takes this one's place; its distances grow by what it moved.
      const after = elf.readUInt32LE(at + next + 12);
      elf.copyWithin(at, at + next, at + next + 16);
      elf.writeUInt32LE(elf.readUInt32LE(at + 8) + next, at + 8);
      elf.writeUInt32LE(after === 0 ? 0 : after + next, at + 12);
    } else if (before !== undefined) {
      elf.writeUInt32LE(0, before + 12);
    }
    return indexes;
  }
  return fail(`wants ${library} without versions`);
}

function readRelocations(elf, start, size) {
  return Array.from({ length: size / 24 }, (_, index) => {
    const at = start + index * 24;
    return {
      at,
      where: elf.readBigUInt64LE(at),
      type: elf.readUInt32LE(at + 8),
      symbol: elf.readUInt32LE(at + 12),
    };
  });
}

/** Puts code behind the last byte of the executable segment, in the rest of its last page; gives its address. */
function appendCode(elf, segments, code) {
  const segment =
    segments.find(({ type, flags }) => type === PT_LOAD && (flags & 1) === 1) ?? fail('has no code');
  const padding = (16 - (segment.size % 16)) % 16;
  const end = segment.offset + segment.size;
  const room = elf.subarray(end, end + padding + code.length);
  const next = Math.min(...segments.map(({ offset }) => offset).filter((offset) => offset >= end));
  const pageLeft = 4096 - (end % 4096);
  if (room.length > Math.min(next - end, pageLeft) || room.some((byte) => byte !== 0))
    fail('has no room behind its code');
  code.copy(elf, end + padding);
  const size = BigInt(segment.size + padding + code.length);
  elf.writeBigUInt64LE(size, segment.header + 32);
  elf.writeBigUInt64LE(size, segment.header + 40);
  return segment.from + segment.size + padding;
}

function fail(what) {
  throw new Error(`this Node.js ${what}; ${library} cannot be taken out of it`);
}
