/** The first bytes of a stream, and the whole stream again. */
export interface Peeked {
  readonly head: Uint8Array;
  readonly chunks: AsyncIterable<Uint8Array>;
}

/** Reads on until `isEnough` says so of what was read, or the end; nothing is lost to whoever reads `chunks` then. */
export async function peek(
  chunks: AsyncIterable<Uint8Array>,
  isEnough: (bytes: number, last: Uint8Array) => boolean,
): Promise<Peeked> {
  const iterator = chunks[Symbol.asyncIterator]();
  const read: Uint8Array[] = [];
  let bytes = 0;
  let done = false;
  while (!done) {
    const next = await iterator.next();
    if (next.done) done = true;
    else {
      read.push(next.value);
      bytes += next.value.length;
      if (isEnough(bytes, next.value)) break;
    }
  }
  return { head: read.length === 1 ? (read[0] as Uint8Array) : joined(read, bytes), chunks: replay() };

  async function* replay(): AsyncGenerator<Uint8Array> {
    try {
      yield* read;
      while (!done) {
        const next = await iterator.next();
        if (next.done) return;
        yield next.value;
      }
    } finally {
      await iterator.return?.();
    }
  }
}

/**
 * The encoding of a text by its first bytes: a byte order mark, zeros in every other byte (UTF-16 without mark), UTF-8,
 * and where it is not that, the encoding of western Windows.
 */
export function encodingOf(head: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252' {
  const [first, second] = head;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (first !== 0 && second === 0 && head[3] === 0) return 'utf-16le';
  if (first === 0 && second !== 0 && head[2] === 0) return 'utf-16be';
  try {
    // A character may be cut at the end of the head.
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
    return 'utf-8';
  } catch {
    return 'windows-1252'; // not UTF-8: the one failure that decode has here
  }
}

/** The text of a byte stream, part by part, without a byte order mark. What is no text in the encoding becomes U+FFFD. */
export async function* decodeText(
  chunks: AsyncIterable<Uint8Array>,
  encoding: string,
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true });
  const rest = decoder.decode();
  if (rest !== '') yield rest;
}

function joined(parts: readonly Uint8Array[], bytes: number): Uint8Array {
  const all = new Uint8Array(bytes);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
