/** What a program is signed as. */
export interface Signed {
  readonly identifier: string;
  readonly teamId?: string;
  /** Version of the code directory; 0x20400 where absent. */
  readonly version?: number;
}

/**
 * The smallest Mach-O program with a signature that holds a code directory, after the structures of xnu
 * (osfmk/kern/cs_blobs.h). No system would start it.
 */
export function machO(signed: Signed | undefined, isLittle = true, is32Bit = false): Buffer {
  const headerBytes = is32Bit ? 28 : 32;
  const start = 512;
  const signature = signed === undefined ? Buffer.alloc(0) : superBlob(signed);
  const program = Buffer.alloc(start + signature.length);
  const put = (value: number, at: number) =>
    isLittle ? program.writeUInt32LE(value, at) : program.writeUInt32BE(value, at);
  put(is32Bit ? 0xfeedface : 0xfeedfacf, 0);
  put(0x01000007, 4);
  put(2, 12);
  put(signed === undefined ? 1 : 2, 16);
  put(signed === undefined ? 24 : 40, 20);
  // LC_UUID, then LC_CODE_SIGNATURE.
  put(0x1b, headerBytes);
  put(24, headerBytes + 4);
  if (signed !== undefined) {
    put(0x1d, headerBytes + 24);
    put(16, headerBytes + 28);
    put(start, headerBytes + 32);
    put(signature.length, headerBytes + 36);
    signature.copy(program, start);
  }
  return program;
}

/** A universal program out of others. */
export function fatBinary(parts: readonly Buffer[], is64Bit = false): Buffer {
  const head = Buffer.alloc(4096);
  head.writeUInt32BE(is64Bit ? 0xcafebabf : 0xcafebabe, 0);
  head.writeUInt32BE(parts.length, 4);
  let at = head.length;
  for (const [index, part] of parts.entries()) {
    const entry = 8 + index * (is64Bit ? 32 : 20);
    if (is64Bit) {
      head.writeBigUInt64BE(BigInt(at), entry + 8);
      head.writeBigUInt64BE(BigInt(part.length), entry + 16);
    } else {
      head.writeUInt32BE(at, entry + 8);
      head.writeUInt32BE(part.length, entry + 12);
    }
    at += part.length;
  }
  return Buffer.concat([head, ...parts]);
}

/** Requirements, then the code directory, then an empty CMS signature, as `codesign` orders them. */
function superBlob(signed: Signed): Buffer {
  const blobs = [
    { type: 2, bytes: blob(0xfade0c01, Buffer.alloc(4)) },
    { type: 0, bytes: codeDirectory(signed) },
    { type: 0x10000, bytes: blob(0xfade0b01, Buffer.alloc(0)) },
  ];
  const index = Buffer.alloc(4 + blobs.length * 8);
  index.writeUInt32BE(blobs.length, 0);
  let at = 8 + index.length;
  for (const [number, { type, bytes }] of blobs.entries()) {
    index.writeUInt32BE(type, 4 + number * 8);
    index.writeUInt32BE(at, 8 + number * 8);
    at += bytes.length;
  }
  return blob(0xfade0cc0, Buffer.concat([index, ...blobs.map(({ bytes }) => bytes)]));
}

function codeDirectory({ identifier, teamId, version = 0x20400 }: Signed): Buffer {
  const head = Buffer.alloc(88 - 8);
  const names = Buffer.from(`${identifier}\0${teamId === undefined ? '' : `${teamId}\0`}`);
  head.writeUInt32BE(version, 0);
  head.writeUInt32BE(88, 20 - 8);
  if (teamId !== undefined) head.writeUInt32BE(88 + Buffer.byteLength(identifier) + 1, 48 - 8);
  return blob(0xfade0c02, Buffer.concat([head, names, Buffer.alloc(32)]));
}

function blob(magic: number, content: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(magic, 0);
  head.writeUInt32BE(8 + content.length, 4);
  return Buffer.concat([head, content]);
}
