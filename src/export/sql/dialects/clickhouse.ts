import type { Dialect } from '../dialect.ts';
import { columnsInLines } from '../load/in-lines.ts';
import {
  byKind,
  escaped,
  isOneOf,
  likePattern,
  replaceAll,
  valueRows,
  windowsPlacePattern,
} from './common.ts';

/** ClickHouse 23.8 or later: https://clickhouse.com/docs/en/sql-reference/functions/string-functions, …/string-search-functions (RE2), …/json-functions, …/table-functions/values. */
export const clickhouse: Dialect = {
  id: 'clickhouse',
  title: 'ClickHouse',
  checked: 'Parsed by a parser of this dialect and not run: not verified in ClickHouse itself.',
  load: [
    'CREATE TABLE inventory (',
    ...columnsInLines((name) => (name === 'kind' || name === 'name' ? 'String' : 'Nullable(String)'), 'Bool'),
    ') ENGINE = MergeTree ORDER BY (kind, name);',
  ],
  loadsNative: false,
  limits: [],
  stages: ['hit', 'held', 'one_platform', 'heir'],
  text: escaped,
  attribute: (key) => {
    const path = `ifNull(attributes, ''), ${escaped(key)}`;
    return `multiIf(NOT JSONHas(${path}) OR JSONType(${path}) = 'Null', NULL, JSONType(${path}) = 'String', JSONExtractString(${path}), JSONExtractRaw(${path}))`;
  },
  mayHaveAttribute: (key) => `JSONHas(ifNull(attributes, ''), ${escaped(key)})`,
  isNotAscii: (text) => `lengthUTF8(${text}) <> length(${text})`,
  lower: (text) => `lower(${text})`,
  slashes: (text) => `replaceAll(${text}, '\\\\', '/')`,
  fold: (text, { special }) => {
    const clean = `replaceRegexpAll(replaceRegexpAll(${text}, '\\\\p{Cf}', ''), '\\\\p{Zs}', ' ')`;
    const plain = replaceAll(
      clean,
      special,
      (inner, from, to) => `replaceAll(${inner}, ${escaped(from)}, ${escaped(to)})`,
    );
    return `normalizeUTF8NFC(replaceAll(lowerUTF8(upperUTF8(lowerUTF8(normalizeUTF8NFC(${plain})))), 'ς', 'σ'))`;
  },
  words: (text) => `concat(' ', trimBoth(replaceRegexpAll(${text}, '[^\\\\p{L}\\\\p{N}]+', ' ')), ' ')`,
  versionKey: (text) =>
    `concat(arrayStringConcat(arrayMap(part -> multiIf(part = '~', '!', match(part, '^[0-9]'), concat('%', leftPad(toString(length(replaceRegexpOne(part, '^0+', ''))), 3, '0'), replaceRegexpOne(part, '^0+', '')), concat('$', part)), extractAll(substringUTF8(ifNull(${text}, ''), 1, 256), '[0-9]+|[A-Za-z]+|~'))), '#')`,
  isWindowsPlace: (text) => `match(lower(ifNull(${text}, '')), ${escaped(windowsPlacePattern)})`,
  asText: (column) => `CAST(${column} AS Nullable(String))`,
  isOneOf: (text, values) => isOneOf(text, values.map(escaped)),
  startsWith: (text, literal) => `startsWith(${text}, ${escaped(literal)})`,
  endsWith: (text, literal) => `endsWith(${text}, ${escaped(literal)})`,
  contains: (text, literal) => `position(${text}, ${escaped(literal)}) > 0`,
  globs: (text, glob) => `${text} LIKE ${escaped(likePattern(glob, '\\'))}`,
  once: (name, query) => `${name} AS (\n${query.replaceAll('\nUNION\n', '\nUNION DISTINCT\n')}\n)`,
  values: (list) => {
    const types = list.columns
      .map(({ name, type }) => `${name} ${type === 'number' ? 'Int32' : 'String'}`)
      .join(', ');
    return `${list.name} AS (SELECT * FROM values(${escaped(types)},\n${valueRows(list, escaped)}\n))`;
  },
  explode: (groups) =>
    [
      `SELECT folded.*, arrayJoin(arrayFilter(each -> isNotNull(each), ${byKind(groups, escaped, (lines) => `[\n    ${lines.join(',\n    ')}]`, { otherwise: '[]' })})) AS entry`,
      'FROM folded',
    ].join('\n'),
  keep: (name, query) => [
    `DROP TEMPORARY TABLE IF EXISTS ${name}`,
    `CREATE TEMPORARY TABLE ${name} ENGINE = Memory AS\n${query}\nSETTINGS join_use_nulls = 1, prefer_column_name_to_alias = 1`,
  ],
  last: (query) => `${query}\nSETTINGS join_use_nulls = 1, prefer_column_name_to_alias = 1`,
};
