import { expect, test } from 'vitest';
import { compileMatcher } from '../../src/match/matcher.ts';
import type { Item } from '../../src/model/item.ts';
import type { Clause, Signature, TextTest, When } from '../../src/model/signature.ts';
import { fc } from '../support/property.ts';
import { packOf, product, signature } from './make-pack.ts';
import { naiveMatches } from './naive.ts';

/** A small alphabet makes literals meet, overlap and nest; the rest is where folding bites. */
const letters = fc.constantFrom(
  ...['a', 'A', 'b', 'B', 'k', 'K', 's', ' ', '-', '.', '/', '\\', '1', '12', '3'],
  ...[
    'ß',
    'SS',
    'Σ',
    'ς',
    'σ',
    'İ',
    'i',
    'ı',
    '\u00a0',
    '\u200b',
    '\u0301',
    'é',
    'e',
    'Ж',
    'ж',
    '😀',
    '𝒦',
    'ﬁ',
    '\n',
  ],
);
const text = fc.array(letters, { minLength: 1, maxLength: 8 }).map((parts) => parts.join(''));
/** A piece of one of the texts, in another case, so that tests meet their items often. */
function pieceOf(pool: readonly string[]): fc.Arbitrary<string> {
  const changes = [
    (each: string) => each,
    (each: string) => each.toUpperCase(),
    (each: string) => each.toLowerCase(),
  ];
  return fc
    .tuple(fc.constantFrom(...pool), fc.nat(4), fc.nat(8), fc.constantFrom(...changes))
    .map(([from, start, length, change]) =>
      change(
        Array.from(from)
          .slice(start, start + length + 1)
          .join('') || from,
      ),
    );
}

function literal(pool: readonly string[]): fc.Arbitrary<string> {
  return fc.oneof(
    text,
    { weight: 2, arbitrary: pieceOf(pool) },
    { weight: 2, arbitrary: fc.constantFrom(...pool) },
  );
}

/** A literal in which some characters are wildcards. */
function globOf(pool: readonly string[]): fc.Arbitrary<string> {
  const wild = fc.constantFrom('', '', '', '*', '?');
  return fc
    .tuple(literal(pool), fc.array(wild, { minLength: 10, maxLength: 10 }), wild)
    .map(([from, wilds, end]) => Array.from(from, (char, index) => wilds[index] || char).join('') + end);
}

const some = (each: fc.Arbitrary<string>) => fc.oneof(each, fc.array(each, { minLength: 1, maxLength: 3 }));

function operatorOf(pool: readonly string[]): fc.Arbitrary<TextTest> {
  const each = literal(pool);
  const glob = globOf(pool);
  return fc.oneof(
    each,
    some(each).map((equals) => ({ equals })),
    some(glob).map((oneOf) => ({ oneOf })),
    some(each).map((prefix) => ({ prefix })),
    some(each).map((suffix) => ({ suffix })),
    some(each).map((word) => ({ word })),
    some(glob).map((pattern) => ({ glob: pattern })),
    fc.constantFrom('>=1', '<12', '>1 <=3', '=1.12').map((range) => ({ range })),
    fc.boolean().map((exists) => ({ exists })),
    fc.boolean(),
  );
}
const field = fc.constantFrom(
  'name',
  'displayName',
  'version',
  'path',
  'origin',
  'publisher',
  'attributes.value',
);
const kind = fc.constantFrom('software' as const, 'service' as const, 'driver' as const, 'marker' as const);
const kinds = fc.oneof(kind, fc.uniqueArray(kind, { minLength: 2, maxLength: 4 }));
/** Tests on fields of one of the rows, with literals from these very fields; sometimes on any field. */
function whenOf(rows: readonly Item[]): fc.Arbitrary<When> {
  const any = fc.dictionary(field, operatorOf(['kesl']), { minKeys: 1, maxKeys: 2 });
  const values = rows.flatMap((each) =>
    [
      ...Object.entries(each),
      ...Object.entries(each.attributes ?? {}).map(([, value]) => ['attributes.value', value]),
    ]
      .filter(([name]) => name !== 'kind' && name !== 'host' && name !== 'attributes' && name !== 'collector')
      .map(([name, value]) => ({ name: String(name), value: String(value) })),
  );
  if (values.length === 0) return any;
  const known = fc
    .array(fc.constantFrom(...values), { minLength: 1, maxLength: 2 })
    .chain((list) =>
      fc.tuple(...list.map(({ name, value }) => operatorOf([value]).map((test) => [name, test]))),
    )
    .map((tests) => Object.fromEntries(tests));
  return fc.oneof({ weight: 5, arbitrary: known }, any);
}

function signaturesOf(rows: readonly Item[]): fc.Arbitrary<Signature[]> {
  const when = whenOf(rows);
  const clause: fc.Arbitrary<Clause> = fc.oneof(
    when.map((same) => ({ same })),
    fc.record({ kind: kinds, when }).map((host) => ({ host })),
    when.map((each) => ({ host: { when: each } })),
  );
  const clauses = fc.array(clause, { minLength: 1, maxLength: 2 });
  const given = fc.oneof(
    { weight: 3, arbitrary: fc.record({ kind: kinds, when }) },
    fc.record({ kind: kinds, when, beside: clauses }),
    fc.record({ kind: kinds, when, unless: clauses }),
  );
  return fc
    .array(given, { minLength: 1, maxLength: 12, size: 'max' })
    .map((list) => list.map((each, index) => signature({ id: `s${index}`, ...each })));
}

const row: fc.Arbitrary<Partial<Item> & Pick<Item, 'kind' | 'name'>> = fc.record(
  {
    kind,
    name: text,
    displayName: text,
    version: fc.oneof(text, fc.constantFrom('1', '1.12', '3.1', '12')),
    path: text,
    publisher: text,
    host: fc.constantFrom('one', 'two'),
    attributes: fc.oneof(text, fc.boolean()).map((value) => ({ value })),
  },
  { requiredKeys: ['kind', 'name'] },
);
/** Rows that all differ, also apart from their origin: equal ones would be one row to the matcher. */
const items: fc.Arbitrary<Item[]> = fc
  .uniqueArray(row, { maxLength: 12, size: 'max', comparator: (a, b) => keyOf(a) === keyOf(b) })
  .map((rows) => rows.map((given, index) => ({ collector: 'test', origin: `/a/${index}`, ...given })));

/** An inventory and a pack whose literals come from it, for the greater part. */
const samples: fc.Arbitrary<[Signature[], Item[]]> = items.chain((rows) =>
  fc.tuple(signaturesOf(rows), fc.constant(rows)),
);

function keyOf(given: object): string {
  return JSON.stringify(Object.entries(given).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** One product per signature, so that each match is evidence of a finding. */
function indexedMatches(list: readonly Signature[], rows: readonly Item[]): string[] {
  const products = list.map((each) => product({ product: each.id, signatures: [each] }));
  const session = compileMatcher(packOf(products)).session({ live: true, platform: 'linux' });
  for (const each of rows) session.add(each);
  return session
    .finish()
    .findings.flatMap(({ product: { id }, evidence }) => evidence.map((each) => `${id} ${each.item.origin}`))
    .sort();
}

test('the indexed matcher finds what the naive one finds', () => {
  fc.assert(
    fc.property(samples, ([list, rows]) => {
      expect(indexedMatches(list, rows)).toEqual(naiveMatches(list, rows));
    }),
    { numRuns: 1500 },
  );
});

test('the property is not idle: most samples have a match, and most have a signature that does not match all', () => {
  const drawn = fc.sample(samples, { numRuns: 500, seed: 20240929 });
  const counts = drawn.map(([list, rows]) => ({
    found: naiveMatches(list, rows).length,
    most: list.length * rows.length,
  }));
  expect(counts.filter(({ found }) => found > 0).length).toBeGreaterThan(250);
  expect(counts.filter(({ found, most }) => found > 0 && found < most / 2).length).toBeGreaterThan(200);
});
