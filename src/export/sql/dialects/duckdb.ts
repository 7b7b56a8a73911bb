import type { Dialect } from '../dialect.ts';
import {
  byKind,
  isOneOf,
  likePattern,
  quoted,
  replaceAll,
  valuesCte,
  windowsPlacePattern,
} from './common.ts';

/** DuckDB: https://duckdb.org/docs/stable/sql/functions/text, …/regular_expressions (RE2), …/unnest. */
export const duckdb: Dialect = {
  id: 'duckdb',
  title: 'DuckDB',
  checked: 'Run in DuckDB 1.5 on every case of the rule tests: the same rows as phaseout match.',
  load: [
    'CREATE OR REPLACE TEMP VIEW inventory AS',
    'SELECT host, kind, collector, name, "displayName" AS display_name, version, publisher, signer, path,',
    '  "installedAt" AS installed_at, state, scope, origin, platform, ref, attributes,',
    '  false AS live /* true for inventories of running hosts: "type":"host" in the first line */',
    "FROM read_ndjson('inventory.ndjson', columns = {host: 'VARCHAR', kind: 'VARCHAR', collector: 'VARCHAR',",
    "  name: 'VARCHAR', displayName: 'VARCHAR', version: 'VARCHAR', publisher: 'VARCHAR', signer: 'VARCHAR',",
    "  path: 'VARCHAR', installedAt: 'VARCHAR', state: 'VARCHAR', scope: 'VARCHAR', origin: 'VARCHAR',",
    "  platform: 'VARCHAR', ref: 'VARCHAR', attributes: 'JSON'});",
  ],
  limits: [],
  stages: [],
  text: quoted,
  attribute: (key) => `(attributes ->> ${quoted(key)})`,
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
  isOneOf: (text, values) => isOneOf(text, values.map(quoted)),
  startsWith: (text, literal) => `starts_with(${text}, ${quoted(literal)})`,
  endsWith: (text, literal) => `ends_with(${text}, ${quoted(literal)})`,
  contains: (text, literal) => `contains(${text}, ${quoted(literal)})`,
  globs: (text, glob) => `${text} LIKE ${quoted(likePattern(glob, '!'))} ESCAPE '!'`,
  once: (name, query) => `${name} AS MATERIALIZED (\n${query}\n)`,
  values: (list) => valuesCte(list, quoted),
  keep: (name, query) => [`CREATE TEMP TABLE ${name} AS\n${query}`],
  last: (query) => query,
  explode: (groups) =>
    [
      'SELECT * FROM (',
      `SELECT folded.*, unnest(${byKind(groups, quoted, (lines) => `[\n    ${lines.join(',\n    ')}]`)}) AS entry`,
      'FROM folded) AS tried',
      'WHERE entry IS NOT NULL',
    ].join('\n'),
};
