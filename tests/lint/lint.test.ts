import { describe, expect, test } from 'vitest';
import { lint } from '../../src/lint/lint.ts';
import type { LintSubject } from '../../src/lint/lint-finding.ts';
import { parseRuleFile } from '../../src/rules/parse.ts';
import { documents, ruleFiles, ruleText } from '../rule-pack/built-in-pack.ts';

const head = `product: guard
name: Guard
vendor: Example Lab
class: utility
platforms: [linux, windows]
migration: { summary: x, steps: [{ text: x }], source: example.org }
signatures:
`;

/** Signatures in one line each, from line 8 on; then `<line>:<column> <signature> <rule>` of each finding. */
const cases: readonly (readonly [
  about: string,
  signatures: readonly string[],
  findings: readonly string[],
])[] = [
  ['a name of its own', ['{ id: a, kind: software, when: { name: office-guard } }'], []],
  [
    'three characters',
    ['{ id: a, kind: service, when: { name: [] } }'.replace('[]', '{ oneOf: [office-guard, ogd] }')],
    ['8:43 guard/a short-literal'],
  ],
  [
    'three characters and a path',
    ['{ id: a, kind: service, when: { name: ogd, path: /opt/guard/ogd } }'],
    [],
  ],
  [
    'three characters beside another item',
    ['{ id: a, kind: service, when: { name: ogd }, beside: [{ host: { when: { name: office-guard } } }] }'],
    [],
  ],
  [
    'three characters that are evidence only',
    [
      '{ id: a, kind: process, when: { name: ogd }, proves: nothing }',
      '{ id: b, kind: software, when: { name: office-guard } }',
    ],
    [],
  ],
  [
    'three characters between wildcards',
    ['{ id: a, kind: software, when: { name: { glob: "og?-*" } } }'],
    ['8:44 guard/a short-literal'],
  ],
  ['one common word', ['{ id: a, kind: process, when: { name: Agent.exe } }'], ['8:43 guard/a common-word']],
  [
    'one common word in a list',
    ['{ id: a, kind: software, when: { name: { word: [office guard, Security] } } }'],
    ['8:44 guard/a common-word'],
  ],
  [
    'a common word of a publisher',
    ['{ id: a, kind: software, when: { name: Security, publisher: Example Lab } }'],
    [],
  ],
  [
    'a wildcard first',
    ['{ id: a, kind: software, when: { name: { glob: "*guard" } } }'],
    ['8:44 guard/a leading-star'],
  ],
  [
    'a wildcard first, with a second test',
    ['{ id: a, kind: software, when: { name: { glob: "*guard" }, publisher: Example Lab } }'],
    [],
  ],
  [
    'a path below a root that is not known',
    ["{ id: a, kind: service, when: { path: { glob: '*\\Example Lab\\Guard\\*' } } }"],
    [],
  ],
  [
    'a company behind its legal form',
    ["{ id: a, kind: driver, when: { publisher: { glob: '*Example Lab*' } } }"],
    [],
  ],
  [
    'a short word in the name of a company',
    ["{ id: a, kind: driver, when: { publisher: { glob: '*Example' } } }"],
    ['8:47 guard/a leading-star'],
  ],
  [
    'one folder anywhere',
    ["{ id: a, kind: service, when: { path: { glob: '*\\Guard\\*' } } }"],
    ['8:43 guard/a leading-star'],
  ],
  [
    'a source that nobody can open',
    ['{ id: a, kind: software, when: { name: office-guard }, source: own knowledge }'],
    ['8:68 guard/a vague-source'],
  ],
  [
    'the same twice: the later',
    [
      '{ id: a, kind: software, when: { name: office-guard } }',
      '{ id: b, kind: software, when: { name: Office-Guard } }',
    ],
    ['9:5 guard/b shadowed'],
  ],
  [
    'a narrower one that proves less, before or after',
    [
      '{ id: a, kind: software, when: { name: office-guard }, confidence: probable }',
      '{ id: b, kind: [software, service], when: { name: { prefix: office- } } }',
      '{ id: c, kind: service, when: { name: { glob: "office-gu*" }, publisher: Example Lab }, proves: presence }',
    ],
    ['8:5 guard/a shadowed', '10:5 guard/c shadowed'],
  ],
  [
    'a narrower one that proves more',
    [
      '{ id: a, kind: software, when: { name: office-guard }, confidence: probable }',
      '{ id: b, kind: software, when: { name: office-guard, publisher: Example Lab } }',
    ],
    [],
  ],
  [
    'a narrower one that proves less and is tried on rows without a platform too',
    [
      '{ id: a, kind: software, when: { name: office-guard }, confidence: weak }',
      '{ id: b, kind: software, needsPlatform: true, when: { name: office-guard }, confidence: probable }',
    ],
    [],
  ],
  [
    'a wider one with a guard of its own',
    [
      '{ id: a, kind: software, when: { name: office-guard } }',
      '{ id: b, kind: software, when: { name: { prefix: office } }, unless: [{ same: { publisher: Other } }] }',
    ],
    [],
  ],
  [
    'a guard that contradicts',
    ['{ id: a, kind: service, when: { name: office-guard }, unless: [{ same: { name: other-guard } }] }'],
    ['8:84 guard/a dead-guard'],
  ],
  [
    'a guard on a foreign prefix',
    [
      '{ id: a, kind: service, when: { path: { prefix: /opt/guard/ } }, unless: [{ same: { path: { prefix: /usr/lib/guard/ } } }] }',
    ],
    ['8:95 guard/a dead-guard'],
  ],
  [
    'a guard on a longer prefix',
    [
      '{ id: a, kind: service, when: { path: { prefix: /opt/guard/ } }, unless: [{ same: { path: { prefix: /opt/guard/old/ } } }] }',
    ],
    [],
  ],
  [
    'a guard on what is absent',
    [
      '{ id: a, kind: service, when: { name: office-guard }, unless: [{ same: { name: { exists: false } } }] }',
    ],
    ['8:84 guard/a dead-guard'],
  ],
  [
    'a guard on another field',
    ['{ id: a, kind: service, when: { name: office-guard }, unless: [{ same: { state: masked } }] }'],
    [],
  ],
  [
    'a guard that always holds',
    [
      '{ id: a, kind: service, when: { name: office-guard }, unless: [{ same: { name: { prefix: office } } }] }',
    ],
    ['8:76 guard/a blocking-guard'],
  ],
  [
    'a condition that contradicts',
    ['{ id: a, kind: service, when: { name: office-guard }, beside: [{ same: { name: other } }] }'],
    ['8:84 guard/a dead-condition'],
  ],
  [
    'one weak signature',
    ['{ id: a, kind: service, when: { name: office-guard }, confidence: weak }'],
    ['8:5 guard/a weak-alone'],
  ],
  [
    'two weak signatures',
    [
      '{ id: a, kind: service, when: { name: office-guard }, confidence: weak }',
      '{ id: b, kind: process, when: { name: office-guard }, confidence: weak }',
    ],
    [],
  ],
  [
    'what is allowed, with a reason',
    [
      '{ id: a, kind: service, when: { name: ogd }, lint: { allow: { short-literal: it has no longer name } } }',
    ],
    [],
  ],
];

describe('lint', () => {
  test.each(cases)('%s', (_, signatures, expected) => {
    expect(lint(subjectsOf(text(signatures), 'guard.yaml'), { matched: undefined }).map(shown)).toEqual(
      expected,
    );
  });

  test('signatures that no test exercises, only where tests are given', () => {
    const subjects = subjectsOf(
      text([
        '{ id: a, kind: software, when: { name: office-guard } }',
        '{ id: b, kind: software, when: { name: guard-two } }',
      ]),
      'guard.yaml',
    );
    expect(lint(subjects, { matched: new Set(['guard/a']) }).map(shown)).toEqual([
      '9:5 guard/b never-matched',
    ]);
    expect(lint(subjects, { matched: undefined })).toEqual([]);
  });

  test('a protection of which nothing proves an installation', () => {
    const protection = text(['{ id: a, kind: driver, when: { name: officeguard }, proves: presence }'])
      .replace('product: guard', 'protection: guard')
      .replace('class: utility', 'provides: protection')
      .replace(/^migration: .*\n/m, '');
    expect(lint(subjectsOf(protection, 'guard.yaml'), { matched: undefined }).map(shown)).toEqual([
      '7:5 guard/a weak-alone',
    ]);
  });

  test('a compiled pack has no lines', () => {
    const [{ id, value } = { id: '', value: undefined }] = subjectsOf(
      text(['{ id: a, kind: service, when: { name: ogd } }']),
      'x',
    );
    expect(value && lint([{ id, value }], { matched: undefined })).toEqual([
      {
        rule: 'short-literal',
        severity: 'warning',
        signature: 'guard/a',
        message: '"ogd" is all that must stand in the item; 4 characters or a second test say more',
      },
    ]);
  });

  test('the built-in pack lints clean, and allows nothing that it does not need', () => {
    const subjects = ruleFiles.flatMap((file) => subjectsOf(ruleText(file), file));
    expect(subjects.length).toBeGreaterThan(80);
    expect(
      lint(subjects, { matched: undefined }).map(({ file, ...each }) => `${file}:${shown(each)}`),
    ).toEqual([]);
    const bare = subjects.map(({ document, id, value }) => ({
      ...(document && { document }),
      id,
      value: { ...value, signatures: value.signatures.map(({ lint: _, ...signature }) => signature) },
    })) as LintSubject[];
    const needed = new Set(
      lint(bare, { matched: undefined }).map(({ signature, rule }) => `${signature} ${rule}`),
    );
    const allowed = documents().flatMap((each) => {
      if (each.kind !== 'product' && each.kind !== 'protection') return [];
      const owner = each.kind === 'product' ? each.value.product : each.value.protection;
      return each.value.signatures.flatMap(({ id, lint }) =>
        Object.keys(lint?.allow ?? {}).map((rule) => `${owner}/${id} ${rule}`),
      );
    });
    expect(allowed.filter((each) => !needed.has(each))).toEqual([]);
  });
});

function text(signatures: readonly string[]): string {
  const full = signatures.map((each) => {
    const proves = each.includes('proves:') ? '' : ', proves: installed';
    const source = each.includes('source:') ? '' : ', source: example.org';
    return `  - ${each.replace(/ \}$/, `${proves}${source} }`)}\n`;
  });
  return head + full.join('');
}

function subjectsOf(rules: string, file: string): LintSubject[] {
  const { documents: parsed, faults } = parseRuleFile(rules, file);
  expect(faults).toEqual([]);
  return parsed.flatMap((document): LintSubject[] => {
    if (document.kind === 'product') return [{ id: document.value.product, value: document.value, document }];
    if (document.kind === 'protection')
      return [{ id: document.value.protection, value: document.value, document }];
    return [];
  });
}

function shown({
  line,
  column,
  signature,
  rule,
}: {
  line?: number;
  column?: number;
  signature: string;
  rule: string;
}): string {
  return `${line}:${column} ${signature} ${rule}`;
}
