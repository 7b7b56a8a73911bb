import { dayText } from '../report/instant-text.ts';
import type { FleetDeadline } from './host-row.ts';
import type { FleetMessages } from './messages/page-en.ts';

/** `29 Sep 2024`, as the instrument states the date. */
export function dateWords(t: FleetMessages, { date, precision }: FleetDeadline): string {
  return precision === 'none' ? date : dayText(date, t.report).replaceAll('\u00a0', ' ');
}

/**
 * How a deadline stands at the as-of instant, in a few words: `ended 784 days ago`, `overdue for 12 days`,
 * `advised for 3 days`, `in 40 days`. "Overdue" is said only where the view counts days for it, which is of law in
 * effect that asks for absence.
 */
export function standingWords(
  t: FleetMessages,
  { binding, days, inEffect, kind, overdueDays }: FleetDeadline,
): string {
  const words = (number: number): string => t.lasting(Math.abs(number));
  if (overdueDays !== undefined) return overdueDays === null ? t.overdue : t.overdueFor(words(overdueDays));
  if (days === null) return inEffect ? t.inEffect : t.noDay;
  if (!inEffect) return days === 0 ? t.today : t.ahead(words(days));
  if (binding === 'advice' || kind === 'advice') return t.advisedFor(words(days));
  return kind === 'ends-supply' ? t.endedAgo(words(days)) : t.inForceFor(words(days));
}

/** `Updates end, 29 Sep 2024 (Commerce Final Determination)`. */
export function deadlineWords(t: FleetMessages, deadline: FleetDeadline): string {
  return `${deadline.label ?? deadline.title}, ${dateWords(t, deadline)} (${deadline.regimeTitle})`;
}

/** `updates, KSN: ended 784 days ago`; the list of deadlines on the page has date and regime. */
export function shortDeadline(t: FleetMessages, deadline: FleetDeadline): string {
  return t.meaningOf(deadline.label ?? deadline.title, standingWords(t, deadline));
}
