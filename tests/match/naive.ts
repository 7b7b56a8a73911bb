import { fold, foldPath } from '../../src/model/fold.ts';
import type { Item } from '../../src/model/item.ts';
import type { Clause, Signature, TextTest, When } from '../../src/model/signature.ts';
import { inRange } from '../../src/model/version.ts';
import type { ItemKind } from '../../src/model/vocabulary.ts';

/**
 * The matcher's rules written down without any index: every signature against every item, regular expressions for
 * globs and words. Slow and plain, so that the indexed one can be held against it.
 * Takes rows that are all different; gives `<signature id> <origin>` for each match.
 */
export function naiveMatches(signatures: readonly Signature[], items: readonly Item[]): string[] {
  const found: string[] = [];
  for (const signature of signatures) {
    for (const item of items) {
      if (!kindFits(signature.kind, item.kind) || !passes(signature.when, item)) continue;
      const holds = (clause: Clause): boolean =>
        clause.same !== undefined
          ? passes(clause.same, item)
          : items.some(
              (other) =>
                other !== item &&
                other.host === item.host &&
                (clause.host?.kind === undefined || kindFits(clause.host.kind, other.kind)) &&
                passes(clause.host?.when ?? {}, other),
            );
      if (!(signature.beside ?? []).every(holds) || (signature.unless ?? []).some(holds)) continue;
      found.push(`${signature.id} ${item.origin}`);
    }
  }
  return found.sort();
}

function kindFits(wanted: ItemKind | readonly ItemKind[], kind: ItemKind): boolean {
  const list = typeof wanted === 'string' ? [wanted] : wanted;
  const either = kind === 'service' || kind === 'driver';
  return list.includes(kind) || (either && (list.includes('service') || list.includes('driver')));
}

function passes(when: When, item: Item): boolean {
  return Object.entries(when).every(([field, test]) => passesField(field, test, item));
}

function passesField(field: string, test: TextTest, item: Item): boolean {
  const raw = field.startsWith('attributes.')
    ? item.attributes?.[field.slice('attributes.'.length)]
    : new Map<string, unknown>(Object.entries(item)).get(field);
  if (typeof test === 'object' && test.exists !== undefined) {
    return test.exists === (raw !== undefined && raw !== '');
  }
  if (raw === undefined) return false;
  if (typeof test === 'object' && test.range !== undefined) return inRange(String(raw), test.range);
  const folded = field === 'path' || field === 'origin' ? foldPath : fold;
  const text = folded(String(raw));
  if (text === '') return false;
  if (typeof test === 'boolean') return text === String(test);
  if (typeof test === 'string') return text === folded(test);
  const some = (texts: string | readonly string[] | undefined, fits: (pattern: string) => boolean): boolean =>
    (texts === undefined ? [] : [texts].flat()).some((each) => folded(each) !== '' && fits(folded(each)));
  return (
    some(test.equals, (pattern) => text === pattern) ||
    some(test.oneOf, (pattern) => globToRegExp(pattern).test(text)) ||
    some(test.glob, (pattern) => globToRegExp(pattern).test(text)) ||
    some(test.prefix, (pattern) => text.indexOf(pattern) === 0) ||
    some(test.suffix, (pattern) => text.slice(-pattern.length) === pattern) ||
    some(test.word, (pattern) => hasWords(text, pattern))
  );
}

function globToRegExp(pattern: string): RegExp {
  const source = [...pattern]
    .map((char) =>
      char === '*' ? '.*' : char === '?' ? '.' : `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`,
    )
    .join('');
  return new RegExp(`^${source}$`, 'su');
}

function hasWords(text: string, pattern: string): boolean {
  const words = text.match(/[\p{L}\p{N}]+/gu) ?? [];
  const wanted = pattern.match(/[\p{L}\p{N}]+/gu) ?? [];
  if (wanted.length === 0) return false;
  return words.some((_, start) => wanted.every((word, index) => words[start + index] === word));
}
