import type { Dialect } from '../dialect.ts';
import { foldedAway, wordRanges } from '../fold-residue.ts';
import { loadSqlite } from '../load/sqlite.ts';
import { byKind, quoted, replaceAll, writtenWith } from './common.ts';

/** SQLite 3.35 or later, which has neither regular expressions nor case beyond ASCII: texts are walked character by character. https://www.sqlite.org/lang_corefunc.html, …/lang_with.html, …/json1.html. */
export const sqlite: Dialect = {
  id: 'sqlite',
  title: 'SQLite',
  checked: 'Run in SQLite 3.40 on every case of the rule tests: the same rows as phaseout match.',
  load: loadSqlite,
  loadsNative: true,
  limits: [
    'SQLite cannot compose characters (NFC): only letters with marks that the rules themselves hold are found when they are spelled with combining marks.',
    'SQLite ends a text at U+0000.',
    'Attributes that are numbers below 0.0001, of more than 15 digits, or whole and beyond 2^53 may be spelled in another way.',
  ],
  stages: ['hit', 'held', 'one_platform', 'heir'],
  ...writtenWith(quoted),
  // Not json_extract: that finds no key that is written with escapes, and of a key that stands twice the first.
  attribute: (key) =>
    `(SELECT CASE WHEN type IN ('true', 'false') THEN type WHEN typeof(value) = 'real' THEN ${number('value')} ELSE value END FROM json_each(attributes) WHERE key = ${quoted(key)} ORDER BY id DESC LIMIT 1)`,
  mayHaveAttribute: (key) =>
    `((instr(attributes, ${quoted(key)}) > 0 OR instr(attributes, '\\u') > 0) AND json_valid(attributes))`,
  isNotAscii: (text) => `length(CAST(${text} AS BLOB)) <> length(${text})`,
  lower: (text) => `lower(${text})`,
  slashes: (text) => `replace(${text}, '\\', '/')`,
  fold: (text, { composed }) => {
    const walked = `(WITH RECURSIVE walk(at, out) AS (SELECT 1, '' UNION ALL SELECT at + 1, out || COALESCE((SELECT folded_to FROM fold_map WHERE letter = substr(${clip(text)}, at, 1)), substr(${clip(text)}, at, 1)) FROM walk WHERE at <= length(${clip(text)})) SELECT lower(out) FROM walk ORDER BY at DESC LIMIT 1)`;
    return replaceAll(
      walked,
      composed,
      (inner, from, to) => `replace(${inner}, ${quoted(from)}, ${quoted(to)})`,
    );
  },
  words: (text) => {
    const letter = `substr(${text}, at, 1)`;
    const isWord = `(${letter} GLOB '[a-z0-9A-Z]' OR (unicode(${letter}) > 127 AND EXISTS (SELECT 1 FROM word_range WHERE unicode(${letter}) BETWEEN first AND last)))`;
    return `(WITH RECURSIVE walk(at, out) AS (SELECT 1, ' ' UNION ALL SELECT at + 1, CASE WHEN ${isWord} THEN out || ${letter} WHEN substr(out, -1) = ' ' THEN out ELSE out || ' ' END FROM walk WHERE at <= length(${text})) SELECT rtrim(out) || ' ' FROM walk ORDER BY at DESC LIMIT 1)`;
  },
  versionKey: (text) => {
    const letter = `substr(${text}, at, 1)`;
    const flush = (digits: string): string =>
      `CASE WHEN ${digits} = '-' THEN '' ELSE '%' || substr('000' || length(ltrim(substr(${digits}, 2), '0')), -3) || ltrim(substr(${digits}, 2), '0') END`;
    return `(WITH RECURSIVE walk(at, out, digits, was) AS (SELECT 1, '', '-', '' UNION ALL SELECT at + 1, CASE WHEN ${letter} GLOB '[0-9]' THEN out ELSE out || ${flush('digits')} || CASE WHEN ${letter} = '~' THEN '!' WHEN ${letter} GLOB '[A-Za-z]' THEN CASE WHEN was = 'a' THEN '' ELSE '$' END || ${letter} ELSE '' END END, CASE WHEN ${letter} GLOB '[0-9]' THEN digits || ${letter} ELSE '-' END, CASE WHEN ${letter} GLOB '[A-Za-z]' THEN 'a' ELSE '' END FROM walk WHERE at <= min(length(${text}), 256)) SELECT out || ${flush('digits')} || '#' FROM walk ORDER BY at DESC LIMIT 1)`;
  },
  isWindowsPlace: (text) => {
    const low = `lower(${text})`;
    const places = [
      '[a-z]:[\\/]*',
      '"[a-z]:[\\/]*',
      '\\\\*',
      '\\systemroot\\*',
      '%[a-z()0-9]*%[\\/]*',
      'hklm*',
      'hku*',
      'hkcu*',
      'hkey_*',
    ];
    return `(${places.map((place) => `${low} GLOB ${quoted(place)}`).join(' OR ')})`;
  },
  asText: (column) => `CAST(${column} AS text)`,
  startsWith: (text, literal) => `substr(${text}, 1, ${[...literal].length}) = ${quoted(literal)}`,
  endsWith: (text, literal) => `substr(${text}, -${[...literal].length}) = ${quoted(literal)}`,
  contains: (text, literal) => `instr(${text}, ${quoted(literal)}) > 0`,
  once: (name, query) => `${name} AS MATERIALIZED (\n${query}\n)`,
  keep: (name, query) => [`DROP TABLE IF EXISTS temp.${name}`, `CREATE TEMP TABLE ${name} AS\n${query}`],
  helpers: ({ every }) => {
    const { removed, spaces } = foldedAway();
    const points = (ranges: typeof removed, to: string): [string, string][] =>
      ranges.flatMap(([first, last]) =>
        Array.from(
          { length: last - first + 1 },
          (_, index) => [`char(${first + index})`, quoted(to)] as [string, string],
        ),
      );
    const rows = [
      ...every.map(([from, to]) => [quoted(from), quoted(to)] as [string, string]),
      ...points(removed, ''),
      ...points(spaces, ' '),
    ];
    return [
      {
        name: 'fold_map',
        text: `fold_map(letter, folded_to) AS MATERIALIZED (VALUES ${rows.map((row) => `(${row.join(',')})`).join(',')})`,
      },
      {
        name: 'word_range',
        text: `word_range(first, last) AS MATERIALIZED (VALUES ${wordRanges()
          .map(([first, last]) => `(${first},${last})`)
          .join(',')})`,
      },
    ];
  },
  explode: (groups) =>
    [
      'SELECT folded.*, tried.value AS entry',
      `FROM folded, json_each(${byKind(groups, quoted, concatenated, {
        idLiteral: (id) => quoted(`"${id}",`),
      })}) AS tried`,
      'WHERE tried.value IS NOT NULL',
    ].join('\n'),
};

/** A number as JavaScript spells it, where it is whole or SQLite's fifteen digits are all of it. */
function number(value: string): string {
  return `CASE WHEN ${value} = CAST(${value} AS INTEGER) AND abs(${value}) < 9007199254740992 THEN CAST(CAST(${value} AS INTEGER) AS TEXT) ELSE CAST(${value} AS TEXT) END`;
}

/** Of a longer text phaseout compares the two ends alone; walking a huge one would take for ever. */
function clip(text: string): string {
  return `CASE WHEN length(${text}) > 4096 THEN substr(${text}, 1, 3072) || substr(${text}, -1023) ELSE ${text} END`;
}

/** Joins the ids as a text of JSON. In pairs, because SQLite bounds how deep an expression may be. */
function concatenated(lines: readonly string[]): string {
  const join = (parts: readonly string[]): string => {
    if (parts.length <= 8) return parts.map((part) => `COALESCE(${part}, '')`).join('\n    || ');
    const half = Math.ceil(parts.length / 2);
    return `(${join(parts.slice(0, half))})\n    || (${join(parts.slice(half))})`;
  };
  return `'[' || ${join(lines)} || 'null]'`;
}
