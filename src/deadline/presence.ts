import { isCalendarDay, isInstant } from '../model/calendar.ts';
import type { Deadline, Presence } from '../model/deadline.ts';
import type { Finding } from '../model/finding.ts';
import { homeZone } from './instant.ts';
import { daysBetween, localDay } from './zone.ts';

/** Zero of the FAT clock, and what cleared or cloned systems show: such a day says nothing. */
const emptyClock = '1980-01-01';

/**
 * Since when the product is known to be there, and whether that makes the deadline that governs it overdue: only where
 * law in effect asks for absence, counted from the later of its date and the first evidence of presence. `asOf` in ms
 * since 1970 UTC; `neverOverdue` from the phase of the deadline. Empty where presence is not known.
 */
export function presenceOf(
  finding: Finding,
  deadline: Deadline | null,
  asOf: number,
  neverOverdue?: string,
): Presence {
  const since = presentSince(finding, deadline?.zone ?? homeZone, asOf);
  if (since === undefined) return {};
  const mayBeOverdue = deadline !== null && neverOverdue === undefined;
  const overdue = mayBeOverdue ? overdueBy(deadline, since, asOf) : undefined;
  return { presentSince: since, ...(overdue === undefined ? {} : { overdue }) };
}

/**
 * The day (YYYY-MM-DD in `zone`) of the first evidence that the product was there, or undefined where it is not known:
 * no install date, one that does not exist, an empty clock, or one after the as-of day.
 * It only says since when something is overdue; it never selects a phase.
 */
function presentSince(finding: Finding, zone: string, asOf: number): string | undefined {
  const stated = finding.installedAt;
  if (stated === undefined) return undefined;
  const exact = stated.replace(/\.\d{1,9}(?=Z|[+-]\d{2}:\d{2}$)/, '');
  const day = isInstant(exact) ? localDay(Date.parse(exact), zone) : stated.slice(0, 10);
  if (!isCalendarDay(day) || day <= emptyClock || day > localDay(asOf, zone)) return undefined;
  return day;
}

function overdueBy(deadline: Deadline, since: string, asOf: number): Presence['overdue'] {
  const { kind, binding, history, inEffect, effective, zone, days } = deadline;
  if (kind !== 'asks-for-absence' || binding === 'advice' || binding === 'context') return undefined;
  if (history || !inEffect || effective === null) return undefined;
  // A product that came later has been overdue only since it came.
  return since <= localDay(Date.parse(effective), zone)
    ? { since: 'date', days }
    : { since: 'presence', days: daysBetween(since, localDay(asOf, zone)) };
}
