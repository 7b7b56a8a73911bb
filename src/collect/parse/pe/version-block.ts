import type { OnDamage } from './executable-facts.ts';

/** Blocks of one level: children of the version, string tables, texts of a table. */
const maxBlocks = 256;
const headerBytes = 6;

/** One block of version information: a key, a value, and further blocks after it. */
export interface VersionBlock {
  readonly key: string;
  /** The value as bytes, for the blocks whose value is binary. */
  readonly value: Buffer;
  /** The value as text; undefined where it is cut off before its end. */
  readonly text: string | undefined;
  /** What comes after the value. */
  readonly rest: Buffer;
}

/**
 * Blocks that stand one after the other in `bytes`, which start at a multiple of four of the resource. A block whose
 * stated length is too short for its header ends the list; one that leads beyond `bytes` is its last, cut there. Both
 * are recorded.
 * Source: Microsoft, VS_VERSIONINFO, StringFileInfo, StringTable, String, VarFileInfo and Var structures.
 */
export function readBlocks(bytes: Buffer, onDamage: OnDamage): VersionBlock[] {
  const blocks: VersionBlock[] = [];
  for (let at = 0; at + headerBytes <= bytes.length; ) {
    const length = bytes.readUInt16LE(at);
    // Some compilers fill the end of a level with zeros.
    if (length === 0 && bytes.subarray(at).every((byte) => byte === 0)) break;
    if (length < headerBytes || at + length > bytes.length) {
      onDamage('malformed-source', 'a block of the version resource states a wrong length');
      if (length < headerBytes) break;
    }
    if (blocks.length === maxBlocks) {
      onDamage('too-large', `a version resource with more than ${maxBlocks} blocks side by side`);
      break;
    }
    blocks.push(readBlock(bytes.subarray(at, at + length), length));
    at += roundUp(length);
  }
  return blocks;
}

function readBlock(block: Buffer, length: number): VersionBlock {
  const isCut = block.length < length;
  const key = untilNul(block.subarray(headerBytes)) ?? '';
  const from = roundUp(headerBytes + 2 * (key.length + 1));
  const stated = block.readUInt16LE(2);
  // A text is counted in characters, yet some compilers count its bytes or call it binary: its NUL decides.
  const chars = block.subarray(from, from + 2 * stated);
  const to = from + (block.readUInt16LE(4) === 1 ? 2 * stated : stated);
  return {
    key,
    value: block.subarray(from, to),
    text: untilNul(chars) ?? (isCut ? undefined : chars.toString('utf16le')),
    rest: block.subarray(roundUp(to)),
  };
}

/** UTF-16 text before its first NUL; undefined where there is none. */
function untilNul(bytes: Buffer): string | undefined {
  const text = bytes.toString('utf16le');
  const end = text.indexOf('\0');
  return end === -1 ? undefined : text.slice(0, end);
}

function roundUp(offset: number): number {
  return (offset + 3) & ~3;
}
