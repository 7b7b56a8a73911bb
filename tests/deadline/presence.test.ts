import { expect, test } from 'vitest';
import type { Presence } from '../../src/model/deadline.ts';
import { judge } from './judge.ts';
import type { FindingSketch } from './make-finding.ts';

const today = '2026-11-22';
const there = '2017-05-01';
const rows: [why: string, sketch: FindingSketch, audience: string, asOf: string, expected: Presence][] = [
  ['not known', {}, 'us-federal', today, {}],
  ['an empty clock', { installedAt: '1970-01-01T00:00:00Z' }, 'us-federal', today, {}],
  ['zero of the FAT clock', { installedAt: '1980-01-01' }, 'us-federal', today, {}],
  ['a clock ahead', { installedAt: '2031-01-01' }, 'us-federal', today, {}],
  ['no date at all', { installedAt: 'last spring' }, 'us-federal', today, {}],
  ['a day that does not exist', { installedAt: '2025-02-30' }, 'us-federal', today, {}],
  ['control characters', { installedAt: '\x1b[31m2025-02-03' }, 'us-federal', today, {}],
  [
    'there before the date',
    { installedAt: there },
    'us-federal',
    today,
    { presentSince: there, overdue: { since: 'date', days: 2974 } },
  ],
  [
    'there on the date',
    { installedAt: '2018-10-01' },
    'us-federal',
    today,
    { presentSince: '2018-10-01', overdue: { since: 'date', days: 2974 } },
  ],
  [
    'there a day after it',
    { installedAt: '2018-10-02' },
    'us-federal',
    today,
    { presentSince: '2018-10-02', overdue: { since: 'presence', days: 2973 } },
  ],
  [
    'came ten days ago',
    { installedAt: '2026-11-12T10:00:00Z' },
    'us-federal',
    today,
    { presentSince: '2026-11-12', overdue: { since: 'presence', days: 10 } },
  ],
  [
    'came today',
    { installedAt: '2026-11-22T04:59:00.123-05:00' },
    'us-federal',
    '2026-11-22T06:00-05:00',
    { presentSince: '2026-11-22', overdue: { since: 'presence', days: 0 } },
  ],
  [
    'the day is that of the zone of the regime',
    { installedAt: '2026-11-12T03:00:00Z' },
    'us-federal',
    today,
    { presentSince: '2026-11-11', overdue: { since: 'presence', days: 11 } },
  ],
  [
    'before the phase takes effect',
    { installedAt: there },
    'us-federal-nss',
    '2018-09-30',
    { presentSince: there },
  ],
  [
    'on the last day of a term',
    { installedAt: there },
    'au-commonwealth',
    '2025-04-01T23:59:59+11:00',
    { presentSince: there },
  ],
  [
    'the day after a term',
    { installedAt: there },
    'au-commonwealth',
    '2025-04-02T00:00+11:00',
    { presentSince: there, overdue: { since: 'date', days: 1 } },
  ],
  [
    'a month has no days to count',
    { installedAt: there },
    'ro-public',
    today,
    { presentSince: there, overdue: { since: 'date', days: null } },
  ],
  [
    'a leftover, where the text asks for all instances',
    { installedAt: there, status: 'residue' },
    'au-commonwealth',
    '2025-04-03T00:00+11:00',
    { presentSince: there, overdue: { since: 'date', days: 2 } },
  ],
  ['no day is printed', { installedAt: there }, 'it-public', today, { presentSince: there }],
  ['… in the Netherlands', { installedAt: there }, 'nl-central', today, { presentSince: there }],
  ['not verified today', { installedAt: there }, 'ua-public', today, { presentSince: there }],
  ['a term of weak source', { installedAt: there }, 'lt-critical', today, { presentSince: there }],
  ['a day of listing that is not known', { installedAt: there }, 'us-tx', today, { presentSince: there }],
  [
    'a mobile device, not verified today',
    { installedAt: there, class: 'mobile-protection', platforms: ['android'] },
    'ca-government-mobile',
    today,
    { presentSince: there },
  ],
  [
    'a machine that may have no part in contract work',
    { installedAt: there },
    'us-federal-contractor',
    today,
    { presentSince: there },
  ],
  ['advice', { installedAt: there }, 'de-advice', today, { presentSince: there }],
  ['ended supply', { installedAt: there }, 'us-person', today, { presentSince: there }],
  ['barred money', { installedAt: there }, 'us-fcc-funded', today, { presentSince: there }],
  ['nothing governs', { installedAt: there, status: 'residue' }, 'us-person', today, { presentSince: there }],
];

test.each(rows)('%s', (_why, sketch, audience, asOf, expected) => {
  const { presentSince, overdue } = judge(sketch, audience, asOf).governing[0] ?? {};
  expect({
    ...(presentSince === undefined ? {} : { presentSince }),
    ...(overdue === undefined ? {} : { overdue }),
  }).toEqual(expected);
});

test('presence is told audience by audience', () => {
  const { governing } = judge({ installedAt: there }, 'us-person,us-federal', today);
  expect(governing.map(({ overdue }) => overdue?.days)).toEqual([undefined, 2974]);
});
