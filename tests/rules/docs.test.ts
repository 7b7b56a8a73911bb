import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import {
  bindings,
  capabilities,
  itemKinds,
  phaseBinds,
  phaseKinds,
  productClasses,
} from '../../src/model/vocabulary.ts';
import { checkDocuments } from '../../src/rules/check.ts';
import { documentKinds, parseRuleFile } from '../../src/rules/parse.ts';

const text = readFileSync(
  join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'docs', 'rules.md'),
  'utf8',
);
const blocks = [...text.matchAll(/^```yaml\n(?<yaml>.*?)^```$/gms)].map(
  (match) => match.groups?.['yaml'] ?? '',
);

describe('docs/rules.md', () => {
  test('the example is a pack without a fault', () => {
    const files = blocks
      .filter((block) => !block.startsWith('fragment:'))
      .map((block, index) => parseRuleFile(block, `block-${index}.yaml`));
    expect(files).toHaveLength(3);
    expect(files.flatMap(({ faults }) => faults)).toEqual([]);
    const documents = files.flatMap((file) => file.documents);
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
