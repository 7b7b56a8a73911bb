import { describe, expect, test } from 'vitest';
import { judge } from './judge.ts';
import type { FindingSketch } from './make-finding.ts';

const endpoint: FindingSketch = { class: 'endpoint-protection' };
const mobile: FindingSketch = { class: 'mobile-protection', platforms: ['android'] };

/** One phase around its date: what governs, whether it is in effect, and the calendar days in the regime's zone. */
type Row = [asOf: string, phase: string, inEffect: boolean, days: number];

function expectRow(sketch: FindingSketch, audience: string, [asOf, phase, inEffect, days]: Row): void {
  const deadline = judge(sketch, audience, asOf).governing[0]?.deadline;
  expect({ phase: deadline?.phase, inEffect: deadline?.inEffect, days: deadline?.days }).toEqual({
    phase,
    inEffect,
    days,
  });
}

describe('the two dates of Commerce, to the second', () => {
  const rows: Row[] = [
    ['2024-06-20', 'new-agreements', false, -30],
    ['2024-07-19T23:59:59-04:00', 'new-agreements', false, -1],
    ['2024-07-20T00:00:00-04:00', 'updates-and-ksn', false, -71],
    ['2024-09-28T23:59:59-04:00', 'updates-and-ksn', false, -1],
    ['2024-09-29T00:00:00-04:00', 'updates-and-ksn', true, 0],
    ['2024-09-29T23:59:59-04:00', 'updates-and-ksn', true, 0],
    ['2024-09-30T00:00:00-04:00', 'updates-and-ksn', true, 1],
  ];
  test.each(rows)('%s: %s, in effect %s, %d days', (...row) => expectRow(endpoint, 'us-person', row));
});

describe('the same instants written in other zones', () => {
  const rows: Row[] = [
    ['2024-07-20T03:59:59Z', 'new-agreements', false, -1],
    ['2024-07-20T04:00:00Z', 'updates-and-ksn', false, -71],
    ['2024-09-29T03:59:59Z', 'updates-and-ksn', false, -1],
    ['2024-09-29T04:00:00Z', 'updates-and-ksn', true, 0],
    ['2024-07-20T12:59:59+09:00', 'new-agreements', false, -1],
    ['2024-07-20T13:00:00+09:00', 'updates-and-ksn', false, -71],
    ['2024-09-29T12:59:59+09:00', 'updates-and-ksn', false, -1],
    ['2024-09-29T13:00:00+09:00', 'updates-and-ksn', true, 0],
    ['2024-07-20T05:59:59+02:00', 'new-agreements', false, -1],
    ['2024-07-20T06:00:00+02:00', 'updates-and-ksn', false, -71],
    ['2024-09-29T05:59:59+02:00', 'updates-and-ksn', false, -1],
    ['2024-09-29T06:00:00+02:00', 'updates-and-ksn', true, 0],
    // Already 29 September in Berlin and Tokyo, still the 28th in New York.
    ['2024-09-29T00:00:00+02:00', 'updates-and-ksn', false, -1],
    ['2024-09-29T00:00:00+09:00', 'updates-and-ksn', false, -1],
  ];
  test.each(rows)('%s: %s, in effect %s, %d days', (...row) => expectRow(endpoint, 'us-person', row));
});

describe('days across daylight saving and to today', () => {
  const rows: Row[] = [
    ['2024-11-02T23:59:59-04:00', 'updates-and-ksn', true, 34],
    ['2024-11-03T00:00:00-04:00', 'updates-and-ksn', true, 35],
    // 01:30 comes twice on this day; it stays one day.
    ['2024-11-03T01:30:00-04:00', 'updates-and-ksn', true, 35],
    ['2024-11-03T01:30:00-05:00', 'updates-and-ksn', true, 35],
    ['2024-11-03T23:59:59-05:00', 'updates-and-ksn', true, 35],
    ['2024-11-04T00:00:00-05:00', 'updates-and-ksn', true, 36],
    // An hour late for a winter clock: still the day before.
    ['2024-11-04T00:00:00-04:00', 'updates-and-ksn', true, 35],
    ['2025-03-08T23:59:59-05:00', 'updates-and-ksn', true, 160],
    ['2025-03-09T00:00:00-05:00', 'updates-and-ksn', true, 161],
    ['2025-03-09T03:00:00-04:00', 'updates-and-ksn', true, 161],
    ['2025-03-10T00:00:00-04:00', 'updates-and-ksn', true, 162],
    ['2026-11-22', 'updates-and-ksn', true, 784],
    ['2026-11-21T23:59:59-05:00', 'updates-and-ksn', true, 783],
  ];
  test.each(rows)('%s: %s, in effect %s, %d days', (...row) => expectRow(endpoint, 'us-person', row));
});

describe('a "by" day is breached when it has ended where the regime lives', () => {
  const rows: [audience: string, ...row: Row][] = [
    ['au-commonwealth', '2025-03-31T23:59:59+11:00', 'remove', false, -1],
    ['au-commonwealth', '2025-04-01T00:00:00+11:00', 'remove', false, 0],
    ['au-commonwealth', '2025-04-01T23:59:59+11:00', 'remove', false, 0],
    ['au-commonwealth', '2025-04-02T00:00:00+11:00', 'remove', true, 1],
    ['lt-critical', '2018-03-20T23:59:59+02:00', 'replace', false, 0],
    ['lt-critical', '2018-03-21T00:00:00+02:00', 'replace', true, 1],
    ['us-md', '2022-12-20T23:59:59-05:00', 'comply', false, 0],
    ['us-md', '2022-12-21T00:00:00-05:00', 'comply', true, 1],
    ['us-federal', '2017-12-12T23:59:59-05:00', 'remove', false, 0],
    ['us-federal', '2017-12-13T00:00:00-05:00', 'remove', true, 1],
  ];
  test.each(rows)('%s at %s: %s, in effect %s, %d days', (audience, ...row) =>
    expectRow(endpoint, audience, row),
  );
});

describe('a "from" day begins at 00:00 where the regime lives', () => {
  const rows: [sketch: FindingSketch, audience: string, ...row: Row][] = [
    [endpoint, 'us-federal-nss', '2018-09-30T23:59:59-04:00', 'government-use', false, -1],
    [endpoint, 'us-federal-nss', '2018-10-01T00:00:00-04:00', 'government-use', true, 0],
    [endpoint, 'de-advice', '2022-03-14T23:59:59+01:00', 'warning', false, -1],
    [endpoint, 'de-advice', '2022-03-15T00:00:00+01:00', 'warning', true, 0],
    [endpoint, 'us-or', '2023-09-23T23:59:59-07:00', 'covered-products', false, -1],
    [endpoint, 'us-or', '2023-09-24T00:00:00-07:00', 'covered-products', true, 0],
    [mobile, 'ca-government-mobile', '2023-10-29T23:59:59-04:00', 'mobile-removal', false, -1],
    [mobile, 'ca-government-mobile', '2023-10-30T00:00:00-04:00', 'mobile-removal', true, 0],
  ];
  test.each(rows)('%j %s at %s: %s, in effect %s, %d days', (sketch, audience, ...row) =>
    expectRow(sketch, audience, row),
  );
});

describe('where only the month is known, it counts when the month has passed, without days', () => {
  const rows: [audience: string, asOf: string, inEffect: boolean, date: string][] = [
    ['ro-public', '2023-03-31T23:59:59+03:00', false, 'mid-March 2023, day not known'],
    ['ro-public', '2023-04-01T00:00:00+03:00', true, 'mid-March 2023, day not known'],
    ['us-nh', '2018-05-31T23:59:59-04:00', false, 'May 2018, day not known'],
    ['us-nh', '2018-06-01T00:00:00-04:00', true, 'May 2018, day not known'],
  ];
  test.each(rows)('%s at %s: %s', (audience, asOf, inEffect, date) => {
    expect(judge(endpoint, audience, asOf).governing[0]?.deadline).toMatchObject({
      inEffect,
      date,
      days: null,
      precision: 'month',
    });
  });
});
