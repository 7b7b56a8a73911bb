import { isCalendarDay, isInstant } from '../model/calendar.ts';
import type { Finding } from '../model/finding.ts';
import { formatDay } from './instant.ts';
import { localDay } from './zone.ts';

/** Zero of the FAT clock, and what cleared or cloned systems show: such a day says nothing. */
const emptyClock = '1980-01-01';

/**
 * The day (YYYY-MM-DD in `zone`) of the first evidence that the product was there, or undefined where it is not known:
 * no install date, one that does not exist, an empty clock, or one after the as-of day.
 * It only says since when something is overdue; it never selects a phase.
 */
export function presentSince(finding: Finding, zone: string, asOf: number): string | undefined {
  const stated = finding.installedAt;
  if (stated === undefined) return undefined;
  const exact = stated.replace(/\.\d{1,9}(?=Z|[+-]\d{2}:\d{2}$)/, '');
  const day = isInstant(exact) ? localDay(Date.parse(exact), zone) : stated.slice(0, 10);
  if (!isCalendarDay(day) || day <= emptyClock || day > localDay(asOf, zone)) return undefined;
  return day;
}

/** A line on the install date, which upgrades, repairs and cloning reset; undefined where it is not known. */
export function installDateSentence(finding: Finding, zone: string, asOf: number): string | undefined {
  const day = presentSince(finding, zone, asOf);
  return day === undefined
    ? undefined
    : `This version was installed on ${formatDay(day)}; that is not the date of purchase.`;
}
