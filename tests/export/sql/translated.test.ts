import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { exportSql } from '../../../src/export/sql/export-sql.ts';
import { builtInPack } from '../../rule-pack/built-in-pack.ts';
import { inventoryRows, matchedLines, resultLines } from './inventory.ts';
import { runDuckdb } from './run-duckdb.ts';

/** What the translator leaves as it is, in DuckDB's words: JSON paths, `g` for every match, and tables of a session. */
const common: readonly (readonly [RegExp, string])[] = [
  [/(\\p\{(?:Cf|Zs)\}', '[ ]?')\)/g, "$1, 'g')"],
  [/(\[\^\\p\{L\}\\p\{N\}\]\+', ' ')\)/g, "$1, 'g')"],
];
const others: Readonly<Record<string, readonly (readonly [RegExp, string])[]>> = {
  trino: [
    ...common,
    [/\$\["([A-Za-z.]+)"\]/g, '$$."$1"'],
    [/\bNORMALIZE\(/g, 'NFC_NORMALIZE('],
    [/, NFC\)/g, ')'],
    [/LENGTH\(ENCODE\(/g, 'OCTET_LENGTH(ENCODE('],
  ],
  spark: [
    ...common,
    [/\$\[''([A-Za-z.]+)''\]/g, '$$."$1"'],
    [/\bDROP VIEW\b/g, 'DROP TABLE'],
    [/\bCACHE TABLE\b/g, 'CREATE TEMP TABLE'],
    [/\bARRAY\(CASE/g, 'list_value(CASE'],
    [/\bOCTET_LENGTH\(/g, 'STRLEN('],
  ],
};
const macros = [
  'startswith(a, b) AS starts_with(a, b)',
  'endswith(a, b) AS ends_with(a, b)',
  'json_extract_scalar(a, b) AS json_extract_string(a, b)',
  'get_json_object(a, b) AS json_extract_string(a, b)',
  'regexp_like(a, b) AS regexp_matches(a, b)',
].map((macro) => `CREATE OR REPLACE TEMP MACRO ${macro}`);

/**
 * Neither engine can be had here. Translated for DuckDB their statements give the rows of match: so what is joined with what
 * and when is right; that their own functions do what their documentation says is not shown by it.
 */
describe('statements for engines that cannot be had, translated and run in DuckDB', () => {
  const pack = builtInPack();
  const rows = inventoryRows();

  test.each(['trino', 'spark'])(
    '%s',
    async (dialect) => {
      const text = exportSql(pack, { version: '0.0.0', dialect }).files[0]?.text ?? '';
      const statements = translated(dialect, text.replace(/^(?:--.*\n)+/, ''));
      expect(statements).toHaveLength(9);
      expect(resultLines(await runDuckdb([...macros, ...statements].join(';\n'), rows))).toEqual(
        matchedLines(pack, rows),
      );
    },
    120_000,
  );
});

function translated(dialect: string, query: string): string[] {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--stack-size=6000', join(import.meta.dirname, 'parse-sql.mjs')],
    { input: JSON.stringify([{ dialect, query, to: 'duckdb' }]), encoding: 'utf8', maxBuffer: 1 << 26 },
  );
  if (status !== 0) throw new Error(`the translator: ${stderr}`);
  const [statements = []] = JSON.parse(stdout) as string[][];
  return statements.map((statement) =>
    (others[dialect] ?? []).reduce((sql, [from, to]) => sql.replace(from, to), statement),
  );
}
