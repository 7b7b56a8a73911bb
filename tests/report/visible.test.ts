import { describe, expect, it } from 'vitest';
import { truncate, visible } from '../../src/model/visible.ts';

describe('visible', () => {
  it.each([
    ['plain text and umlauts stay', 'Schöne Grüße, Касперский 12', 'Schöne Grüße, Касперский 12'],
    ['a Windows path keeps its single backslashes', 'C:\\Program Files', 'C:\\Program Files'],
    ['colour sequence', '\x1b[31mred\x1b[0m', '\\u{1b}[31mred\\u{1b}[0m'],
    ['OSC 8 link', '\x1b]8;;https://x\x07y', '\\u{1b}]8;;https://x\\u{7}y'],
    ['eight-bit CSI', '\u009b2J', '\\u{9b}2J'],
    ['NUL, tab, CR, LF, DEL', 'a\0b\tc\rd\ne\x7f', 'a\\u{0}b\\u{9}c\\u{d}d\\u{a}e\\u{7f}'],
    ['right-to-left override', 'txt.\u202eexe', 'txt.\\u{202e}exe'],
    ['isolates and marks', '\u2066a\u2069\u200e\u200f', '\\u{2066}a\\u{2069}\\u{200e}\\u{200f}'],
    ['line and paragraph separator', 'a\u2028b\u2029', 'a\\u{2028}b\\u{2029}'],
    [
      'zero width, joiner, BOM, soft hyphen',
      'a\u200bb\u200d\ufeff\u00ad',
      'a\\u{200b}b\\u{200d}\\u{feff}\\u{ad}',
    ],
    ['tag characters', '\u{e0041}', '\\u{e0041}'],
    ['variation selectors', 'x\ufe0f\u{e0100}', 'x\\u{fe0f}\\u{e0100}'],
    ['Hangul filler', '\u3164', '\\u{3164}'],
    ['private use and non-characters', '\ue000\uffff\u{1ffff}', '\\u{e000}\\u{ffff}\\u{1ffff}'],
    ['lone surrogates', '\ud800x\udc00', '\\u{d800}x\\u{dc00}'],
    ['a pair is no lone surrogate', '\u{1f600}', '\u{1f600}'],
    ['a mark with nothing to sit on', '\u0301x', '\\u{301}x'],
    ['an accent on a letter stays', 'e\u0301', 'e\u0301'],
    [
      'the ninth mark on one letter',
      `a${'\u0301'.repeat(8)}\u0301\u0302`,
      `a${'\u0301'.repeat(8)}\\u{301}\\u{302}`,
    ],
  ])('%s', (_name, input, expected) => {
    expect(visible(input)).toBe(expected);
  });

  it('keeps line feeds where asked to, and nothing else', () => {
    expect(visible('a\r\nb\n\x1b\rc', { newlines: 'keep' })).toBe('a\nb\n\\u{1b}\\u{d}c');
  });
});

describe('truncate', () => {
  it.each([
    ['fits', 'abc', 3, 'abc'],
    ['cut', 'abcd', 3, 'ab…'],
    ['unknown scripts count two', '漢字', 4, '漢字'],
    ['cut before it would be too wide', '漢字漢', 5, '漢字…'],
    ['not inside a surrogate pair', '\u{1f600}\u{1f600}', 3, '\u{1f600}…'],
    ['no room for the ellipsis', 'abc', 0, ''],
  ])('%s', (_name, input, columns, expected) => {
    expect(truncate(input, columns)).toBe(expected);
  });

  it('takes another ellipsis', () => {
    expect(truncate('abcdef', 5, { ellipsis: '...' })).toBe('ab...');
  });
});
