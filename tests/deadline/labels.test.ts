import { expect, test } from 'vitest';
import { loadRegimes } from './load-regimes.ts';

/** Regimes whose timeline some audience can see: two dated phases or more, and one that can govern. */
const drawn = loadRegimes()
  .map(({ regime, phases }) => ({ regime, dated: phases.filter(({ when }) => !('trigger' in when)) }))
  .filter(({ dated }) => dated.length > 1 && dated.some(({ kind }) => kind !== 'context'));

test('there are such regimes', () => {
  expect(drawn.map(({ regime }) => regime)).toContain('us-commerce-icts');
  expect(drawn.length).toBeGreaterThan(5);
});

test.each(drawn)('$regime names each phase of its timeline in a few words, no two alike', ({ dated }) => {
  const labels = dated.map(({ label }) => label ?? '');
  expect(labels.filter((label) => label === '' || label.length > 18)).toEqual([]);
  expect(new Set(labels).size).toBe(labels.length);
});
