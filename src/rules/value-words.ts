import type { z } from 'zod';
import { nearest } from '../model/nearest.ts';
import { oneOf } from './schema-words.ts';
import type { Tree } from './tree.ts';
import { count, either, excerpt, quote } from './words.ts';

type Issue = z.core.$ZodIssue;

/** What stands in the file, in a few words that are safe to print. */
export function found(node: Tree | undefined): string {
  if (node === undefined) return 'nothing';
  if (node.source === '') return 'nothing after the key';
  const size = node.children?.size ?? 0;
  if (Array.isArray(node.value))
    return size === 0 ? 'an empty list' : `a list of ${count(size, 'entry', 'entries')}`;
  if (node.children)
    return size === 0 ? 'an empty mapping' : `a mapping with ${keyList([...node.children.keys()])}`;
  if (typeof node.value === 'number') return `the number ${excerpt(node.source ?? '')}`;
  if (node.source !== undefined) return excerpt(node.source);
  return quote(String(node.value));
}

function keyList(keys: readonly (string | number)[]): string {
  const shown = keys.slice(0, 3).map((key) => excerpt(String(key)));
  const more = keys.length > 3 ? ' …' : '';
  return `the ${keys.length === 1 ? 'key' : 'keys'} ${shown.join(', ')}${more}`;
}

/** YAML reads 2026.11, true and null as something else than text; quotes make them text. */
export function withQuotes(expected: string, node: Tree): string {
  if (!node.source || node.children || !/\btext\b/.test(expected)) return expected;
  return `${expected}: to be text it must stand in quotes, "${excerpt(node.source)}"`;
}

/** The words that are allowed in place of a wrong one: the nearest of many, or all of them. */
export function oneOfWords(words: readonly string[], node: Tree): string {
  const near = typeof node.value === 'string' ? nearest(node.value, words) : [];
  return near.length > 0 && words.length > 6
    ? `${either(near)} (nearest of the ${words.length} words allowed here)`
    : oneOf(words);
}

/** A text or list that is too short or too long, and the bound. */
export function size(
  issue: Extract<Issue, { code: 'too_small' | 'too_big' }>,
  node: Tree,
): { found: string; expected: string } {
  const [one, many] = issue.origin === 'array' ? ['entry', 'entries'] : ['character', 'characters'];
  const length = typeof node.value === 'string' ? node.value.length : (node.children?.size ?? 0);
  const bound = Number(issue.code === 'too_small' ? issue.minimum : issue.maximum);
  return {
    found:
      length === 0
        ? issue.origin === 'array'
          ? 'an empty list'
          : 'an empty text'
        : count(length, one, many),
    expected: `${issue.code === 'too_small' ? 'at least' : 'at most'} ${count(bound, one, many)}`,
  };
}
