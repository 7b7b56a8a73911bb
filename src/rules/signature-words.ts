import type { Clause, Signature, TextTest, When } from '../model/signature.ts';
import { visible } from '../model/visible.ts';
import { either } from './words.ts';

/** What a signature looks for, in sentences that are safe to print: one for the item, one for each condition. */
export function signatureWords({ kind, when, needsPlatform, beside = [], unless = [] }: Signature): string[] {
  return [
    `${either(typeof kind === 'string' ? [kind] : kind)} ${whenWords(when)}`,
    ...(needsPlatform ? ['only on a row that tells its system'] : []),
    ...beside.map((clause) => `only where ${clauseWords(clause)}`),
    ...unless.map((clause) => `not where ${clauseWords(clause)}`),
  ];
}

/** `whose name is "a" or "b", and whose path begins with "/opt/a"`. */
function whenWords(when: When, whose = 'whose'): string {
  return Object.entries(when)
    .map(([field, test]) => `${whose} ${fieldWords(field)} ${testWords(test)}`)
    .join(', and ');
}

function clauseWords({ same, host }: Clause): string {
  if (same) return whenWords(same, 'its');
  if (!host) return 'nothing';
  const kinds = host.kind === undefined ? ['item'] : typeof host.kind === 'string' ? [host.kind] : host.kind;
  return `the host also has a ${either(kinds)} ${whenWords(host.when)}`;
}

function testWords(test: TextTest): string {
  if (typeof test === 'boolean') return `is ${test}`;
  if (typeof test === 'string') return `is ${quoted(test)}`;
  if (test.equals !== undefined) return `is ${quoted(test.equals)}`;
  if (test.prefix !== undefined) return `begins with ${quoted(test.prefix)}`;
  if (test.suffix !== undefined) return `ends with ${quoted(test.suffix)}`;
  if (test.word !== undefined) return `holds ${quoted(test.word)} as whole words`;
  if (test.range !== undefined) return `lies in the range ${visible(test.range)}`;
  if (test.exists !== undefined) return test.exists ? 'is known' : 'is not known';
  const texts = listOf(test.oneOf ?? test.glob ?? []);
  const exact = texts.filter((text) => !/[*?]/.test(text));
  const globs = texts.filter((text) => /[*?]/.test(text));
  const parts = [
    ...(exact.length > 0 ? [`is ${quoted(exact)}`] : []),
    ...(globs.length > 0 ? [`fits ${quoted(globs)}`] : []),
  ];
  return parts.join(' or ');
}

function fieldWords(field: string): string {
  if (field === 'displayName') return 'display name';
  return visible(field.startsWith('attributes.') ? `attribute ${field.slice('attributes.'.length)}` : field);
}

function quoted(texts: string | readonly string[]): string {
  return either(listOf(texts).map((text) => `"${visible(text)}"`));
}

function listOf(texts: string | readonly string[]): readonly string[] {
  return typeof texts === 'string' ? [texts] : texts;
}
