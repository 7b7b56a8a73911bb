import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { unpack } from '../../../src/host/image/unpack.ts';

const mib = 1024 * 1024;

/** 48 MiB that gzip makes a little smaller. */
const plain = Buffer.alloc(48 * mib);
for (let at = 0, state = 1; at < plain.length; at += 4) {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  plain.writeUInt32LE(state & 0x0fff_0fff, at);
}
const packed = gzipSync(plain, { level: 1 });

/** The bytes in one piece of memory that is used again for each chunk, as a file is read. */
async function* lent(bytes: Buffer, size = 64 * 1024, taken: number[] = []): AsyncGenerator<Buffer> {
  const memory = Buffer.alloc(size);
  for (let at = 0; at < bytes.length; at += size) {
    const count = bytes.copy(memory, 0, at, at + size);
    taken.push(at);
    yield memory.subarray(0, count);
    memory.fill(0xee);
  }
}

const digest = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

it.each([1, 5, 4096, 64 * 1024, packed.length])(
  'gzip in pieces of %i bytes that are only lent',
  async (size) => {
    const short = size < 4096;
    const [input, output] = short
      ? [gzipSync(plain.subarray(0, 9000)), plain.subarray(0, 9000)]
      : [packed, plain];
    const hash = createHash('sha256');
    for await (const chunk of unpack(lent(input, size), 'a.gz')) hash.update(chunk);
    expect(hash.digest('hex')).toBe(digest(output));
  },
);

it('gzip of several members', async () => {
  const parts: string[] = [];
  for await (const chunk of unpack(lent(Buffer.concat([gzipSync('first '), gzipSync('second')])), 'a.gz')) {
    parts.push(chunk.toString());
  }
  expect(parts.join('')).toBe('first second');
});

it('what was read is freed at once, not when the collector comes by', async () => {
  const before = process.memoryUsage().arrayBuffers;
  let most = 0;
  for await (const chunk of unpack(lent(packed), 'a.gz')) {
    most = Math.max(most, process.memoryUsage().arrayBuffers - before, chunk.length);
  }
  expect(most).toBeLessThan(4 * mib);
});

it('whoever stops early ends the source', async () => {
  const taken: number[] = [];
  for await (const _chunk of unpack(lent(packed, 64 * 1024, taken), 'a.gz')) break;
  expect(taken.length).toBeLessThan(40);
});

it('what came before the damage is handed out first', async () => {
  let count = 0;
  const reading = (async () => {
    for await (const chunk of unpack(lent(packed.subarray(0, packed.length - 100_000)), 'a.gz')) {
      count += chunk.length;
    }
  })();
  await expect(reading).rejects.toThrow('a.gz is damaged: gzip says "unexpected end of file"');
  expect(count).toBeGreaterThan(40 * mib);
});

it('an error of the source is passed on', async () => {
  async function* failing(): AsyncGenerator<Buffer> {
    yield packed.subarray(0, 1000);
    throw new Error('the disk is gone');
  }
  const reading = (async () => {
    for await (const _chunk of unpack(failing(), 'a.gz'));
  })();
  await expect(reading).rejects.toThrow('the disk is gone');
});
