import { describe, expect, it } from 'vitest';
import { oldPacks, packAgeDays, withAge } from '../../src/model/pack-age.ts';

const pack = (date?: string) => ({
  id: 'p',
  version: '1.0.0',
  sha256: '',
  builtin: false,
  ...(date !== undefined && { date }),
});

describe('the age of a rule pack', () => {
  it.each([
    ['on its day', '2026-11-22', '2026-11-22T00:00:00-05:00', 0],
    ['late on its day', '2026-11-22', '2026-11-22T23:59:59-05:00', 0],
    ['a day later', '2026-11-22', '2026-11-23T00:00:00-05:00', 1],
    ['over 29 February', '2024-02-28', '2024-03-01T12:00:00-05:00', 2],
    ['over the end of summer time', '2026-10-31', '2026-11-02T00:00:00-05:00', 2],
    ['a year later', '2025-11-22', '2026-11-22T00:00:00-05:00', 365],
    ['before it was issued', '2026-11-22', '2024-09-29T00:00:00-04:00', -784],
    ['without a date', undefined, '2026-11-22T00:00:00-05:00', undefined],
    ['with a text that is no date', 'soon', '2026-11-22T00:00:00-05:00', undefined],
  ])('%s', (_, date, asOf, age) => {
    expect(packAgeDays(date, asOf)).toBe(age);
  });

  it('is in the report where it is known', () => {
    const asOf = '2026-11-24T00:00:00-05:00';
    expect(withAge([pack('2026-11-22'), pack()], asOf)).toEqual([
      { ...pack('2026-11-22'), ageDays: 2 },
      pack(),
    ]);
  });

  it('is pointed out after a year, not on the last day of it', () => {
    const packs = withAge([pack('2025-11-22'), pack('2025-11-21'), pack()], '2026-11-22T00:00:00-05:00');
    expect(oldPacks(packs).map(({ date }) => date)).toEqual(['2025-11-21']);
  });
});
