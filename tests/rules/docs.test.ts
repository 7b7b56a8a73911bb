import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { compileMatcher } from '../../src/match/matcher.ts';
import {
  bindings,
  capabilities,
  itemKinds,
  phaseBinds,
  phaseKinds,
  productClasses,
} from '../../src/model/vocabulary.ts';
import { runRuleTest } from '../../src/rule-tests/run-rule-tests.ts';
import { checkDocuments } from '../../src/rules/check.ts';
import type { LocatedDocument } from '../../src/rules/document.ts';
import { packOf } from '../../src/rules/merge.ts';
import { documentKinds, parseRuleFile } from '../../src/rules/parse.ts';
import { parseRuleTests } from '../../src/rules/parse-rule-tests.ts';

const text = readFileSync(
  join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'docs', 'rules.md'),
  'utf8',
);
const blocks = [...text.matchAll(/^```yaml\n(?<yaml>.*?)^```$/gms)].map(
  (match) => match.groups?.['yaml'] ?? '',
);

const files = blocks
  .filter((block) => !/^(fragment|test):/.test(block))
  .map((block, index) => parseRuleFile(block, `block-${index}.yaml`));
const documents: LocatedDocument[] = files.flatMap((file) => [...file.documents]);

describe('docs/rules.md', () => {
  test('the example is a pack without a fault', () => {
    expect(files).toHaveLength(3);
    expect(files.flatMap(({ faults }) => faults)).toEqual([]);
    expect(documents.map(({ kind }) => kind)).toEqual([
      'pack',
      'product',
      'hazard',
      'alternative',
      'audience',
      'regime',
    ]);
    expect(checkDocuments(documents, { packs: [], broken: [] })).toEqual([]);
  });

  test('the example of a test holds, and fails with other rules', () => {
    const [block = '', ...others] = blocks.filter((each) => each.startsWith('test:'));
    expect(others).toEqual([]);
    const { tests, faults } = parseRuleTests(block, 'tests.yaml');
    expect(faults).toEqual([]);
    const identity = { id: 'office-rules', version: '0.0.0', sha256: '', builtin: false };
    const pack = packOf(identity, documents);
    const holds = (products: typeof pack.products): boolean[] => {
      const matcher = compileMatcher({ ...pack, products });
      return tests.map((each) => runRuleTest(matcher, each).holds);
    };
    expect(holds(pack.products)).toEqual([true, true]);
    const [guard] = pack.products;
    const bare = guard?.signatures.map(({ unless: _, ...signature }) => signature) ?? [];
    expect(holds(guard ? [{ ...guard, signatures: bare }] : [])).toEqual([true, false]);
    expect(holds([])).toEqual([false, true]);
  });

  test('names every word that a rule file can hold', () => {
    const words = [
      ...documentKinds,
      ...itemKinds,
      ...productClasses,
      ...capabilities,
      ...phaseKinds,
      ...phaseBinds,
      ...bindings,
    ];
    expect(words.filter((word) => !text.includes(`\`${word}\``))).toEqual([]);
  });

  test.each(['equals', 'oneOf', 'prefix', 'suffix', 'word', 'glob', 'range', 'exists'])(
    'explains %s',
    (operator) => {
      expect(text).toMatch(new RegExp(`^\\| \`${operator}\` \\| `, 'm'));
    },
  );
});
