import { describe, expect, test } from 'vitest';
import type { Item } from '../../src/model/item.ts';
import type { Signature } from '../../src/model/signature.ts';
import { evidenceOf, item, match, packOf, product, signature, verdicts } from './make-pack.ts';

function component(id: string, signatures: readonly Signature[]) {
  return product({ product: id, class: 'component', signatures });
}

const klif = signature({
  id: 'klif',
  kind: 'driver',
  when: { name: 'klif' },
  proves: 'presence',
  owners: ['kesl', 'kav4fs', 'engine-in-other'],
});

const pack = packOf([
  product({
    product: 'kesl',
    signatures: [
      signature({ id: 'package', when: { name: 'kesl' } }),
      signature({ id: 'unit', kind: 'service', when: { name: 'kesl.service' } }),
      signature({ id: 'folder', kind: 'marker', when: { name: 'kesl' }, proves: 'presence' }),
    ],
  }),
  product({ product: 'kav4fs', signatures: [signature({ id: 'package', when: { name: 'kav4fs' } })] }),
  product({
    product: 'other-vendor',
    vendor: 'Another vendor',
    signatures: [signature({ id: 'package', when: { name: 'other-vendor' } })],
  }),
  product({
    product: 'kes-windows',
    platforms: ['windows'],
    signatures: [signature({ id: 'package', when: { name: 'kes-windows' } })],
  }),
  product({
    product: 'engine-in-other',
    vendor: 'Third vendor',
    class: 'integration',
    signatures: [
      signature({ id: 'host-product', when: { name: 'zonealarm' }, proves: 'sign' }),
      signature({ id: 'engine', kind: 'marker', when: { name: 'kave.so' }, proves: 'presence' }),
    ],
  }),
  component('components', [
    klif,
    signature({ id: 'root', kind: 'marker', when: { name: 'kaspersky' }, proves: 'presence', owners: ['*'] }),
    signature({
      id: 'avp',
      kind: 'process',
      when: { name: 'avp' },
      proves: 'nothing',
      owners: ['kesl', 'kav4fs'],
    }),
    signature({
      id: 'helper',
      kind: 'service',
      when: { name: 'klhelper' },
      proves: 'presence',
      owners: ['kesl', 'kav4fs'],
    }),
    signature({
      id: 'weak-driver',
      kind: 'driver',
      when: { name: 'maybe-kl' },
      proves: 'presence',
      confidence: 'weak',
      owners: ['engine-in-other'],
    }),
    signature({ id: 'shared-package', when: { name: 'kl-shared' }, owners: ['kesl'] }),
  ]),
]);

const kesl = item({ name: 'kesl' });
const kav4fs = item({ name: 'kav4fs' });
const zoneAlarm = item({ name: 'zonealarm', version: '15.8' });
const driver: Item = { kind: 'driver', collector: 'c', name: 'klif', origin: 'o', state: 'loaded' };
const weakDriver: Item = { ...driver, name: 'maybe-kl' };
const root: Item = { kind: 'marker', collector: 'c', name: 'kaspersky', path: '/opt/kaspersky', origin: 'o' };
const folder: Item = {
  kind: 'marker',
  collector: 'c',
  name: 'kesl',
  path: '/opt/kaspersky/kesl',
  origin: 'o',
};
const avp: Item = { kind: 'process', collector: 'c', name: 'avp', origin: '/proc/1', state: 'running' };
const helper: Item = { kind: 'service', collector: 'c', name: 'klhelper', origin: 'o', state: 'running' };
const unit: Item = { kind: 'service', collector: 'c', name: 'kesl.service', origin: 'o', state: 'running' };
const engineFile: Item = { kind: 'marker', collector: 'c', name: 'kave.so', path: '/x/kave.so', origin: 'o' };

const cases: readonly [
  name: string,
  items: readonly Item[],
  verdicts: readonly string[],
  evidence: readonly string[],
][] = [
  [
    'belongs to the one installed owner',
    [driver, kesl],
    ['kesl installed confirmed'],
    ['kesl: kesl/package, components/klif'],
  ],
  [
    'belongs to every installed owner',
    [driver, kesl, kav4fs],
    ['kav4fs installed confirmed', 'kesl installed confirmed'],
    ['kav4fs: kav4fs/package, components/klif', 'kesl: kesl/package, components/klif'],
  ],
  [
    'does not belong to an owner that is only residue beside an installed one',
    [driver, folder, kav4fs],
    ['kav4fs installed confirmed', 'kesl residue confirmed'],
    ['kav4fs: kav4fs/package, components/klif', 'kesl: kesl/folder'],
  ],
  [
    'belongs to residue where no owner is installed, and makes no finding of its own',
    [driver, folder],
    ['kesl residue loaded confirmed'],
    ['kesl: components/klif, kesl/folder'],
  ],
  [
    'alone is residue of the component',
    [driver],
    ['components residue loaded confirmed'],
    ['components: components/klif'],
  ],
  [
    'running alone is residue that runs',
    [helper],
    ['components residue running confirmed'],
    ['components: components/helper'],
  ],
  [
    'of a product that is no owner stays residue of the component',
    [driver, item({ name: 'other-vendor' })],
    ['other-vendor installed confirmed', 'components residue loaded confirmed'],
    ['other-vendor: other-vendor/package', 'components: components/klif'],
  ],
  [
    '* is any product of the same vendor',
    [root, kav4fs],
    ['kav4fs installed confirmed'],
    ['kav4fs: kav4fs/package, components/root'],
  ],
  [
    '* is no product of another vendor',
    [root, item({ name: 'other-vendor' })],
    ['other-vendor installed confirmed', 'components residue confirmed'],
    ['other-vendor: other-vendor/package', 'components: components/root'],
  ],
  [
    '* is no product of another platform',
    [root, item({ name: 'kes-windows', platform: 'windows' })],
    ['kes-windows installed confirmed', 'components residue confirmed'],
    ['kes-windows: kes-windows/package', 'components: components/root'],
  ],
  ['that proves nothing makes nothing', [avp], [], []],
  [
    'that proves nothing beside another part of the component is evidence',
    [avp, driver],
    ['components residue running confirmed'],
    ['components: components/klif, components/avp'],
  ],
  [
    'a shared process makes the one installed owner active',
    [avp, kesl],
    ['kesl active running confirmed'],
    ['kesl: kesl/package, components/avp'],
  ],
  [
    'a shared process is explained by the owner that is active by itself',
    [avp, kesl, unit, kav4fs],
    ['kesl active running confirmed', 'kav4fs installed confirmed'],
    ['kesl: kesl/unit, kesl/package, components/avp', 'kav4fs: kav4fs/package, components/avp'],
  ],
  [
    'a shared process that no owner explains makes each active',
    [avp, kesl, kav4fs],
    ['kav4fs active running confirmed', 'kesl active running confirmed'],
    ['kav4fs: kav4fs/package, components/avp', 'kesl: kesl/package, components/avp'],
  ],
  [
    'a shared package proves no installation',
    [item({ name: 'kl-shared' })],
    ['components residue confirmed'],
    ['components: components/shared-package'],
  ],
  ['the sign of an integration makes nothing', [zoneAlarm], [], []],
  [
    'a driver beside the sign is a probable integration',
    [driver, zoneAlarm],
    ['engine-in-other installed probable'],
    ['engine-in-other: components/klif, engine-in-other/host-product'],
  ],
  [
    'the sign of a removed product is none',
    [driver, { ...zoneAlarm, state: 'config-files' }],
    ['components residue loaded confirmed'],
    ['components: components/klif'],
  ],
  [
    'an installed owner explains the driver, not the integration',
    [driver, zoneAlarm, kesl],
    ['kesl installed confirmed'],
    ['kesl: kesl/package, components/klif'],
  ],
  ['a weak driver beside the sign makes nothing', [weakDriver, zoneAlarm], [], []],
  [
    'a weak driver is evidence of an integration that another part proves',
    [weakDriver, driver, zoneAlarm],
    ['engine-in-other installed probable'],
    ['engine-in-other: components/klif, components/weak-driver, engine-in-other/host-product'],
  ],
  [
    'a part that is no integration owner’s leaves the sign alone',
    [root, zoneAlarm],
    ['components residue confirmed'],
    ['components: components/root'],
  ],
  [
    'presence of the integration itself, with its sign as evidence',
    [engineFile, zoneAlarm],
    ['engine-in-other residue confirmed'],
    ['engine-in-other: engine-in-other/engine, engine-in-other/host-product'],
  ],
];

describe('a component', () => {
  test.each(cases)('%s', (_name, items, expected, evidence) => {
    const result = match(pack, items);
    expect(verdicts(result)).toEqual(expected);
    expect(evidenceOf(result)).toEqual(evidence);
  });

  test('on one host does not explain the same part on another', () => {
    const result = match(pack, [
      { ...kesl, host: 'one' },
      { ...driver, host: 'two' },
    ]);
    expect(verdicts(result)).toEqual([
      'kesl@one installed confirmed',
      'components@two residue loaded confirmed',
    ]);
  });
});
