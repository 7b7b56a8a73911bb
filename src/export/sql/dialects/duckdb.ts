import type { Dialect } from '../dialect.ts';
import { loadDuckdb } from '../load/duckdb.ts';
import { byKind, quoted, replaceAll, windowsPlacePattern, writtenWith } from './common.ts';

/** DuckDB: https://duckdb.org/docs/stable/sql/functions/text, …/regular_expressions (RE2), …/unnest. */
export const duckdb: Dialect = {
  id: 'duckdb',
  title: 'DuckDB',
  checked: 'Run in DuckDB 1.5 on every case of the rule tests: the same rows as phaseout match.',
  load: loadDuckdb,
  loadsNative: true,
  limits: ['Of a key of attributes that stands twice DuckDB reads the first, phaseout the last.'],
  stages: [],
  ...writtenWith(quoted),
  attribute: (key) => {
    const value = `(attributes -> ${quoted(key)})`;
    return `CASE WHEN json_type(${value}) IN ('UBIGINT', 'BIGINT', 'DOUBLE') THEN ${number(value)} ELSE ${value} ->> '$' END`;
  },
  mayHaveAttribute: (key) =>
    `(contains(CAST(attributes AS VARCHAR), ${quoted(key)}) OR contains(CAST(attributes AS VARCHAR), '\\u'))`,
  isNotAscii: (text) => `strlen(${text}) <> length(${text})`,
  lower: (text) => `lower(${text})`,
  slashes: (text) => `replace(${text}, '\\', '/')`,
  fold: (text, { special }) => {
    const clean = `regexp_replace(regexp_replace(${text}, '\\p{Cf}', '', 'g'), '\\p{Zs}', ' ', 'g')`;
    const plain = replaceAll(
      clean,
      special,
      (inner, from, to) => `replace(${inner}, ${quoted(from)}, ${quoted(to)})`,
    );
    return `nfc_normalize(replace(lower(upper(lower(nfc_normalize(${plain})))), 'ς', 'σ'))`;
  },
  words: (text) => `concat(' ', trim(regexp_replace(${text}, '[^\\p{L}\\p{N}]+', ' ', 'g')), ' ')`,
  versionKey: (text) =>
    `concat(list_aggregate([CASE WHEN part = '~' THEN '!' WHEN regexp_matches(part, '^[0-9]') THEN concat('%', lpad(CAST(length(ltrim(part, '0')) AS VARCHAR), 3, '0'), ltrim(part, '0')) ELSE concat('$', part) END FOR part IN regexp_extract_all(left(${text}, 256), '[0-9]+|[A-Za-z]+|~')], 'string_agg', ''), '#')`,
  isWindowsPlace: (text) => `regexp_matches(lower(${text}), ${quoted(windowsPlacePattern)})`,
  asText: (column) => `CAST(${column} AS VARCHAR)`,
  matches: (text, pattern) => `regexp_matches(${text}, ${quoted(pattern)})`,
  startsWith: (text, literal) => `starts_with(${text}, ${quoted(literal)})`,
  endsWith: (text, literal) => `ends_with(${text}, ${quoted(literal)})`,
  contains: (text, literal) => `contains(${text}, ${quoted(literal)})`,
  once: (name, query) => `${name} AS MATERIALIZED (\n${query}\n)`,
  keep: (name, query) => [`CREATE TEMP TABLE ${name} AS\n${query}`],
  explode: (groups) =>
    [
      'SELECT * FROM (',
      `SELECT folded.*, unnest(${byKind(groups, quoted, (lines) => `[\n    ${lines.join(',\n    ')}]`)}) AS entry`,
      'FROM folded) AS tried',
      'WHERE entry IS NOT NULL',
    ].join('\n'),
};

/** A number of JSON as JavaScript spells it: without a fraction of zero, a plus in the exponent, no negative zero. */
function number(value: string): string {
  const text = `CAST(to_json(CAST(${value} AS DOUBLE) + 0) AS VARCHAR)`;
  return `regexp_replace(regexp_replace(${text}, '\\.0$', ''), 'e([0-9])', 'e+\\1')`;
}
