import type { Deadline } from '../model/deadline.ts';
import type { PhaseWhen } from '../model/regime.ts';
import { instantOf, isoInstant } from './instant.ts';
import { addDays, daysBetween, firstOfNextMonth, localDay, startOfDay } from './zone.ts';

/** The fields of a deadline that say when. */
export type PhaseTimes = Pick<
  Deadline,
  'form' | 'effective' | 'date' | 'zone' | 'precision' | 'inEffect' | 'days'
>;

/**
 * When a phase takes effect, seen from an as-of instant (ms since 1970 UTC).
 * - `from`: in effect at its instant and after. `by`: breached when its day has ended; on the day itself `days` is 0.
 * - month precision: the day in the file only names the month, so the phase counts as in effect when that month has
 *   certainly passed, and there are no days to count.
 * - `date` is the ISO day or instant as the file states it; for a month its words, else YYYY-MM; for a trigger its term.
 * - trigger: no fixed date, never in effect by itself, no days.
 */
export function phaseTimes(when: PhaseWhen, asOf: number): PhaseTimes {
  const { zone } = when;
  if ('trigger' in when) {
    const date = `${when.term} after ${when.trigger}`;
    return { form: 'trigger', effective: null, date, zone, precision: 'none', inEffect: false, days: null };
  }
  const stated = 'from' in when ? when.from : when.by;
  const form = 'from' in when ? 'from' : 'by';
  const { precision } = when;
  if (precision === 'month') {
    const effective = startOfDay(firstOfNextMonth(stated.slice(0, 10)), zone);
    const date = when.words ?? stated.slice(0, 7);
    const inEffect = asOf >= effective;
    return { form, effective: isoInstant(effective, zone), date, zone, precision, inEffect, days: null };
  }
  const begins = instantOf(stated, zone);
  const day = localDay(begins, zone);
  const effective = form === 'by' ? startOfDay(addDays(day, 1), zone) : begins;
  return {
    form,
    effective: precision === 'instant' ? stated : isoInstant(effective, zone),
    date: stated,
    zone,
    precision,
    inEffect: asOf >= effective,
    days: daysBetween(day, localDay(asOf, zone)),
  };
}
