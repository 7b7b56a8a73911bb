import type { Dialect } from '../dialect.ts';
import { columnsInLines } from '../load/in-lines.ts';
import { byKind, escaped, replaceAll, windowsPlacePattern, writtenWith } from './common.ts';

/** Spark SQL 3.3 or later: https://spark.apache.org/docs/latest/api/sql/, …/sql-ref-syntax-qry-select-lateral-view.html, …/sql-ref-syntax-aux-cache-cache-table.html. */
export const spark: Dialect = {
  id: 'spark',
  title: 'Spark SQL',
  checked:
    'Parsed, and translated for DuckDB it gives the rows of phaseout match; not run in Spark: not verified there.',
  load: ['CREATE TABLE inventory (', ...columnsInLines(() => 'STRING', 'BOOLEAN'), ');'],
  loadsNative: false,
  limits: [
    'Spark SQL cannot compose characters (NFC): only letters with marks that the rules themselves hold are found when they are spelled with combining marks.',
  ],
  stages: ['hit', 'held', 'one_platform', 'heir'],
  ...writtenWith(escaped),
  attribute: (key) => `get_json_object(attributes, ${escaped(`$['${key}']`)})`,
  mayHaveAttribute: (key) => `(instr(attributes, ${escaped(key)}) > 0 OR instr(attributes, '\\\\u') > 0)`,
  isNotAscii: (text) => `octet_length(${text}) <> char_length(${text})`,
  lower: (text) => `lower(${text})`,
  slashes: (text) => `replace(${text}, '\\\\', '/')`,
  fold: (text, { special, composed }) => {
    const clean = `regexp_replace(regexp_replace(${text}, '\\\\p{Cf}', ''), '\\\\p{Zs}', ' ')`;
    const call = (inner: string, from: string, to: string): string =>
      `replace(${inner}, ${escaped(from)}, ${escaped(to)})`;
    const low = `replace(lower(upper(lower(${replaceAll(clean, special, call)}))), 'ς', 'σ')`;
    return replaceAll(low, composed, call);
  },
  words: (text) => `concat(' ', trim(regexp_replace(${text}, '[^\\\\p{L}\\\\p{N}]+', ' ')), ' ')`,
  versionKey: (text) =>
    `concat(array_join(transform(regexp_extract_all(substring(${text}, 1, 256), '([0-9]+|[A-Za-z]+|~)', 1), part -> CASE WHEN part = '~' THEN '!' WHEN part RLIKE '^[0-9]' THEN concat('%', lpad(CAST(length(regexp_replace(part, '^0+', '')) AS STRING), 3, '0'), regexp_replace(part, '^0+', '')) ELSE concat('$', part) END), ''), '#')`,
  isWindowsPlace: (text) => `lower(${text}) RLIKE ${escaped(windowsPlacePattern)}`,
  asText: (column) => `CAST(${column} AS STRING)`,
  startsWith: (text, literal) => `startswith(${text}, ${escaped(literal)})`,
  endsWith: (text, literal) => `endswith(${text}, ${escaped(literal)})`,
  contains: (text, literal) => `instr(${text}, ${escaped(literal)}) > 0`,
  once: (name, query) => `${name} AS (\n${query}\n)`,
  explode: (groups) =>
    [
      'SELECT folded.*, tried.entry',
      `FROM folded LATERAL VIEW explode(${byKind(groups, escaped, (lines) => `array(\n    ${lines.join(',\n    ')})`)}) tried AS entry`,
      'WHERE tried.entry IS NOT NULL',
    ].join('\n'),
  keep: (name, query) => [`DROP VIEW IF EXISTS ${name}`, `CACHE TABLE ${name} AS\n${query}`],
};
