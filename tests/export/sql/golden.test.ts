import { describe, expect, test } from 'vitest';
import { notExpressedLines } from '../../../src/export/not-expressed.ts';
import { dialects, exportSql } from '../../../src/export/sql/export-sql.ts';
import type { RulePack } from '../../../src/model/rule-pack.ts';
import { smallPack } from '../small-pack.ts';
import { testPack } from './test-pack.ts';

describe('the whole text of a small pack', () => {
  test.each(dialects.map(({ id }) => id))('%s', async (dialect) => {
    const { files, notExpressed } = exportSql(smallPack, { version: '0.1.0', dialect });
    expect(notExpressed).toEqual([]);
    expect(files.map(({ name }) => name)).toEqual([`phaseout-${dialect}.sql`]);
    await expect(files[0]?.text).toMatchFileSnapshot(`golden/${dialect}.sql`);
  });
});

test('the head says how the dialect was checked: run, or parsed and not verified', () => {
  const heads = dialects.map(({ id }) => {
    const text = exportSql(smallPack, { version: '0.1.0', dialect: id }).files[0]?.text ?? '';
    return `${id}: ${/^-- ((?:Run|Parsed).*)$/m.exec(text)?.[1]}`;
  });
  expect(heads).toEqual([
    'duckdb: Run in DuckDB 1.5 on every case of the rule tests: the same rows as phaseout match.',
    'sqlite: Run in SQLite 3.40 on every case of the rule tests: the same rows as phaseout match.',
    'postgres: Run in PostgreSQL 15 on every case of the rule tests: the same rows as phaseout match.',
    'clickhouse: Parsed by a parser of this dialect and not run: not verified in ClickHouse itself.',
    'trino: Parsed, and translated for DuckDB it gives the rows of phaseout match; not run in Trino: not verified there.',
    'spark: Parsed, and translated for DuckDB it gives the rows of phaseout match; not run in Spark: not verified there.',
  ]);
});

test('a text that no statement can hold is listed, and the rest is written', () => {
  const [first] = testPack.products;
  if (first === undefined) throw new Error('no product');
  const [signature] = first.signatures;
  if (signature === undefined) throw new Error('no signature');
  const pack: RulePack = {
    ...testPack,
    products: [
      {
        ...first,
        signatures: [{ ...signature, when: { name: { oneOf: ['good', 'b\0ad', 'half \ud800'] } } }],
      },
    ],
  };
  const { files, notExpressed } = exportSql(pack, { version: '0.1.0', dialect: 'duckdb' });
  expect(notExpressedLines(notExpressed)).toEqual([
    'a text of it cannot stand in a statement (U+0000 or half a character): name-equals/sign',
  ]);
  expect(files[0]?.text).toContain('-- What is not expressed:');
  expect(files[0]?.text).toContain("name_f = 'good'");
  expect(files[0]?.text).not.toMatch(/\0|\ud800/);
});

test('a name of a pack that holds a line break stays in the comment', () => {
  const pack: RulePack = {
    ...smallPack,
    identities: [
      { id: 'x', version: '1.0.0', date: '2026-01-01\nDROP TABLE inventory; --', sha256: '', builtin: false },
    ],
  };
  const text = exportSql(pack, { version: '0.1.0', dialect: 'duckdb' }).files[0]?.text ?? '';
  expect(text.split('\n').filter((line) => line.startsWith('DROP'))).toEqual([]);
});
