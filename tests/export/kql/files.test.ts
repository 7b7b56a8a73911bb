import { describe, expect, it } from 'vitest';
import { compileFor } from '../../../src/export/kql/compile.ts';
import { exportKql, portals } from '../../../src/export/kql/export-kql.ts';
import { prefilterOf } from '../../../src/export/kql/prefilter.ts';
import type { RulePack } from '../../../src/model/rule-pack.ts';
import { builtInPack } from '../../rule-pack/built-in-pack.ts';
import { caseHosts } from '../../rule-pack/cases.ts';
import { evaluate } from './evaluate.ts';

const identities = [
  {
    id: 'phaseout-kaspersky',
    version: '2026.11.22',
    date: '2026-11-22',
    sha256: '0'.repeat(64),
    builtin: true,
  },
];
const pack = { ...builtInPack(), identities };

describe.each([
  ['defender', 10_000],
  ['intune', 2048],
])('%s', (dialect, limit) => {
  const { files, notExpressed } = exportKql(pack, { version: '0.1.0', dialect });

  it(`keeps every query within ${limit} characters, on whole lines of printable text`, () => {
    const queries = files
      .filter(({ name }) => name.endsWith('.kql'))
      .flatMap(({ name, text }) =>
        /^(?:registry-keys|files)/.test(name) ? text.trimEnd().split('\n') : [text],
      );
    expect(queries.length).toBeGreaterThan(5);
    for (const query of queries) {
      expect(query.length).toBeLessThanOrEqual(limit);
      expect(query).not.toMatch(/[^\n\P{C}]/u);
    }
  });

  it('expresses every signature of a finding, or says why not', () => {
    const listed = new Set(notExpressed.map(({ signature }) => signature));
    const asked = files.map(({ text }) => text).join('\n');
    for (const product of pack.products) {
      for (const signature of product.signatures) {
        if (dialect === 'intune' && !(signature.platforms ?? product.platforms).includes('windows')) continue;
        const id = `${product.product}/${signature.id}`;
        expect(listed.has(id) || asked.includes(id), id).toBe(true);
      }
    }
  });

  it('repeats in README.md what is not expressed', () => {
    const readme = files.find(({ name }) => name === 'README.md')?.text ?? '';
    for (const { signature, why } of notExpressed)
      expect(readme).toMatch(new RegExp(`${escaped(why)}: .*${signature}`));
  });
});

it('the filter by literals passes every row that a test of its query fits', () => {
  const { entries } = compileFor(portals.defender, pack, ['windows', 'linux', 'macos']);
  const items = caseHosts().flatMap(({ rows }) => rows.map(({ item }) => item));
  let passed = 0;
  for (const table of portals.defender.tables.filter(({ raw }) => raw !== undefined)) {
    for (const platform of table.platforms) {
      const own = entries.filter((entry) => entry.table === table && entry.platform === platform);
      const filter = prefilterOf(table, own);
      if (filter === undefined) continue;
      for (const { name, path = '', publisher = '' } of items) {
        const slashed = path.replaceAll('\\', '/');
        const row = { Name: name, Path: slashed, Publisher: publisher, Version: '' };
        const raw = {
          FileName: name,
          FolderPath: path,
          RegistryKey: path,
          ProcessVersionInfoCompanyName: publisher,
        };
        if (!own.some(({ test }) => evaluate(test, row))) continue;
        passed++;
        expect(evaluate(filter, raw), `${table.id} ${platform} ${JSON.stringify(row)}`).toBe(true);
      }
    }
  }
  expect(passed).toBeGreaterThan(100);
});

/** One product with a text that would like to leave its string. */
function hostile(text: string): RulePack {
  const product = structuredClone(pack.products.find(({ product }) => product === 'kes-windows'));
  if (product === undefined) throw new Error('no such product');
  const signatures = [
    {
      id: 'exact',
      kind: 'service',
      when: { name: text },
      proves: 'installed',
      confidence: 'confirmed',
      source: 'test',
    },
    {
      id: 'glob',
      kind: 'process',
      when: { path: { glob: `*\\${text}?x*` } },
      proves: 'installed',
      confidence: 'confirmed',
      source: 'test',
    },
  ] as const;
  return { ...pack, products: [{ ...product, name: text, signatures: [...signatures] }] };
}

describe('text of a rule stays text', () => {
  it.each([
    'a" or true or Name == "',
    "a' or true or ServiceName == '",
    'back\\',
    '\\" | take 1 //',
    'line\nbreak | union *',
    '$(x) `y` %z% \u{1f6e1}',
  ])('%j', (text) => {
    for (const portal of Object.values(portals)) {
      const { entries } = compileFor(portal, hostile(text), ['windows']);
      const [exact] = entries.filter(({ id }) => id === 'kes-windows/exact');
      const column = portal === portals.intune ? 'ServiceName' : 'Name';
      const row = { [column]: text, Path: '', DisplayName: '' };
      expect(exact === undefined || evaluate(exact.test, row)).toBe(true);
      expect(exact !== undefined && evaluate(exact.test, { ...row, [column]: 'x' })).toBe(false);
      for (const { test } of entries) expect(test).not.toMatch(/[\n\r\u2028\u202e]/);
    }
  });
});

it('a small pack as files', async () => {
  const small = {
    ...pack,
    products: pack.products
      .filter(({ product }) => product === 'kess-windows' || product === 'kvrt-windows')
      .map((product) => ({ ...product })),
  };
  const shown = (dialect: string): string =>
    exportKql(small, { version: '0.1.0', dialect })
      .files.map(({ name, text }) => `==== ${name}\n${text}`)
      .join('\n');
  await expect(shown('defender')).toMatchFileSnapshot('golden/defender.txt');
  await expect(shown('intune')).toMatchFileSnapshot('golden/intune.txt');
});

function escaped(text: string): string {
  return text.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&');
}
