import { fold, foldPath } from '../model/fold.ts';
import type { TextTest } from '../model/signature.ts';
import { globMatches, isGlob } from './glob.ts';
import { wordText } from './words.ts';

/** One folded text and how it is compared. `word` holds the words with a space before, between and after them. */
export interface Pattern {
  readonly how: 'exact' | 'prefix' | 'suffix' | 'word' | 'glob';
  readonly text: string;
}

/** One test of one field, ready to run: any of the patterns, or a test that looks at the raw value. */
export type FieldCheck =
  | { readonly how: 'any'; readonly patterns: readonly Pattern[] }
  | { readonly how: 'range'; readonly range: string }
  | { readonly how: 'exists'; readonly exists: boolean }
  | { readonly how: 'boolean'; readonly value: boolean };

/** Folds a text as the field that it stands in is folded: `path` and `origin` take a backslash for a slash. */
export function foldField(field: string, text: string): string {
  return field === 'path' || field === 'origin' ? foldPath(text) : fold(text);
}

/**
 * Folds the texts of a test and splits a list into its alternatives.
 * A text of which folding leaves nothing (or a `word` without a word) is dropped: it matches no field.
 */
export function readTest(field: string, test: TextTest): FieldCheck {
  if (typeof test === 'boolean') return { how: 'boolean', value: test };
  if (typeof test === 'string') return any(field, 'exact', test);
  if (test.range !== undefined) return { how: 'range', range: test.range };
  if (test.exists !== undefined) return { how: 'exists', exists: test.exists };
  if (test.equals !== undefined) return any(field, 'exact', test.equals);
  if (test.prefix !== undefined) return any(field, 'prefix', test.prefix);
  if (test.suffix !== undefined) return any(field, 'suffix', test.suffix);
  if (test.word !== undefined) return any(field, 'word', test.word);
  return any(field, 'glob', test.oneOf ?? test.glob ?? []);
}

/** Whether a folded, non-empty text fits the pattern. `words` gives {@link wordText} of the same text. */
export function patternMatches(pattern: Pattern, text: string, words: () => string): boolean {
  switch (pattern.how) {
    case 'exact':
      return text === pattern.text;
    case 'prefix':
      return text.startsWith(pattern.text);
    case 'suffix':
      return text.endsWith(pattern.text);
    case 'word':
      return words().includes(pattern.text);
    case 'glob':
      return globMatches(pattern.text, text);
  }
}

function any(field: string, how: Pattern['how'], texts: string | readonly string[]): FieldCheck {
  const patterns: Pattern[] = [];
  for (const raw of typeof texts === 'string' ? [texts] : texts) {
    const folded = foldField(field, raw);
    const text = how === 'word' ? wordText(folded) : folded;
    if (text === '') continue;
    patterns.push({ how: how === 'glob' && !isGlob(text) ? 'exact' : how, text });
  }
  return { how: 'any', patterns };
}
