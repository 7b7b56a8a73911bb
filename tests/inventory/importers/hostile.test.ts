import { describe, expect, it } from 'vitest';
import type { ImportedRow } from '../../../src/inventory/importers/importer.ts';
import { importers } from '../../../src/inventory/importers/index.ts';
import { fc } from '../../support/property.ts';
import { importFixture, importText } from './imported.ts';

/** Keys that importers look for, so that the values under them get where they are read. */
const keys = [
  'name',
  'version',
  'source',
  'type',
  'purl',
  'components',
  'properties',
  'packages',
  'externalRefs',
  'artifacts',
  'metadata',
  'locations',
  'software',
  'hosts',
  'host',
  'content',
  'softwares',
  'antivirus',
  'hardware',
  'ansible_facts',
  'services',
  'data',
  'affected_items',
  'snapshot',
  'columns',
  'diffResults',
  'added',
  'removed',
  'decorations',
  'identifier',
  'label',
  'versions',
];
const { any } = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    fc.constantFrom<unknown>(
      '',
      'kesl',
      'constructor',
      'rpm',
      0,
      null,
      true,
      '__proto__',
      '\u0000',
      'pkg:npm/%zz@',
      -1e308,
    ),
    fc.array(tie('any'), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom(...keys, '__proto__', 'constructor'), tie('any'), { maxKeys: 6 }),
  ),
}));

function check(rows: Iterable<ImportedRow>): void {
  for (const row of rows) {
    const drafts = row.type === 'item' ? [row.draft] : row.type === 'snapshot' ? row.drafts : [];
    for (const draft of drafts) {
      expect(draft.name).not.toBe('');
      for (const key of [
        'name',
        'version',
        'publisher',
        'host',
        'path',
        'collector',
        'state',
        'platform',
      ] as const)
        expect(['string', 'undefined']).toContain(typeof draft[key]);
    }
  }
}

describe('hostile content', () => {
  it.each(importers.filter((each) => each.document ?? each.records).map((each) => [each.id, each] as const))(
    '%s never throws, and gives no item without a name',
    (_id, { document, records }) => {
      fc.assert(
        fc.property(any, (value) => {
          document?.recognises(value);
          if (document !== undefined) check(document.rows(value, undefined));
          if (records === undefined || typeof value !== 'object' || value === null || Array.isArray(value))
            return;
          const record = value as Readonly<Record<string, unknown>>;
          records.recognises(record);
          check(records.rows(record, '1', undefined));
        }),
        { numRuns: 300 },
      );
    },
  );

  it('reads any text as something or refuses it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.constantFrom(
            'a',
            ',',
            ';',
            '"',
            '\n',
            '\r',
            '\t',
            '-',
            '+++-===-==',
            '#',
            'Id ',
            '\ufeff',
            '\u0000',
            '無',
          ),
          {
            maxLength: 60,
          },
        ),
        async (parts) => {
          const read = await importText(parts.join(''));
          expect(typeof read.format).toBe('string');
        },
      ),
      { numRuns: 300 },
    );
  });

  it('gives nothing where the format that was chosen is not that of the file', async () => {
    const read = await importFixture('rpm/rpm-qa.txt', { from: 'dpkg-l' });
    expect(read.rows).toEqual([]);
  });
});
