import { describe, expect, test } from 'vitest';
import { globMatches } from '../../src/match/glob.ts';
import { BackwardIndex, ForwardIndex, InsideIndex } from '../../src/match/literal-index.ts';
import { Candidates, PostingsBuilder } from '../../src/match/postings.ts';
import { eachWord, wordText } from '../../src/match/words.ts';
import { fc } from '../support/property.ts';

/** Entry n stands under literal n. */
function builderOf(literals: readonly string[], whole = false): PostingsBuilder {
  const builder = new PostingsBuilder();
  literals.forEach((literal, entry) => {
    builder.add(literal, entry, whole);
  });
  return builder;
}

/** The literals that were found, in the order of the list. */
function found(literals: readonly string[], find: (candidates: Candidates) => void): string[] {
  const candidates = new Candidates(literals.length);
  candidates.clear();
  find(candidates);
  const entries = new Set(candidates.list.slice(0, candidates.count));
  return literals.filter((_, entry) => entries.has(entry));
}

/** Two letters make literals begin, end and nest in each other; many letters make nodes with many children. */
const narrow = fc
  .array(fc.constantFrom('a', 'b'), { minLength: 1, maxLength: 6 })
  .map((parts) => parts.join(''));
const wide = fc
  .array(fc.constantFrom(...'abcdefghijklmnopqrstuvwxyzäöüжé0123456789'), { minLength: 1, maxLength: 3 })
  .map((parts) => parts.join(''));

describe.each([
  ['two letters', narrow],
  ['many letters', wide],
])('literals of %s', (_name, literal) => {
  const literals = fc.uniqueArray(literal, { minLength: 1, maxLength: 60, size: 'max' });
  const text = fc.array(literal, { maxLength: 6 }).map((parts) => parts.join(''));

  test('at the beginning', () => {
    fc.assert(
      fc.property(literals, text, (list, row) => {
        const index = new ForwardIndex(builderOf(list));
        expect(found(list, (into) => index.find(row, 0, row.length, into))).toEqual(
          list.filter((each) => row.startsWith(each)),
        );
      }),
      { numRuns: 300 },
    );
  });

  test('that are the whole', () => {
    fc.assert(
      fc.property(literals, text, fc.nat(3), fc.nat(3), (list, row, start, cut) => {
        const end = Math.max(start, row.length - cut);
        const index = new ForwardIndex(builderOf(list, true));
        expect(found(list, (into) => index.find(row, start, end, into))).toEqual(
          list.filter((each) => row.slice(start, end) === each),
        );
      }),
      { numRuns: 300 },
    );
  });

  test('at the end', () => {
    fc.assert(
      fc.property(literals, text, (list, row) => {
        const index = new BackwardIndex(builderOf(list));
        expect(found(list, (into) => index.find(row, into))).toEqual(
          list.filter((each) => row.endsWith(each)),
        );
      }),
      { numRuns: 300 },
    );
  });

  test('anywhere', () => {
    fc.assert(
      fc.property(literals, text, (list, row) => {
        const index = new InsideIndex(builderOf(list));
        expect(found(list, (into) => index.find(row, into))).toEqual(
          list.filter((each) => row.includes(each)),
        );
      }),
      { numRuns: 300 },
    );
  });
});

test('literals inside that end each other are all found', () => {
  const list = ['she', 'he', 'hers', 'his', 'e'];
  const index = new InsideIndex(builderOf(list));
  expect(found(list, (into) => index.find('ushers', into))).toEqual(['she', 'he', 'hers', 'e']);
});

describe('words', () => {
  const cases: readonly [text: string, words: string][] = [
    ['', ''],
    [' - ', ''],
    ['kaspersky', ' kaspersky '],
    ['ao  kaspersky-lab, 2024', ' ao kaspersky lab 2024 '],
    ['лаборатория "касперского"', ' лаборатория касперского '],
    ['a𝒦b 𝒦😀c', ' a𝒦b 𝒦 c '],
    ['lone \ud835 surrogate\ud835', ' lone surrogate '],
  ];
  test.each(cases)('of %j', (text, expected) => {
    expect(wordText(text)).toBe(expected);
  });

  test('come with their bounds', () => {
    const bounds: string[] = [];
    eachWord('/opt/kl agent', (start, end) => bounds.push(`${start}-${end}`));
    expect(bounds).toEqual(['1-4', '5-7', '8-13']);
  });
});

test('a glob with many stars takes time by pattern times text, not more', () => {
  const pattern = `${'*a'.repeat(150)}*b`;
  const text = 'a'.repeat(4096);
  expect(globMatches(pattern, text)).toBe(false);
  // 1.2 million steps at the very most; a backtracking matcher would not come back.
});
