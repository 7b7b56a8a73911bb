import type { Item } from '../../../src/model/item.ts';
import type { Product } from '../../../src/model/product.ts';
import type { RulePack } from '../../../src/model/rule-pack.ts';
import type { When } from '../../../src/model/signature.ts';
import type { InventoryRow } from './inventory.ts';

/** One test for each operator, some on awkward texts; each is a signature of one product. */
const whens: Readonly<Record<string, When>> = {
  'name-equals': { name: "It's 100%_\\ sure" },
  'name-emoji': { name: { equals: '😀 app' } },
  'name-one-of': { name: { oneOf: ['alpha', 'be*ta', 'g?mma'] } },
  'name-prefix': { name: { prefix: 'pre%_' } },
  'name-suffix': { name: { suffix: "suf'fix" } },
  'name-glob': { name: { glob: 'a*b?c%*' } },
  'name-glob-inside': { name: { glob: '*in[s]ide*' } },
  'name-any': { name: { glob: '*' }, publisher: { word: 'nobody else' } },
  'name-question': { name: { glob: '?' } },
  'name-sharp': { name: { prefix: 'straße' } },
  'name-sigma': { name: 'ΟΔΟΣ' },
  'name-marks': { name: { glob: '*й*' } },
  'publisher-word': { publisher: { word: ['kaspersky lab', 'касперского'] } },
  'version-range': { name: 'ranged', version: { range: '>=11.0 <12.4' } },
  'version-equal': { name: 'ranged', version: { range: '=1.0.0' } },
  'version-above': { name: 'ranged', version: { range: '>2rc1' } },
  'version-below': { name: 'ranged', version: { range: '<=1.0~beta2' } },
  exists: { name: 'there', version: { exists: true } },
  'exists-not': { name: 'there', version: { exists: false } },
  'attribute-true': { 'attributes.flag': true },
  'attribute-text': { 'attributes.some.Key': { prefix: 'va' } },
  'attribute-case': { 'attributes.somekey': 'x', 'attributes.someKey': 'y' },
  'path-equals': { path: { equals: 'C:\\Program Files\\Thing\\a_b.exe' } },
  'path-suffix': { path: { suffix: '/thing/end' } },
  'origin-word': { origin: { word: 'register' } },
};

const step = { text: 'Remove it.' };
const migration = {
  priority: 'normal' as const,
  summary: 'Remove it.',
  replaceWith: [],
  hazards: [],
  steps: [step],
  residue: [],
  verify: [],
  source: 'made for this test',
};

function product(id: string, signatures: Product['signatures']): Product {
  return {
    product: id,
    name: `Product '${id}'`,
    vendor: 'Nobody',
    class: 'utility',
    platforms: ['windows', 'linux', 'macos'],
    capabilities: [],
    signatures,
    reads: [],
    migration,
  };
}

/** A pack of {@link whens}, with guards, conditions on other rows, and weak signs in pairs. */
export const testPack: RulePack = {
  identities: [],
  products: [
    ...Object.entries(whens).map(([id, when]) =>
      product(id, [
        { id: 'sign', kind: 'software', when, proves: 'installed', confidence: 'confirmed', source: 'test' },
      ]),
    ),
    product('stated', [
      {
        id: 'needs-platform',
        kind: 'software',
        needsPlatform: true,
        when: { name: { prefix: 'stated' } },
        proves: 'installed',
        confidence: 'confirmed',
        source: 'test',
      },
    ]),
    product('guarded', [
      {
        id: 'guard',
        kind: 'software',
        when: { name: { prefix: 'guarded' } },
        beside: [
          { same: { publisher: { exists: true } } },
          { host: { kind: 'software', when: { name: 'beside' } } },
        ],
        unless: [
          { same: { version: { range: '<2' } } },
          { host: { when: { name: { prefix: 'guarded' }, version: { range: '>=9' } } } },
        ],
        proves: 'presence',
        confidence: 'probable',
        source: 'test',
      },
    ]),
    product('weak', [
      {
        id: 'one',
        kind: 'software',
        when: { name: 'weak one' },
        proves: 'installed',
        confidence: 'weak',
        source: 'test',
      },
      {
        id: 'two',
        kind: 'software',
        when: { name: 'weak two' },
        proves: 'presence',
        confidence: 'weak',
        source: 'test',
      },
      {
        id: 'three',
        kind: 'software',
        when: { name: 'weak three' },
        proves: 'installed',
        confidence: 'weak',
        source: 'test',
      },
    ]),
  ],
  protections: [],
  hazards: [],
  alternatives: [],
  regimes: [],
  audiences: [],
};

const names = [
  "it's 100%_\\ SURE",
  "It's 100xx\\ sure",
  '😀 APP',
  '😀',
  'é',
  'ab',
  'BETA',
  'be%anything_ta',
  'gamma',
  'g😀mma',
  'gmma',
  'pre%_fix',
  'prexxfix',
  "has suf'FIX",
  'a-b-c%',
  'axxbxcxx',
  'a b\u{a0}c%',
  'x IN[S]IDE x',
  'x ins ide',
  'STRASSE 5',
  'Straße',
  'STRAẞE',
  'Οδός',
  'ΟΔΟΣ',
  'οδος',
  'КРАЙ',
  'край',
  'краи\u{306}',
  'край\u{200b}',
  'there',
  'beside',
  'guarded one',
  'guarded two',
  'weak one',
  'weak two',
  'weak three',
];
const publishers = [
  'Kaspersky Lab',
  'KASPERSKY-LAB ZAO',
  'kaspersky  \u{2003}lab',
  'kasperskylab',
  'xkaspersky lab',
  'kaspersky labs',
  'kaspersky² lab',
  '«Kaspersky»lab',
  'Лаборатория КАСПЕРСКОГО',
  'касперскогоé',
  'nobody, else',
  'nobodyelse',
];
const versions = [
  '11',
  '11.0',
  '11.0.0',
  '10.99',
  '12.3.9',
  '12.4',
  '12.4~rc',
  '1.0.0',
  '1.00.0',
  '01.0.0',
  '1.0',
  '2',
  '2rc1',
  '2rc2',
  '2.rc1',
  '1.0~beta',
  '1.0~beta2',
  '1.0~beta10',
  '',
  '~',
  'abc',
  '99999999999999999999',
  '12.٣',
];
const paths = [
  'c:/program files/THING/a_b.exe',
  'C:\\Program Files\\Thing\\axb.exe',
  '/opt/thing/end',
  '\\\\host\\Thing\\End',
  '/opt/thing/end/',
];

/** Rows for {@link testPack}: each text on a host of its own, and hosts with rows that decide on each other. */
export function testInventory(): InventoryRow[] {
  const software = (host: string, item: Partial<Item>): InventoryRow => ({
    host,
    live: false,
    item: { kind: 'software', collector: 'test', name: 'thing', origin: 'Register', ...item },
  });
  const together = (host: string, ...items: Partial<Item>[]): InventoryRow[] =>
    items.map((item) => software(host, item));
  const publisher = 'somebody';
  const rows = [
    ...names.map((name, index) => software(`name ${index}`, { name })),
    ...publishers.map((each, index) => software(`publisher ${index}`, { publisher: each })),
    ...versions.map((version, index) => software(`version ${index}`, { name: 'RANGED', version })),
    ...paths.map((path, index) => software(`path ${index}`, { path })),
    software('with version', { name: 'there', version: '1' }),
    software('empty version', { name: 'there', version: '' }),
    ...[true, false, 'true', 'TRUE', 'yes', 1].map((flag, index) =>
      software(`flag ${index}`, { attributes: { flag } }),
    ),
    software('key', { attributes: { 'some.Key': 'VALUE' } }),
    software('keys', { attributes: { somekey: 'X', someKey: 'Y' } }),
    software('wrong keys', { attributes: { somekey: 'Y', someKey: 'X' } }),
    ...together('both', { name: 'guarded', publisher }, { name: 'beside' }),
    ...together('alone', { name: 'guarded', publisher }),
    ...together('old', { name: 'guarded', publisher, version: '1.9' }, { name: 'beside' }),
    ...together(
      'newer beside',
      { name: 'guarded', publisher },
      { name: 'beside' },
      { name: 'guarded 2', version: '9' },
    ),
    ...together('new itself', { name: 'guarded', publisher, version: '9' }, { name: 'beside' }),
    ...together('no publisher', { name: 'guarded' }, { name: 'beside' }),
    ...[undefined, 'macos' as const, 'ios' as const].map((platform, index) =>
      software(`stated ${index}`, { name: 'stated', ...(platform && { platform }) }),
    ),
    software('stated place', { name: 'stated', path: 'C:\\Thing\\stated.exe' }),
    ...together('weak pair', { name: 'weak one' }, { name: 'weak three' }),
    ...together('weak and presence', { name: 'weak one' }, { name: 'weak two' }),
    ...together('weak twice', { name: 'weak one' }, { name: 'weak one', version: '2' }),
  ];
  return rows.map((row, index) => ({ ...row, item: { ...row.item, ref: String(index) } }));
}
