import { cut, plainAscii } from './ascii.ts';
import type { RmmPhase, RmmVerdict } from './verdict.ts';

/** Characters that the line has at most: what the narrowest field of the platforms takes. */
export const maxLine = 255;

/** The longest that each part may be: together they are never longer than {@link maxLine}. */
const room = { completeness: 40, place: 45, days: 29, audience: 22, count: 48, rules: 16, remark: 18 };
/** Shorter than that, names of products say nothing. */
const minNames = 12;

/**
 * The line of a verdict: `phaseout WORD status: completeness; phase and days; count; rules DATE; products`. Printable
 * ASCII, at most 255 characters. Only the products at its end are cut to fit, so verdict, completeness, days, count and
 * date always stand. `remark` stands before the products; `max` is less where the platform's own words share the line.
 */
export function rmmLine(verdict: RmmVerdict, remark = '', max = maxLine): string {
  const { word, status, completeness, phase, count, rules, names } = verdict;
  const head = word === 'FOUND' && status !== undefined ? `${word} ${status}` : word;
  const parts = [
    plainAscii(completeness, room.completeness),
    phase === undefined ? '' : phaseText(phase),
    plainAscii(count, room.count),
    plainAscii(rules, room.rules),
    plainAscii(remark, room.remark),
  ].filter((part) => part !== '');
  const fixed = `phaseout ${head}: ${parts.join('; ')}`;
  const left = max - fixed.length - 2;
  const products = left < minNames ? '' : plainAscii(names.slice(0, 20).join(', '), left);
  return products === '' ? cut(fixed, max) : `${fixed}; ${products}`;
}

/** The line of a run that judged nothing. */
export function rmmErrorLine(reason: string, max = maxLine): string {
  const why = plainAscii(reason, max);
  return cut(`phaseout ERROR: incomplete, nothing was judged${why === '' ? '' : `; ${why}`}`, max);
}

function phaseText({ place, days, audience }: RmmPhase): string {
  const where = [plainAscii(place, room.place), plainAscii(days, room.days)]
    .filter((part) => part !== '')
    .join(' ');
  return [where, plainAscii(audience, room.audience)].filter((part) => part !== '').join(', ');
}
