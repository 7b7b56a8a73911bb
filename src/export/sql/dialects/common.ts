import type { Dialect, EntryGroup, ValueList } from '../dialect.ts';

/** A text as standard SQL writes it: quotes doubled, nothing else is special. */
export function quoted(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

/** A text where a backslash escapes: backslashes and quotes are escaped. */
export function escaped(value: string): string {
  return `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

/** A glob as a pattern of LIKE; `mark` stands before what LIKE would take for a wildcard. */
export function likePattern(glob: string, mark: string): string {
  let pattern = '';
  for (const character of glob) {
    if (character === '*') pattern += '%';
    else if (character === '?') pattern += '_';
    else if (character === '%' || character === '_' || character === mark) pattern += mark + character;
    else pattern += character;
  }
  return pattern;
}

/** `text IN (…)`, or an equality where there is one value. */
export function isOneOf(text: string, values: readonly string[]): string {
  return values.length === 1 ? `${text} = ${values[0]}` : `${text} IN (${values.join(', ')})`;
}

/** What hangs on nothing but how a dialect writes a text. */
export function writtenWith(
  literal: (value: string) => string,
): Pick<Dialect, 'text' | 'isOneOf' | 'values' | 'globs' | 'last'> {
  return {
    text: literal,
    isOneOf: (text, values) => isOneOf(text, values.map(literal)),
    globs: (text, glob) => `${text} LIKE ${literal(likePattern(glob, '!'))} ESCAPE '!'`,
    values: (list) => valuesCte(list, literal),
    last: (query) => query,
  };
}

/** Nested `replace(…)`, the first pair innermost. */
export function replaceAll(
  text: string,
  pairs: readonly (readonly [string, string])[],
  call: (text: string, from: string, to: string) => string,
): string {
  return pairs.reduce((inner, [from, to]) => call(inner, from, to), text);
}

/** A list of values as a common table expression with VALUES. */
export function valuesCte(
  { name, columns, rows }: ValueList,
  literal: (value: string) => string,
  form: (names: string, body: string) => string = (names, body) => `${name}(${names}) AS (VALUES\n${body}\n)`,
): string {
  const names = columns.map((column) => column.name).join(', ');
  return form(names, valueRows({ name, columns, rows }, literal));
}

/** The rows of a list, one a line. An empty list is one row of empty values, which matches nothing. */
export function valueRows({ columns, rows }: ValueList, literal: (value: string) => string): string {
  const filled = rows.length > 0 ? rows : [columns.map(({ type }) => (type === 'number' ? -1 : ''))];
  return filled
    .map(
      (row) =>
        `  (${row.map((cell) => (typeof cell === 'number' ? String(cell) : literal(cell))).join(', ')})`,
    )
    .join(',\n');
}

/** `CASE WHEN kind … THEN <list> … END`, each list made by `list` from lines `CASE WHEN condition THEN id END`. */
export function byKind(
  groups: readonly EntryGroup[],
  literal: (value: string) => string,
  list: (lines: readonly string[]) => string,
  { idLiteral = literal, otherwise }: { idLiteral?: (id: string) => string; otherwise?: string } = {},
): string {
  const branches = groups.map(({ kinds, entries }) => {
    const lines = entries.map(({ id, condition }) => `CASE WHEN ${condition} THEN ${idLiteral(id)} END`);
    return `  WHEN ${isOneOf('kind', kinds.map(literal))} THEN ${list(lines)}`;
  });
  return `CASE\n${branches.join('\n')}\n${otherwise === undefined ? '' : `  ELSE ${otherwise}\n`}  END`;
}

/** Pattern of a path of Windows for engines that have regular expressions; the text is in lower case. */
export const windowsPlacePattern = String.raw`^("?[a-z]:[\\/]|\\\\|\\systemroot\\|%[a-z()0-9]+%[\\/]|hk(lm|u|cu|ey_))`;
