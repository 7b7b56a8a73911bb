import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { dialects, exportSql } from '../../../src/export/sql/export-sql.ts';
import { builtInPack } from '../../rule-pack/built-in-pack.ts';

/** Ways to break a query that no parser may take. Each must change the text. */
const faults: readonly (readonly [name: string, (query: string) => string])[] = [
  ['a bracket too few', (query) => query.replace(/\)\nSELECT/, '\nSELECT')],
  ['a keyword misspelt', (query) => query.replace('SELECT', 'SELEC')],
  ['a text that does not end', (query) => query.replace("'finding'", "'finding")],
  ['a keyword twice', (query) => query.replace('WHERE', 'WHERE WHERE')],
  ['a CASE that does not end', (query) => query.replace(/ END\b/, '')],
];

describe('a parser of each dialect', () => {
  const pack = builtInPack();

  test.each(dialects.map(({ id }) => id))(
    '%s: takes the export, and refuses a broken one',
    (id) => {
      const text = exportSql(pack, { version: '0.0.0', dialect: id }).files[0]?.text ?? '';
      const query = text.replace(/^(?:--.*\n)+/, '');
      const broken = faults.map(([name, breakIt]) => ({ name, query: breakIt(query) }));
      for (const each of broken) expect(each.query, each.name).not.toBe(query);
      const [whole, ...others] = parsed(id, [text, ...broken.map((each) => each.query)]);
      expect(whole).toBe('');
      expect(broken.filter((_, index) => others[index] === '').map(({ name }) => name)).toEqual([]);
    },
    120_000,
  );
});

// Those for sqlite3 and psql hold commands of these programs (native-load.test.ts runs them); that of ClickHouse takes prose.
test.each(['duckdb', 'trino', 'spark'])('%s: the lines that make the table are SQL', (id) => {
  const lines = dialects.find((dialect) => dialect.id === id)?.load ?? [];
  expect(lines.length).toBeGreaterThan(2);
  const load = lines.join('\n');
  const [whole, prose] = parsed(id, [load, `${load}\nFour tables are made in the current schema.`]);
  expect(whole).toBe('');
  expect(prose).not.toBe('');
});

test.each(dialects.map(({ id }) => id))('%s: nothing in the head points to what is not shipped', (id) => {
  const text = exportSql(builtInPack(), { version: '0.0.0', dialect: id }).files[0]?.text ?? '';
  expect(text.match(/docs\/\S*/g)).toBeNull();
});

/** What the parser says of each query; empty where it takes it. */
function parsed(id: string, queries: readonly string[]): string[] {
  const dialect = id === 'postgres' ? 'postgresql' : id;
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--stack-size=6000', join(import.meta.dirname, 'parse-sql.mjs')],
    { input: JSON.stringify(queries.map((query) => ({ dialect, query }))), encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`the parser: ${stderr}`);
  return JSON.parse(stdout) as string[];
}
