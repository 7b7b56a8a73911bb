import { describe, expect, test } from 'vitest';
import { compileMatcher } from '../../src/match/matcher.ts';
import { Item } from '../../src/model/item.ts';
import type { Signature, TextTest } from '../../src/model/signature.ts';
import { builtInPack } from './built-in-pack.ts';

/** Words that make a name that of a thing about a product; every guard against such names has all of them. */
const aboutAProduct = [
  ...['add on', 'cleaner', 'detection', 'downloader', 'export', 'exporter', 'extension', 'guide', 'import'],
  ...['importer', 'installer', 'monitor', 'plug in', 'plugin', 'removal', 'remover', 'report', 'reset'],
  ...['script', 'uninstall', 'uninstaller'],
];

/** The product of a platform for what no other product of it knows. */
const unidentified = /^kaspersky-unidentified-/;

const { products } = builtInPack();
const named = products.flatMap((product) =>
  product.signatures
    .filter(({ kind, when }) => kind === 'software' && textsOf(when['name']).some(isDisplayName))
    .map((signature) => ({ id: `${product.product}/${signature.id}`, product, signature })),
);

describe('signatures for display names', () => {
  test('there are some of each sort', () => {
    expect(named.filter(({ signature }) => withoutMaker(signature)).length).toBeGreaterThan(30);
    expect(named.filter(({ signature }) => signature.needsPlatform).length).toBeGreaterThan(40);
  });

  test('a bare name is tested together with its maker, or with there being none', () => {
    const free = named.filter(
      ({ signature: { needsPlatform, when } }) => needsPlatform && !when['publisher'],
    );
    expect(free.map(({ id }) => id)).toEqual([]);
  });

  test('a name without a maker that may go on is guarded against things about the product', () => {
    const open = named.filter(
      ({ signature }) =>
        withoutMaker(signature) &&
        textsOf(signature.when['name']).some((text) => text.endsWith('*')) &&
        !guardWords(signature).some((words) => words.includes('remover')),
    );
    expect(open.map(({ id }) => id)).toEqual([]);
  });

  test('all guards of that sort have the same words', () => {
    const others = named.flatMap(({ id, signature }) =>
      guardWords(signature)
        .filter((words) => words.includes('remover') || words.includes('removal'))
        .filter((words) => words.join() !== aboutAProduct.join())
        .map((words) => `${id}: ${words.join(', ')}`),
    );
    expect(others).toEqual([]);
  });
});

describe('a name that a product claims', () => {
  const matcher = compileMatcher(builtInPack());
  const names = [
    ...new Set(
      named
        .filter(({ product }) => !unidentified.test(product.product))
        .flatMap(({ signature }) => textsOf(signature.when['name']).filter(isDisplayName).map(example)),
    ),
  ];

  test('is the same product with its maker, and never an unidentified one as well', () => {
    const faults = [undefined, 'windows', 'linux', 'macos', 'android', 'ios'].flatMap((platform) =>
      names.flatMap((name) => {
        const alone = productsOf({ name, platform });
        const made = productsOf({ name, platform, publisher: 'AO Kaspersky Lab' });
        const known = [...alone, ...made].some((id) => !unidentified.test(id));
        const lost = made.some((id) => unidentified.test(id));
        return known && lost
          ? [`${name} (${platform ?? 'no platform'}): ${alone.join()} / ${made.join()}`]
          : [];
      }),
    );
    expect(faults).toEqual([]);
  });

  function productsOf(row: Readonly<Record<string, string | undefined>>): string[] {
    const session = matcher.session({ live: false });
    session.add(Item.parse({ collector: 'import', origin: 'line 1', kind: 'software', ...row }));
    return session.finish().findings.map(({ product }) => product.id);
  }
});

/** A name that fits the text of a rule: what a version or nothing would stand for. */
function example(text: string): string {
  return text.replaceAll('?', '1').replaceAll(/\*$/g, '').replaceAll('*', ' ').replaceAll('  ', ' ').trim();
}

/** What a person reads, unlike the id of a package or an app. */
function isDisplayName(text: string): boolean {
  return /^(?:Kaspersky\b|\p{Script=Cyrillic}+ )/u.test(text);
}

function withoutMaker({ when: { publisher } }: Signature): boolean {
  return publisher === undefined || (typeof publisher === 'object' && publisher.exists === false);
}

function guardWords({ unless = [] }: Signature): (readonly string[])[] {
  return unless
    .map(({ same }) => same?.['name'])
    .map((guard) => (typeof guard === 'object' ? listOf(guard.word) : []));
}

/** The texts of a test of a name; what may go on ends in a star. */
function textsOf(name: TextTest | undefined): string[] {
  if (typeof name === 'string') return [name];
  if (typeof name !== 'object') return [];
  return [
    ...listOf(name.equals),
    ...listOf(name.oneOf),
    ...listOf(name.glob),
    ...listOf(name.prefix).map((text) => `${text}*`),
  ];
}

function listOf(texts: string | readonly string[] | undefined): readonly string[] {
  return texts === undefined ? [] : typeof texts === 'string' ? [texts] : texts;
}
