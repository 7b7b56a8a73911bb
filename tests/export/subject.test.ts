import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { exportAnsible } from '../../src/export/ansible/export-ansible.ts';
import { engines } from '../../src/export/engines.ts';
import { exportOsquery } from '../../src/export/osquery/export-osquery.ts';
import { exportPowerShell } from '../../src/export/powershell/export-powershell.ts';
import { subjectOf } from '../../src/export/subject.ts';
import type { Product } from '../../src/model/product.ts';
import type { RulePack } from '../../src/model/rule-pack.ts';
import { powerShellFaults } from '../support/powershell/parse.ts';
import { smallPack } from './small-pack.ts';

/** A pack of somebody's own: a copy of one product for each vendor. */
function ownPack(
  ...vendors: readonly (string | readonly [vendor: string, kind: Product['class']])[]
): RulePack {
  const [product] = smallPack.products;
  if (product === undefined) throw new Error('no product');
  const products = vendors.map((each, index): Product => {
    const [vendor, kind] = typeof each === 'string' ? [each, product.class] : each;
    return { ...product, product: `own-${index}`, name: `Thing ${index}`, vendor, class: kind };
  });
  const identity = {
    id: 'own',
    version: '1.0.0',
    date: '2026-01-01',
    sha256: 'ab'.repeat(32),
    builtin: false,
  };
  return { ...smallPack, identities: [identity], products };
}

describe('what is looked for, in words', () => {
  it.each<[name: string, pack: RulePack, one: string, many: string]>([
    ['the built-in rules', smallPack, 'Kaspersky product', 'Kaspersky products'],
    [
      'one vendor',
      ownPack('Example Corp', 'Example Corp'),
      'product of Example Corp',
      'products of Example Corp',
    ],
    ['two', ownPack('A', 'B'), 'product of A or B', 'products of A and B'],
    ['three', ownPack('A', 'B', 'C'), 'product of A, B or C', 'products of A, B and C'],
    ['many', ownPack('A', 'B', 'C', 'D'), 'listed product', 'listed products'],
    ['long names', ownPack('A'.repeat(60), 'B'.repeat(60)), 'listed product', 'listed products'],
    [
      'who carries an engine is not meant',
      ownPack('A', ['B', 'integration']),
      'product of A',
      'products of A',
    ],
    ['who carries an engine alone', ownPack(['B', 'integration']), 'listed product', 'listed products'],
    ['none', ownPack(), 'listed product', 'listed products'],
    [
      'a name that is not to be seen',
      ownPack('A\n\u202eB'),
      'product of A\\u{a}\\u{202e}B',
      'products of A\\u{a}\\u{202e}B',
    ],
  ])('%s', (_, pack, one, many) => {
    expect(subjectOf(pack)).toEqual({ one, many });
  });
});

describe('rules for other vendors', () => {
  it.each(
    engines.flatMap(({ id, dialects }) =>
      (dialects.length > 0 ? dialects : [undefined]).map((dialect) => [id, dialect] as const),
    ),
  )('%s %s: nothing speaks of Kaspersky', async (id, dialect) => {
    const engine = engines.find((each) => each.id === id);
    const bare = ownPack('Example Corp');
    const signatures = [
      {
        id: 'entry',
        kind: 'software',
        when: { name: 'thing' },
        proves: 'installed',
        confidence: 'confirmed',
        source: 'test',
      },
    ] as const;
    const products = bare.products.map((product) => ({
      ...product,
      platforms: ['windows', 'linux'] as const,
      signatures,
      reads: [],
      migration: {
        ...product.migration,
        summary: 'Remove it.',
        steps: [],
        residue: [],
        verify: [],
        hazards: [],
        source: 'test',
      },
    }));
    const empty = { protections: [], hazards: [], alternatives: [], regimes: [], audiences: [] };
    const exporter = await engine?.load();
    const options = { version: '1.2.3', ...(dialect !== undefined && { dialect }) };
    const exported = exporter?.({ ...bare, ...empty, products }, options);
    const all = exported?.files.map(({ name, text }) => `${name}\n${text}`).join('\n') ?? '';
    expect(all.match(/.*kaspersky.*/gi) ?? []).toEqual([]);
  });
});

describe('names of vendors stay names', () => {
  const hostile = ownPack('O\'Neil "$(x)" `y` | [a](b): #\n\u2019\'); exit 0 #');

  it('in PowerShell', async () => {
    const text = exportPowerShell(hostile, { version: '1.2.3' }).files[0]?.text ?? '';
    expect(await powerShellFaults(text)).toEqual([]);
    expect(text).toMatch(
      /^\$Word = 'CLEAN: no product of O''Neil "\$\(x\)" `y` \| \[a\]\(b\): #\\u\{a\}\?''\); exit 0 # found'$/m,
    );
    expect(text).toMatch(/^[\n\x20-\x7e]*$/);
  });

  it('in policies of Fleet', () => {
    const policies = exportOsquery(hostile, { version: '1.2.3' }).files[1]?.text ?? '';
    const documents = parseAllDocuments(policies).map(
      (document) => document.toJS() as { spec: { name: string } },
    );
    expect(documents.map(({ spec }) => spec.name)).toEqual(
      ['Linux', 'macOS', 'Windows'].map((system) => `No ${subjectOf(hostile).one} (${system})`),
    );
  });

  it('in a collection', () => {
    const { files } = exportAnsible(hostile, { version: '1.2.3' });
    const text = (wanted: string): string => files.find(({ name }) => name === wanted)?.text ?? '';
    expect(parse(text('galaxy.yml'))).toMatchObject({
      description: `Scans every host for ${subjectOf(hostile).many} with phaseout, fetches the reports and rolls them up`,
    });
    expect(text('README.md')).toContain(
      'for products of O_Neil __(x)_ _y_ _ _a_(b)_ __u_a___)_ exit 0 _ with phaseout 1.2.3',
    );
  });
});
