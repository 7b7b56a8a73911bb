import { describe, expect, it } from 'vitest';
import { wrap } from '../../src/report/layout.ts';
import { displayWidth, padEnd, padStart, shorten } from '../../src/report/width.ts';

describe('displayWidth', () => {
  it.each([
    ['ASCII', 'kesl', 4],
    ['umlauts', 'Größe', 5],
    ['Cyrillic', 'Касперский', 10],
    ['Han', '卡巴斯基', 8],
    ['kana and fullwidth', 'カＡ', 4],
    ['Hangul', '카스퍼스키', 10],
    ['halfwidth kana', 'ｶｽﾍﾟﾙ', 5],
    ['emoji', '🛡', 1],
    ['emoji with its own presentation', '😀', 2],
    ['a flag is two indicators', '🇩🇪', 2],
    ['accents of their own', 'e\u0301a\u0308', 2],
    ['our own signs', '●◐○─…·', 6],
    ['rare Han', '\u{20000}', 2],
  ])('%s', (_name, text, expected) => {
    expect(displayWidth(text)).toBe(expected);
  });

  it('pads and shortens by columns', () => {
    expect(padEnd('漢', 4)).toBe('漢  ');
    expect(padStart('漢', 4)).toBe('  漢');
    expect(shorten('漢字漢字', 5)).toBe('漢字…');
    expect(shorten('漢字漢字', 4)).toBe('漢…');
    expect(shorten('abc', 3)).toBe('abc');
    expect(shorten('abcdef', 5, '...')).toBe('ab...');
  });
});

describe('wrap', () => {
  it.each([
    ['at spaces', 'one two three', 7, ['one two', 'three']],
    ['nothing', '', 7, ['']],
    ['exactly', 'one two', 7, ['one two']],
    ['a long word', 'a abcdefghij b', 4, ['a', 'abcd', 'efgh', 'ij b']],
    ['wide letters', '漢字漢字', 3, ['漢', '字', '漢', '字']],
    ['an accent stays with its letter', 'abe\u0301f', 3, ['abe\u0301', 'f']],
    ['not at a no-break space', 'a 1\u00a0812 b', 6, ['a', '1\u00a0812', 'b']],
  ])('%s', (_name, text, columns, expected) => {
    expect(wrap(text, columns)).toEqual(expected);
  });
});
