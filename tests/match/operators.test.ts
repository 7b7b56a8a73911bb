import { describe, expect, test } from 'vitest';
import type { Item } from '../../src/model/item.ts';
import type { When } from '../../src/model/signature.ts';
import { item, match, packOf, product, signature } from './make-pack.ts';

function matches(when: When, row: Item): boolean {
  const pack = packOf([
    product({ product: 'p', signatures: [signature({ id: 's', kind: row.kind, when })] }),
  ]);
  return match(pack, [row]).findings.length === 1;
}

const tests: readonly [name: string, field: string, test: When[string], text: string, expected: boolean][] = [
  ['plain string is equality', 'name', 'kesl', 'kesl', true],
  ['equality ignores case', 'name', 'kesl', 'KESL', true],
  ['equality is the whole field: longer', 'name', 'kesl', 'kesl-gui', false],
  ['equality is the whole field: shorter', 'name', 'kesl', 'kes', false],
  ['equality does not trim', 'name', 'kesl', 'kesl ', false],
  ['equality takes a star as a star', 'name', { equals: 'k*' }, 'kesl', false],
  ['equality with a star in the text', 'name', { equals: 'k*' }, 'K*', true],
  ['equality by list, last entry', 'name', { equals: ['klnagent', 'klnagent64'] }, 'klnagent64', true],
  ['equality by list, none', 'name', { equals: ['klnagent', 'klnagent64'] }, 'klnagent6', false],
  ['oneOf, literal entry', 'name', { oneOf: ['klif', 'KLIF.KES-*'] }, 'klif', true],
  ['oneOf, glob entry', 'name', { oneOf: ['klif', 'KLIF.KES-*'] }, 'klif.kes-21-9', true],
  ['oneOf, glob entry needs its prefix whole', 'name', { oneOf: ['klif', 'KLIF.KES-*'] }, 'klif.kes', false],
  ['oneOf, literal entry is whole', 'name', { oneOf: ['klif', 'KLIF.KES-*'] }, 'klifx', false],
  ['prefix', 'name', { prefix: 'kaspersky ' }, 'Kaspersky Endpoint Security', true],
  ['prefix equal to the field', 'name', { prefix: 'kesl' }, 'kesl', true],
  ['prefix not at the start', 'name', { prefix: 'kesl' }, 'my-kesl', false],
  ['prefix longer than the field', 'name', { prefix: 'kesl-gui' }, 'kesl', false],
  ['prefix by list where one begins the other', 'name', { prefix: ['kav', 'kav4'] }, 'kav4fs', true],
  ['suffix', 'name', { suffix: '.service' }, 'kesl.SERVICE', true],
  ['suffix not at the end', 'name', { suffix: '.service' }, 'kesl.service.d', false],
  ['suffix equal to the field', 'name', { suffix: 'kesl' }, 'kesl', true],
  ['word alone', 'publisher', { word: 'kaspersky' }, 'Kaspersky', true],
  ['word in the middle', 'publisher', { word: 'kaspersky' }, 'AO Kaspersky Lab', true],
  ['word between punctuation', 'publisher', { word: 'kaspersky' }, '<pkg@kaspersky.com>', true],
  ['word inside a longer word', 'publisher', { word: 'kaspersky' }, 'Kasperskyite Tools', false],
  ['word after a digit is part of it', 'publisher', { word: 'kaspersky' }, '1Kaspersky', false],
  ['word after an underscore stands alone', 'name', { word: 'kaspersky' }, 'my_kaspersky_tool', true],
  ['several words together', 'publisher', { word: 'kaspersky lab' }, 'AO Kaspersky  Lab, Moscow', true],
  ['several words, not together', 'publisher', { word: 'kaspersky lab' }, 'Kaspersky Security Lab', false],
  ['several words, last one longer', 'publisher', { word: 'kaspersky lab' }, 'Kaspersky Labs', false],
  ['several words, other order', 'publisher', { word: 'kaspersky lab' }, 'Lab Kaspersky', false],
  [
    'word, Cyrillic, with quotes',
    'publisher',
    { word: 'лаборатория касперского' },
    'АО "ЛАБОРАТОРИЯ КАСПЕРСКОГО"',
    true,
  ],
  ['word, supplementary plane letters', 'publisher', { word: '𝒦ab' }, 'x 𝒦ab y', true],
  ['word, supplementary plane letter continues it', 'publisher', { word: 'ab' }, 'x ab𝒦 y', false],
  ['word, supplementary plane letter before it', 'publisher', { word: 'ab' }, 'x 𝒦ab y', false],
  ['word without a word never holds', 'publisher', { word: '---' }, '---', false],
  ['glob, star at the end', 'name', { glob: 'avp.kes.*' }, 'AVP.KES.21.9', true],
  ['glob, star may be nothing', 'name', { glob: 'kesl*' }, 'kesl', true],
  ['glob, star at the start', 'name', { glob: '*.service' }, 'kesl.service', true],
  [
    'glob, star in the middle',
    'displayName',
    { glob: 'Kaspersky Security * for Windows Server*' },
    'Kaspersky Security 10.1.2 for Windows Server',
    true,
  ],
  [
    'glob, star in the middle, tail missing',
    'displayName',
    { glob: 'Kaspersky Security * for Windows Server' },
    'Kaspersky Security 10.1.2 for Windows',
    false,
  ],
  ['glob, prefix and suffix may not overlap', 'name', { glob: 'ab*ba' }, 'aba', false],
  ['glob, literal inside', 'name', { glob: '*spersk*' }, 'Kaspersky', true],
  ['glob, literal inside, absent', 'name', { glob: '*spersk*' }, 'Kasper sky', false],
  ['glob, two inside, in order', 'name', { glob: '*ab*cd*' }, 'xxabxxcdxx', true],
  ['glob, two inside, other order', 'name', { glob: '*ab*cd*' }, 'xxcdxxabxx', false],
  ['glob, question mark is one character', 'name', { glob: 'klnagent??' }, 'klnagent64', true],
  ['glob, question mark is not none', 'name', { glob: 'klnagent?' }, 'klnagent', false],
  ['glob, question mark takes a surrogate pair', 'name', { glob: 'a?b' }, 'a😀b', true],
  ['glob, two question marks do not split a pair', 'name', { glob: 'a??b' }, 'a😀b', false],
  ['glob, star matches a newline', 'name', { glob: 'a*b' }, 'a\nb', true],
  ['glob of stars alone is any text', 'name', { glob: '**' }, 'x', true],
  ['glob without wildcard is equality', 'name', { glob: 'kesl' }, 'kesl-gui', false],
  ['range, inside', 'version', { range: '>=11.0 <12.4' }, '12.3.0-1162', true],
  ['range, upper bound excluded', 'version', { range: '>=11.0 <12.4' }, '12.4', false],
  ['range, below', 'version', { range: '>=11.0 <12.4' }, '10.9.9', false],
  ['range, text that is no version', 'version', { range: '>=1' }, 'unknown', false],
  [
    'path: backslash equals slash',
    'path',
    { prefix: 'C:/Program Files (x86)/Kaspersky Lab/' },
    'c:\\program files (x86)\\KASPERSKY LAB\\klnagent.exe',
    true,
  ],
  [
    'path: rule with backslashes',
    'path',
    { glob: '*\\Kaspersky Lab\\*' },
    'C:/x/Kaspersky Lab/avp.exe',
    true,
  ],
  [
    'origin is folded as a path',
    'origin',
    { suffix: 'Uninstall\\KESL' },
    'HKLM/Software/Uninstall/kesl',
    true,
  ],
  ['name is not folded as a path', 'name', { equals: 'a/b' }, 'a\\b', false],
  ['exists', 'publisher', { exists: true }, 'x', true],
  ['exists, empty text', 'publisher', { exists: true }, '', false],
  ['exists: false, empty text', 'publisher', { exists: false }, '', true],
  ['exists: false, text', 'publisher', { exists: false }, 'x', false],
  ['attribute', 'attributes.start', 'auto', 'AUTO', true],
];

test.each(tests)('%s', (_name, field, operator, text, expected) => {
  const row = field.startsWith('attributes.')
    ? item({ name: 'row', attributes: { [field.slice(11)]: text } })
    : item({ name: 'row', [field]: text });
  expect(matches({ [field]: operator }, row)).toBe(expected);
});

describe('Unicode folding', () => {
  const pairs: readonly [name: string, rule: string, text: string, expected: boolean][] = [
    ['ß equals ss', 'Straße', 'STRASSE', true],
    ['final sigma', 'ΣΊΣΥΦΟΣ', 'σίσυφος', true],
    ['dotted capital I is i with a dot', 'i\u0307', 'İ', true],
    ['dotted capital I is no plain i', 'i', 'İ', false],
    ['no-break space', 'Kaspersky Lab', 'Kaspersky\u00a0Lab', true],
    ['ideographic space', 'Kaspersky Lab', 'Kaspersky\u3000Lab', true],
    ['zero-width space inside', 'kesl', 'ke\u200bsl', true],
    ['right-to-left mark', 'kesl', '\u200fkesl', true],
    ['soft hyphen', 'kesl', 'ke\u00adsl', true],
    ['combining mark composed', 'é', 'e\u0301', true],
    ['combining mark is not dropped', 'e', 'e\u0301', false],
    ['ligature', 'ﬁle', 'FILE', true],
    ['Cyrillic look-alike is another letter', 'kaspersky', 'kаspersky', false],
  ];
  test.each(pairs)('%s', (_name, rule, text, expected) => {
    expect(matches({ name: rule }, item({ name: text }))).toBe(expected);
  });

  test('a rule that folds to nothing matches nothing, not even an empty field', () => {
    expect(matches({ name: '\u200b' }, item({ name: '\u200b' }))).toBe(false);
    expect(matches({ name: { prefix: '\u200b' } }, item({ name: 'kesl' }))).toBe(false);
  });
});

describe('attributes', () => {
  const cases: readonly [
    name: string,
    test: When[string],
    attributes: Item['attributes'],
    expected: boolean,
  ][] = [
    ['true is true', true, { flag: true }, true],
    ['true is not false', true, { flag: false }, false],
    ['false is false', false, { flag: false }, true],
    ['false is not absent', false, {}, false],
    ['a word as CSV writes it', true, { flag: 'True' }, true],
    ['a number as text', '3', { flag: 3 }, true],
    ['false exists', { exists: true }, { flag: false }, true],
    ['absent', { exists: false }, undefined, true],
  ];
  test.each(cases)('%s', (_name, check, attributes, expected) => {
    const row = item({ name: 'row', ...(attributes && { attributes }) });
    expect(matches({ 'attributes.flag': check }, row)).toBe(expected);
  });

  test('names of inherited properties are no attributes', () => {
    const row = item({ name: 'row', attributes: {} });
    expect(matches({ 'attributes.constructor': { exists: true } }, row)).toBe(false);
  });
});

describe('fields', () => {
  test('name is tested against name only', () => {
    expect(matches({ name: 'kesl' }, item({ name: 'x', displayName: 'kesl' }))).toBe(false);
  });

  test('displayName is tested against displayName only', () => {
    expect(matches({ displayName: 'kesl' }, item({ name: 'kesl' }))).toBe(false);
  });

  test('every field must pass', () => {
    const when = { name: 'kesl', publisher: { word: 'kaspersky' } };
    expect(matches(when, item({ name: 'kesl', publisher: 'AO Kaspersky Lab' }))).toBe(true);
    expect(matches(when, item({ name: 'kesl', publisher: 'Debian' }))).toBe(false);
    expect(matches(when, item({ name: 'kesl' }))).toBe(false);
  });
});

describe('huge fields', () => {
  const huge = 'x'.repeat(5_000_000);

  test('both ends are still compared', () => {
    expect(matches({ path: { prefix: '/opt/' } }, item({ name: 'n', path: `/opt/${huge}` }))).toBe(true);
    expect(matches({ path: { suffix: '/kesl' } }, item({ name: 'n', path: `${huge}/kesl` }))).toBe(true);
  });

  test('cutting makes no text equal', () => {
    expect(matches({ name: { glob: 'x*x' } }, item({ name: huge }))).toBe(true);
    expect(matches({ name: 'x'.repeat(4096) }, item({ name: huge }))).toBe(false);
  });

  test('a pattern full of stars ends', () => {
    const glob = `${'*a'.repeat(140)}*b`;
    expect(matches({ name: { glob } }, item({ name: 'a'.repeat(100_000) }))).toBe(false);
  });
});

describe('a marker that this host has elsewhere', () => {
  const row: Item = {
    kind: 'marker',
    collector: 'windows-markers',
    name: 'KES',
    path: 'D:/Programme/Kaspersky Lab/KES',
    origin: 'D:/Programme/Kaspersky Lab/KES',
    platform: 'windows',
    attributes: { usualPath: 'C:\\Program Files\\Kaspersky Lab\\KES' },
  };

  test.each<[string, When['path'], boolean]>([
    ['equality', 'C:\\Program Files\\kaspersky lab\\KES', true],
    ['glob', { glob: 'C:\\Program Files\\Kaspersky Lab\\KE*' }, true],
    ['the place itself was not what led to it', 'D:\\Programme\\Kaspersky Lab\\KES', false],
  ])('%s', (_, path, expected) => {
    const pack = packOf([
      product({
        product: 'p',
        platforms: ['windows'],
        signatures: [signature({ id: 's', kind: 'marker', when: { path } })],
      }),
    ]);
    const { findings } = match(pack, [row]);
    expect(findings.length).toBe(expected ? 1 : 0);
    if (expected) expect(findings[0]?.evidence[0]?.item.path).toBe('D:/Programme/Kaspersky Lab/KES');
  });
});
