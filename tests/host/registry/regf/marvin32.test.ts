import { expect, it } from 'vitest';
import { Marvin32 } from '../../../../src/host/registry/regf/marvin32.ts';
import { marvin32 } from '../../../support/hive-log-writer.ts';

// The values were written down when the reader's hash agreed with both hashes of every entry of real logs of Windows 10.
it.each([
  ['', 0xb39efca403966e08n],
  ['abc', 0xb9cf3dfca41914f7n],
  ['phaseout', 0x3b929641d437eb56n],
  ['HvLE entry', 0xbef05fc3b494d9a0n],
])('hashes "%s" as Windows does', (text, hash) => {
  expect(new Marvin32().update(Buffer.from(text)).digest()).toBe(hash);
  expect(marvin32(Buffer.from(text))).toBe(hash);
});

it.each([1, 2, 3, 4, 5, 31, 32, 4096])('hashes %i bytes alike in one piece and in several', (length) => {
  const bytes = Buffer.from(Array.from({ length }, (_, index) => (index * 7 + 3) % 256));
  const whole = marvin32(bytes);
  for (const cut of [0, 1, 2, 3, 5]) {
    const hash = new Marvin32().update(bytes.subarray(0, cut)).update(bytes.subarray(cut));
    expect(hash.digest()).toBe(whole);
  }
});
