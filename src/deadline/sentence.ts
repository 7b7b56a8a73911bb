import type { Deadline } from '../model/deadline.ts';
import type { Finding } from '../model/finding.ts';
import { formatDay, formatInstant } from './instant.ts';
import type { PhaseTimes } from './phase-times.ts';
import { presentSince } from './presence.ts';
import { daysBetween, localDay } from './zone.ts';

/**
 * One English sentence that says when, for a reader: "Supply of … ended 29 Sep 2024 00:00 EDT, 784 days ago."
 * "Overdue" is said only of a phase that asks for absence, and counts from the later of its date and the first evidence
 * of presence where that is known; else it is "in force since". Advice is "advised since". `asOf` in ms since 1970 UTC.
 */
export function deadlineSentence(deadline: Deadline, asOf: number, finding: Finding): string {
  const { title, days, inEffect } = deadline;
  const date = dateText(deadline);
  if (deadline.form === 'trigger') return `${title}: ${date}; no fixed date.`;
  if (deadline.history) return `${title}: ${date}${past(days)}, history.`;
  switch (deadline.kind) {
    case 'ends-supply':
      return inEffect ? `${title} ended ${date}${past(days)}.` : `${title} ends ${date}${ahead(days)}.`;
    case 'asks-for-absence':
      return inEffect
        ? `${title}: ${overdue(deadline, asOf, finding) ?? `in force since ${date}${lasting(days)}`}.`
        : `${title}: ${coming(deadline)}.`;
    case 'bars-money':
      return inEffect
        ? `${title}: in force since ${date}${lasting(days)}.`
        : `${title}: ${coming(deadline)}.`;
    case 'advice':
      return inEffect
        ? `${title}: advised since ${date}${lasting(days)}.`
        : `${title}: advised from ${date}${ahead(days)}.`;
    case 'asks-for-report':
      return inEffect ? `${title}: was due ${date}${past(days)}.` : `${title}: ${coming(deadline)}.`;
    case 'context':
      return `${title}: ${date}${inEffect ? past(days) : ahead(days)}.`;
  }
}

/** A deadline's date as precisely as its instrument states it: an instant with its zone, a day, or words. */
export function dateText({ precision, form, effective, zone, date }: PhaseTimes): string {
  if (precision === 'instant' && form === 'from' && effective !== null) {
    return formatInstant(Date.parse(effective), zone);
  }
  if (precision === 'month') return `about ${date}`;
  return precision === 'day' ? formatDay(date) : date;
}

function coming(deadline: Deadline): string {
  const when = deadline.form === 'by' ? 'due by the end of' : 'in force from';
  return `${when} ${dateText(deadline)}${ahead(deadline.days)}`;
}

function overdue(deadline: Deadline, asOf: number, finding: Finding): string | undefined {
  if (deadline.effective === null) return undefined;
  const { zone } = deadline;
  const present = presentSince(finding, zone, asOf);
  if (present === undefined) return undefined;
  const effectiveDay = localDay(Date.parse(deadline.effective), zone);
  // A product that came later has been overdue only since it came.
  if (present > effectiveDay) {
    return `overdue since ${formatDay(present)}${lasting(daysBetween(present, localDay(asOf, zone)))}`;
  }
  return `overdue since ${dateText(deadline)}${lasting(deadline.days)}`;
}

function past(days: number | null): string {
  if (days === null) return '';
  return days === 0 ? ', today' : `, ${count(days)} ago`;
}

function ahead(days: number | null): string {
  if (days === null) return '';
  return days === 0 ? ', today' : `, in ${count(-days)}`;
}

function lasting(days: number | null): string {
  if (days === null) return '';
  return days === 0 ? ', today' : `, ${count(days)}`;
}

function count(days: number): string {
  return days === 1 ? '1 day' : `${days} days`;
}
