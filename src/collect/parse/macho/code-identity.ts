import type { ByteSource } from '../../../host/byte-source.ts';
import { type CodeIdentity, readSignedName } from './code-directory.ts';

/** Programs hold one or two processors' code; the magic of Java's classes is the same, and their version follows. */
const maxSlices = 16;
const maxCommands = 4096;
const maxCommandBytes = 1024 * 1024;
const codeSignatureCommand = 0x1d;

/** Magic of one program in the byte order of the file, and whether its numbers are little-endian and its header long. */
const headers: ReadonlyMap<number, { readonly isLittle: boolean; readonly bytes: number }> = new Map([
  [0xfeedface, { isLittle: false, bytes: 28 }],
  [0xfeedfacf, { isLittle: false, bytes: 32 }],
  [0xcefaedfe, { isLittle: true, bytes: 28 }],
  [0xcffaedfe, { isLittle: true, bytes: 32 }],
]);

/**
 * Reads who a Mach-O program claims to be signed by: of a universal one, the first part that names a team. Undefined
 * where it is no Mach-O, is not signed, or where anything of it lies outside the file. A few hundred bytes are read.
 * Source: llvm/llvm-project llvm/include/llvm/BinaryFormat/MachO.h (headers); apple-oss-distributions/xnu
 * osfmk/kern/cs_blobs.h (commit 1031c584).
 */
export async function readCodeIdentity(source: ByteSource): Promise<CodeIdentity | undefined> {
  let first: CodeIdentity | undefined;
  for (const { offset, size } of await slicesOf(source)) {
    const identity = await readSlice(source, offset, size);
    if (identity?.teamId !== undefined) return identity;
    first ??= identity;
  }
  return first;
}

interface Slice {
  readonly offset: number;
  readonly size: number;
}

async function slicesOf(source: ByteSource): Promise<readonly Slice[]> {
  const head = await source.read(0, 8);
  if (head.length < 8) return [];
  const magic = head.readUInt32BE(0);
  if (headers.has(magic)) return [{ offset: 0, size: source.size }];
  const entryBytes = magic === 0xcafebabe ? 20 : magic === 0xcafebabf ? 32 : 0;
  const count = head.readUInt32BE(4);
  if (entryBytes === 0 || count > maxSlices) return [];
  const table = await source.read(8, count * entryBytes);
  if (table.length < count * entryBytes) return [];
  return Array.from({ length: count }, (_, index) => {
    const at = index * entryBytes + 8;
    return entryBytes === 20
      ? { offset: table.readUInt32BE(at), size: table.readUInt32BE(at + 4) }
      : { offset: Number(table.readBigUInt64BE(at)), size: Number(table.readBigUInt64BE(at + 8)) };
  }).filter(({ offset, size }) => offset > 0 && offset + size <= source.size);
}

async function readSlice(
  source: ByteSource,
  offset: number,
  size: number,
): Promise<CodeIdentity | undefined> {
  const head = await source.read(offset, 32);
  const header = head.length < 32 ? undefined : headers.get(head.readUInt32BE(0));
  if (header === undefined) return undefined;
  const number = (bytes: Buffer, at: number) =>
    header.isLittle ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at);
  const count = number(head, 16);
  const length = number(head, 20);
  if (count > maxCommands || length > maxCommandBytes || header.bytes + length > size) return undefined;
  const commands = await source.read(offset + header.bytes, length);
  for (let index = 0, at = 0; index < count && at + 16 <= commands.length; index++) {
    const bytes = number(commands, at + 4);
    if (number(commands, at) === codeSignatureCommand) {
      const start = number(commands, at + 8);
      const end = start + number(commands, at + 12);
      return end > size ? undefined : readSignedName(source, offset + start, end - start);
    }
    if (bytes < 8) return undefined;
    at += bytes;
  }
  return undefined;
}
