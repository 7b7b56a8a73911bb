import { createHash } from 'node:crypto';

/*
 * Apple silicon starts no program without a signature, and putting data into Node's file ends the one it had. This
 * makes an ad-hoc signature as linkers do: hashes of all pages, in the name of nobody. It says that the file is whole,
 * not where it comes from.
 *
 * Format: xnu bsd/sys/codesign.h and osfmk/kern/cs_blobs.h; LLVM lld/MachO/SyntheticSections.cpp (CodeSignatureSection).
 * All numbers of the signature are big-endian, those of the Mach-O file little-endian.
 */
const LC_SEGMENT_64 = 0x19;
const LC_CODE_SIGNATURE = 0x1d;
const pageBits = 12;
const pageSize = 1 << pageBits;
const headerSize = 12 + 8; // of the super blob, with its one entry
const directorySize = 88; // of a code directory of version 2.4

/** The bytes of a 64-bit Mach-O file with an ad-hoc signature under `identifier`. The file must have none. */
export function signAdHoc(macho, identifier) {
  if (macho.readUInt32LE(0) !== 0xfeedfacf) fail('is no 64-bit Mach-O file');
  const commands = loadCommands(macho);
  if (commands.some(({ type }) => type === LC_CODE_SIGNATURE)) fail('is signed already');
  const segments = commands
    .filter(({ type }) => type === LC_SEGMENT_64)
    .map(({ at }) => readSegment(macho, at));
  const text = segments.find(({ name }) => name === '__TEXT') ?? fail('has no code');
  const linkEdit =
    segments.find(({ name }) => name === '__LINKEDIT') ?? fail('has no segment for a signature');
  if (linkEdit.offset + linkEdit.size !== macho.length) fail('has something behind its last segment');

  const commandsEnd = 32 + macho.readUInt32LE(20);
  if (
    macho.subarray(commandsEnd, commandsEnd + 16).some((byte) => byte !== 0) ||
    commandsEnd + 16 > text.firstSection
  ) {
    fail('has no room for the command that names the signature');
  }
  const start = Math.ceil(macho.length / 16) * 16;
  const pages = Math.ceil(start / pageSize);
  const name = Buffer.from(`${identifier}\0`, 'latin1');
  const length = headerSize + directorySize + name.length + pages * 32;
  const padded = Math.ceil(length / 16) * 16;

  const signed = Buffer.concat([macho, Buffer.alloc(start - macho.length + padded)]);
  signed.writeUInt32LE(commands.length + 1, 16);
  signed.writeUInt32LE(macho.readUInt32LE(20) + 16, 20);
  for (const [index, value] of [LC_CODE_SIGNATURE, 16, start, padded].entries()) {
    signed.writeUInt32LE(value, commandsEnd + index * 4);
  }
  const size = start + padded - linkEdit.offset;
  signed.writeBigUInt64LE(BigInt(Math.ceil(size / 0x4000) * 0x4000), linkEdit.at + 32);
  signed.writeBigUInt64LE(BigInt(size), linkEdit.at + 48);

  // The hashes are made last: they cover the header with the command above.
  const hashes = [];
  for (let from = 0; from < start; from += pageSize) {
    hashes.push(sha256(signed.subarray(from, Math.min(from + pageSize, start))));
  }
  const directory = codeDirectory({ name, pages, limit: start, textSize: text.size });
  const blob = Buffer.concat([superBlob(length), directory, name, ...hashes]);
  blob.copy(signed, start);
  return signed;
}

function superBlob(length) {
  const blob = Buffer.alloc(headerSize);
  for (const [index, value] of [0xfade0cc0, length, 1, 0, headerSize].entries())
    blob.writeUInt32BE(value, index * 4);
  return blob;
}

function codeDirectory({ name, pages, limit, textSize }) {
  const directory = Buffer.alloc(directorySize);
  const hashOffset = directorySize + name.length;
  const words = [
    0xfade0c02,
    hashOffset + pages * 32,
    0x20400, // version
    0x2, // flags: ad hoc
    hashOffset,
    directorySize, // where the identifier is
    0, // no special slots
    pages,
    limit,
  ];
  for (const [index, value] of words.entries()) directory.writeUInt32BE(value, index * 4);
  directory[36] = 32; // bytes of a hash
  directory[37] = 2; // SHA-256
  directory[39] = pageBits;
  directory.writeBigUInt64BE(BigInt(textSize), 72);
  directory.writeBigUInt64BE(1n, 80); // a main program
  return directory;
}

function loadCommands(macho) {
  const commands = [];
  for (let at = 32, left = macho.readUInt32LE(16); left > 0; left--) {
    commands.push({ at, type: macho.readUInt32LE(at) });
    at += macho.readUInt32LE(at + 4);
  }
  return commands;
}

function readSegment(macho, at) {
  const sections = Array.from({ length: macho.readUInt32LE(at + 64) }, (_, index) =>
    macho.readUInt32LE(at + 72 + index * 80 + 48),
  );
  return {
    at,
    name: macho.toString('latin1', at + 8, at + 24).replace(/\0+$/, ''),
    offset: Number(macho.readBigUInt64LE(at + 40)),
    size: Number(macho.readBigUInt64LE(at + 48)),
    firstSection: Math.min(...sections.filter((offset) => offset > 0)),
  };
}

function sha256(bytes) {
  return createHash('sha256').update(bytes).digest();
}

function fail(what) {
  throw new Error(`this file ${what}; it cannot be signed`);
}
