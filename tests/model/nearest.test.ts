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
    ['instaled-by', []],
  ])('%s', (word, expected) => {
    expect(nearest(word, words)).toEqual(expected);
  });

  it('takes a word for the mistyped beginning of a longer one only where nothing else is near', () => {
    expect(nearest('us-comerce', ['us-commerce-icts', 'us-dhs-bod-17-01', 'us-state-md'])).toEqual([
      'us-commerce-icts',
    ]);
    expect(nearest('us-comerce', ['us-commerce', 'us-commerce-icts'])).toEqual(['us-commerce']);
    expect(nearest('us-s', ['us-x-long-name'])).toEqual([]);
  });

  it('lists a short list where nothing is near', () => {
    expect(didYouMean('zzz', words)).toBe('known: active, installed, residue, never');
  });
});
