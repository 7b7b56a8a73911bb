import { attributeKey } from './columns.ts';
import type { Dialect } from './dialect.ts';
import { type FoldResidue, foldedAway, type Ranges } from './fold-residue.ts';
import type { FieldLiterals } from './prefilter.ts';

/**
 * The conditions of {@link literalConditions}, for an engine whose regular expressions are linear (RE2): one expression a
 * field finds all its literals in any case, and every text with a character that folding changes in a way that regular
 * expressions do not know. Attributes, which are text of JSON, are taken apart only where one of the keys stands in them.
 */
export function regexConditions(
  literals: readonly FieldLiterals[],
  source: (field: string) => string,
  residue: FoldResidue,
  dialect: Dialect,
): string[] {
  const strange = strangeClass(residue);
  const one = (each: FieldLiterals): string =>
    dialect.matches?.(source(each.field), `(?i:${literalPattern(each)})|${strange}`) ?? '';
  const attributes = literals.filter(({ field }) => attributeKey(field) !== undefined);
  const conditions = literals.filter((each) => !attributes.includes(each)).map(one);
  if (attributes.length === 0) return conditions;
  const keys = attributes.map(({ field }) => quoteMeta(attributeKey(field) ?? '')).sort();
  const any = dialect.matches?.(dialect.asText('attributes'), `${keys.join('|')}|\\\\u`) ?? '';
  return [...conditions, `CASE WHEN ${any} THEN ${attributes.map(one).join('\n    OR ')} ELSE 1 = 0 END`];
}

function literalPattern({ field, exact, prefix, suffix, inside }: FieldLiterals): string {
  const isPlace = field === 'path' || field === 'origin';
  const any = (texts: readonly string[]): string => {
    const escaped = texts.map(quoteMeta).sort();
    return `(?:${escaped.map((text) => (isPlace ? text.replaceAll('/', '[/\\\\]') : text)).join('|')})`;
  };
  return [
    ...(inside.length > 0 ? [any(inside)] : []),
    ...(exact.length > 0 ? [`^${any(exact)}$`] : []),
    ...(prefix.length > 0 ? [`^${any(prefix)}`] : []),
    ...(suffix.length > 0 ? [`${any(suffix)}$`] : []),
  ].join('|');
}

/** Characters that folding removes, makes a space, spells out or composes, where the result can stand in a literal. */
function strangeClass({ every, composed }: FoldResidue): string {
  const { removed, spaces } = foldedAway();
  const changed = every.filter(([from, to]) => to.toUpperCase() !== from).map(([from]) => from);
  const marks = composed.flatMap(([spelled]) => spelled.match(/\p{M}/gu) ?? []);
  const points = [...new Set([...changed, ...marks].map((letter) => letter.codePointAt(0) ?? 0))].sort(
    (a, b) => a - b,
  );
  return `[${ranges([...removed, ...spaces, ...points.map((code) => [code, code] as const)])}]`;
}

function ranges(list: Ranges): string {
  const hex = (code: number): string => `\\x{${code.toString(16).toUpperCase()}}`;
  return list.map(([first, last]) => (first === last ? hex(first) : `${hex(first)}-${hex(last)}`)).join('');
}

/** Escapes what a regular expression of RE2 takes for more than itself. */
function quoteMeta(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
