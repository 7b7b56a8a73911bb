import { expect, it } from 'vitest';
import { readRpmHeader } from '../../../../src/collect/parse/rpm/rpm-header.ts';

/** A header of entries `[tag, type, place]`, each with one value, before its data. */
function header(entries: readonly (readonly [number, number, number])[], data: Buffer): Buffer {
  const index = Buffer.alloc(8 + 16 * entries.length);
  index.writeUInt32BE(entries.length, 0);
  index.writeUInt32BE(data.length, 4);
  for (const [number, [tag, type, place]] of entries.entries()) {
    const at = 8 + 16 * number;
    index.writeUInt32BE(tag, at);
    index.writeUInt32BE(type, at + 4);
    index.writeUInt32BE(place, at + 8);
    index.writeUInt32BE(1, at + 12);
  }
  return Buffer.concat([index, data]);
}

it('reads the wanted tags, each where it stands first', () => {
  const bytes = header(
    [
      [1000, 6, 0],
      [1001, 6, 5],
      [1000, 6, 5],
      [9999, 6, 0],
    ],
    Buffer.from('kesl\x0012.0\0'),
  );
  expect(readRpmHeader(bytes)).toEqual({ name: 'kesl', version: '12.0', faults: [] });
});

it('sixty thousand names without an end are tried once', () => {
  const entries = Array.from({ length: 60_000 }, (): [number, number, number] => [1000, 6, 0]);
  const bytes = header(entries, Buffer.alloc(16 * 1024 * 1024, 'a'));
  const started = performance.now();
  expect(readRpmHeader(bytes)).toEqual({ faults: ['its name cannot be read'] });
  expect(performance.now() - started).toBeLessThan(2000);
});
