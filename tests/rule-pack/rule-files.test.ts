import { describe, expect, test } from 'vitest';
import { parseRuleFile } from '../../src/rules/parse.ts';
import { builtInPack, documents, ruleFiles, ruleText } from './built-in-pack.ts';

const pack = builtInPack();
const subjects = [
  ...pack.products.map(({ product, platforms, signatures }) => ({ id: product, platforms, signatures })),
  ...pack.protections.map(({ protection, platforms, signatures }) => ({
    id: protection,
    platforms,
    signatures,
  })),
];

describe('rule files', () => {
  test.each(ruleFiles)('%s has no fault', (file) => {
    expect(parseRuleFile(ruleText(file), file).faults).toEqual([]);
  });

  test('the pack names itself and its day', () => {
    const manifests = documents().flatMap((each) => (each.kind === 'pack' ? [each.value] : []));
    expect(manifests).toMatchObject([
      { pack: 'phaseout-kaspersky', version: '2026.11.22', date: '2026-11-22' },
    ]);
  });

  const lists: [string, string[]][] = [
    ['products', pack.products.map((each) => each.product)],
    ['protections', pack.protections.map((each) => each.protection)],
    ['hazards', pack.hazards.map((each) => each.hazard)],
    ['alternatives', pack.alternatives.map((each) => each.alternative)],
    ...subjects.map((each): [string, string[]] => [
      `signatures of ${each.id}`,
      each.signatures.map(({ id }) => id),
    ]),
  ];

  test.each(lists)('ids are unique: %s', (_, ids) => {
    expect(ids).not.toEqual([]);
    expect(repeated(ids)).toEqual([]);
  });

  test('every hazard and alternative that a product names exists, and none stands about unused', () => {
    const hazards = pack.products.flatMap(({ migration }) => migration.hazards);
    const alternatives = pack.products.flatMap(({ migration }) => migration.replaceWith);
    expect(distinct(hazards)).toEqual(distinct(pack.hazards.map((each) => each.hazard)));
    expect(distinct(alternatives)).toEqual(distinct(pack.alternatives.map((each) => each.alternative)));
  });

  test('owners of shared parts are products of the pack', () => {
    const ids = new Set(pack.products.map((each) => each.product));
    const owners = pack.products.flatMap(({ signatures }) =>
      signatures.flatMap(({ owners }) => owners ?? []),
    );
    expect(owners.filter((owner) => owner !== '*' && !ids.has(owner))).toEqual([]);
  });
});

describe('sources', () => {
  const rows = subjects.flatMap(({ id, signatures }) =>
    signatures.map((each) => [`${id}/${each.id}`, each.source] as const),
  );

  test.each(rows)('%s says where it is known from', (_, source) => {
    for (const text of listOf(source)) expect(text).toSatisfy(isPlace);
  });

  const advice: [string, string | readonly string[]][] = [
    ...pack.hazards.map((each): [string, string | readonly string[]] => [each.hazard, each.source]),
    ...pack.alternatives.map((each): [string, string | readonly string[]] => [each.alternative, each.source]),
    ...pack.products.flatMap(({ product, migration }) =>
      [migration, ...migration.steps, ...migration.residue].flatMap(
        ({ source }): [string, string | readonly string[]][] => (source ? [[product, source]] : []),
      ),
    ),
  ];

  test.each(advice)('the advice of %s says where it is known from: %s', (_, source) => {
    for (const text of listOf(source)) expect(text).toSatisfy(isPlace);
  });

  test.each([
    ['https://support.kaspersky.com/kwts/6.1/en-US/166243.htm', true],
    ['CISOfy/lynis include/tests_malware (commit 52ed89ce)', true],
    ['wazuh/wazuh issue 15712', true],
    ['products.s.kaspersky-labs.com (file klms_8.0.2-16_i386.deb)', true],
    ['GitHub file, repository not identified: NixOS module services.kesl for KESL 12.4.0.1225', true],
    ['GitHub file, repository not identified: notes', false],
    ['own knowledge', false],
    ['vendor page', false],
  ])('a place is an address, a repository, or a described public file: %s is %s', (text, expected) => {
    expect(isPlace(text)).toBe(expected);
  });
});

describe('markers', () => {
  test.each(
    subjects.flatMap(({ id, signatures }) =>
      signatures
        // What is staged is told by its own collectors, which know where to look.
        .filter(({ kind, when }) => kind === 'marker' && when['attributes.staged'] === undefined)
        .map((each) => [`${id}/${each.id}`, each.when['path']] as const),
    ),
  )('%s names absolute paths, so that the collector knows where to look', (_, path) => {
    const paths = [typeof path === 'object' ? (path.oneOf ?? []) : `${path}`].flat();
    expect(paths).not.toEqual([]);
    const rooted = /^(\/[^/].*[^/]|(C:\\|HKLM\\SOFTWARE\\)[^\\].*[^\\])$/;
    expect(paths.filter((each) => !rooted.test(each))).toEqual([]);
  });
});

describe('advice', () => {
  test.each(pack.products.map((each) => [each.product, each] as const))(
    '%s deletes no folder tree blindly and names Kaspersky and the vendor',
    (_, product) => {
      if (product.class !== 'successor') {
        expect(product.name).toMatch(/^Kaspersky |Kaspersky products$|^KasperskyOS /);
      }
      const isOurs = product.class !== 'integration' && product.class !== 'successor';
      expect(product.vendor === 'AO Kaspersky Lab').toBe(isOurs);
      const { steps, residue } = product.migration;
      const commands = [...steps, ...residue].flatMap(({ command }) => command ?? []);
      expect(commands.filter((command) => /rm\s+-\w*f|\/\*|;|&&|\|/.test(command))).toEqual([]);
    },
  );

  test.each(pack.alternatives.map((each) => [each.alternative, each.examples] as const))(
    'examples of %s are in alphabetical order, so that none is a favourite',
    (_, examples) => {
      expect(examples).toEqual([...examples].sort((a, b) => a.localeCompare(b, 'en')));
    },
  );

  test('no kernel module of Linux is recognised by its name: none was ever seen', () => {
    const linux = subjects.filter(({ platforms }) => platforms.includes('linux'));
    const named = linux.flatMap(({ id, signatures }) =>
      signatures.filter(({ kind, when }) => [kind].flat().includes('driver') && 'name' in when).map(() => id),
    );
    expect(named).toEqual([]);
  });
});

function isPlace(text: string): boolean {
  if (text.startsWith('GitHub file, repository not identified: ')) return text.length > 60;
  const address = /^(https?:\/\/)?([a-z0-9-]+\.)+(com|org|net|io|ru|it|uk|eu)\b/;
  const repository = /^[A-Za-z0-9-]+\/[A-Za-z0-9._-]+( |$)/;
  return address.test(text) || repository.test(text);
}

function listOf(source: string | readonly string[]): readonly string[] {
  return typeof source === 'string' ? [source] : source;
}

function repeated(ids: readonly string[]): string[] {
  return ids.filter((id, index) => ids.indexOf(id) !== index);
}

function distinct(ids: readonly string[]): string[] {
  return [...new Set(ids)].sort();
}
