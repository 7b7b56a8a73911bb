import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparatorsOf, versionKey } from '../../../src/export/sql/version-key.ts';
import { compareVersions } from '../../../src/model/version.ts';

const version = fc
  .array(
    fc.constantFrom(
      '0',
      '1',
      '2',
      '9',
      '10',
      '007',
      '99999999999999999999',
      'a',
      'rc',
      'B',
      '~',
      '.',
      '-',
      ':',
      'é',
    ),
    {
      maxLength: 6,
    },
  )
  .map((parts) => parts.join(''));

describe('a version as a text that sorts', () => {
  it.each([
    ['12.3', '%00212%0013#'],
    ['1.0~rc1', '%0011%000!$rc%0011#'],
    ['007', '%0017#'],
    ['', '#'],
  ])('%s', (text, key) => {
    expect(versionKey(text)).toBe(key);
  });

  it('sorts by code units as versions do', () => {
    fc.assert(
      fc.property(version, version, (a, b) => {
        const [x, y] = [versionKey(a), versionKey(b)];
        expect(x < y ? -1 : x > y ? 1 : 0).toBe(compareVersions(a, b));
      }),
      { seed: 7, numRuns: 3000 },
    );
  });

  it('splits a range into its comparators', () => {
    expect(comparatorsOf(' >=11.0  <12.4 3 ')).toEqual([
      { operator: '>=', bound: '11.0' },
      { operator: '<', bound: '12.4' },
      { operator: '=', bound: '3' },
    ]);
  });
});
