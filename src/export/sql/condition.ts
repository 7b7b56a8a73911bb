import type { Pattern } from '../../match/pattern.ts';
import type { FieldColumns } from './columns.ts';
import type { Dialect } from './dialect.ts';
import type { Checks, Entry } from './entries.ts';
import { comparatorsOf, versionKey } from './version-key.ts';

/** The condition of an entry on a row of `folded`; of the kind it says nothing. Never NULL. */
export function entryCondition(entry: Entry, columns: FieldColumns, dialect: Dialect): string {
  const parts = entry.all.flatMap((checks) => checkConditions(checks, columns, dialect));
  for (const checks of entry.not)
    parts.push(`NOT (${checkConditions(checks, columns, dialect).join(' AND ')})`);
  if (entry.platforms !== undefined) parts.push(dialect.isOneOf('row_platform', entry.platforms));
  return parts.join(' AND ');
}

function checkConditions(checks: Checks, columns: FieldColumns, dialect: Dialect): string[] {
  return checks.map(({ field, check }) => checkCondition(field, check, columns, dialect));
}

function checkCondition(
  field: string,
  check: Checks[number]['check'],
  columns: FieldColumns,
  dialect: Dialect,
): string {
  const raw = columns.raw(field);
  switch (check.how) {
    case 'any':
      return anyOf(check.patterns, columns.folded(field), columns, field, dialect);
    case 'range':
      return inRange(check.range, raw, columns.version(field), dialect);
    case 'exists':
      return check.exists ? `COALESCE(${raw}, '') <> ''` : `COALESCE(${raw}, '') = ''`;
    case 'boolean':
      return `${columns.folded(field)} = ${dialect.text(String(check.value))}`;
  }
}

function anyOf(
  patterns: readonly Pattern[],
  folded: string,
  columns: FieldColumns,
  field: string,
  dialect: Dialect,
): string {
  const exact = patterns.filter(({ how }) => how === 'exact').map(({ text }) => text);
  const parts = exact.length > 0 ? [dialect.isOneOf(folded, exact)] : [];
  for (const { how, text } of patterns) {
    if (how === 'prefix') parts.push(dialect.startsWith(folded, text));
    else if (how === 'suffix') parts.push(dialect.endsWith(folded, text));
    else if (how === 'word') parts.push(dialect.contains(columns.words(field), text));
    else if (how === 'glob') parts.push(globCondition(folded, text, dialect));
  }
  if (parts.length === 0) return '1 = 0';
  return parts.length === 1 ? (parts[0] ?? '') : `(${parts.join(' OR ')})`;
}

/** A glob, as something plainer where it is that: `a*` begins, `*a` ends, `*a*` contains. */
function globCondition(folded: string, glob: string, dialect: Dialect): string {
  const { groups } = /^(?<before>\*?)(?<literal>[^*?]+)(?<after>\*?)$/.exec(glob) ?? {};
  const literal = groups?.['literal'];
  const there = `${folded} <> ''`;
  if (literal === undefined) return /^\*+$/.test(glob) ? there : dialect.globs(folded, glob);
  if (groups?.['before'] === '') return dialect.startsWith(folded, literal);
  return groups?.['after'] === '' ? dialect.endsWith(folded, literal) : dialect.contains(folded, literal);
}

function inRange(range: string, raw: string, key: string, dialect: Dialect): string {
  const tests = comparatorsOf(range).map(
    ({ operator, bound }) => `${key} ${operator} ${dialect.text(versionKey(bound))}`,
  );
  return `(COALESCE(${raw}, '') <> '' AND ${tests.join(' AND ')})`;
}
