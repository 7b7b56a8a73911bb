import { describe, expect, test } from 'vitest';
import { formatInstant, isoInstant, parseAsOf } from '../../src/deadline/instant.ts';
import { addDays, daysBetween, firstOfNextMonth, localDay, startOfDay } from '../../src/deadline/zone.ts';
import { UsageError } from '../../src/errors.ts';

const newYork = 'America/New_York';

describe('what a user may write as an instant', () => {
  const cases: [given: string, utc: string][] = [
    ['2024-09-29', '2024-09-29T04:00:00.000Z'],
    ['2026-11-22', '2026-11-22T05:00:00.000Z'],
    ['2024-02-29', '2024-02-29T05:00:00.000Z'],
    [' 2024-09-29 ', '2024-09-29T04:00:00.000Z'],
    ['2024-09-29T00:00:00-04:00', '2024-09-29T04:00:00.000Z'],
    ['2024-09-29T04:00Z', '2024-09-29T04:00:00.000Z'],
    ['2024-09-29t04:00:00z', '2024-09-29T04:00:00.000Z'],
    ['2024-09-29 13:00:00+09:00', '2024-09-29T04:00:00.000Z'],
    ['2024-09-29T06:00:00+0200', '2024-09-29T04:00:00.000Z'],
    ['2024-09-29T06:00:00+02', '2024-09-29T04:00:00.000Z'],
    ['2024-09-28T23:59:59.999-04:00', '2024-09-29T03:59:59.999Z'],
    ['2024-09-28T23:59:59.999999999-04:00', '2024-09-29T03:59:59.999Z'],
    ['2024-09-29T09:45:00+05:45', '2024-09-29T04:00:00.000Z'],
  ];
  test.each(cases)('%s is %s', (given, utc) => {
    expect(new Date(parseAsOf(given)).toISOString()).toBe(utc);
  });
});

describe('what is refused, with a hint', () => {
  const cases: [given: string, message: string][] = [
    ['2024-02-30', '--as-of "2024-02-30" names a day that does not exist (2024-02-30)'],
    ['2023-02-29', '--as-of "2023-02-29" names a day that does not exist (2023-02-29)'],
    ['2024-13-01', '--as-of "2024-13-01" names a day that does not exist (2024-13-01)'],
    ['2024-00-10', '--as-of "2024-00-10" names a day that does not exist (2024-00-10)'],
    ['2024-09-29T24:61Z', '--as-of "2024-09-29T24:61Z" names a time that does not exist (24:61)'],
    ['2024-09-29T24:00:00Z', '--as-of "2024-09-29T24:00:00Z" names a time that does not exist (24:00:00)'],
    ['2024-12-31T23:59:60Z', '--as-of "2024-12-31T23:59:60Z" names a time that does not exist (23:59:60)'],
    ['2024-09-29T00:00:00', '--as-of "2024-09-29T00:00:00" has a time of day but no zone'],
    ['2024-09-29T00:00+15:00', '--as-of "2024-09-29T00:00+15:00" has an offset that no zone uses (+15:00)'],
    ['2024-09-29T00:00-12:30', '--as-of "2024-09-29T00:00-12:30" has an offset that no zone uses (-12:30)'],
    ['29.09.2024', '--as-of "29.09.2024" is not an ISO 8601 date or instant'],
    ['09/29/2024', '--as-of "09/29/2024" is not an ISO 8601 date or instant'],
    ['2024-9-29', '--as-of "2024-9-29" is not an ISO 8601 date or instant'],
    ['2024-09-29T00:00:00 EDT', '--as-of "2024-09-29T00:00:00 EDT" is not an ISO 8601 date or instant'],
    ['tomorrow', '--as-of "tomorrow" is not an ISO 8601 date or instant'],
    ['', '--as-of "" is not an ISO 8601 date or instant'],
    ['1969-12-31', '--as-of "1969-12-31" lies before 1970'],
  ];
  test.each(cases)('%s', (given, message) => {
    const refused = (() => {
      try {
        return parseAsOf(given);
      } catch (error) {
        return error;
      }
    })();
    expect(refused).toBeInstanceOf(UsageError);
    expect(refused).toMatchObject({
      message,
      exitCode: 2,
      hint: expect.stringContaining('2024-09-29T04:00Z'),
    });
  });
});

describe('the calendar day that a zone shows', () => {
  const cases: [instant: string, zone: string, day: string][] = [
    ['2024-09-29T03:59:59Z', newYork, '2024-09-28'],
    ['2024-09-29T04:00:00Z', newYork, '2024-09-29'],
    ['2024-09-29T04:00:00Z', 'America/Los_Angeles', '2024-09-28'],
    ['2024-09-28T15:00:00Z', 'Asia/Tokyo', '2024-09-29'],
    ['2025-04-01T12:59:59Z', 'Australia/Sydney', '2025-04-01'],
    ['2025-04-01T13:00:00Z', 'Australia/Sydney', '2025-04-02'],
    ['2024-11-03T05:30:00Z', newYork, '2024-11-03'],
    ['2024-11-03T06:30:00Z', newYork, '2024-11-03'],
  ];
  test.each(cases)('%s in %s is %s', (instant, zone, day) => {
    expect(localDay(Date.parse(instant), zone)).toBe(day);
  });
});

describe('the first instant of a day', () => {
  const cases: [why: string, day: string, zone: string, utc: string][] = [
    ['summer time', '2024-07-20', newYork, '2024-07-20T04:00:00.000Z'],
    ['winter time', '2024-12-01', newYork, '2024-12-01T05:00:00.000Z'],
    ['the day clocks go back, 25 hours long', '2024-11-03', newYork, '2024-11-03T04:00:00.000Z'],
    ['the day after it', '2024-11-04', newYork, '2024-11-04T05:00:00.000Z'],
    ['the day clocks go forward, 23 hours long', '2025-03-09', newYork, '2025-03-09T05:00:00.000Z'],
    ['the day after it', '2025-03-10', newYork, '2025-03-10T04:00:00.000Z'],
    ['east of UTC', '2025-04-02', 'Australia/Sydney', '2025-04-01T13:00:00.000Z'],
    [
      'no midnight: clocks went from 00:00 to 01:00',
      '2018-11-04',
      'America/Sao_Paulo',
      '2018-11-04T03:00:00.000Z',
    ],
    [
      'midnight twice: clocks went from 01:00 to 00:00',
      '2024-10-27',
      'Atlantic/Azores',
      '2024-10-27T00:00:00.000Z',
    ],
    ['a day that Samoa skipped', '2011-12-30', 'Pacific/Apia', '2011-12-30T10:00:00.000Z'],
  ];
  test.each(cases)('%s: %s in %s', (_why, day, zone, utc) => {
    expect(new Date(startOfDay(day, zone)).toISOString()).toBe(utc);
  });
});

describe('days are counted on the calendar', () => {
  const cases: [from: string, to: string, days: number][] = [
    ['2024-09-29', '2026-11-22', 784],
    ['2024-07-20', '2024-07-20', 0],
    ['2024-07-20', '2024-07-19', -1],
    ['2024-02-28', '2024-03-01', 2],
    ['2023-02-28', '2023-03-01', 1],
    ['2024-11-02', '2024-11-04', 2],
    ['2025-03-08', '2025-03-10', 2],
  ];
  test.each(cases)('%s to %s: %d', (from, to, days) => {
    expect(daysBetween(from, to)).toBe(days);
  });
  test('months end where they end', () => {
    expect([addDays('2024-02-28', 1), addDays('2024-12-31', 1), addDays('2024-03-01', -1)]).toEqual([
      '2024-02-29',
      '2025-01-01',
      '2024-02-29',
    ]);
    expect([firstOfNextMonth('2022-12-13'), firstOfNextMonth('2024-01-31')]).toEqual([
      '2023-01-01',
      '2024-02-01',
    ]);
  });
});

describe('how an instant is written', () => {
  const cases: [utc: string, zone: string, shown: string, iso: string][] = [
    ['2024-09-29T04:00:00Z', newYork, '29 Sep 2024 00:00 EDT', '2024-09-29T00:00:00-04:00'],
    ['2024-09-29T03:59:59Z', newYork, '28 Sep 2024 23:59:59 EDT', '2024-09-28T23:59:59-04:00'],
    ['2026-11-22T05:00:00Z', newYork, '22 Nov 2026 00:00 EST', '2026-11-22T00:00:00-05:00'],
    ['2022-03-14T23:00:00Z', 'Europe/Berlin', '15 Mar 2022 00:00 CET', '2022-03-15T00:00:00+01:00'],
    ['2025-04-01T13:00:00Z', 'Australia/Sydney', '2 Apr 2025 00:00 AEDT', '2025-04-02T00:00:00+11:00'],
    ['2018-03-20T22:00:00Z', 'Europe/Vilnius', '21 Mar 2018 00:00 EET', '2018-03-21T00:00:00+02:00'],
    ['2024-09-29T04:00:00Z', 'Asia/Tokyo', '29 Sep 2024 13:00 UTC+09:00', '2024-09-29T13:00:00+09:00'],
    ['2024-09-29T04:00:00Z', 'Asia/Kathmandu', '29 Sep 2024 09:45 UTC+05:45', '2024-09-29T09:45:00+05:45'],
    ['2024-09-29T04:00:00.007Z', 'UTC', '29 Sep 2024 04:00 UTC', '2024-09-29T04:00:00.007+00:00'],
  ];
  test.each(cases)('%s in %s', (utc, zone, shown, iso) => {
    expect(formatInstant(Date.parse(utc), zone)).toBe(shown);
    expect(isoInstant(Date.parse(utc), zone)).toBe(iso);
    expect(Date.parse(isoInstant(Date.parse(utc), zone))).toBe(Date.parse(utc));
  });
});
