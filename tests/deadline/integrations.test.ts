import { describe, expect, test } from 'vitest';
import { builtInPack } from '../rule-pack/built-in-pack.ts';

/** The engine in other vendors' products: how strongly each sign may speak, and what its words must hold. */
const products = builtInPack().products.filter((product) => product.class === 'integration');

/**
 * `<signature> <what it may make at most>`: a finding (confirmed or probable), a note of a kind, or "sign", which makes
 * nothing alone. Written by hand from what vendors and papers show: confirmed is for a sign of the engine itself,
 * probable for a product shown to carry it, historic for a name or a version outside the proof.
 */
const levels: Record<string, readonly string[]> = {
  'engine-in-mailcleaner': [
    'package confirmed',
    'engine-process confirmed',
    'engine-file confirmed',
    'updater confirmed',
  ],
  'engine-in-icewarp': [
    'updater-service probable',
    'updater-process probable',
    'engine-process confirmed',
    'engine-folder probable',
  ],
  'engine-linux': ['engine-process probable'],
  'engine-in-zonealarm': [
    'software sign',
    'firewall-service sign',
    'sdk-driver confirmed',
    'certificate-file confirmed',
    'certificate-file-left confirmed',
    'name-alone historic',
  ],
  'engine-in-check-point': ['blade-key sign', 'sdk-driver confirmed', 'blade-alone historic'],
  'engine-windows': ['sdk-driver probable', 'engine-process probable'],
  'engine-in-check-point-gateway': ['folder historic'],
  'engine-in-untangle': ['package historic'],
  'cloudflash-kaspersky': ['package connector'],
  'engine-in-icewarp-windows': [
    'engine-program confirmed',
    'updater-service probable',
    'engine-folder probable',
    'name-alone historic',
  ],
  'engine-in-forefront-windows': ['name-alone historic', 'engine-list historic'],
  'engine-in-gfi-windows': ['name-alone historic'],
  'engine-in-mdaemon-windows': ['name-alone historic'],
  'engine-in-usergate-windows': ['name-alone historic'],
  'active-virus-shield-windows': ['name-alone historic'],
  'engine-in-axigen-windows': ['name-alone historic'],
  'kaseya-antivirus-windows': ['agent-beside-program connector', 'agent-beside-entry connector'],
  'sonicwall-enforced-client-windows': ['agent-beside-entry connector'],
  'mobile-sdk': ['component probable'],
};

test('every integration is in the table', () => {
  expect(products.map(({ product }) => product).sort()).toEqual(Object.keys(levels).sort());
});

test.each(products.map((product) => [product.product, product] as const))(
  '%s: no sign says more than its source',
  (id, { signatures }) => {
    const said = signatures.map(({ id: sign, proves, confidence, note }) =>
      proves === 'note' || proves === 'sign' ? `${sign} ${note?.kind ?? proves}` : `${sign} ${confidence}`,
    );
    expect(said).toEqual(levels[id]);
  },
);

describe('the words of an integration', () => {
  const texts = products.flatMap((product) => [
    [product.product, 'name', product.name],
    ...[product.about, product.doubt, product.migration.summary].map((text) => [
      product.product,
      'about',
      text ?? '',
    ]),
    ...product.signatures.flatMap(({ id, note }) =>
      note === undefined ? [] : [[product.product, id, note.text]],
    ),
  ]);

  test('a name says that Kaspersky is in another product, or manages one, never that the product is Kaspersky', () => {
    const names = products.map(({ name }) => name);
    const known =
      /^Kaspersky (engine|filters|mobile SDK|product managed|management code|Virus Blocker)\b.*\b(in|through|cloudflash)\b/;
    expect(names.filter((name) => !known.test(name))).toEqual([]);
    const vendorIsKaspersky = products.filter(({ vendor }) => /kaspersky/i.test(vendor));
    expect(vendorIsKaspersky.map(({ product }) => product)).toEqual([]);
  });

  test('nothing is said to be banned, to be Kaspersky, or to put the reader in the wrong', () => {
    const wrong = /\bbann?ed\b|\bis (a |really )?kaspersky(?!'s)\b|violation|illegal/i;
    expect(texts.filter(([, , text]) => wrong.test(text ?? ''))).toEqual([]);
  });

  test('a historic note names both sides, dates its proof, and says whom to ask in writing', () => {
    /** Products that nobody can ask about, or where the console says it. */
    const nobodyToAsk = ['engine-in-forefront-windows', 'active-virus-shield-windows', 'engine-in-untangle'];
    for (const { product, signatures } of products) {
      for (const { note } of signatures.filter((signature) => signature.note?.kind === 'historic')) {
        expect(note?.text).toMatch(/Kaspersky/);
        expect([
          product,
          /\b(19|20)\d\d\b|\d+\.\d|R\d\d|Later releases|was not (checked|determined)/.test(note?.text ?? ''),
        ]).toEqual([product, true]);
        if (!nobodyToAsk.includes(product))
          expect(note?.text).toMatch(/ask [A-Z][\w ]+? in writing|ask its vendor in writing/i);
      }
    }
  });
});
