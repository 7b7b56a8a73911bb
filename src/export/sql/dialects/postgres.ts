import type { Dialect } from '../dialect.ts';
import { foldedAway, type Ranges, rangesOf } from '../fold-residue.ts';
import { loadPostgres } from '../load/postgres.ts';
import { byKind, quoted, windowsPlacePattern, writtenWith } from './common.ts';

const icu = 'COLLATE "und-x-icu"';

/** PostgreSQL 13 or later in a database of UTF-8: https://www.postgresql.org/docs/15/functions-string.html, …/functions-matching.html, …/collation.html. */
export const postgres: Dialect = {
  id: 'postgres',
  title: 'PostgreSQL',
  checked: 'Run in PostgreSQL 15 on every case of the rule tests: the same rows as phaseout match.',
  load: loadPostgres,
  loadsNative: true,
  limits: [
    'A text with U+0000 cannot be stored in PostgreSQL; such rows have to be cleaned before they are loaded.',
    'The database has to be encoded in UTF-8, and the server built with ICU (the usual packages are).',
  ],
  stages: [],
  ...writtenWith(quoted),
  attribute: (key) => {
    const value = `(CAST(attributes AS jsonb) -> ${quoted(key)})`;
    return `CASE WHEN jsonb_typeof(${value}) = 'number' THEN ${number(value)} ELSE ${value} #>> '{}' END`;
  },
  mayHaveAttribute: (key) => `jsonb_exists(CAST(attributes AS jsonb), ${quoted(key)})`,
  isNotAscii: (text) => `octet_length(${text}) <> char_length(${text})`,
  lower: (text) => `lower(${text} COLLATE "C")`,
  slashes: (text) => `replace(${text}, '\\', '/')`,
  fold: (text) => {
    const { removed, spaces } = foldedAway();
    const clean = `regexp_replace(regexp_replace(${text}, ${classOf(removed)}, '', 'g'), ${classOf(spaces)}, ' ', 'g')`;
    return `(normalize(replace(lower(upper(lower(normalize(${clean}, NFC) ${icu}))), 'ς', 'σ'), NFC) COLLATE "C")`;
  },
  // [[:alnum:]] of ICU is letters and decimal digits; other numbers are named one by one.
  words: (text) =>
    `concat(' ', trim(regexp_replace(${text} ${icu}, E'[^[:alnum:]${ranges(rangesOf(/^[\p{Nl}\p{No}]$/u))}]+', ' ', 'g')), ' ')`,
  versionKey: (text) =>
    `((SELECT concat(string_agg(CASE WHEN part[1] = '~' THEN '!' WHEN part[1] ~ '^[0-9]' THEN concat('%', lpad(length(ltrim(part[1], '0'))::text, 3, '0'), ltrim(part[1], '0')) ELSE concat('$', part[1]) END, '' ORDER BY number), '#') FROM regexp_matches(left(${text}, 256), '[0-9]+|[A-Za-z]+|~', 'g') WITH ORDINALITY AS parts(part, number)) COLLATE "C")`,
  isWindowsPlace: (text) => `lower(${text} COLLATE "C") ~ ${quoted(windowsPlacePattern)}`,
  asText: (column) => `CAST(${column} AS text)`,
  startsWith: (text, literal) => `starts_with(${text}, ${quoted(literal)})`,
  endsWith: (text, literal) => `right(${text}, ${[...literal].length}) = ${quoted(literal)}`,
  contains: (text, literal) => `strpos(${text}, ${quoted(literal)}) > 0`,
  once: (name, query) => `${name} AS MATERIALIZED (\n${query}\n)`,
  keep: (name, query) => [`CREATE TEMP TABLE ${name} AS\n${query}`],
  explode: (groups) =>
    [
      'SELECT folded.*, tried.entry',
      `FROM folded CROSS JOIN LATERAL unnest(${byKind(groups, quoted, (lines) => `ARRAY[\n    ${lines.join(',\n    ')}]`)}) AS tried(entry)`,
      'WHERE tried.entry IS NOT NULL',
    ].join('\n'),
};

function classOf(list: Ranges): string {
  return `E'[${ranges(list)}]'`;
}

/** Ranges as escapes of a text with E, so that nothing invisible stands in the query. */
function ranges(list: Ranges): string {
  return list
    .map(([first, last]) => (first === last ? point(first) : `${point(first)}-${point(last)}`))
    .join('');
}

function point(code: number): string {
  return `\\U${code.toString(16).padStart(8, '0').toUpperCase()}`;
}

/**
 * A number of JSON as JavaScript spells it: the shortest digits, from 1e-6 to 1e21 without an exponent. What a double
 * cannot hold PostgreSQL does not convert.
 */
function number(value: string): string {
  const exact = `CAST(${value} AS numeric)`;
  const double = `CAST(${exact} AS double precision)`;
  return [
    `CASE WHEN abs(${exact}) < 2.4703282292062328e-324 THEN '0'`,
    `WHEN abs(${exact}) >= 1.797693134862315807e308 THEN CASE WHEN ${exact} < 0 THEN '-Infinity' ELSE 'Infinity' END`,
    `WHEN abs(${exact}) >= 1e-6 AND abs(${exact}) < 1e21 THEN CAST(CAST(CAST(${double} AS text) AS numeric) AS text)`,
    `ELSE replace(CAST(${double} AS text), 'e-0', 'e-') END`,
  ].join(' ');
}
