import type { Pattern } from '../../match/pattern.ts';
import { kqlSingleString, kqlString, regexText } from './literal.ts';

/** Writes tests of one column in a dialect of KQL; `undefined` where the dialect has no operator for it. */
export interface Operators {
  /** That any of the patterns fits, or that none does. */
  any(column: string, patterns: readonly Pattern[], negated: boolean): string | undefined;
  exists(column: string, exists: boolean): string;
}

const noWord = '[^\\p{L}\\p{N}]';

/**
 * Full KQL (Defender advanced hunting). `=~`, `in~`, `startswith`, `endswith`, `contains` and `has` ignore case for ASCII
 * alone, so that other letters go through a regular expression (RE2), which folds Unicode.
 * Source: learn.microsoft.com, Kusto string operators.
 */
export const kustoOperators: Operators = {
  any(column, patterns, negated) {
    const exact = patterns
      .filter(({ how, text }) => how === 'exact' && isAscii(text))
      .map(({ text }) => text);
    const tests: string[] = [];
    if (exact.length === 1) tests.push(`${column} =~ ${kqlString(exact[0] ?? '')}`);
    else if (exact.length > 1) tests.push(`${column} in~ (${exact.map(kqlString).join(', ')})`);
    const regexes: string[] = [];
    for (const pattern of patterns) {
      if (pattern.how === 'exact' && isAscii(pattern.text)) continue;
      const plain = isAscii(pattern.text) ? (oneWord(pattern) ?? plainForm(pattern)) : undefined;
      if (plain === undefined) regexes.push(regexOf(pattern));
      else tests.push(`${column} ${plain.operator} ${kqlString(plain.text)}`);
    }
    if (regexes.length > 0) {
      const regex = regexes.length === 1 ? regexes[0] : `(?:${regexes.join('|')})`;
      tests.push(`${column} matches regex ${kqlString(`(?is)${regex}`)}`);
    }
    const test = joined(tests, 'or');
    return test !== undefined && negated ? `not(${test})` : test;
  },
  exists: (column, exists) => `${exists ? 'isnotempty' : 'isempty'}(${column})`,
};

/**
 * The part of KQL that Intune's device query takes: `==` ignores case there, and `in`, `has`, `matches regex` and `not()`
 * are not among its operators. Source: MicrosoftDocs/memdocs, intune/advanced-analytics/device-query.md.
 */
export const deviceQueryOperators: Operators = {
  any(column, patterns, negated) {
    const tests: string[] = [];
    for (const pattern of patterns.flatMap(usualCases)) {
      const test = deviceQueryTest(column, pattern, negated);
      if (test === undefined) return undefined;
      tests.push(test);
    }
    return joined(tests, negated ? 'and' : 'or');
  },
  exists: (column, exists) => `strlen(${column}) ${exists ? '>' : '=='} 0`,
};

/** Whether letters beyond ASCII are told apart by case is not documented: they are asked for as names are written. */
function usualCases({ how, text }: Pattern): Pattern[] {
  if (isAscii(text)) return [{ how, text }];
  const each = text.replace(/(?<![\p{L}\p{N}])\p{L}/gu, (letter) => letter.toUpperCase());
  const first = text.replace(/\p{L}/u, (letter) => letter.toUpperCase());
  return [...new Set([text, each, first])].map((written) => ({ how, text: written }));
}

function deviceQueryTest(column: string, pattern: Pattern, negated: boolean): string | undefined {
  const { how, text } = pattern;
  const not = negated ? '!' : '';
  if (how === 'exact') return `${column} ${negated ? '!=' : '=='} ${kqlSingleString(text)}`;
  // Words are compared as contained text: the nearest that there is, and never less than the rule says for one separator.
  if (how === 'word') return `${column} ${not}contains ${kqlSingleString(text.trim())}`;
  const plain = plainForm(pattern);
  if (plain !== undefined) return `${column} ${not}${plain.operator} ${kqlSingleString(plain.text)}`;
  // There is no `!like`, and what its `_` and `[` mean here is not documented.
  if (negated || how !== 'glob' || /[%_?[\]^]/.test(text)) return undefined;
  return `${column} like ${kqlSingleString(text.replaceAll('*', '%'))}`;
}

/** The operator that does without a regular expression; undefined where there is none. */
function plainForm({ how, text }: Pattern): { operator: string; text: string } | undefined {
  if (how === 'prefix') return { operator: 'startswith', text };
  if (how === 'suffix') return { operator: 'endswith', text };
  const runs = text.split('*');
  if (how !== 'glob' || text.includes('?') || runs.length > 3) return undefined;
  const [first = '', second = '', third] = runs;
  if (third !== undefined) {
    return first === '' && third === '' ? { operator: 'contains', text: second } : undefined;
  }
  if (second === '') return { operator: 'startswith', text: first };
  return first === '' ? { operator: 'endswith', text: second } : undefined;
}

/** A regular expression of RE2 for the whole field, or for words anywhere in it. */
function regexOf({ how, text }: Pattern): string {
  switch (how) {
    case 'exact':
      return `^${regexText(text)}$`;
    case 'prefix':
      return `^${regexText(text)}`;
    case 'suffix':
      return `${regexText(text)}$`;
    case 'word':
      return `(?:^|${noWord})${text.trim().split(' ').map(regexText).join(`${noWord}+`)}(?:$|${noWord})`;
    case 'glob':
      return `^${globRegex(text)}$`;
  }
}

/** A glob as a regular expression, without anchors. */
export function globRegex(glob: string): string {
  return glob
    .split(/(?<wildcard>[*?])/)
    .map((part) => (part === '*' ? '.*' : part === '?' ? '.' : regexText(part)))
    .join('');
}

/** `has` looks for one whole word, as a test by one word does. */
function oneWord({ how, text }: Pattern): { operator: string; text: string } | undefined {
  const word = text.trim();
  return how === 'word' && !word.includes(' ') ? { operator: 'has', text: word } : undefined;
}

function joined(tests: readonly string[], word: 'and' | 'or'): string | undefined {
  if (tests.length === 0) return undefined;
  return tests.length === 1 ? tests[0] : `(${tests.join(` ${word} `)})`;
}

function isAscii(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text);
}
