import type { Dialect } from '../dialect.ts';
import { columnsInLines } from '../load/in-lines.ts';
import { byKind, quoted, replaceAll, windowsPlacePattern, writtenWith } from './common.ts';

/** Trino: https://trino.io/docs/current/functions/string, …/functions/regexp, …/functions/json, …/sql/select (UNNEST). */
export const trino: Dialect = {
  id: 'trino',
  title: 'Trino',
  checked:
    'Parsed, and translated for DuckDB it gives the rows of phaseout match; not run in Trino: not verified there.',
  load: ['CREATE TABLE inventory (', ...columnsInLines(() => 'varchar', 'boolean'), ');'],
  loadsNative: false,
  needs: 'Four tables phaseout_… are made in the current schema, which must be one that can be written to.',
  limits: [],
  stages: ['hit', 'held', 'one_platform', 'heir'],
  ...writtenWith(quoted),
  attribute: (key) => `json_extract_scalar(attributes, ${quoted(`$["${key}"]`)})`,
  mayHaveAttribute: (key) => `(strpos(attributes, ${quoted(key)}) > 0 OR strpos(attributes, '\\u') > 0)`,
  isNotAscii: (text) => `length(to_utf8(${text})) <> length(${text})`,
  lower: (text) => `lower(${text})`,
  slashes: (text) => `replace(${text}, '\\', '/')`,
  fold: (text, { special }) => {
    const clean = `regexp_replace(regexp_replace(${text}, '\\p{Cf}', ''), '\\p{Zs}', ' ')`;
    const plain = replaceAll(
      clean,
      special,
      (inner, from, to) => `replace(${inner}, ${quoted(from)}, ${quoted(to)})`,
    );
    return `normalize(replace(lower(upper(lower(normalize(${plain}, NFC)))), 'ς', 'σ'), NFC)`;
  },
  words: (text) => `concat(' ', trim(regexp_replace(${text}, '[^\\p{L}\\p{N}]+', ' ')), ' ')`,
  versionKey: (text) =>
    `concat(array_join(transform(regexp_extract_all(substr(${text}, 1, 256), '[0-9]+|[A-Za-z]+|~'), part -> CASE WHEN part = '~' THEN '!' WHEN regexp_like(part, '^[0-9]') THEN concat('%', lpad(CAST(length(regexp_replace(part, '^0+', '')) AS varchar), 3, '0'), regexp_replace(part, '^0+', '')) ELSE concat('$', part) END), ''), '#')`,
  isWindowsPlace: (text) => `regexp_like(lower(${text}), ${quoted(windowsPlacePattern)})`,
  asText: (column) => `CAST(${column} AS varchar)`,
  startsWith: (text, literal) => `starts_with(${text}, ${quoted(literal)})`,
  endsWith: (text, literal) => `substr(${text}, -${[...literal].length}) = ${quoted(literal)}`,
  contains: (text, literal) => `strpos(${text}, ${quoted(literal)}) > 0`,
  once: (name, query) => `${name} AS (\n${query}\n)`,
  explode: (groups) =>
    [
      'SELECT folded.*, tried.entry',
      `FROM folded CROSS JOIN UNNEST(${byKind(groups, quoted, arrays)}) AS tried(entry)`,
      'WHERE tried.entry IS NOT NULL',
    ].join('\n'),
  keep: (name, query) => [`DROP TABLE IF EXISTS ${name}`, `CREATE TABLE ${name} AS\n${query}`],
};

/** An array of Trino's has at most 254 elements where it is written out, so longer lists are several. */
function arrays(lines: readonly string[]): string {
  const parts: string[] = [];
  for (let at = 0; at < lines.length; at += 200) {
    parts.push(`ARRAY[\n    ${lines.slice(at, at + 200).join(',\n    ')}]`);
  }
  return parts.join(' || ');
}
