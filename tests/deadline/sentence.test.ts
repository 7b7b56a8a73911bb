import { describe, expect, test } from 'vitest';
import { installDateSentence } from '../../src/deadline/presence.ts';
import { deadlineSentence } from '../../src/deadline/sentence.ts';
import { judge, sentence } from './judge.ts';
import { type FindingSketch, makeFinding } from './make-finding.ts';

const today = '2026-11-22';
const supply = 'Supply of updates and of Kaspersky Security Network to U.S. persons';
const federal = 'Federal use of anything by Kaspersky';
const australia = 'All Kaspersky instances in Commonwealth entities';

const rows: [why: string, sketch: FindingSketch, audience: string, asOf: string, says: string][] = [
  ['supply, past', {}, 'us-person', today, `${supply} ended 29 Sep 2024 00:00 EDT, 784 days ago.`],
  ['supply, that day', {}, 'us-person', '2024-09-29T12:00Z', `${supply} ended 29 Sep 2024 00:00 EDT, today.`],
  [
    'supply, the day after',
    {},
    'us-person',
    '2024-09-30',
    `${supply} ended 29 Sep 2024 00:00 EDT, 1 day ago.`,
  ],
  ['supply, to come', {}, 'us-person', '2024-09-28', `${supply} ends 29 Sep 2024 00:00 EDT, in 1 day.`],
  [
    'absence, presence not known',
    {},
    'us-federal',
    today,
    `${federal}: in force since 1 Oct 2018, 2974 days.`,
  ],
  [
    'absence, there before',
    { installedAt: '2017-05-01' },
    'us-federal',
    today,
    `${federal}: overdue since 1 Oct 2018, 2974 days.`,
  ],
  [
    'absence, came later',
    { installedAt: '2026-11-12T10:00:00Z' },
    'us-federal',
    today,
    `${federal}: overdue since 12 Nov 2026, 10 days.`,
  ],
  [
    'absence, an empty clock',
    { installedAt: '1970-01-01T00:00:00Z' },
    'us-federal',
    today,
    `${federal}: in force since 1 Oct 2018, 2974 days.`,
  ],
  [
    'absence, a clock ahead',
    { installedAt: '2031-01-01' },
    'us-federal',
    today,
    `${federal}: in force since 1 Oct 2018, 2974 days.`,
  ],
  [
    'absence, no date at all',
    { installedAt: 'last spring' },
    'us-federal',
    today,
    `${federal}: in force since 1 Oct 2018, 2974 days.`,
  ],
  ['absence, to come', {}, 'us-federal-nss', '2018-09-30', `${federal}: in force from 1 Oct 2018, in 1 day.`],
  [
    'by, before',
    {},
    'au-commonwealth',
    '2025-03-30T00:00+11:00',
    `${australia}: due by the end of 1 Apr 2025, in 2 days.`,
  ],
  [
    'by, on the day',
    {},
    'au-commonwealth',
    '2025-04-01T23:59:59+11:00',
    `${australia}: due by the end of 1 Apr 2025, today.`,
  ],
  [
    'by, ended',
    {},
    'au-commonwealth',
    '2025-04-02T00:00+11:00',
    `${australia}: in force since 1 Apr 2025, 1 day.`,
  ],
  [
    'by, ended, there before',
    { installedAt: '2024-01-01' },
    'au-commonwealth',
    '2025-04-02T00:00+11:00',
    `${australia}: overdue since 1 Apr 2025, 1 day.`,
  ],
  [
    'advice',
    {},
    'de-advice',
    today,
    "Germany's BSI warns against Kaspersky anti-virus: advised since 15 Mar 2022, 1713 days.",
  ],
  [
    'advice, there before',
    { installedAt: '2020-01-01' },
    'de-advice',
    today,
    "Germany's BSI warns against Kaspersky anti-virus: advised since 15 Mar 2022, 1713 days.",
  ],
  [
    'money',
    {},
    'us-fcc-funded',
    today,
    'Kaspersky security products and services on the Covered List: in force since 25 Mar 2022, 1703 days.',
  ],
  [
    'a month',
    {},
    'ro-public',
    today,
    'Romanian public bodies disconnect or uninstall it: in force since about mid-March 2023 (day not known).',
  ],
  [
    'nothing',
    { class: 'vpn', capabilities: [] },
    'nl-central',
    today,
    'No deadline: the rules for nl-central (Dutch cabinet decision) do not reach this product, of class vpn.',
  ],
];

test.each(rows)('%s', (_why, sketch, audience, asOf, says) => {
  expect(sentence(sketch, audience, asOf)).toBe(says);
});

describe('deadlines that never govern', () => {
  const shown = (audience: string, phase: string): string => {
    const deadline = judge({ installedAt: '2016-01-01' }, audience, today).deadlines.find(
      (candidate) => candidate.phase === phase,
    );
    return deadline ? deadlineSentence(deadline, Date.parse('2026-11-22T05:00:00Z'), makeFinding()) : '';
  };
  test('history', () => {
    expect(shown('us-federal', 'remove')).toBe(
      'Agencies begin removal: 12 Dec 2017, 3267 days ago, history.',
    );
  });
  test('a trigger', () => {
    expect(shown('us-federal-contractor', 'three-day-report')).toBe(
      'Report of a covered article: 3 business days after identification or notification of a covered article provided to the Government; no fixed date.',
    );
  });
  test('context', () => {
    expect(shown('us-person', 'announced')).toBe('Final Determination announced: 20 Jun 2024, 885 days ago.');
  });
});

test('"overdue" is never said of advice, money or ended supply', () => {
  for (const audience of [
    'us-person',
    'us-fcc-funded',
    'de-advice',
    'eu-institutions',
    'uk-advice',
    'pl-advice',
  ]) {
    const sketch: FindingSketch = { class: 'consumer-protection', installedAt: '2010-01-01' };
    expect(sentence(sketch, audience, today)).not.toMatch(/overdue/i);
  }
});

test('the line on an install date', () => {
  const asOf = Date.parse('2026-11-22T05:00:00Z');
  expect(installDateSentence(makeFinding({ installedAt: '2024-08-03' }), 'America/New_York', asOf)).toBe(
    'This version was installed on 3 Aug 2024; that is not the date of purchase.',
  );
  expect(installDateSentence(makeFinding(), 'America/New_York', asOf)).toBeUndefined();
});
