import { count, grouped } from '../../report/count.ts';
import { dayText } from '../../report/instant-text.ts';
import type { FleetDeadline } from '../host-row.ts';

/** `29 Sep 2024`, as the instrument states the date. */
export function dateWords({ date, precision }: FleetDeadline): string {
  return precision === 'none' ? date : dayText(date).replaceAll('\u00a0', ' ');
}

/**
 * How a deadline stands at the as-of instant, in a few words: `ended 784 days ago`, `overdue for 12 days`,
 * `advised for 3 days`, `in 40 days`. "Overdue" is said only where the view counts days for it, which is of law in
 * effect that asks for absence.
 */
export function standingWords({ binding, days, inEffect, kind, overdueDays }: FleetDeadline): string {
  if (overdueDays !== undefined) {
    return overdueDays === null ? 'overdue' : `overdue for ${daysWords(overdueDays)}`;
  }
  if (days === null) return inEffect ? 'in effect' : 'no day is set';
  if (!inEffect) return days === 0 ? 'today' : `in ${daysWords(-days)}`;
  if (binding === 'advice' || kind === 'advice') return `advised for ${daysWords(days)}`;
  return kind === 'ends-supply' ? `ended ${daysWords(days)} ago` : `in force for ${daysWords(days)}`;
}

/** `Updates end, 29 Sep 2024 (Commerce Final Determination)`. */
export function deadlineWords(deadline: FleetDeadline): string {
  return `${deadline.label ?? deadline.title}, ${dateWords(deadline)} (${deadline.regimeTitle})`;
}

/** `updates, KSN: ended 784 days ago`; the list of deadlines on the page has date and regime. */
export function shortDeadline(deadline: FleetDeadline): string {
  return `${deadline.label ?? deadline.title}: ${standingWords(deadline)}`;
}

function daysWords(days: number): string {
  const whole = Math.abs(days);
  return whole === 1 ? count(1, 'day') : `${grouped(whole)} days`;
}
