import { describe, expect, test } from 'vitest';
import { compileMatcher } from '../../src/match/matcher.ts';
import type { Item } from '../../src/model/item.ts';
import { item, match, packOf, product, signature, verdicts } from './make-pack.ts';

const pack = packOf([
  product({
    product: 'kesl',
    signatures: [
      signature({ id: 'package', when: { name: 'kesl' } }),
      signature({ id: 'maybe-package', when: { name: 'kesl-addon' }, confidence: 'probable' }),
      signature({ id: 'unit', kind: 'service', when: { name: 'kesl.service' } }),
      signature({ id: 'folder', kind: 'marker', when: { path: '/opt/kaspersky/kesl' }, proves: 'presence' }),
      signature({
        id: 'maybe-folder',
        kind: 'marker',
        when: { path: '/var/log/kesl' },
        proves: 'presence',
        confidence: 'probable',
      }),
      signature({ id: 'module', kind: 'driver', when: { name: 'klmod' }, proves: 'presence' }),
      signature({ id: 'program', kind: 'process', when: { name: 'kesl' } }),
      signature({ id: 'watchdog', kind: 'process', when: { name: 'wdserver' }, proves: 'nothing' }),
      signature({ id: 'weak-a', when: { name: 'weak-a' }, confidence: 'weak' }),
      signature({ id: 'weak-b', when: { name: 'weak-b' }, confidence: 'weak' }),
      signature({
        id: 'weak-folder',
        kind: 'marker',
        when: { path: '/weak-folder' },
        proves: 'presence',
        confidence: 'weak',
      }),
      signature({
        id: 'weak-file',
        kind: 'marker',
        when: { path: '/weak-file' },
        proves: 'presence',
        confidence: 'weak',
      }),
    ],
  }),
]);

const deb = item({ name: 'kesl', version: '12.1', state: 'installed' });
const debLeft = item({ name: 'kesl', version: '12.1', state: 'config-files' });
const addon = item({ name: 'kesl-addon', state: 'installed' });
const folder = marker('/opt/kaspersky/kesl');
const maybeFolder = marker('/var/log/kesl');
const weakA = item({ name: 'weak-a' });
const weakB = item({ name: 'weak-b' });
const weakFolder = marker('/weak-folder');
const weakFile = marker('/weak-file');

function marker(path: string): Item {
  return { kind: 'marker', collector: 'markers', name: path.split('/').at(-1) ?? '', path, origin: path };
}

function unit(given: Partial<Item>): Item {
  const origin = '/usr/lib/systemd/system/kesl.service';
  return { kind: 'service', collector: 'systemd-units', name: 'kesl.service', origin, ...given };
}

function driver(given: Partial<Item>): Item {
  return { kind: 'driver', collector: 'kernel-modules', name: 'klmod', origin: '/proc/modules', ...given };
}

function process(name: string, given: Partial<Item> = {}): Item {
  return { kind: 'process', collector: 'processes', name, origin: '/proc/4711', ...given };
}

const cases: readonly [name: string, items: readonly Item[], live: boolean, expected: readonly string[]][] = [
  ['nothing', [], true, []],
  ['package alone', [deb], true, ['kesl installed confirmed']],
  [
    'half-installed package is installed',
    [{ ...deb, state: 'half-installed' }],
    true,
    ['kesl installed confirmed'],
  ],
  ['package without a state is installed', [item({ name: 'kesl' })], true, ['kesl installed confirmed']],
  ['package removed, configuration left', [debLeft], true, ['kesl residue confirmed']],
  ['probable package', [addon], true, ['kesl installed probable']],
  ['probable package and confirmed folder', [addon, folder], true, ['kesl installed probable']],
  ['probable and confirmed package', [addon, deb], true, ['kesl installed confirmed']],

  ['live: running service', [unit({ state: 'running' })], true, ['kesl active running confirmed']],
  ['live: stopped service', [unit({ state: 'stopped' })], true, ['kesl installed confirmed']],
  ['live: service merely enabled', [unit({ state: 'enabled' })], true, ['kesl installed confirmed']],
  [
    'live: stopped service that starts itself',
    [unit({ state: 'stopped', attributes: { start: 'auto' } })],
    true,
    ['kesl installed confirmed'],
  ],
  [
    'live: running by attribute',
    [unit({ attributes: { running: true } })],
    true,
    ['kesl active running confirmed'],
  ],
  [
    'offline: running service of an inventory',
    [unit({ state: 'running' })],
    false,
    ['kesl active running confirmed'],
  ],
  ['offline: enabled service', [unit({ state: 'enabled' })], false, ['kesl active start-type confirmed']],
  ['offline: disabled service', [unit({ state: 'disabled' })], false, ['kesl installed confirmed']],
  ['offline: static service', [unit({ state: 'static' })], false, ['kesl installed confirmed']],
  [
    'offline: start type auto without a state',
    [unit({ attributes: { start: 'auto' } })],
    false,
    ['kesl active start-type confirmed'],
  ],
  [
    'offline: start type demand without a state',
    [unit({ attributes: { start: 'demand' } })],
    false,
    ['kesl installed confirmed'],
  ],
  [
    'offline: stopped service of a live inventory',
    [unit({ state: 'stopped', attributes: { start: 'auto' } })],
    false,
    ['kesl installed confirmed'],
  ],

  [
    'service whose program is missing',
    [unit({ state: 'enabled', attributes: { programMissing: true } })],
    false,
    ['kesl residue confirmed'],
  ],
  [
    'dangling link to a unit',
    [unit({ state: 'enabled', attributes: { danglingLink: true } })],
    false,
    ['kesl residue confirmed'],
  ],
  [
    'service without program that still runs',
    [unit({ state: 'running', attributes: { programMissing: true } })],
    true,
    ['kesl residue running confirmed'],
  ],
  [
    'service row told as a driver',
    [{ ...unit({ state: 'stopped' }), kind: 'driver' }],
    true,
    ['kesl installed confirmed'],
  ],

  ['process', [process('kesl')], true, ['kesl active running confirmed']],
  [
    'process of a deleted program still runs',
    [process('kesl', { attributes: { deleted: true } })],
    true,
    ['kesl active running confirmed'],
  ],
  ['common process name alone', [process('wdserver')], true, []],
  [
    'common process name beside a package',
    [process('wdserver'), deb],
    true,
    ['kesl active running confirmed'],
  ],
  [
    'common process name beside a folder',
    [process('wdserver'), folder],
    true,
    ['kesl residue running confirmed'],
  ],

  ['folder alone', [folder], true, ['kesl residue confirmed']],
  ['probable folder alone', [maybeFolder], true, ['kesl residue probable']],
  ['driver loaded alone', [driver({ state: 'loaded' })], true, ['kesl residue loaded confirmed']],
  ['driver loaded beside a package', [driver({ state: 'loaded' }), deb], true, ['kesl installed confirmed']],
  ['driver file alone', [driver({ state: 'installed' })], false, ['kesl residue confirmed']],
  [
    'offline: boot driver beside a package',
    [driver({ attributes: { start: 'boot' } }), deb],
    false,
    ['kesl active start-type confirmed'],
  ],
  ['driver told as a service', [{ ...driver({}), kind: 'service' }], true, ['kesl residue confirmed']],

  ['one weak', [weakA], true, []],
  ['one weak, twice', [weakA, { ...weakA, version: '2' }], true, []],
  ['one weak beside what proves nothing', [weakA, process('wdserver')], true, []],
  ['two weak of installation', [weakA, weakB], true, ['kesl installed probable']],
  ['weak of installation and weak of presence', [weakA, weakFolder], true, ['kesl residue probable']],
  ['two weak of presence', [weakFolder, weakFile], true, ['kesl residue probable']],
  [
    'two weak of which one is gone',
    [weakA, { ...weakB, state: 'config-files' }],
    true,
    ['kesl residue probable'],
  ],
  ['weak of installation beside a strong presence', [weakA, folder], true, ['kesl residue confirmed']],
  [
    'two weak of installation beside a strong presence',
    [weakA, weakB, folder],
    true,
    ['kesl installed probable'],
  ],
  ['weak beside a strong installation', [weakFolder, deb], true, ['kesl installed confirmed']],
  [
    'two weak beside a running common process',
    [weakA, weakB, process('wdserver')],
    true,
    ['kesl active running probable'],
  ],
];

test.each(cases)('%s', (_name, items, live, expected) => {
  expect(verdicts(match(pack, items, { live }))).toEqual(expected);
});

describe('weak signatures on different hosts', () => {
  test('do not add up', () => {
    const result = match(pack, [
      { ...weakA, host: 'one' },
      { ...weakB, host: 'two' },
    ]);
    expect(verdicts(result)).toEqual([]);
  });
});

describe('several inventories in one session', () => {
  const enabled = unit({ state: 'enabled' });
  const finish = (rows: readonly [item: Item, live: boolean][]): string[] => {
    const session = compileMatcher(pack).session({ live: true, platform: 'linux' });
    for (const [row, live] of rows) session.add(row, { host: 'ws', platform: 'linux', live });
    return verdicts(session.finish());
  };

  test('a start type speaks for the inventory that was not taken live', () => {
    expect(
      finish([
        [deb, true],
        [enabled, false],
      ]),
    ).toEqual(['kesl@ws active start-type confirmed']);
    expect(
      finish([
        [deb, false],
        [enabled, true],
      ]),
    ).toEqual(['kesl@ws installed confirmed']);
  });

  test('of equal rows the one that was read live counts, in either order', () => {
    expect(
      finish([
        [enabled, true],
        [enabled, false],
      ]),
    ).toEqual(['kesl@ws installed confirmed']);
    expect(
      finish([
        [enabled, false],
        [enabled, true],
      ]),
    ).toEqual(['kesl@ws installed confirmed']);
  });

  test('platform and host come from the inventory, not from the session', () => {
    const session = compileMatcher(pack).session({ host: 'ws', platform: 'linux', live: true });
    session.add(deb, { host: 'other', platform: 'windows', live: true });
    session.add(deb, { host: 'other', platform: 'linux', live: true });
    expect(verdicts(session.finish())).toEqual(['kesl@other installed confirmed']);
  });
});

describe('version', () => {
  test('of a confirmed installation before a probable one', () => {
    const items = [{ ...addon, version: '99' }, deb];
    expect(match(pack, items).findings[0]?.version).toBe('12.1');
  });

  test('the highest of several, as versions compare', () => {
    const items = ['9.2', '10.1', '10.1~rc1'].map((version) => ({ ...deb, version }));
    expect(match(pack, items).findings[0]?.version).toBe('10.1');
  });

  test('of a removed package where nothing is installed', () => {
    expect(match(pack, [debLeft, folder]).findings[0]?.version).toBe('12.1');
  });

  test('an installed package without version yields to the version of another row', () => {
    const items = [item({ name: 'kesl' }), { ...weakA, version: '3' }];
    expect(match(pack, items).findings[0]?.version).toBe('3');
  });

  test('absent where no software row has one', () => {
    expect(match(pack, [folder]).findings[0]).not.toHaveProperty('version');
  });
});

describe('installedAt', () => {
  test('is the earliest, by instant and not by text', () => {
    const items = [
      { ...deb, version: '1', installedAt: '2024-03-01T01:00:00+05:00' },
      { ...deb, version: '2', installedAt: '2024-02-29T23:00:00Z' },
      { ...deb, version: '3', installedAt: '2024-03-02' },
    ];
    expect(match(pack, items).findings[0]?.installedAt).toBe('2024-03-01T01:00:00+05:00');
  });

  test('passes over what is no date', () => {
    const items = [
      { ...deb, version: '1', installedAt: '0' },
      { ...deb, version: '2', installedAt: '2024-13-45' },
    ];
    expect(match(pack, items).findings[0]).not.toHaveProperty('installedAt');
  });
});
