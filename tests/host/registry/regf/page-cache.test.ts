import { expect, it } from 'vitest';
import { bufferSource } from '../../../../src/host/registry/regf/byte-source.ts';
import { PageCache, pageBytes } from '../../../../src/host/registry/regf/page-cache.ts';
import { slowSource } from './open.ts';

/** Every page holds its own number in each 32-bit word. */
function numbered(pages: number): Buffer {
  const words = new Uint32Array((pages * pageBytes) / 4);
  for (let index = 0; index < words.length; index++) words[index] = Math.floor((index * 4) / pageBytes);
  return Buffer.from(words.buffer);
}

it.each([
  ['synchronous', bufferSource],
  ['asynchronous', slowSource],
])('gives the right page of a %s source however it is asked, with bounded memory', async (_, source) => {
  const pages = 2000;
  const cache = new PageCache(source(numbered(pages)), 512);
  const asked = Array.from(
    { length: 6000 },
    (_, index) => Math.imul(index, 7919) % (index % 3 === 0 ? 40 : pages),
  );
  const wrong: number[] = [];
  await cache.steps(asked.length, (index) => {
    const page = Math.abs(asked[index] ?? 0);
    if (cache.pageAt(page * pageBytes + 12).readUInt32LE(12) !== page) wrong.push(page);
  });
  expect(wrong).toEqual([]);
});

it('copies across pages and gives zeros past the end', async () => {
  const cache = new PageCache(bufferSource(numbered(3).subarray(0, 2 * pageBytes + 8)));
  expect(cache.copy(pageBytes - 4, 8).toString('hex')).toBe('0000000001000000');
  expect(cache.copy(2 * pageBytes, 12).toString('hex')).toBe('020000000200000000000000');
});

it('keeps a page that is in use while 500 others come', () => {
  const cache = new PageCache(bufferSource(numbered(2000)), 512);
  for (let page = 0; page < 600; page++) cache.pageAt(page * pageBytes);
  const held = cache.pageAt(5 * pageBytes);
  for (let page = 700; page < 1200; page++) cache.pageAt(page * pageBytes);
  expect(held.readUInt32LE(0)).toBe(5);
});

it('runs a step again after the page that it lacked, and nothing twice', async () => {
  const cache = new PageCache(slowSource(numbered(10)));
  const seen: number[] = [];
  await cache.steps(10, (index) => {
    const sum =
      cache.pageAt(index * pageBytes).readUInt32LE(0) + cache.pageAt((9 - index) * pageBytes).readUInt32LE(0);
    seen.push(sum);
  });
  expect(seen).toEqual([9, 9, 9, 9, 9, 9, 9, 9, 9, 9]);
});
