import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { UsageError } from '../../src/errors.ts';
import type { RulePack } from '../../src/model/rule-pack.ts';
import { rulesList, rulesTable } from '../../src/rules/list.ts';
import { loadPacks } from '../../src/rules/load.ts';
import { rulesShow } from '../../src/rules/show.ts';
import { wrap } from '../../src/rules/wrap.ts';

const here = dirname(fileURLToPath(import.meta.url));
let pack: RulePack;
beforeAll(async () => {
  pack = await loadPacks({ paths: [join(here, 'fixtures', 'good')] });
});

describe('rules show', () => {
  test.each(['example-antivirus', 'example-parts', 'example-shield', 'keep-the-key', 'endpoint-protection'])(
    '%s reads as golden/%s.txt, in 80 columns',
    (id) => {
      const text = rulesShow(pack, id);
      expect(text).toBe(readFileSync(join(here, 'golden', `${id}.txt`), 'utf8'));
      for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
    },
  );

  test('one signature by the name that evidence gives it', () => {
    expect(rulesShow(pack, 'example-antivirus/folder')).toBe(
      [
        'signature example-antivirus/folder',
        'Example Antivirus',
        '',
        '  folder · proves that something of it is there · probable · linux',
        '    marker whose path is "/opt/exav"',
        '    source: https://example.org/folders',
        '',
      ].join('\n'),
    );
  });

  test.each([
    ['example-antivirs', 'did you mean example-antivirus?'],
    ['example-antivirus/foldr', 'did you mean example-antivirus/folder?'],
    ['example-antivirus/nothing-like-it', 'phaseout rules list shows the ids'],
    ['xyzzy', 'phaseout rules list shows the ids'],
    ['\u001b[2J', 'phaseout rules list shows the ids'],
  ])('unknown: %j', (id, hint) => {
    const show = (): string => rulesShow(pack, id);
    expect(show).toThrow(UsageError);
    expect(show).toThrow(expect.objectContaining({ hint, message: expect.not.stringContaining('\u001b') }));
  });

  test('no text of a pack moves the cursor', () => {
    const evil = '\u001b[2J\u202e\r\nx';
    const [product] = pack.products;
    if (!product) throw new Error('the fixture has a product');
    const hostile: RulePack = {
      ...pack,
      products: [
        {
          ...product,
          name: evil,
          vendor: evil,
          role: evil,
          about: evil,
          doubt: evil,
          source: evil,
          signatures: product.signatures.map((signature) => ({
            ...signature,
            when: { name: evil, 'attributes.a': { glob: [evil] } },
            unless: [{ same: { path: { range: evil } } }],
            note: { kind: 'staged', text: evil },
            why: evil,
            source: [evil],
          })),
          reads: product.reads.map((read) => ({ ...read, file: evil, meaning: evil, source: evil })),
          migration: {
            ...product.migration,
            summary: evil,
            steps: [{ text: evil, command: evil, source: evil }],
            verify: [evil],
            source: evil,
          },
        },
      ],
    };
    const text = rulesShow(hostile, 'example-antivirus') + rulesTable(rulesList(hostile));
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(text.split('\n').filter((line) => line.startsWith('x'))).toEqual([]);
    expect(text).toContain('\\u{1b}[2J\\u{202e}\\u{d}\\u{a}x');
  });
});

describe('rules list', () => {
  test('products by id, with what a table and JSON need', () => {
    expect(rulesList(pack)).toEqual([
      {
        kind: 'product',
        id: 'example-antivirus',
        name: 'Example Antivirus',
        vendor: 'Example Lab',
        class: 'endpoint-protection',
        platforms: ['linux', 'windows'],
        signatures: 4,
      },
      {
        kind: 'product',
        id: 'example-parts',
        name: 'Shared parts of Example products',
        vendor: 'Example Lab',
        class: 'component',
        platforms: ['linux'],
        signatures: 1,
      },
    ]);
  });

  test.each([
    ['by system', { platform: 'windows' }, ['example-antivirus']],
    ['by class', { class: 'component' }, ['example-parts']],
    ['by class and system', { class: 'component', platform: 'windows' }, []],
    ['protections', { kinds: ['protection'] }, ['example-shield']],
    [
      'hazards and alternatives',
      { kinds: ['alternative', 'hazard'] },
      ['keep-the-key', 'endpoint-protection'],
    ],
  ] as const)('%s', (_, filter, ids) => {
    expect(rulesList(pack, filter).map(({ id }) => id)).toEqual(ids);
  });

  test('a table', () => {
    expect(rulesTable(rulesList(pack, { kinds: ['product', 'protection'] }), 120)).toBe(
      [
        'ID                 NAME                              CLASS                SYSTEMS',
        'example-antivirus  Example Antivirus                 endpoint-protection  linux,windows',
        'example-parts      Shared parts of Example products  component            linux',
        'example-shield     Example Shield                    protection           linux',
        '',
      ].join('\n'),
    );
    expect(rulesTable(rulesList(pack), 40)).toBe(
      [
        'ID                 NAME',
        'example-antivirus  Example Antivirus',
        'example-parts      Shared parts of Exam…',
        '',
      ].join('\n'),
    );
    expect(rulesTable([])).toBe('');
  });
});

describe('wrap', () => {
  test.each<[name: string, lines: string[], expected: string[]]>([
    ['nothing', wrap('', '  '), []],
    ['a short line', wrap('a b', '  ', '- '), ['  - a b']],
    ['a word of 80 columns', wrap(`a ${'x'.repeat(80)} b`, ''), ['a', 'x'.repeat(80), 'b']],
    [
      'the last column is used',
      wrap(`${'x'.repeat(39)} ${'y'.repeat(40)} z`, ''),
      [`${'x'.repeat(39)} ${'y'.repeat(40)}`, 'z'],
    ],
    [
      'later lines hang',
      wrap(`${'x'.repeat(40)} ${'y'.repeat(40)}`, '  ', '1. '),
      [`  1. ${'x'.repeat(40)}`, `     ${'y'.repeat(40)}`],
    ],
    [
      'a long address stays whole',
      wrap(`see https://example.org/${'x'.repeat(90)}`, '  '),
      ['  see', `  https://example.org/${'x'.repeat(90)}`],
    ],
  ])('%s', (_, lines, expected) => {
    expect(lines).toEqual(expected);
  });
});
