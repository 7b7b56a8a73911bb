import { describe, expect, it } from 'vitest';
import { compareVersions, inRange, isRange } from '../../src/model/version.ts';

describe('compareVersions', () => {
  it.each([
    ['12.3.0-1162', '12.3.0-1162', 0],
    ['12.10', '12.9', 1],
    ['11.4', '12', -1],
    ['12.3', '12.3.1', -1],
    ['1.0~rc1', '1.0', -1],
    ['12.3.0.493', '12.3.0-493', 0],
    ['99999999999999999999', '99999999999999999998', 1],
    ['1.0a', '1.0', 1],
    ['1.0a', '1.0.1', -1],
    ['', '0', -1],
  ] as const)('%s against %s is %i', (left, right, order) => {
    expect(compareVersions(left, right)).toBe(order);
    expect(compareVersions(right, left)).toBe(order === 0 ? 0 : -order);
  });
});

describe('ranges', () => {
  it.each([
    ['11.3', '>=11.0 <12.4', true],
    ['12.4', '>=11.0 <12.4', false],
    ['12.4', '=12.4', true],
    ['12.4', '12.4', true],
    ['', '>=1', false],
  ])('%s in %s: %s', (version, range, inside) => {
    expect(inRange(version, range)).toBe(inside);
  });

  it.each([
    ['>=11.0 <12.4', true],
    ['11', true],
    ['>= 11', false],
    ['=>11', false],
    ['new', false],
    ['', false],
  ])('"%s" is a range: %s', (range, good) => {
    expect(isRange(range)).toBe(good);
  });
});
