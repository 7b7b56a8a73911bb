import { decodeText } from './decode-text.ts';

/** One line of a text stream without its line end. `number` counts from 1; `text` is undefined where the line was too long. */
export interface Line {
  readonly number: number;
  readonly text: string | undefined;
}

/** No line of an inventory is longer than this; a longer one is dropped and reported, never buffered. */
export const maxLineLength = 1024 * 1024;

/**
 * Lines of a byte stream in UTF-8, or in UTF-16 where a byte order mark says so (PowerShell's `>` writes that).
 * Bytes that are no text become U+FFFD. Memory stays within one chunk and one line.
 */
export async function* readLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Line> {
  const iterator = chunks[Symbol.asyncIterator]();
  const first = await iterator.next();
  if (first.done) return;
  const all = async function* (): AsyncGenerator<Uint8Array> {
    try {
      yield first.value;
      for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
    } finally {
      await iterator.return?.();
    }
  };
  yield* splitLines(decodeText(all(), encodingOf(first.value)), maxLineLength);
}

/** Lines of a text that comes in parts. */
export async function* splitLines(parts: AsyncIterable<string>, maxLength: number): AsyncGenerator<Line> {
  let rest = '';
  let tooLong = false;
  let number = 0;
  for await (const part of parts) {
    const text = rest + part;
    let start = 0;
    for (let end = text.indexOf('\n', rest.length); end >= 0; end = text.indexOf('\n', start)) {
      number++;
      yield tooLong || end - start > maxLength
        ? { number, text: undefined }
        : { number, text: text.slice(start, end) };
      tooLong = false;
      start = end + 1;
    }
    rest = text.slice(start);
    if (rest.length > maxLength) {
      tooLong = true;
      rest = '';
    }
  }
  if (rest !== '' || tooLong) yield { number: number + 1, text: tooLong ? undefined : rest };
}

function encodingOf(first: Uint8Array): string {
  if (first[0] === 0xff && first[1] === 0xfe) return 'utf-16le';
  if (first[0] === 0xfe && first[1] === 0xff) return 'utf-16be';
  return 'utf-8';
}
