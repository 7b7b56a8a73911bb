import { describe, expect, it } from 'vitest';
import { fleetOf, line, type Told } from './fleet-of.ts';

const a = { name: 'A', id: '1', day: 20 } as const;
const until = '2026-12-31';

interface Outcome {
  readonly hosts: readonly string[];
  readonly failing: number;
  readonly open: number;
}

/** What becomes of reports, with `--fail-on active`. */
function outcome(reports: readonly Told[]): Outcome {
  const { rolled, rows } = fleetOf(reports, undefined, 'active');
  return { hosts: rows.map(line), failing: rolled.failing, open: rolled.open };
}

/** The outcomes in both orders, with different digests that change nothing else. */
function outcomes(reports: readonly Told[]): Outcome[] {
  return Array.from({ length: 8 }, (_, number) => {
    const told = reports.map((each, index): Told => ({ ...each, os: `${(number + index * 3) % 8}` }));
    return outcome(number % 2 === 0 ? told : told.toReversed());
  });
}

describe('reports of one instant', () => {
  it.each<readonly [string, readonly Told[], Outcome]>([
    [
      'accepted in one of them: not accepted',
      [
        { ...a, found: ['kes!'] },
        { ...a, found: ['kes!'], accepted: until },
      ],
      { hosts: ['A affected kes:active'], failing: 1, open: 0 },
    ],
    [
      'accepted in both',
      [
        { ...a, found: ['kes!'], accepted: '2026-12-01' },
        { ...a, found: ['kes!'], accepted: until },
      ],
      { hosts: ['A affected kes:active'], failing: 0, open: 0 },
    ],
    [
      'active in one, installed in the other: active',
      [
        { ...a, found: ['kes!'] },
        { ...a, found: ['kes'] },
      ],
      { hosts: ['A affected kes:active'], failing: 1, open: 0 },
    ],
    [
      'active by a table that names the host, installed by its other name, beside a scan',
      [
        { name: 'PC1', id: '1', day: 19 },
        { name: 'PC1', how: 'inventory', day: 20, found: ['kes!'] },
        { name: 'pc1.corp.example', how: 'inventory', day: 20, found: ['kes'] },
      ],
      { hosts: ['pc1.corp.example affected kes:active(new)'], failing: 1, open: 0 },
    ],
    [
      'a gap that could hide more beside one that could hide less: more',
      [
        { ...a, how: 'gap' },
        { ...a, how: 'gap', hides: 'active' },
      ],
      { hosts: ['A incomplete'], failing: 0, open: 1 },
    ],
    [
      'sources left out beside a gap that could hide less: anything',
      [
        { ...a, how: 'gap' },
        { ...a, how: 'part' },
      ],
      { hosts: ['A incomplete'], failing: 0, open: 1 },
    ],
    [
      'a complete scan leaves nothing open',
      [
        { ...a, how: 'gap', hides: 'active' },
        { ...a, how: 'scan' },
      ],
      { hosts: ['A clean'], failing: 0, open: 0 },
    ],
    [
      'a later one alone counts where it is later',
      [
        { ...a, found: ['kes!'] },
        { ...a, day: 21, found: ['kes'] },
      ],
      { hosts: ['A affected kes:installed'], failing: 0, open: 0 },
    ],
  ])('%s', (_, reports, expected) => {
    for (const each of outcomes(reports)) expect(each).toEqual(expected);
  });

  it('what one of them says must be settled must be', () => {
    const reports: readonly Told[] = [
      { ...a, found: ['kes'], readiness: 'yes', encryption: 'encrypted' },
      { ...a, found: ['kes'], readiness: 'no' },
    ];
    for (const told of [reports, reports.toReversed()])
      expect(fleetOf(told).rows).toMatchObject([
        { readiness: 'no', encryption: 'encrypted', products: [{ stops: ['protection', 'encryption'] }] },
      ]);
  });
});

describe('a gap that could hide less than --fail-on names', () => {
  const kes = { ...a, day: 10, found: ['kes!'] } as const;
  it.each<readonly [string, readonly Told[], Outcome]>([
    ['is all that is missing', [{ ...a, how: 'gap' }], { hosts: ['A incomplete'], failing: 0, open: 0 }],
    [
      'of a scan by other rules than those of the fleet',
      [{ ...a, how: 'gap', pack: 'own' }],
      { hosts: ['A incomplete'], failing: 0, open: 1 },
    ],
    [
      'of a scan that looks as the one that found what was cleared',
      [kes, { ...a, day: 12 }, { ...a, how: 'gap' }],
      { hosts: ['A incomplete kes:cleared'], failing: 0, open: 0 },
    ],
    [
      'of a scan by older rules than those that found what was cleared',
      [kes, { ...a, day: 12 }, { ...a, how: 'gap', rules: '2026.9.1' }],
      { hosts: ['A incomplete kes:cleared'], failing: 0, open: 1 },
    ],
    [
      'on one instance of an image, and of rules of its own on another',
      [
        { ...a, name: 'V-1', tags: ['image=gold'], how: 'gap' },
        { ...a, name: 'V-2', tags: ['image=gold'], how: 'gap', pack: 'own' },
      ],
      { hosts: ['gold incomplete 2/0/0'], failing: 0, open: 1 },
    ],
  ])('%s', (_, reports, expected) => {
    expect(outcome(reports)).toEqual(expected);
  });
});
