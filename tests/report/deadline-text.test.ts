import { describe, expect, it } from 'vitest';
import type { Deadline, Presence } from '../../src/model/deadline.ts';
import { deadlineText, installedText } from '../../src/report/deadline-text.ts';
import { instantText } from '../../src/report/instant-text.ts';
import { updates } from './fixtures/parts.ts';

const absence: Partial<Deadline> = {
  title: 'Use by government',
  regimeTitle: 'Act',
  kind: 'asks-for-absence',
  effective: '2018-10-01T00:00:00-04:00',
  date: '2018-10-01',
  precision: 'day',
  days: 2974,
};
const byDay: Partial<Deadline> = {
  ...absence,
  title: 'Removal',
  form: 'by',
  effective: '2025-04-02T00:00:00+11:00',
  date: '2025-04-01',
  days: 600,
};

describe('deadlineText', () => {
  it.each<[string, Partial<Deadline>, Presence | undefined, string, string]>([
    [
      'supply, past',
      { title: 'Supply', regimeTitle: 'R' },
      undefined,
      'Supply ended 29 Sep 2024 00:00 EDT, 784 days ago (R).',
      'past',
    ],
    [
      'supply, to come',
      { title: 'Supply', regimeTitle: 'R', inEffect: false, days: -12 },
      undefined,
      'Supply will end 29 Sep 2024 00:00 EDT, in 12 days (R).',
      'coming',
    ],
    [
      'supply, tomorrow',
      { title: 'Supply', regimeTitle: 'R', inEffect: false, days: -1 },
      undefined,
      'Supply will end 29 Sep 2024 00:00 EDT, in 1 day (R).',
      'coming',
    ],
    [
      'supply, later today',
      { title: 'Supply', regimeTitle: 'R', inEffect: false, days: 0 },
      undefined,
      'Supply will end 29 Sep 2024 00:00 EDT, today (R).',
      'coming',
    ],
    [
      'absence, presence not known',
      absence,
      undefined,
      'Use by government: in force since 1 Oct 2018, for 2 974 days (Act).',
      'past',
    ],
    [
      'absence, that day',
      { ...absence, days: 0 },
      undefined,
      'Use by government: in force since 1 Oct 2018, today (Act).',
      'past',
    ],
    [
      'absence, there since a day that makes nothing overdue',
      absence,
      { presentSince: '2017-03-01' },
      'Use by government: in force since 1 Oct 2018, for 2 974 days (Act).',
      'past',
    ],
    [
      'absence, there before',
      absence,
      { presentSince: '2017-03-01', overdue: { since: 'date', days: 2974 } },
      'Use by government: overdue since 1 Oct 2018, for 2 974 days (Act).',
      'overdue',
    ],
    [
      'absence, came later',
      absence,
      { presentSince: '2025-02-03', overdue: { since: 'presence', days: 657 } },
      'Use by government: overdue since 3 Feb 2025, the first trace of it here, for 657 days; the rule is in force since 1 Oct 2018 (Act).',
      'overdue',
    ],
    [
      'absence, came today',
      absence,
      { presentSince: '2026-11-22', overdue: { since: 'presence', days: 0 } },
      'Use by government: overdue since 22 Nov 2026, the first trace of it here, today; the rule is in force since 1 Oct 2018 (Act).',
      'overdue',
    ],
    [
      'absence, a day that is none in a saved report',
      absence,
      { presentSince: 'soon', overdue: { since: 'presence', days: 1 } },
      'Use by government: overdue since soon, the first trace of it here, for 1 day; the rule is in force since 1 Oct 2018 (Act).',
      'overdue',
    ],
    [
      'absence, a month, there before',
      { ...absence, precision: 'month', date: 'mid-March 2023, day not known', days: null },
      { presentSince: '2017-03-01', overdue: { since: 'date', days: null } },
      'Use by government: overdue since mid-March 2023, day not known (Act).',
      'overdue',
    ],
    [
      'absence, history',
      { ...absence, history: true },
      { presentSince: '2017-03-01' },
      'Use by government: 1 Oct 2018, 2 974 days ago, history (Act).',
      'none',
    ],
    [
      'absence as advice',
      { ...absence, binding: 'advice' },
      { presentSince: '2017-03-01' },
      'Use by government: advised since 1 Oct 2018, for 2 974 days (Act).',
      'advice',
    ],
    [
      'absence, to come',
      { ...absence, inEffect: false, days: -30 },
      { presentSince: '2017-03-01' },
      'Use by government: in force from 1 Oct 2018, in 30 days (Act).',
      'coming',
    ],
    [
      'by a day, past',
      byDay,
      undefined,
      'Removal: in force, its term ended on 1 Apr 2025, 600 days ago (Act).',
      'past',
    ],
    [
      'by a day, past and known',
      byDay,
      { presentSince: '2025-01-01', overdue: { since: 'date', days: 600 } },
      'Removal: overdue since the end of 1 Apr 2025, for 600 days (Act).',
      'overdue',
    ],
    [
      'by a day, came later',
      byDay,
      { presentSince: '2026-11-12', overdue: { since: 'presence', days: 10 } },
      'Removal: overdue since 12 Nov 2026, the first trace of it here, for 10 days; the term ended on 1 Apr 2025 (Act).',
      'overdue',
    ],
    [
      'by a day, its last day',
      { ...byDay, inEffect: false, days: 0 },
      { presentSince: '2025-01-01' },
      'Removal: due by the end of 1 Apr 2025, today (Act).',
      'coming',
    ],
    [
      'by a day, to come',
      { ...byDay, inEffect: false, days: -7 },
      undefined,
      'Removal: due by the end of 1 Apr 2025, in 7 days (Act).',
      'coming',
    ],
    [
      'money',
      { ...absence, kind: 'bars-money' },
      { presentSince: '2017-03-01' },
      'Use by government: in force since 1 Oct 2018, for 2 974 days (Act).',
      'past',
    ],
    [
      'report',
      { ...byDay, kind: 'asks-for-report', title: 'Plan' },
      undefined,
      'Plan: was due by the end of 1 Apr 2025, 600 days ago (Act).',
      'past',
    ],
    [
      'report after a trigger',
      {
        kind: 'asks-for-report',
        form: 'trigger',
        title: 'Report',
        regimeTitle: 'R',
        effective: null,
        days: null,
        inEffect: false,
        precision: 'none',
        date: '3 business days after identification',
      },
      undefined,
      'Report: 3 business days after identification; no fixed date (R).',
      'none',
    ],
    [
      'advice',
      {
        title: 'Replacement',
        regimeTitle: 'BSI',
        kind: 'advice',
        binding: 'advice',
        date: '2022-03-15',
        days: 1713,
      },
      { presentSince: '2020-01-01' },
      'Replacement: advised since 15 Mar 2022, for 1 713 days (BSI).',
      'advice',
    ],
    [
      'month in words: the doubt is said once',
      { ...absence, precision: 'month', date: 'spring 2022, date not verified', days: null },
      undefined,
      'Use by government: in force since spring 2022, date not verified (Act).',
      'past',
    ],
    [
      'month without words',
      { ...absence, precision: 'month', date: '2023-03', days: null },
      undefined,
      'Use by government: in force since Mar 2023, day not known (Act).',
      'past',
    ],
    [
      'context',
      { title: 'Announced', regimeTitle: 'R', kind: 'context', date: '2024-06-20', days: 885 },
      undefined,
      'Announced: 20 Jun 2024, 885 days ago (R).',
      'none',
    ],
  ])('%s', (_name, change, presence, sentence, urgency) => {
    const text = deadlineText({ ...updates, ...change }, presence);
    expect(text.sentence.replaceAll('\u00a0', ' ')).toBe(sentence);
    expect(text.urgency).toBe(urgency);
  });
});

it('says that an install date is no date of purchase', () => {
  expect(installedText('2024-08-03').replaceAll('\u00a0', ' ')).toBe(
    'This version was installed on 3 Aug 2024; that is not the date of purchase.',
  );
});

describe('instantText', () => {
  const newYork = 'America/New_York';
  it.each([
    ['winter in New York', '2026-11-22T00:00:00-05:00', newYork, '22 Nov 2026 00:00 EST'],
    ['summer in New York', '2024-07-20T00:00:00-04:00', newYork, '20 Jul 2024 00:00 EDT'],
    ['not New York in summer', '2024-07-20T00:00:00-05:00', newYork, '20 Jul 2024 00:00 UTC-05:00'],
    ['UTC', '2024-09-29T04:00:00Z', newYork, '29 Sep 2024 04:00 UTC'],
    [
      'another offset than that of the zone',
      '2024-09-29T06:00:00+02:00',
      newYork,
      '29 Sep 2024 06:00 UTC+02:00',
    ],
    ['Berlin in summer', '2024-09-29T06:00:00+02:00', 'Europe/Berlin', '29 Sep 2024 06:00 CEST'],
    ['Sydney in April', '2025-04-02T00:00:00+11:00', 'Australia/Sydney', '2 Apr 2025 00:00 AEDT'],
    [
      'a zone without an English name',
      '2025-04-02T00:00:00+09:00',
      'Asia/Tokyo',
      '2 Apr 2025 00:00 UTC+09:00',
    ],
    ['a zone that does not exist', '2025-04-02T00:00:00+09:00', 'Mars/Phobos', '2 Apr 2025 00:00 UTC+09:00'],
    ['a day', '2024-09-29', newYork, '29 Sep 2024'],
    ['a month', '2024-09', newYork, 'Sep 2024'],
    ['no date at all', 'yesterday', newYork, 'yesterday'],
    ['a month that does not exist', '2024-13-29T00:00:00Z', newYork, '2024-13-29T00:00:00Z'],
  ])('%s', (_name, instant, zone, expected) => {
    expect(instantText(instant, zone).replaceAll('\u00a0', ' ')).toBe(expected);
  });
});
