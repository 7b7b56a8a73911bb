import { describe, expect, test } from 'vitest';
import { parseRuleFile } from '../../src/rules/parse.ts';
import { fc } from '../support/property.ts';
import { productText, regimeText } from './product-text.ts';

const mebibyte = 1024 * 1024;

/** As many whole repetitions as fit into a file of the largest size, after `start` and before `end`. */
function fill(part: string, start = '', end = ''): string {
  return start + part.repeat(Math.floor((mebibyte - start.length - end.length) / part.length)) + end;
}

/** Nine lists that each hold nine times the list before: 9^9 entries if it were ever expanded. */
const billionLaughs = `a: &a [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n${[...'bcdefghi']
  .map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[index]}`).join(', ')}]`)
  .join('\n')}\n`;

const notDeep = 'mappings or lists nested more than 20 deep';
const longText = 'texts of at most 10000 characters (is a closing quote missing?)';

describe('files made to be expensive are refused quickly', () => {
  test.each<[name: string, text: string, fault: { line: number; column: number; found: string }]>([
    ['a billion laughs', billionLaughs, { line: 1, column: 4, found: 'the anchor &a' }],
    [
      'a third of a million aliases',
      fill('*a,', 'hazard: &a x\ntext: [', ']\n'),
      { line: 1, column: 9, found: 'the anchor &a' },
    ],
    [
      'a million aliases, over the size of a file',
      `hazard: &a x\ntext: [${'*a,'.repeat(1_000_000)}]\n`,
      { line: 1, column: 1, found: 'a file of 3000022 characters' },
    ],
    ['a mapping that holds itself', 'hazard: &a\n  b: *a\n', { line: 1, column: 9, found: 'the anchor &a' }],
    ['a million open brackets', fill('['), { line: 1, column: 21, found: notDeep }],
    ['a quarter of a million open mappings', fill('{a: '), { line: 1, column: 81, found: notDeep }],
    ['half a million list signs', fill('- '), { line: 1, column: 41, found: notDeep }],
    ['half a million question marks', fill('? '), { line: 1, column: 41, found: notDeep }],
    [
      'as many keys as fit, which a library compares each with each',
      `{${Array.from({ length: 90_000 }, (_, index) => `k${index}`).join(',')}}`,
      { line: 1, column: 1, found: 'a document with the keys "k0", "k1", "k2"' },
    ],
    [
      'forty thousand unknown keys',
      `{hazard: x, ${Array.from({ length: 40_000 }, (_, index) => `titel${index}`).join(',')}}`,
      { line: 1, column: 13, found: 'the unknown key "titel0"' },
    ],
    [
      'a quarter of a million documents',
      fill('---\n'),
      { line: 1001, column: 1, found: 'more than 1000 marks between documents' },
    ],
    [
      'half a million closing brackets',
      fill(']'),
      { line: 1, column: 200_001, found: 'more than 200000 words and signs in one file' },
    ],
    [
      'one text as large as the file',
      fill('a ', 'hazard: '),
      { line: 1, column: 9, found: `a text of ${mebibyte - 9} characters` },
    ],
    [
      'half a million bad escapes',
      fill('\\q', 'hazard: "', '"'),
      { line: 1, column: 9, found: `a text of ${mebibyte - 8} characters` },
    ],
  ])('%s', (_, text, fault) => {
    const { documents, faults } = parseRuleFile(text, 'bomb.yaml');
    // Expanding or comparing would take minutes; the bound is wide for slow machines.
    expect(documents).toEqual([]);
    expect(faults).toContainEqual(expect.objectContaining(fault));
    expect(faults.length).toBeLessThanOrEqual(101);
  });

  test('the expected words name the bound', () => {
    expect(parseRuleFile(fill('a ', 'hazard: '), 'f').faults[0]?.expected).toBe(longText);
  });
});

describe('any text', () => {
  const yamlish = fc.array(
    fc.constantFrom(
      ...'product:|hazard: x|regime: r|---|...|- |? |: |: a|[|]|{|}|,|&a|*a|<<: *a|!!str|!x|"|\'|\\q|#|%YAML 1.2|\n|\n  |\n\t| |\t|~|0x1F|1.5|.inf|true|key: value|__proto__: {}|constructor: 1|when: { name: { glob: "*" } }|signatures:|phases: [{ when: { from: 1 } }]|@|`|>-|\u2028|\u202e|\ud800|\0|\r|\r\n|\ufeff|😀'.split(
        '|',
      ),
      '|',
    ),
    { maxLength: 40 },
  );

  test.each<[name: string, texts: fc.Arbitrary<string>]>([
    ['made of any characters', fc.string({ unit: 'binary', maxLength: 300 })],
    ['made of pieces of YAML', yamlish.map((parts) => parts.join(''))],
    [
      'a good file with one piece put in somewhere',
      fc
        .tuple(yamlish, fc.nat(), fc.constantFrom(productText, regimeText))
        .map(
          ([parts, at, good]) =>
            good.slice(0, at % good.length) + parts.join('') + good.slice(at % good.length),
        ),
    ],
  ])('%s gives documents and faults, never an exception', (_, texts) => {
    fc.assert(
      fc.property(texts, (text) => {
        const { documents, broken, faults } = parseRuleFile(text, 'any.yaml');
        const lines = text.split('\n').length;
        for (const { line, column, path, found, expected } of faults) {
          expect(line).toBeGreaterThanOrEqual(1);
          expect(line).toBeLessThanOrEqual(lines);
          expect(column).toBeGreaterThanOrEqual(1);
          // Nothing of the file reaches a terminal as it is.
          expect(`${path}${found}${expected}`).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
        }
        expect(documents.length + broken.length).toBeGreaterThan(0);
        expect(faults.length === 0).toBe(broken.length === 0);
      }),
      { numRuns: 200 },
    );
  });
});
