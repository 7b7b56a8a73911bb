import { describe, expect, test } from 'vitest';
import type { RulePack } from '../../src/model/rule-pack.ts';
import { checkDocuments } from '../../src/rules/check.ts';
import { parseRuleFile } from '../../src/rules/parse.ts';
import { broken, productText, regimeText } from './product-text.ts';

const emptyPack: RulePack = {
  identities: [{ id: 'base', version: '1.0.0', sha256: '', builtin: true }],
  products: [],
  protections: [],
  hazards: [],
  alternatives: [],
  regimes: [],
  audiences: [],
};

/** The faults of the whole pack as `file:line:column path | found | expected`; each text is a file a.yaml, b.yaml … */
function faultsOf(texts: readonly string[], packs: readonly RulePack[] = []): string[] {
  const files = texts.map((text, index) => parseRuleFile(text, `${'abc'[index]}.yaml`));
  const context = { packs, broken: files.flatMap((file) => file.broken) };
  return checkDocuments(
    files.flatMap(({ documents }) => documents),
    context,
  ).map(
    ({ file, line, column, path, found, expected }) =>
      `${file}:${line}:${column} ${path} | ${found} | ${expected}`,
  );
}

function product(part: string, by: string): string[] {
  return [broken(productText, part, by)];
}

function when(tests: string): string[] {
  return product('{ name: exav }', tests);
}

function regime(part: string, by: string): string[] {
  return [broken(regimeText, part, by)];
}

const vague =
  'tests that could hold for anything | at least one test of a name, path, publisher, signer, origin or attribute with two letters or more in each text';

describe('ids', () => {
  test.each<[name: string, texts: string[], faults: string[]]>([
    [
      'a product in two files',
      [productText, productText],
      [
        'b.yaml:1:10 product | the id "example" again, first at a.yaml:1:10 | an id that no other product or protection has',
      ],
    ],
    [
      'a protection with the id of a product',
      [
        productText,
        'protection: example\nname: E\nvendor: E\nplatforms: [linux]\nprovides: protection\nsignatures: [{ id: a, kind: software, when: { name: ex }, proves: installed, source: https://x }]\n',
      ],
      [
        'b.yaml:1:13 protection | the id "example" again, first at a.yaml:1:10 | an id that no other product or protection has',
      ],
    ],
    [
      'a hazard three times',
      ['hazard: h\ntitle: T\ntext: T\nsource: https://x\n---\n'.repeat(3).slice(0, -4)],
      [
        'a.yaml:6:9 hazard | the id "h" again, first at a.yaml:1:9 | an id that no other hazard has',
        'a.yaml:11:9 hazard | the id "h" again, first at a.yaml:1:9 | an id that no other hazard has',
      ],
    ],
    [
      'a regime and an audience',
      [regimeText, regimeText],
      [
        'b.yaml:1:9 regime | the id "example-order" again, first at a.yaml:1:9 | an id that no other regime has',
        'b.yaml:24:11 audience | the id "everybody" again, first at a.yaml:24:11 | an id that no other audience has',
      ],
    ],
    [
      'a signature of one product',
      product(
        'migration:',
        '  - { id: package, kind: driver, when: { name: exav }, proves: presence, source: https://x }\nmigration:',
      ),
      [
        'a.yaml:12:11 signatures[1].id | the id "package" again, first at a.yaml:7:9 | an id that no other signature of this product has',
      ],
    ],
    [
      'a phase of one regime',
      regime(
        '\n---\n',
        '\n  - { id: no-sales, title: T, kind: advice, audiences: [everybody], when: { by: 2024-01-01, zone: UTC, precision: day }, binds: nobody, meaning: M, mark: primary, confidence: low, source: https://x }\n---\n',
      ),
      [
        'a.yaml:23:11 phases[1].id | the id "no-sales" again, first at a.yaml:13:9 | an id that no other phase of this regime has',
      ],
    ],
  ])('%s', (_, texts, faults) => {
    expect(faultsOf(texts)).toEqual(faults);
  });

  test('an id of a pack that is there already', () => {
    const base = { ...emptyPack, hazards: [{ hazard: 'h', title: 'T', text: 'T', source: 'https://x' }] };
    expect(faultsOf(['hazard: h\ntitle: T\ntext: T\nsource: https://x\n'], [base])).toEqual([
      'a.yaml:1:9 hazard | the id "h" again, first in the pack "base" | an id that no other hazard has',
    ]);
  });
});

describe('references', () => {
  const audience = (id: string, implies: string): string =>
    `audience: ${id}\nname: N\nabout: A\nimplies: [${implies}]\n`;

  test.each<[name: string, texts: string[], faults: string[]]>([
    [
      'a hazard and an alternative that are not there',
      product('  summary', '  hazards: [keep-key]\n  replaceWith: [shield]\n  summary'),
      [
        'a.yaml:13:13 migration.hazards[0] | the unknown hazard "keep-key" | the id of a hazard of the pack',
        'a.yaml:14:17 migration.replaceWith[0] | the unknown alternative "shield" | the id of an alternative of the pack'.replace(
          'a alt',
          'an alt',
        ),
      ],
    ],
    [
      'a mistyped audience',
      regime('audiences: [everybody]', 'audiences: [evrybody]'),
      [
        'a.yaml:16:17 phases[0].audiences[0] | the unknown audience "evrybody" | an audience of the pack: everybody (nearest)',
      ],
    ],
    [
      'an overtaking regime and products that are not there',
      regime(
        '    binds:',
        '    reach: { products: [nothing] }\n    meaningFor: [{ reach: { notProducts: [nobody] }, audiences: [nowhere], meaning: M }]\n    binds:',
      ).map((text) => broken(text, 'phases:', 'overtakenBy: { regime: later, why: newer }\nphases:')),
      [
        'a.yaml:12:24 overtakenBy.regime | the unknown regime "later" | the id of a regime of the pack',
        'a.yaml:19:25 phases[0].reach.products[0] | the unknown product "nothing" | the id of a product of the pack',
        'a.yaml:20:43 phases[0].meaningFor[0].reach.notProducts[0] | the unknown product "nobody" | the id of a product of the pack',
        'a.yaml:20:66 phases[0].meaningFor[0].audiences[0] | the unknown audience "nowhere" | the id of an audience of the pack',
      ],
    ],
    [
      'an owner that is not there',
      product('    proves', '    owners: ["*", other]\n    proves').map((text) =>
        broken(text, 'class: endpoint-protection', 'class: component'),
      ),
      [
        'a.yaml:10:19 signatures[0].owners[1] | the unknown product "other" | the id of a product of the pack',
      ],
    ],
    [
      'an audience that implies itself',
      [audience('a', 'a')],
      ['a.yaml:4:11 implies[0] | a circle: a implies a | nothing that implies itself in the end'],
    ],
    [
      'three audiences in a circle over three files',
      [audience('a', 'b'), audience('b', 'c'), audience('c', 'a')],
      [
        'c.yaml:4:11 implies[0] | a circle: a implies b implies c implies a | nothing that implies itself in the end',
      ],
    ],
    [
      'two ways to one audience are no circle',
      [audience('a', 'b, c'), audience('b', 'c'), audience('c', '')],
      [],
    ],
    [
      'a regime that overtakes itself',
      regime('phases:', 'overtakenBy: { regime: example-order, why: newer }\nphases:'),
      [
        'a.yaml:12:24 overtakenBy.regime | a circle: example-order is overtaken by example-order | nothing that is overtaken by itself in the end',
      ],
    ],
    [
      'a reference to a document that has a fault of its own is no further fault',
      ['hazard: keep-key\ntitle: T\n', ...product('  summary', '  hazards: [keep-key]\n  summary')],
      [],
    ],
    [
      'nor is one while a file cannot be read at all',
      ['hazard: "\n', ...product('  summary', '  hazards: [keep-key]\n  summary')],
      [],
    ],
  ])('%s', (_, texts, faults) => {
    expect(faultsOf(texts)).toEqual(faults);
  });

  test('references lead into packs that are there already', () => {
    const base = {
      ...emptyPack,
      hazards: [{ hazard: 'keep-key', title: 'T', text: 'T', source: 'https://x' }],
    };
    expect(faultsOf(product('  summary', '  hazards: [keep-key]\n  summary'), [base])).toEqual([]);
  });
});

describe('signatures', () => {
  test.each<[name: string, texts: string[], faults: string[]]>([
    ['a glob of everything', when('{ name: { glob: "*" } }'), [`a.yaml:9:11 signatures[0].when | ${vague}`]],
    ['a glob of one letter', when('{ name: { glob: "k*" } }'), [`a.yaml:9:11 signatures[0].when | ${vague}`]],
    [
      'a prefix of one letter',
      when('{ name: { prefix: k } }'),
      [`a.yaml:9:11 signatures[0].when | ${vague}`],
    ],
    [
      'one vague text among good ones',
      when('{ name: { oneOf: [kesl, "?"] } }'),
      [`a.yaml:9:11 signatures[0].when | ${vague}`],
    ],
    ['a state alone', when('{ state: running }'), [`a.yaml:9:11 signatures[0].when | ${vague}`]],
    [
      'a version alone',
      when('{ version: { range: ">=11" } }'),
      [`a.yaml:9:11 signatures[0].when | ${vague}`],
    ],
    [
      'that the name is there',
      when('{ name: { exists: true } }'),
      [`a.yaml:9:11 signatures[0].when | ${vague}`],
    ],
    [
      'a folder that every system has',
      when('{ path: { prefix: /usr/lib/ } }'),
      [`a.yaml:9:11 signatures[0].when | ${vague}`],
    ],
    ['a vague test beside a good one', when('{ name: { glob: "*" }, publisher: { word: kaspersky } }'), []],
    ['two letters in another script', when('{ name: { prefix: 卡巴 } }'), []],
    ['one letter as the whole name', when('{ name: k }'), []],
    [
      'a range that is none',
      when('{ name: exav, version: { range: "11 - 12" } }'),
      [
        'a.yaml:9:43 signatures[0].when.version.range | "11 - 12" | comparators joined by spaces, such as ">=11.0 <12.4"',
      ],
    ],
    [
      'a literal of invisible characters only',
      when('{ name: { equals: [exav, "\\u200b\\u00ad"] } }'),
      [
        'a.yaml:9:36 signatures[0].when.name.equals[1] | "\\u{200b}\\u{ad}" | text that is visible: this folds to nothing',
      ],
    ],
    [
      'a word without a letter',
      when('{ name: { word: "--" } }'),
      ['a.yaml:9:27 signatures[0].when.name.word | "--" | a word of letters or digits'],
    ],
    [
      'a Windows path whose backslash became a line feed',
      when('{ path: "C:\\new" }'),
      [
        'a.yaml:9:19 signatures[0].when.path | "C:\\u{a}ew" | text on one line; a Windows path stands in single quotes',
      ],
    ],
    [
      'a state that does not exist',
      when('{ name: exav, state: runing }'),
      [
        'a.yaml:9:32 signatures[0].when.state | "runing" | one of installed, half-installed, config-files, running, stopped, failed, loaded, enabled, disabled, masked or static',
      ],
    ],
    [
      'true for a field that is text',
      when('{ name: true }'),
      [
        'a.yaml:9:19 signatures[0].when.name | true | text or an operator: only attributes can be true or false',
      ],
    ],
    [
      'a guard on anything else of the host',
      product(
        '    proves',
        '    unless: [{ host: { kind: service, when: { state: running } } }]\n    proves',
      ),
      [`a.yaml:10:45 signatures[0].unless[0].host.when | ${vague}`],
    ],
    [
      'a guard on a field of the same item',
      product('    proves', '    unless: [{ same: { state: masked } }]\n    proves'),
      [],
    ],
    [
      'owners in a product that is no component',
      product('    proves', '    owners: [example]\n    proves'),
      [
        'a.yaml:10:5 signatures[0].owners | owners in a product of class endpoint-protection | owners only in a product of class component',
      ],
    ],
    [
      'proves: note without a note',
      product('proves: installed', 'proves: note'),
      ['a.yaml:10:13 signatures[0].proves | proves: note without a note | the key "note" with kind and text'],
    ],
    [
      'a note beside another proof',
      product('    proves', '    note: { kind: staged, text: T }\n    proves'),
      ['a.yaml:10:5 signatures[0].note | a note beside proves: installed | a note only beside proves: note'],
    ],
    [
      'a platform that the product does not have',
      product('    proves', '    platforms: [linux, macos]\n    proves'),
      ['a.yaml:10:24 signatures[0].platforms[1] | "macos" | a platform of the product: linux'],
    ],
    [
      'a marker without a path',
      product('kind: software', 'kind: marker'),
      [
        'a.yaml:9:11 signatures[0].when | a marker without a test of path | path with equals, oneOf, glob or prefix: markers are found by it',
      ],
    ],
    [
      'a marker that a collector marks by itself',
      [broken(when('{ name: exav, attributes.staged: true }')[0] ?? '', 'kind: software', 'kind: marker')],
      [],
    ],
    ['a name that may be a marker among others', product('kind: software', 'kind: [marker, software]'), []],
    [
      'a marker with a word of a path',
      [broken(when('{ path: { word: exav } }')[0] ?? '', 'kind: software', 'kind: [marker, software]')],
      [
        'a.yaml:9:11 signatures[0].when | a marker with no path to look up | path with equals, oneOf, glob or prefix: markers are found by it',
      ],
    ],
    [
      'marker paths that are not from the root, and one that climbs',
      [
        broken(
          when('{ path: { oneOf: [opt/exav, /opt/exav, /opt/exav/../x, "C:\\\\exav"] } }')[0] ?? '',
          'kind: software',
          'kind: marker',
        ),
      ],
      [
        'a.yaml:9:29 signatures[0].when.path.oneOf[0] | "opt/exav" | a path from the root, /…',
        'a.yaml:9:50 signatures[0].when.path.oneOf[2] | "/opt/exav/../x" | a path without ".."',
        'a.yaml:9:66 signatures[0].when.path.oneOf[3] | "C:\\exav" | a path from the root, /…',
      ],
    ],
    [
      'marker paths of Windows',
      [
        broken(
          broken(
            when('{ path: [] }')[0]?.replace(
              '[]',
              "{ oneOf: ['HKLM\\SOFTWARE\\KasperskyLab', 'C:\\Program Files\\Kaspersky Lab', '%ProgramData%\\Kaspersky Lab', 'Kaspersky Lab'] }",
            ) ?? '',
            'kind: software',
            'kind: marker',
          ),
          'platforms: [linux]',
          'platforms: [windows]',
        ),
      ],
      [
        'a.yaml:9:124 signatures[0].when.path.oneOf[3] | "Kaspersky Lab" | a path from the root: /…, C:\\…, %NAME%\\… or HKLM\\…',
      ],
    ],
    [
      'reads that cannot be read',
      product(
        'migration:',
        "reads:\n  - { id: a, registry: 'HKLM\\SOFTWARE\\X', line: { prefix: x }, meaning: m, source: https://x }\n  - { id: a, file: /etc/../x, value: v, meaning: m, source: https://x }\nmigration:",
      ),
      [
        'a.yaml:13:14 reads[0].registry | a registry key in a product that is not for windows | file instead',
        'a.yaml:13:43 reads[0].line | line beside registry | value beside registry',
        'a.yaml:14:11 reads[1].id | the id "a" again, first at a.yaml:13:11 | an id that no other read of this product has',
        'a.yaml:14:20 reads[1].file | "/etc/../x" | a path without ".."',
        'a.yaml:14:31 reads[1].value | value beside file | line beside file',
      ],
    ],
  ])('%s', (_, texts, faults) => {
    expect(faultsOf(texts)).toEqual(faults);
  });
});

describe('regimes', () => {
  const from = (instant: string, zone: string, precision = 'instant'): string[] =>
    regime(
      '{ from: 2024-07-20T00:00:00-04:00, zone: America/New_York, precision: instant }',
      `{ from: ${instant}, zone: ${zone}, precision: ${precision} }`,
    );

  test.each<[name: string, texts: string[], faults: string[]]>([
    ['midnight in New York in summer', from('2024-07-20T00:00:00-04:00', 'America/New_York'), []],
    ['midnight in New York in winter', from('2024-12-20T00:00:00-05:00', 'America/New_York'), []],
    ['an instant in UTC', from('2024-07-20T04:00:00Z', 'UTC'), []],
    [
      'a day with an offset where the instrument names the day only',
      from('2024-07-20T00:00:00+02:00', 'Europe/Berlin', 'day'),
      [],
    ],
    [
      'the offset of winter in summer',
      from('2024-07-20T00:00:00-05:00', 'America/New_York'),
      [
        'a.yaml:17:19 phases[0].when.from | the offset -05:00 | -04:00, the offset of America/New_York at that moment',
      ],
    ],
    [
      'a day that claims to be an instant',
      from('2024-07-20', 'America/New_York'),
      [
        'a.yaml:17:66 phases[0].when.precision | precision: instant beside the day "2024-07-20" | precision: day, or an instant with its offset',
      ],
    ],
    [
      'a platform that does not exist',
      regime('    binds:', '    reach: { platforms: [linux, widows] }\n    binds:'),
      ['a.yaml:18:33 phases[0].reach.platforms[1] | "widows" | windows (nearest)'],
    ],
    [
      'a pack of a day that does not exist',
      ['pack: p\nname: P\nversion: 1.0.0\ndate: 2026-02-30\n'],
      ['a.yaml:4:7 date | "2026-02-30" | a day that exists'],
    ],
  ])('%s', (_, texts, faults) => {
    expect(faultsOf(texts)).toEqual(faults);
  });
});
