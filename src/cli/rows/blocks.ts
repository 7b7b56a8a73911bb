import { open } from 'node:fs/promises';
import { cannotRead } from '../inventory-source.ts';
import type { Block } from './block.ts';
import { type Buffers, blockBytes } from './buffers.ts';

const newline = 0x0a;
/** A UTF-16 unit takes at most this many bytes in UTF-8. */
const bytesPerUnit = 3;

/** Fills `into` as far as it can; 0 at the end. */
type Fill = (into: Uint8Array) => Promise<number>;

/** The lines of a plain file in blocks. Throws TargetError where it cannot be read. */
export async function* fileBlocks(
  file: string,
  name: string,
  maxLine: number,
  buffers: Buffers,
  signal: AbortSignal,
): AsyncGenerator<Block> {
  const handle = await open(file).catch((error: unknown) => {
    throw cannotRead(name, error);
  });
  try {
    let position = 0;
    yield* blocks(
      async (into) => {
        const { bytesRead } = await handle.read(into, 0, into.length, position).catch((error: unknown) => {
          throw cannotRead(name, error);
        });
        position += bytesRead;
        return bytesRead;
      },
      maxLine,
      buffers,
      signal,
    );
  } finally {
    await handle.close();
  }
}

/** The lines of a stream in blocks. */
export async function* streamBlocks(
  chunks: AsyncIterable<Uint8Array>,
  maxLine: number,
  buffers: Buffers,
  signal: AbortSignal,
): AsyncGenerator<Block> {
  const iterator = chunks[Symbol.asyncIterator]();
  let rest: Uint8Array = new Uint8Array(0);
  try {
    yield* blocks(
      async (into) => {
        let filled = 0;
        while (filled < into.length) {
          if (rest.length === 0) {
            const next = await iterator.next();
            if (next.done) break;
            rest = next.value;
          }
          const part = rest.subarray(0, into.length - filled);
          into.set(part, filled);
          filled += part.length;
          rest = rest.subarray(part.length);
        }
        return filled;
      },
      maxLine,
      buffers,
      signal,
    );
  } finally {
    await iterator.return?.();
  }
}

async function* blocks(
  fill: Fill,
  maxLine: number,
  buffers: Buffers,
  signal: AbortSignal,
): AsyncGenerator<Block> {
  const maxBytes = maxLine * bytesPerUnit;
  let bytes = buffers.take(blockBytes);
  let used = 0;
  let start: number | undefined;
  /** Within a line that is too long to be kept. */
  let drops = false;
  // What was there before the interruption is still handed over; its stream has ended.
  for (let isFirst = true; isFirst || !signal.aborted; isFirst = false) {
    // One byte stays free for the line feed that the last line may lack.
    const filled = await fill(bytes.subarray(used, bytes.length - 1));
    let total = used + filled;
    const isEnd = filled === 0;
    if (start === undefined) {
      used = total;
      if (total < 3 && !isEnd) continue;
      start = hasMark(bytes, total) ? 3 : 0;
    }
    if (drops) {
      const end = isEnd ? total : bytes.indexOf(newline, used);
      used = 0;
      if (end < 0 || (end >= total && !isEnd)) continue;
      drops = false;
      yield { bytes: new Uint8Array([newline]), start: 0, end: 1, tooLong: true };
      if (isEnd) return;
      bytes.copyWithin(0, end + 1, total);
      total -= end + 1;
    }
    if (isEnd) {
      if (total === start) return;
      const isWhole = bytes[total - 1] === newline;
      if (!isWhole) bytes[total] = newline;
      yield { bytes, start, end: isWhole ? total : total + 1, tooLong: false };
      return;
    }
    const end = total === 0 ? 0 : bytes.lastIndexOf(newline, total - 1) + 1;
    if (end === 0) {
      used = total;
      drops = total > maxBytes;
      if (drops) used = 0;
      else if (total >= bytes.length - 1) bytes = grown(bytes, total);
      continue;
    }
    const rest = bytes.subarray(end, total);
    const next = buffers.take(blockBytes);
    const following = rest.length < next.length - 1 ? next : new Uint8Array(2 * rest.length + 2);
    following.set(rest);
    yield { bytes, start, end, tooLong: false };
    bytes = following;
    used = rest.length;
    start = 0;
  }
}

function grown(bytes: Uint8Array<ArrayBuffer>, used: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(2 * bytes.length);
  larger.set(bytes.subarray(0, used));
  return larger;
}

/** The byte order mark of UTF-8, which is no part of the text. */
function hasMark(bytes: Uint8Array, length: number): boolean {
  return length >= 3 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}
