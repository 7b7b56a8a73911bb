import { describe, expect, it } from 'vitest';
import type { ProgressPoint } from '../../../src/fleet/view.ts';
import { fleetOf, type Told } from './fleet-of.ts';

/** `11-10 +found -cleared ^back ~reimaged | affected unknown doubted cleared hosts`, for the days on which something changes. */
function told(points: readonly ProgressPoint[]): string[] {
  const lines = points.map(
    ({ to, found, cleared, cameBack, reimaged, affected, unknown, doubted, clearedInAll, hosts }) =>
      `${to.slice(5)} +${found} -${cleared} ^${cameBack} ~${reimaged} | ${affected} ${unknown} ${doubted} ${clearedInAll} ${hosts}`,
  );
  const level = (line: string): string => line.split(' | ')[1] ?? '';
  return lines.filter(
    (line, index) =>
      !line.includes('+0 -0 ^0 ~0') || index === 0 || level(line) !== level(lines[index - 1] ?? ''),
  );
}

const a = { name: 'A', id: '1', hardware: 'hw-one-1' } as const;

const cases: readonly (readonly [string, readonly Told[], readonly string[]])[] = [
  [
    'found, cleared, come back',
    [
      { ...a, day: 10, found: ['kes'] },
      { ...a, day: 12 },
      { ...a, day: 15, found: ['kes'] },
    ],
    ['11-10 +1 -0 ^0 ~0 | 1 0 0 0 1', '11-12 +0 -1 ^0 ~0 | 0 0 0 1 1', '11-15 +0 -0 ^1 ~0 | 1 0 0 0 1'],
  ],
  [
    'two hosts; what is not proven stays affected',
    [
      { ...a, day: 10, found: ['kes'] },
      { ...a, day: 12, how: 'gap' },
      { name: 'B', id: '2', day: 11, found: ['kes'] },
      { name: 'B', id: '2', day: 13 },
    ],
    ['11-10 +1 -0 ^0 ~0 | 1 0 0 0 1', '11-11 +1 -0 ^0 ~0 | 2 0 0 0 2', '11-13 +0 -1 ^0 ~0 | 1 0 0 1 2'],
  ],
  [
    'not seen for 30 days: unknown, and affected again when it is seen again',
    [
      { ...a, day: -25, found: ['kes'] },
      { ...a, day: 20, found: ['kes'] },
    ],
    ['10-06 +1 -0 ^0 ~0 | 1 0 0 0 1', '11-05 +0 -0 ^0 ~0 | 0 1 0 0 1', '11-20 +0 -0 ^0 ~0 | 1 0 0 0 1'],
  ],
  [
    're-imaged with a finding: neither affected nor cleared',
    [
      { ...a, day: 10, found: ['kes'] },
      { ...a, id: '2', day: 14 },
    ],
    ['11-10 +1 -0 ^0 ~0 | 1 0 0 0 1', '11-14 +0 -0 ^0 ~1 | 0 0 0 0 1'],
  ],
  [
    'cleared, then a report that proves less, then proven once more: cleared once',
    [
      { ...a, day: 10, found: ['kes'] },
      { ...a, day: 12 },
      { ...a, day: 14, how: 'gap' },
      { ...a, day: 16 },
    ],
    [
      '11-10 +1 -0 ^0 ~0 | 1 0 0 0 1',
      '11-12 +0 -1 ^0 ~0 | 0 0 0 1 1',
      '11-14 +0 -0 ^0 ~0 | 0 0 1 0 1',
      '11-16 +0 -0 ^0 ~0 | 0 0 0 1 1',
    ],
  ],
  [
    'gone, but not by the rules of the fleet: no longer there, and not cleared',
    [
      { ...a, day: 10, found: ['kes'], pack: 'own' },
      { ...a, day: 12, pack: 'own' },
    ],
    ['11-10 +1 -0 ^0 ~0 | 1 0 0 0 1', '11-12 +0 -0 ^0 ~0 | 0 0 1 0 1'],
  ],
  [
    'cleared, doubted, and found again: came back',
    [
      { ...a, day: 10, found: ['kes'] },
      { ...a, day: 12 },
      { ...a, day: 14, how: 'cut' },
      { ...a, day: 16, found: ['kes'] },
    ],
    [
      '11-10 +1 -0 ^0 ~0 | 1 0 0 0 1',
      '11-12 +0 -1 ^0 ~0 | 0 0 0 1 1',
      '11-14 +0 -0 ^0 ~0 | 0 0 1 0 1',
      '11-16 +0 -0 ^1 ~0 | 1 0 0 0 1',
    ],
  ],
  [
    'cleared, and another product is found: found, and nothing came back',
    [
      { ...a, day: 10, found: ['kes'] },
      { ...a, day: 12 },
      { ...a, day: 15, found: ['vpn'] },
    ],
    ['11-10 +1 -0 ^0 ~0 | 1 0 0 0 1', '11-12 +0 -1 ^0 ~0 | 0 0 0 1 1', '11-15 +1 -0 ^0 ~0 | 1 0 0 0 1'],
  ],
  [
    'cleared, and the same product is found beside another: came back',
    [
      { ...a, day: 10, found: ['kes'] },
      { ...a, day: 12 },
      { ...a, day: 15, found: ['aaa', 'kes', 'vpn'] },
    ],
    ['11-10 +1 -0 ^0 ~0 | 1 0 0 0 1', '11-12 +0 -1 ^0 ~0 | 0 0 0 1 1', '11-15 +0 -0 ^1 ~0 | 1 0 0 0 1'],
  ],
  ['no report says when', [{ ...a, day: null, found: ['kes'] }], []],
];

describe('progress of a fleet', () => {
  it.each(cases)('%s', (_, reports, expected) => {
    expect(told(fleetOf(reports).rolled.progress)).toEqual(expected);
  });

  it('ends with the numbers of today', () => {
    const { rolled } = fleetOf([
      { ...a, day: 10, found: ['kes'] },
      { name: 'B', id: '2', day: 1, found: ['kes'] },
      { name: 'B', id: '2', day: 3 },
      { name: 'C', id: '3', day: -20, found: ['kes'] },
      { name: 'D', id: '4', day: 20 },
      { name: 'E', id: '5', day: 1, found: ['kes'] },
      { name: 'E', id: '5', day: 3 },
      { name: 'E', id: '5', day: 5, how: 'part' },
    ]);
    const { affected, unproven, unknown, incomplete, cleared } = rolled.totals.byState;
    expect(rolled.progress.at(-1)).toMatchObject({
      to: '2026-11-22',
      affected: affected + unproven,
      unknown,
      doubted: incomplete,
      clearedInAll: cleared,
      hosts: rolled.totals.hosts,
    });
    expect([affected, unknown, incomplete, cleared]).toEqual([1, 1, 1, 1]);
  });

  it('years are weeks, and never more than 120 points', () => {
    const { rolled } = fleetOf([
      { ...a, day: -2_000, found: ['kes'] },
      { ...a, day: 20 },
    ]);
    expect(rolled.progress.length).toBeLessThanOrEqual(120);
    expect(rolled.progress.at(-1)).toMatchObject({ to: '2026-11-22', cleared: 1 });
    expect(rolled.progress.reduce((sum, { found }) => sum + found, 0)).toBe(1);
  });
});
