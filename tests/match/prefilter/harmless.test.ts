import { describe, expect, it } from 'vitest';
import { firstUnfolded, Harmless, harmlessRanges } from '../../../src/match/prefilter/harmless.ts';
import { fold } from '../../../src/model/fold.ts';
import { fc } from '../../support/property.ts';

const points = harmlessRanges.flatMap((ranges) =>
  ranges.flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, index) => first + index)),
);
const charOf = (point: number): string => String.fromCodePoint(point);
const length = (harmless: Harmless, text: string): number => harmless.length(Buffer.from(`${text}\n`), 0);

describe('harmless characters', () => {
  it('fold into their own range and never into ASCII, each of them', () => {
    const wrong = harmlessRanges.flatMap((ranges) => {
      const isIn = (char: string): boolean => {
        const point = char.codePointAt(0) ?? 0;
        return ranges.some(([first, last]) => point >= first && point <= last);
      };
      return ranges
        .flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, index) => first + index))
        .filter((point) => {
          const folded = fold(charOf(point));
          return folded === '' || ![...folded].every(isIn) || /[\p{M}\p{Cf}\s]/u.test(charOf(point));
        });
    });
    expect(wrong).toEqual([]);
  });

  it('stay as they are from a point on', () => {
    expect(points.filter((point) => point >= firstUnfolded && fold(charOf(point)) !== charOf(point))).toEqual(
      [],
    );
  });

  it('leave the ASCII beside them as it stands, but for its case', () => {
    const ascii = fc.string({ unit: fc.integer({ min: 0, max: 0x7f }).map(charOf), maxLength: 4 });
    const harmless = fc.constantFrom(...points).map(charOf);
    fc.assert(
      fc.property(fc.array(fc.oneof(ascii, harmless), { maxLength: 12 }), (parts) => {
        const text = parts.join('');
        const asciiOf = (whole: string): string => whole.replace(/[^\0-\x7f]+/g, '\u0101');
        expect(asciiOf(fold(text))).toBe(asciiOf(text).toLowerCase());
      }),
    );
  });

  it.each([
    ['soft hyphen', '\u00ad'],
    ['no-break space', '\u00a0'],
    ['micro sign, which folds to a Greek letter', '\u00b5'],
    ['sharp s', '\u00df'],
    ['dotted I', '\u0130'],
    ['dotless i', '\u0131'],
    ['long s', '\u017f'],
    ['Kelvin sign', '\u212a'],
    ['zero width joiner', '\u200d'],
    ['thin space', '\u2009'],
    ['ideographic space', '\u3000'],
    ['combining acute', '\u0301'],
    ['voiced sound mark', '\u3099'],
    ['ligature fi', '\ufb01'],
    ['full-width k', '\uff4b'],
    ['byte order mark', '\ufeff'],
    ['beyond the first plane', '\u{1f600}'],
  ])('are not: %s', (_name, char) => {
    expect(length(new Harmless(), char)).toBe(0);
  });

  it.each([
    ['cut character', [0xc3, 0x0a]],
    ['byte that begins nothing', [0xa9, 0x41]],
    ['surrogate', [0xed, 0xa0, 0x80]],
    ['longer than it needs to be', [0xc1, 0x81]],
    ['longer than it needs to be, in three', [0xe0, 0x80, 0xaf]],
  ])('are not: %s', (_name, bytes) => {
    expect(new Harmless().length(Uint8Array.from([...bytes, 0x0a]), 0)).toBe(0);
  });

  it('are as long as UTF-8 writes them', () => {
    expect(['é', '®', 'Ж', '™', '翻', '한', 'カ'].map((char) => length(new Harmless(), char))).toEqual([
      2, 2, 2, 3, 3, 3, 3,
    ]);
  });

  it('are none where a pattern stands for them, in either case', () => {
    const harmless = new Harmless(new Set([...'т卡'].map((char) => char.codePointAt(0) ?? 0)));
    expect(['т', 'Т', '卡'].map((char) => length(harmless, char))).toEqual([0, 0, 0]);
    expect(['ж', '巴'].map((char) => length(harmless, char))).toEqual([2, 3]);
  });
});
