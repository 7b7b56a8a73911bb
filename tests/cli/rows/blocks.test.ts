import { describe, expect, it } from 'vitest';
import { streamBlocks } from '../../../src/cli/rows/blocks.ts';
import { Buffers } from '../../../src/cli/rows/buffers.ts';
import { decodeText } from '../../../src/inventory/decode-text.ts';
import { splitLines } from '../../../src/inventory/lines.ts';
import { fc } from '../../support/property.ts';

const maxLine = 12;

async function* inParts(bytes: Uint8Array, cuts: readonly number[]): AsyncGenerator<Uint8Array> {
  let at = 0;
  for (const cut of [...cuts].sort((a, b) => a - b)) {
    const end = Math.min(cut, bytes.length);
    if (end > at) yield bytes.slice(at, end);
    at = Math.max(at, end);
  }
  if (at < bytes.length) yield bytes.slice(at);
}

/** Lines as blocks hold them; undefined for one that was too long to be kept. */
async function linesOfBlocks(bytes: Uint8Array, cuts: readonly number[]): Promise<(string | undefined)[]> {
  const lines: (string | undefined)[] = [];
  const signal = new AbortController().signal;
  for await (const block of streamBlocks(inParts(bytes, cuts), maxLine, new Buffers(), signal)) {
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(
      block.bytes.subarray(block.start, block.end),
    );
    expect(text.endsWith('\n')).toBe(true);
    if (block.tooLong) lines.push(undefined);
    else
      lines.push(
        ...text
          .slice(0, -1)
          .split('\n')
          .map((line) => (line.length > maxLine ? undefined : line)),
      );
  }
  return lines;
}

describe('blocks', () => {
  it('hold the lines that a reader of text sees, wherever the stream is cut', async () => {
    const piece = fc.constantFrom(
      'a',
      '\n',
      '\n',
      '\r\n',
      'é',
      '翻译',
      '\ufeff',
      'x'.repeat(11),
      'y'.repeat(40),
      '😀',
    );
    const bytes = fc.oneof(
      fc.array(piece, { maxLength: 20 }).map((parts) => Buffer.from(parts.join(''))),
      fc.uint8Array({ maxLength: 30 }).filter(([first, second]) => !isUtf16Mark(first, second)),
    );
    await fc.assert(
      fc.asyncProperty(bytes, fc.array(fc.nat(60), { maxLength: 5 }), async (content, cuts) => {
        const expected: (string | undefined)[] = [];
        for await (const { text } of splitLines(decodeText(inParts(content, cuts), 'utf-8'), maxLine)) {
          expected.push(text);
        }
        expect(await linesOfBlocks(content, cuts)).toEqual(expected);
      }),
    );
  });

  it('end with the last line feed of what fits, and go on from there', async () => {
    const line = `${'x'.repeat(1000)}\n`;
    const sizes: number[] = [];
    const signal = new AbortController().signal;
    const content = Buffer.from(line.repeat(5000));
    for await (const block of streamBlocks(inParts(content, []), 1 << 20, new Buffers(), signal)) {
      expect((block.end - block.start) % line.length).toBe(0);
      sizes.push(block.end - block.start);
    }
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(content.length);
    expect(sizes.length).toBeGreaterThan(4);
  });

  it('stop where the reader is told to', async () => {
    const stop = new AbortController();
    const blocks = streamBlocks(
      inParts(Buffer.from('a\n'.repeat(2 << 20)), []),
      100,
      new Buffers(),
      stop.signal,
    );
    await blocks.next();
    stop.abort();
    expect((await blocks.next()).done).toBe(true);
  });
});

function isUtf16Mark(first: number | undefined, second: number | undefined): boolean {
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}
