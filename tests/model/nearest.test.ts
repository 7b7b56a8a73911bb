import { describe, expect, it } from 'vitest';
import { didYouMean, nearest } from '../../src/model/nearest.ts';

describe('nearest', () => {
  const words = ['active', 'installed', 'residue', 'never'];
  it.each([
    ['activ', ['active']],
    ['isntalled', ['installed']],
    ['RESIDUE', ['residue']],
    ['zzz', []],
    ['inst', ['installed']],
  ])('%s', (word, expected) => {
    expect(nearest(word, words)).toEqual(expected);
  });

  it('lists a short list where nothing is near', () => {
    expect(didYouMean('zzz', words)).toBe('known: active, installed, residue, never');
  });
});
