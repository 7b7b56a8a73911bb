import { describe, expect, test } from 'vitest';
import { parseRuleFile } from '../../src/rules/parse.ts';
import { broken, productText, regimeText } from './product-text.ts';

/** A fault as one line: `line:column path | found | expected`. */
function faultsOf(text: string): string[] {
  return parseRuleFile(text, 'rules.yaml').faults.map(
    ({ line, column, path, found, expected }) => `${line}:${column} ${path} | ${found} | ${expected}`,
  );
}

function product(part: string, by: string): string {
  return broken(productText, part, by);
}

const noAlias = 'no aliases: a rule file writes every value out';
const noAnchor = 'no anchors: a rule file writes every value out';
const kinds = 'product:, protection:, hazard:, alternative:, regime:, audience: or pack:';
const operators = 'equals, oneOf, prefix, suffix, word, glob, range, exists';

describe('broken YAML', () => {
  test.each<[name: string, text: string, faults: string[]]>([
    [
      'a tab as indentation',
      product('    kind: software', '\tkind: software'),
      ['8:1  | a tab as indentation | spaces'],
    ],
    [
      'tabs on three lines are one fault',
      productText.replaceAll('    ', '\t'),
      ['8:1  | a tab as indentation (on 4 lines) | spaces'],
    ],
    ['a tab inside a flow mapping', 'hazard: {\n\ta: 1}\n', ['2:1  | a tab as indentation | spaces']],
    [
      'the same key twice',
      product('vendor: Example Lab', 'vendor: Example Lab\nvendor: Other'),
      ['4:1 vendor | the key "vendor" a second time (first on line 3) | each key once'],
    ],
    [
      'an alias that refers to itself',
      'hazard: &loop\n  - *loop\ntitle: T\ntext: T\nsource: https://example.org\n',
      [
        `1:9  | the anchor &loop | ${noAnchor}`,
        '2:3 hazard | a list of 1 entry | text',
        `2:5  | the alias *loop | ${noAlias}`,
      ],
    ],
    [
      'a merge key',
      product('vendor: Example Lab', 'vendor: Example Lab\n<<: { about: x }'),
      ['4:1 ["<<"] | the merge key "<<" | no merge keys: a rule file writes every value out'],
    ],
    [
      'a tag',
      product('name: Example', 'name: !!binary aGk='),
      ['2:7  | the tag !!binary | no tags: text that could be read as a number stands in quotes'],
    ],
    [
      'a directive',
      `%TAG ! tag:x\n---\n${productText}`,
      ['1:1  | the directive %TAG ! tag:x | no directives'],
    ],
    [
      'a key that is a number',
      product('vendor: Example Lab', 'vendor: Example Lab\n12: x'),
      ['4:1  | the key 12, which is no text | text as key: in quotes, "12"'],
    ],
    [
      'a key that is a list',
      product('vendor: Example Lab', 'vendor: Example Lab\n? [a]\n: x'),
      ['4:3  | a list as key | text as key'],
    ],
    [
      'the key __proto__',
      product('vendor: Example Lab', 'vendor: Example Lab\n__proto__: { about: x }'),
      ['4:1 __proto__ | the key "__proto__" | another key'],
    ],
    [
      'lists 21 deep',
      `hazard: ${'['.repeat(21)}${']'.repeat(21)}\n`,
      ['1:29  | mappings or lists nested more than 20 deep | the shape that docs/rules.md shows'],
    ],
    [
      'list signs 21 deep on one line',
      `hazard:\n  ${'- '.repeat(21)}x\n`,
      ['2:43  | mappings or lists nested more than 20 deep | the shape that docs/rules.md shows'],
    ],
    [
      'lines 21 deep',
      Array.from({ length: 22 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n'),
      ['21:21  | mappings or lists nested more than 20 deep | the shape that docs/rules.md shows'],
    ],
    [
      'lists and mappings by turns, 30 deep on 15 lines',
      `${Array.from({ length: 15 }, (_, depth) => `${' '.repeat(depth * 2)}- a:`).join('\n')} x\n`,
      [
        `1:1  | a list | a mapping with one of ${kinds}`,
        `11:21 ${'[0].a'.repeat(10)} | mappings or lists nested more than 20 deep | the shape that docs/rules.md shows`,
      ],
    ],
    [
      'a NUL character',
      product('name: Example', 'name: Exa\0mple'),
      [
        '2:10  | a NUL character \\u{0} | text; in double quotes such a character can be written as an escape',
      ],
    ],
    [
      'a terminal escape',
      product('name: Example', 'name: \u001b[2J'),
      [
        '2:7  | the control character \\u{1b} | text; in double quotes such a character can be written as an escape',
      ],
    ],
    [
      'an open quote',
      product('name: Example', 'name: "Example'),
      ['2:7  | a " that opens a text which nothing closes | a closing "'],
    ],
    [
      'a backslash in double quotes',
      product('name: Example', 'name: "C:\\Kaspersky"'),
      [
        '2:10  | \\K in double quotes | single quotes, in which a backslash is a backslash, or \\\\ for each backslash',
      ],
    ],
    [
      'a backslash in double quotes that happens to be an escape',
      product('name: Example', 'name: "C:\\Program Files"'),
      [
        '2:7 name | an escape in double quotes that stands for \\u{2029} | single quotes, in which a backslash is a backslash, or \\\\ for each backslash',
      ],
    ],
    [
      'a second colon',
      product('name: Example', 'name: Example: the product'),
      [
        '2:7  | a second ": " in one value: "Example: the product" | text that holds ": " to stand in quotes, and keys of one mapping in one column',
      ],
    ],
    [
      'text that starts with @',
      product('name: Example', 'name: @example'),
      ['2:7  | "@example" | text that starts with @ to stand in quotes'],
    ],
    [
      'an open bracket',
      product('platforms: [linux]', 'platforms: [linux'),
      ['6:1  | "signatures:" before the closing ] | a closing ]'],
    ],
    [
      'one key out of its column',
      product('    proves: installed', '   proves: installed'),
      ['10:1  | "proves: installed" in the column of a list, without "- " | the column of its neighbours'],
    ],
    [
      'a text that does not end',
      `hazard: "${'a\n'.repeat(6000)}`,
      ['1:9  | a text of 12001 characters | texts of at most 10000 characters (is a closing quote missing?)'],
    ],
  ])('%s', (_, text, faults) => {
    expect(faultsOf(text)).toEqual(faults);
  });
});

describe('documents that are none', () => {
  test.each<[name: string, text: string, faults: string[]]>([
    ['an empty file', '', [`1:1  | an empty file | a document that starts with one of ${kinds}`]],
    ['comments only', '# nothing\n', [`1:1  | an empty file | a document that starts with one of ${kinds}`]],
    ['a list', '- product\n', [`1:1  | a list | a mapping with one of ${kinds}`]],
    ['a bare word', 'product\n', [`1:1  | a bare value | a mapping with one of ${kinds}`]],
    [
      'an empty second document',
      `${productText}---\n`,
      [`16:1  | an empty document | a mapping with one of ${kinds}`],
    ],
    [
      'a mistyped first key',
      product('product: example', 'produkt: example'),
      ['1:1  | a document whose nearest key is "produkt" | product as its first key'],
    ],
    [
      'no first key',
      product('product: example\n', ''),
      [
        '1:1  | a document with the keys "name", "vendor", "class" | exactly one of product, protection, hazard, alternative, regime, audience, pack among its keys',
      ],
    ],
    [
      'two first keys',
      product('vendor: Example Lab', 'vendor: Example Lab\nhazard: example'),
      [
        '4:1 hazard | the key "hazard" in a document that is a product already | one thing a document, divided by a line with ---',
      ],
    ],
  ])('%s', (_, text, faults) => {
    expect(faultsOf(text)).toEqual(faults);
  });
});

describe('broken contents', () => {
  test.each<[name: string, text: string, faults: string[]]>([
    [
      'a mistyped key is unknown, and the right one missing',
      product('vendor:', 'vendr:'),
      [
        '1:1 vendor | no such key | the key "vendor" with text',
        '3:1 vendr | the unknown key "vendr" | vendor (nearest to it)',
      ],
    ],
    [
      'an unknown key without a near one',
      product('vendor: Example Lab', 'vendor: Example Lab\nxyzzy: 1'),
      [
        '4:1 xyzzy | the unknown key "xyzzy" | one of capabilities, role, about, doubt, reads, encryption or source',
      ],
    ],
    [
      'a missing source',
      product('    source: https://example.org/a\n', ''),
      [
        '7:5 signatures[0].source | no such key | the key "source" with text or a list of text (where this is known from: address, or repository and path; one or several)',
      ],
    ],
    ['a key without value', product('name: Example', 'name:'), ['2:1 name | nothing after the key | text']],
    [
      'an empty text',
      product('name: Example', 'name: ""'),
      ['2:7 name | an empty text | at least 1 character'],
    ],
    [
      'a text that is too long',
      product('name: Example', `name: ${'x'.repeat(121)}`),
      ['2:7 name | 121 characters | at most 120 characters'],
    ],
    [
      'null for text',
      product('name: Example', 'name: ~'),
      ['2:7 name | ~ | text: to be text it must stand in quotes, "~"'],
    ],
    [
      'a version that YAML reads as a number',
      'pack: p\nname: P\nversion: 2026.10\ndate: 2026-11-22\n',
      ['3:10 version | the number 2026.10 | text: to be text it must stand in quotes, "2026.10"'],
    ],
    [
      'a hexadecimal name',
      product('{ name: exav }', '{ name: { equals: 0x1F } }'),
      [
        '9:29 signatures[0].when.name.equals | the number 0x1F | text or a list of text: to be text it must stand in quotes, "0x1F"',
      ],
    ],
    [
      'an id in capitals',
      product('id: package', 'id: Package_1'),
      ['7:9 signatures[0].id | "Package_1" | lower-case letters, digits and single hyphens'],
    ],
    [
      'a word beside the allowed ones',
      product('class: endpoint-protection', 'class: endpoint-protecton'),
      ['4:8 class | "endpoint-protecton" | endpoint-protection (nearest of the 35 words allowed here)'],
    ],
    [
      'a word of a short list',
      product('proves: installed', 'proves: it'),
      ['10:13 signatures[0].proves | "it" | one of installed, presence, nothing, sign or note'],
    ],
    [
      'a kind that does not exist',
      product('kind: software', 'kind: sofware'),
      ['8:11 signatures[0].kind | "sofware" | software (nearest of the 10 words allowed here)'],
    ],
    [
      'a list for a mapping',
      product('{ name: exav }', '[name, exav]'),
      ['9:11 signatures[0].when | a list of 2 entries | a mapping'],
    ],
    [
      'no test',
      product('{ name: exav }', '{}'),
      ['9:11 signatures[0].when | an empty mapping | at least one field'],
    ],
    [
      'a mistyped field',
      product('{ name: exav }', '{ nme: exav }'),
      [
        '9:13 signatures[0].when.nme | the key "nme" | name (nearest to it): a field of an item: name, displayName, version, publisher, signer, path, state, scope, origin, collector or attributes.<name>',
      ],
    ],
    [
      'two operators',
      product('{ name: exav }', '{ name: { prefix: ex, suffix: av } }'),
      [
        `9:19 signatures[0].when.name | a mapping with the keys prefix, suffix | exactly one operator of ${operators}`,
      ],
    ],
    [
      'no operator',
      product('{ name: exav }', '{ name: {} }'),
      [`9:19 signatures[0].when.name | an empty mapping | exactly one operator of ${operators}`],
    ],
    [
      'a mistyped operator is one fault',
      product('{ name: exav }', '{ name: { eqals: exav } }'),
      ['9:21 signatures[0].when.name.eqals | the unknown key "eqals" | equals (nearest to it)'],
    ],
    [
      'a regular expression',
      product('{ name: exav }', '{ name: { regex: "ex.*" } }'),
      [
        `9:21 signatures[0].when.name.regex | the unknown key "regex" | one of ${operators.replace(', exists', ' or exists')}`,
      ],
    ],
    [
      'a condition on both items',
      product('    proves', '    unless: [{ same: { name: a }, host: { when: { name: b } } }]\n    proves'),
      ['10:14 signatures[0].unless[0] | a mapping with the keys same, host | exactly one of same, host'],
    ],
    [
      'an owner that is no id',
      product('    proves', '    owners: ["*", All]\n    proves'),
      ['10:19 signatures[0].owners[1] | "All" | lower-case letters, digits and single hyphens'],
    ],
    [
      'a day that does not exist',
      broken(regimeText, '{ from: 2024-07-20T00:00:00-04:00', '{ from: 2024-02-30T00:00:00-05:00'),
      [
        '17:19 phases[0].when.from | "2024-02-30T00:00:00-05:00" | an instant that exists or a day, YYYY-MM-DD',
      ],
    ],
    [
      'a zone that does not exist',
      broken(regimeText, 'America/New_York', 'America/New_Yrok'),
      ['17:52 phases[0].when.zone | "America/New_Yrok" | an IANA time zone that exists'],
    ],
    [
      'a phase without from, by or trigger',
      broken(
        regimeText,
        'from: 2024-07-20T00:00:00-04:00, zone: America/New_York, precision: instant',
        'zone: UTC, precision: day',
      ),
      ['17:11 phases[0].when | a mapping with the keys zone, precision | also the keys from or by'],
    ],
    [
      'text that would turn the line around is shown, not sent',
      product('proves: installed', 'proves: "a\u202eb"'),
      ['10:13 signatures[0].proves | "a\\u{202e}b" | one of installed, presence, nothing, sign or note'],
    ],
    [
      'the same in a key',
      product('vendor: Example Lab', 'vendor: Example Lab\n"a\u202eb": x'),
      [
        '4:1 ["a\\u{202e}b"] | the unknown key "a\\u{202e}b" | one of capabilities, role, about, doubt, reads, encryption or source',
      ],
    ],
  ])('%s', (_, text, faults) => {
    expect(faultsOf(text)).toEqual(faults);
  });
});

test('every fault of a file is reported, in its order, and the good documents are kept', () => {
  const text = `hazard: One\ntitle: T\n---\n${productText}---\nhazard: two\n\ttext: x\n---\naudience: three\nname: &n N\nabout: *n\n`;
  const { documents, broken: rest, faults } = parseRuleFile(text, 'rules.yaml');
  expect(faults.map(({ line, column, path }) => `${line}:${column} ${path}`)).toEqual([
    '1:1 text',
    '1:1 source',
    '1:9 hazard',
    '21:1 ',
    '24:7 ',
    '25:8 ',
  ]);
  expect(documents.map(({ kind }) => kind)).toEqual(['product']);
  expect(rest).toEqual([
    { file: 'rules.yaml', kind: 'hazard', id: 'One' },
    { file: 'rules.yaml' },
    { file: 'rules.yaml', kind: 'audience', id: 'three' },
  ]);
});

test('a good file has documents with places and no fault', () => {
  const { documents, broken: rest, faults } = parseRuleFile(`\ufeff${regimeText}`, 'rules.yaml');
  expect([faults, rest]).toEqual([[], []]);
  expect(documents.map(({ kind }) => kind)).toEqual(['regime', 'audience']);
  const [regime, audience] = documents;
  expect(regime?.locate(['phases', 0, 'when', 'zone'])).toEqual({ line: 17, column: 52 });
  expect(regime?.locate(['phases', 0, 'when', 'zone'], 'key')).toEqual({ line: 17, column: 46 });
  // A default that the file does not hold stands where its mapping does.
  expect(regime?.locate(['phases', 0, 'reach'])).toEqual({ line: 13, column: 5 });
  expect(audience?.locate(['about'])).toEqual({ line: 26, column: 8 });
});

test('a file with more than 100 faults tells the first 100 and how many more', () => {
  const text = `${productText}${Array.from({ length: 150 }, (_, index) => `key-${index}: x`).join('\n')}\n`;
  const { faults } = parseRuleFile(text, 'rules.yaml');
  expect(faults).toHaveLength(101);
  expect(faults[100]).toMatchObject({ line: 115, found: '50 more faults after this line' });
});
