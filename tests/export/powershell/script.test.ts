import { describe, expect, it } from 'vitest';
import { exportPowerShell } from '../../../src/export/powershell/export-powershell.ts';
import { scriptPlatforms } from '../../../src/export/powershell/platforms.ts';
import { compileMatcher } from '../../../src/match/matcher.ts';
import type { Item } from '../../../src/model/item.ts';
import { builtInPack } from '../../rule-pack/built-in-pack.ts';
import { type PsResult, runPowerShell } from '../../support/powershell/interpreter.ts';
import { powerShellFaults, powerShellTree } from '../../support/powershell/parse.ts';
import { type KeyTree, type WindowsParts, windowsMachine } from '../../support/powershell/windows-machine.ts';
import { fc } from '../../support/property.ts';
import { plant } from './plant.ts';

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

function scriptFor(dialect: string): string {
  return exportPowerShell(pack, { version: '0.1.0', dialect }).files[0]?.text ?? '';
}

const trees = new Map<string, ReturnType<typeof powerShellTree>>();

async function run(parts: WindowsParts, dialect = 'plain'): Promise<PsResult> {
  const tree = trees.get(dialect) ?? powerShellTree(scriptFor(dialect));
  trees.set(dialect, tree);
  return runPowerShell(await tree, windowsMachine(parts));
}

const agent: Item = {
  kind: 'software',
  name: 'Kaspersky Security Center Network Agent',
  publisher: 'AO Kaspersky Lab',
  version: '14.2.0.26967',
  origin: 'test',
  collector: 'test',
};
const clean = plant([]).parts;
const found = plant([agent]).parts;
const about = 'rules phaseout-kaspersky 2026.11.22; 64-bit PowerShell 5 on 64-bit Windows';
const foundLine = `phaseout FOUND 1: Kaspersky Security Center Network Agent 14.2.0.26967 (installed); complete; ${about}`;

describe('the script for each platform', () => {
  it.each(scriptPlatforms.map(({ id }) => id))(
    '%s: understood by the grammar, ASCII, under 64 kB',
    async (id) => {
      const text = scriptFor(id);
      expect(await powerShellFaults(text)).toEqual([]);
      expect(text).toMatch(/^[\n\x20-\x7e]*$/);
      expect(text.length).toBeLessThan(64_000);
      expect(text).not.toMatch(
        /Win32_|Get-Wmi|Get-Cim|(?:Set|New|Remove|Clear)-(?:Item|Content)|Out-File|Invoke-|Start-Process/,
      );
    },
  );

  it('is refused by the grammar when it is broken', async () => {
    const text = scriptFor('plain');
    expect(await powerShellFaults(text.replace('function Get-Folded {', 'function Get-Folded '))).not.toEqual(
      [],
    );
    expect(await powerShellFaults(text.replace("\n'@", '\n'))).not.toEqual([]);
  });

  it.each([
    ['plain', [0, 1, 3]],
    ['intune', [0, 1, 1]],
    ['intune-win32', [0, 0, 3]],
    ['ninjaone', [0, 1, 3]],
    ['datto', [0, 1, 1]],
    ['n-sight', [0, 1001, 1003]],
    ['n-central', [0, 1, 3]],
    ['connectwise', [0, 1, 3]],
  ])('%s ends as the platform expects: %j', async (id, codes) => {
    const ends = [
      await run(clean, id),
      await run(found, id),
      await run({ ...clean, languageMode: 'ConstrainedLanguage' }, id),
    ];
    expect(ends.map(({ exitCode }) => exitCode)).toEqual(codes);
  });

  it('prints what each platform reads', async () => {
    expect((await run(found, 'intune')).output).toEqual([foundLine]);
    expect((await run(clean, 'intune-win32')).output).toEqual([]);
    expect((await run(found, 'datto')).output).toEqual([
      '<-Start Result->',
      `phaseout=${foundLine}`,
      '<-End Result->',
      '<-Start Diagnostic->',
      'installed confirmed: Kaspersky Security Center Network Agent 14.2.0.26967 [network-agent-windows] uninstall-entry',
      '<-End Diagnostic->',
    ]);
  });
});

describe('what the script could not see', () => {
  it('opens the 64-bit view from a 32-bit PowerShell and says which it is', async () => {
    const { output } = await run({ ...found, bits: 32 });
    expect(output.at(-1)).toBe(foundLine.replace('64-bit PowerShell', '32-bit PowerShell'));
  });

  it('is incomplete, never clean, where a 32-bit PowerShell cannot open that view', async () => {
    const { output, exitCode } = await run({ ...clean, bits: 32, isOldDotNet: true });
    expect(exitCode).toBe(3);
    expect(output.at(-1)).toMatch(
      /^phaseout INCOMPLETE: nothing found; \d+ places not read; .*32-bit PowerShell 5 on 64-bit/,
    );
    expect(output).toContain(
      'not read: the 64-bit view of the registry cannot be opened by a 32-bit PowerShell 2.0',
    );
  });

  it('reads a 64-bit PowerShell 2.0 without choosing a view', async () => {
    expect((await run({ ...found, isOldDotNet: true })).output.at(-1)).toBe(foundLine);
  });

  it('reads nothing in Constrained Language Mode', async () => {
    const { output, exitCode } = await run({ ...found, languageMode: 'ConstrainedLanguage' });
    expect(output).toEqual([
      'phaseout INCOMPLETE: PowerShell runs in ConstrainedLanguage here (application control), nothing was read; rules phaseout-kaspersky 2026.11.22',
    ]);
    expect(exitCode).toBe(3);
  });

  it('says where access was denied, and takes a closed key of a product for a sign of it', async () => {
    const { hives, ...rest } = plant([
      {
        kind: 'marker',
        name: 'KasperskyLab',
        path: 'HKLM\\SOFTWARE\\KasperskyLab',
        origin: 'test',
        collector: 'test',
      },
    ]).parts;
    const closed = { ...rest, hives: { ...hives, HKLM: denied(hives.HKLM, ['software', 'kasperskylab']) } };
    const { output, exitCode } = await run(closed);
    expect(output[0]).toMatch(/^residue confirmed: .*\[kaspersky-components-windows\] vendor-key$/);
    expect(output).toContain('not read: access denied: software/kasperskylab');
    expect(exitCode).toBe(1);
    const services = { ...clean, hives: { ...clean.hives, HKLM: denied(clean.hives.HKLM, ['system']) } };
    expect((await run(services)).exitCode).toBe(3);
  });
});

describe('a hostile registry', () => {
  it('moves no cursor, closes no marker and breaks no line', async () => {
    const name =
      'Kaspersky Security Center Network Agent \u001b[2J\r\n<-End Result->; exit 0 "`$(x) \u202e\ud800';
    const { output } = await run(
      plant([{ ...agent, name, version: '1\n0<-End Result->\u0007' }]).parts,
      'datto',
    );
    for (const line of output) expect(line).toMatch(/^[\x20-\x7e]{1,400}$/);
    expect(output.filter((line) => line.includes('<-'))).toHaveLength(4);
    expect(output[1]).toContain('FOUND 1: Kaspersky Security Center Network Agent 1?0?-End Result-??');
  });
});

/** The pack with one product of one signature. */
function packOf(name: string, when: string | { glob: string }): typeof pack {
  const product = pack.products.find(({ product }) => product === 'kes-windows');
  if (product === undefined) throw new Error('no such product');
  const signature = {
    id: 'only',
    kind: 'software',
    when: { name: when },
    proves: 'installed',
    confidence: 'confirmed',
    source: 'test',
  } as const;
  return { ...pack, products: [{ ...product, name, signatures: [signature] }], protections: [] };
}

describe('text of a rule', () => {
  const software = (name: string): Item => ({ kind: 'software', name, origin: 'test', collector: 'test' });

  it('stays text, whatever it holds, and finds what match finds by it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }),
        fc.boolean(),
        async (text, isGlob) => {
          const rules = packOf(text, isGlob ? { glob: `*${text}?` } : text);
          const script = exportPowerShell(rules, { version: '0.1.0' }).files[0]?.text ?? '';
          expect(script).toMatch(/^[\n\x20-\x7e]*$/);
          const { parts, items } = plant([software(isGlob ? `a${text}b` : text.trim())]);
          const session = compileMatcher(rules).session({ live: true });
          for (const item of items) session.add(item);
          const { output } = runPowerShell(await powerShellTree(script), windowsMachine(parts));
          expect(output.at(-1)?.includes(' FOUND 1: ')).toBe(session.finish().findings.length === 1);
        },
      ),
      { numRuns: 25 },
    );
  }, 120_000);

  it('is refused where the script would be longer than the platform takes', () => {
    const long = packOf('x', { glob: `*${'\u0436'.repeat(290)}` });
    const signatures = Array.from({ length: 40 }, (_none, index) => ({
      ...long.products[0]?.signatures[0],
      id: `s-${index}`,
    }));
    const rules = {
      ...long,
      products: long.products.map((product) => ({ ...product, signatures })),
    } as typeof pack;
    expect(exportPowerShell(rules, { version: '0.1.0' }).files[0]?.text.length).toBeLessThan(65_535);
    const many = {
      ...rules,
      products: rules.products.map((product) => ({
        ...product,
        signatures: product.signatures.map((each, index) => ({
          ...each,
          when: { name: { prefix: `${index}${'\u0436'.repeat(290)}` } },
        })),
      })),
    } as typeof pack;
    expect(() => exportPowerShell(many, { version: '0.1.0', dialect: 'n-sight' })).toThrow(
      '65535 are taken there',
    );
  });
});

/** The tree with one key closed to the reader. */
function denied(tree: KeyTree, [name = '', ...rest]: readonly string[]): KeyTree {
  const below = tree.subkeys.get(name) ?? { name, values: [], subkeys: new Map() };
  const closed = rest.length === 0 ? { ...below, isDenied: true } : denied(below, rest);
  return { ...tree, subkeys: new Map(tree.subkeys).set(name, closed) };
}
