import { expect, test } from 'vitest';
import { readDate } from '../../src/deadline/read-date.ts';
import type { DateFormat } from '../../src/model/vocabulary.ts';
import { fc } from '../support/property.ts';

test.each<[DateFormat, unknown, string]>([
  ['unix-seconds', '1725926400', '2024-09-10T00:00:00.000Z'],
  ['unix-seconds', 1727582400, '2024-09-29T04:00:00.000Z'],
  ['unix-seconds', '0', 'never'],
  ['unix-seconds', '4294967295', 'never'],
  ['unix-seconds', '4294967294', 'unusable'],
  ['unix-seconds', '12', 'unusable'],
  ['unix-seconds', '-5', 'unusable'],
  ['unix-seconds', '1725926400.5', 'unusable'],
  ['unix-seconds', '1e9', 'unusable'],
  // Day before month, hyphens in the time.
  ['day-first', '09-10-2024 23-59-59', '2024-10-09T23:59:59.000Z'],
  ['day-first', '29-09-2024 04-00-00', '2024-09-29T04:00:00.000Z'],
  ['day-first', '29-09-2024', '2024-09-29T00:00:00.000Z'],
  ['day-first', '31-09-2024 04-00-00', 'unusable'],
  ['day-first', '29-02-2023 04-00-00', 'unusable'],
  ['day-first', '2024-09-29 04-00-00', 'unusable'],
  ['day-first', '29-09-2024 24-00-00', 'unusable'],
  ['day-first', '29-09-1999 04-00-00', 'unusable'],
  ['day-first', '', 'unusable'],
  ['filetime', '00800c611403db01', '2024-09-10T00:00:00.000Z'],
  ['filetime', '133704000000000000', '2024-09-10T00:00:00.000Z'],
  ['filetime', '0000000000000000', 'never'],
  ['filetime', '0', 'never'],
  ['filetime', 'ffffffffffffffff', 'unusable'],
  ['filetime', '00c0b5bb1403db', 'unusable'],
  ['year-first', '2024-09-10 13:05:00', '2024-09-10T13:05:00.000Z'],
  ['year-first', '2024-09-10T13:05:00', '2024-09-10T13:05:00.000Z'],
  ['year-first', '2024-13-10 13:05:00', 'unusable'],
  ['year-first', '10-09-2024 13:05:00', 'unusable'],
  ['unix-seconds', undefined, 'unusable'],
  ['unix-seconds', '1'.repeat(10_000), 'unusable'],
])('%s %j: %s', (format, value, expected) => {
  const read = readDate(value, format);
  expect(read.is === 'instant' ? new Date(read.ms).toISOString() : read.is).toBe(expected);
});

test('whatever a host writes there, it is a date of this century, never, or unusable', () => {
  const formats = fc.constantFrom<DateFormat>('unix-seconds', 'day-first', 'filetime', 'year-first');
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), fc.integer(), fc.double(), fc.constant(null)),
      formats,
      (value, format) => {
        const read = readDate(value, format);
        if (read.is === 'instant') expect(new Date(read.ms).getUTCFullYear()).toBeGreaterThanOrEqual(2000);
        else expect(['never', 'unusable']).toContain(read.is);
      },
    ),
  );
});
