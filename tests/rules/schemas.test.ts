import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { jsonSchemas } from '../../src/rules/build-pack.ts';
import { broken, productText, regimeText } from './product-text.ts';

const here = dirname(fileURLToPath(import.meta.url));
const published = join(here, '..', '..', 'schemas');

test('the schemas in schemas/ are those that the code gives (npm run build -- --schemas)', () => {
  const schemas = jsonSchemas();
  const files = readdirSync(published).filter((name) => name.endsWith('.schema.json'));
  expect(files.sort()).toEqual(Object.keys(schemas).sort());
  for (const [name, text] of Object.entries(schemas)) {
    expect(readFileSync(join(published, name), 'utf8'), name).toBe(text);
  }
});

test.each(Object.entries(jsonSchemas()))('%s is a schema of draft 2020-12 with a title', (name, text) => {
  const schema = JSON.parse(text);
  expect(schema).toMatchObject({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: name,
    title: expect.stringMatching(/^phaseout /),
    description: expect.stringMatching(/\.$|PATH$/),
  });
  expect(() => new Ajv2020({ strictTypes: false }).compile(schema)).not.toThrow();
});

describe('rule-test.schema.json', () => {
  const validate = new Ajv2020({ strictTypes: false }).compile(
    JSON.parse(jsonSchemas()['rule-test.schema.json'] ?? ''),
  );
  const cases = join(here, '..', 'rule-pack', 'cases');

  test.each(
    readdirSync(cases, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yaml')),
  )('the cases of %s fit', (name) => {
    for (const document of parseAllDocuments(readFileSync(join(cases, name), 'utf8'))) {
      expect(validate(document.toJS()), JSON.stringify(validate.errors)).toBe(true);
    }
  });

  test.each([
    ['an expectation in other words', { findings: ['kesl is active'] }],
    ['a row without a name', { items: [{ kind: 'software' }] }],
    ['an unknown key', { finding: [] }],
  ])('%s does not fit', (_, host) => {
    const row = { kind: 'software', name: 'kesl' };
    const made = { test: 'a', about: 'b', origin: 'constructed', hosts: [{ items: [row], ...host }] };
    expect(validate({ ...made, hosts: [{ items: [row] }] })).toBe(true);
    expect(validate(made)).toBe(false);
  });
});

describe('rule-document.schema.json', () => {
  const validate = new Ajv2020({ strictTypes: false }).compile(
    JSON.parse(jsonSchemas()['rule-document.schema.json'] ?? ''),
  );
  /** Whether every document of a YAML text fits. */
  const fits = (text: string): boolean =>
    parseAllDocuments(text).every((document) => validate(document.toJS()));

  test.each(readdirSync(join(here, 'fixtures', 'good')))('%s fits', (name) => {
    expect(fits(readFileSync(join(here, 'fixtures', 'good', name), 'utf8'))).toBe(true);
  });

  test.each<[name: string, text: string]>([
    ['an unknown key', broken(productText, 'vendor:', 'vendr:')],
    ['a missing source', broken(productText, '    source: https://example.org/a\n', '')],
    ['a class that does not exist', broken(productText, 'endpoint-protection', 'antivirus')],
    ['an id in capitals', broken(productText, 'id: package', 'id: Package')],
    ['a number for text', broken(productText, 'name: Example', 'name: 2026.11')],
    ['two operators', broken(productText, '{ name: exav }', '{ name: { prefix: ex, suffix: av } }')],
    ['no operator', broken(productText, '{ name: exav }', '{ name: {} }')],
    ['no field', broken(productText, '{ name: exav }', '{}')],
    ['an unknown field', broken(productText, '{ name: exav }', '{ nme: exav }')],
    [
      'a note without proves: note',
      broken(productText, '    proves', '    note: { kind: staged, text: T }\n    proves'),
    ],
    ['proves: note without a note', broken(productText, 'proves: installed', 'proves: note')],
    [
      'a condition on both items',
      broken(
        productText,
        '    proves',
        '    beside: [{ same: { name: a }, host: { when: { name: b } } }]\n    proves',
      ),
    ],
    [
      'a read of a file and a registry key',
      broken(
        productText,
        'migration:',
        'reads: [{ id: a, file: /a, registry: HKLM, meaning: m, source: https://x }]\nmigration:',
      ),
    ],
    [
      'two kinds in one document',
      broken(productText, 'vendor: Example Lab', 'vendor: Example Lab\nhazard: h'),
    ],
    [
      'a day for an instant with a wrong form',
      broken(regimeText, '2024-07-20T00:00:00-04:00', '20 July 2024'),
    ],
    [
      'a phase with from and by',
      broken(regimeText, 'precision: instant', 'precision: instant, by: 2024-07-20'),
    ],
  ])('%s does not fit', (_, text) => {
    expect(fits(productText) && fits(regimeText)).toBe(true);
    expect(fits(text)).toBe(false);
  });
});
