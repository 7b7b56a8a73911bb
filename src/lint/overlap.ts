import { globLiterals, globMatches } from '../match/glob.ts';
import { type FieldCheck, type Pattern, patternMatches } from '../match/pattern.ts';
import { wordText } from '../match/words.ts';

/** Whether every text that fits `narrow` surely fits `wide` as well. False where that cannot be told. */
export function covers(wide: FieldCheck, narrow: FieldCheck): boolean {
  if (wide.how === 'any' && narrow.how === 'any') {
    return narrow.patterns.every((one) => wide.patterns.some((other) => patternCovers(other, one)));
  }
  // Any test of a text needs one.
  if (wide.how === 'exists' && wide.exists) return narrow.how !== 'exists' || narrow.exists;
  return JSON.stringify(wide) === JSON.stringify(narrow);
}

/** Whether surely no text fits both. False where that cannot be told. */
export function excludes(one: FieldCheck, other: FieldCheck): boolean {
  if (one.how === 'exists' || other.how === 'exists') {
    const [absent, present] = one.how === 'exists' && !one.exists ? [one, other] : [other, one];
    return absent.how === 'exists' && !absent.exists && (present.how !== 'exists' || present.exists);
  }
  if (one.how === 'boolean' && other.how === 'boolean') return one.value !== other.value;
  if (one.how !== 'any' || other.how !== 'any') return false;
  return one.patterns.every((a) => other.patterns.every((b) => apart(a, b)));
}

function patternCovers(wide: Pattern, narrow: Pattern): boolean {
  if (wide.how === narrow.how && wide.text === narrow.text) return true;
  if (narrow.how === 'exact') return fits(wide, narrow.text);
  const starts = startOf(narrow);
  const ends = endOf(narrow);
  switch (wide.how) {
    case 'exact':
      return false;
    case 'prefix':
      return starts.startsWith(wide.text);
    case 'suffix':
      return ends.endsWith(wide.text);
    case 'word':
      return narrow.how === 'word' && narrow.text.includes(wide.text);
    case 'glob':
      // A wildcard of the narrow glob is taken for itself: what fits it literally fits with anything in its place.
      return (
        (narrow.how === 'glob' && !wide.text.includes('?') && globMatches(wide.text, narrow.text)) ||
        (narrow.how === 'prefix' &&
          wide.text.endsWith('*') &&
          starts.startsWith(wide.text.slice(0, -1)) &&
          plain(wide.text.slice(0, -1))) ||
        (narrow.how === 'suffix' &&
          wide.text.startsWith('*') &&
          ends.endsWith(wide.text.slice(1)) &&
          plain(wide.text.slice(1)))
      );
  }
}

function apart(a: Pattern, b: Pattern): boolean {
  if (a.how === 'exact') return !fits(b, a.text);
  if (b.how === 'exact') return !fits(a, b.text);
  return differ(startOf(a), startOf(b)) || differ(reversed(endOf(a)), reversed(endOf(b)));
}

/** Two beginnings of which neither begins with the other cannot begin one text. */
function differ(a: string, b: string): boolean {
  return !a.startsWith(b) && !b.startsWith(a);
}

function fits(pattern: Pattern, text: string): boolean {
  return patternMatches(pattern, text, () => wordText(text));
}

function startOf({ how, text }: Pattern): string {
  if (how === 'prefix') return text;
  return how === 'glob' ? globLiterals(text).prefix : '';
}

function endOf({ how, text }: Pattern): string {
  if (how === 'suffix') return text;
  return how === 'glob' ? globLiterals(text).suffix : '';
}

function reversed(text: string): string {
  return [...text].reverse().join('');
}

function plain(text: string): boolean {
  return !/[*?]/.test(text);
}
