import { expect, test } from 'vitest';
import type { Item } from '../../src/model/item.ts';
import type { EncryptionState } from '../../src/model/vocabulary.ts';
import { renderTable } from '../../src/report/table.ts';
import { builtInPack } from '../rule-pack/built-in-pack.ts';
import { defenderBeside, judged, row } from '../support/judged.ts';
import { forbidden } from './forbidden.ts';

const kes = row.entry('Kaspersky Endpoint Security for Windows', 'AO Kaspersky Lab', '12.3.0.493');
const agent = row.entry('Kaspersky Security Center Network Agent', 'Kaspersky', '14.0.0.10902');
const vpn = row.entry('Kaspersky VPN', 'Kaspersky', '21.20.8.505');
const parts = [
  row.driver('klfle'),
  row.driver('KLFDEFSF.KES-21-9'),
  row.entry('Kaspersky AES Encryption Module', 'AO Kaspersky Lab'),
];
const said = (value: string): Item => row.state(`product-encryption=${value}`);

const rows: [why: string, items: Item[], gaps: string[], state: EncryptionState, stopped: string[]][] = [
  ['nothing that encrypts', [vpn], [], 'not-installed', []],
  ['can encrypt, all places read, no part of it', [kes, agent], [], 'not-installed', []],
  [
    'can encrypt, drivers not read',
    [kes, agent],
    ['system-drivers'],
    'component-installed',
    ['kes-windows', 'network-agent-windows'],
  ],
  ['can encrypt, services not read', [kes], ['services'], 'component-installed', ['kes-windows']],
  ['cannot encrypt, and nothing was read', [vpn], ['services'], 'not-installed', []],
  ['its filter for files', [kes, row.driver('klfle')], [], 'component-installed', ['kes-windows']],
  [
    'its filter with the tag of a release',
    [kes, row.driver('KLFDEFSF.KES-21-9')],
    [],
    'component-installed',
    ['kes-windows'],
  ],
  [
    'its module with an entry of its own',
    [kes, parts[2] as Item, vpn],
    [],
    'component-installed',
    ['kes-windows'],
  ],
  ['a driver that only begins like it', [kes, row.driver('klflex')], [], 'not-installed', []],
  [
    'the server says encrypted',
    [kes, agent, said('encrypted')],
    [],
    'encrypted',
    ['kes-windows', 'network-agent-windows'],
  ],
  ['the server says decrypted', [kes, agent, ...parts, said('decrypted')], [], 'decrypted', []],
  ['… in capitals', [kes, said('Decrypted ')], ['services'], 'decrypted', []],
  [
    'two rows that disagree',
    [kes, said('decrypted'), { ...said('encrypted'), origin: 'HKLM\\y' }],
    [],
    'encrypted',
    ['kes-windows'],
  ],
  [
    'a word that is none of them',
    [kes, ...parts, said('partly')],
    [],
    'component-installed',
    ['kes-windows'],
  ],
  [
    'only a leftover driver that encrypts',
    [row.driver('klfle')],
    [],
    'component-installed',
    ['kaspersky-components-windows'],
  ],
];

test.each(rows)('%s', (_why, items, gaps, state, stopped) => {
  const report = judged({ items: [...items, ...defenderBeside], gaps });
  expect(report.encryption.state).toBe(state);
  expect(forbidden.filter(([, pattern]) => pattern.test(report.encryption.text))).toEqual([]);
  const stops = report.findings.filter(({ recommendation }) =>
    recommendation.stops.some(({ reason }) => reason === 'encryption'),
  );
  expect(stops.map(({ product }) => product.id).sort()).toEqual(stopped);
  for (const { recommendation } of stops) {
    const removals = recommendation.steps.filter(({ removes }) => removes === true);
    expect(removals.filter(({ command }) => command !== undefined)).toEqual([]);
  }
});

test('the sign is in the evidence, and the reader is told what to settle', () => {
  const report = judged({ items: [kes, ...parts, ...defenderBeside] });
  expect(report.encryption.evidence.map(({ item }) => item.name).sort()).toEqual([
    'KLFDEFSF.KES-21-9',
    'Kaspersky AES Encryption Module',
    'klfle',
  ]);
  const text = renderTable(report, { width: 200 });
  expect(text).toContain('Do NOT remove yet');
  expect(text).toMatch(
    /STOP, encryption: A part that encrypts is here \(.*klfle.*\); whether anything is encrypted could not be read\./,
  );
  expect(text).toContain('(not yet, and no command shown: decrypt first)');
  expect(text).not.toContain('msiexec');
  expect(text).toContain('manage-bde -status');
});

test('only where all is decrypted the command is printed beside a part that encrypts', () => {
  const text = renderTable(judged({ items: [kes, ...parts, said('decrypted'), ...defenderBeside] }), {
    width: 200,
    verbose: true,
  });
  expect(text).toContain('msiexec.exe /x {ProductCode}');
  expect(text).toContain('Encryption: The inventory says that everything on this host is decrypted.');
});

test('every product of the pack that can encrypt a disk or files names its parts', () => {
  const { products } = builtInPack();
  const able = products.filter(({ capabilities }) =>
    capabilities.some((capability) => capability === 'disk-encryption' || capability === 'file-encryption'),
  );
  const silent = able.filter(({ encryption }) => encryption === undefined).map(({ product }) => product);
  expect(able.length).toBeGreaterThan(0);
  expect(silent).toEqual([]);
});
