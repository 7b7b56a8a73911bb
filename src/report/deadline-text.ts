import type { Deadline, Presence } from '../model/deadline.ts';
import { glue, grouped } from './count.ts';
import { dayText, instantText } from './instant-text.ts';

/** How a deadline presses: past law on a product known to be there, past, still to come, advice, or nothing to do. */
export type Urgency = 'overdue' | 'past' | 'coming' | 'advice' | 'none';

/** A deadline in words, for any format. */
export interface DeadlineText {
  /** `Supply of updates ended 29 Sep 2024 00:00 EDT, 784 days ago (Commerce Final Determination).` */
  readonly sentence: string;
  readonly urgency: Urgency;
}

/**
 * Says a deadline in one sentence: the one place that words a date. "Overdue" is said only where `presence` (of the
 * governing entry) says so, which is of law that asks for absence; else it is in force. Advice is advised, never overdue.
 */
export function deadlineText(deadline: Deadline, presence: Presence = {}): DeadlineText {
  const kind = deadline.binding === 'advice' ? 'advice' : deadline.kind;
  const late = overdue(deadline, presence);
  return {
    sentence: `${deadline.title}${late ?? ordinary(deadline, kind)} (${deadline.regimeTitle}).`,
    urgency: late === undefined ? urgencyOf(deadline, kind) : 'overdue',
  };
}

/** A line on an install date, which upgrades, repairs and cloning reset. */
export function installedText(presentSince: string): string {
  return `This version was installed on ${dayText(presentSince)}; that is not the date of purchase.`;
}

/** What stands between title and regime; `since` is `, for 784 days`, `distance` `, 784 days ago` or `, in 12 days`. */
function ordinary(deadline: Deadline, kind: Deadline['kind']): string {
  const { form, history, inEffect, days } = deadline;
  const date = dateText(deadline);
  if (form === 'trigger') return `: ${deadline.date}; no fixed date`;
  if (history) return `: ${date}${distance(deadline)}, history`;
  const when = form === 'by' ? `the end of ${date}` : date;
  const since = lasting(days);
  const away = distance(deadline);
  switch (kind) {
    case 'ends-supply':
      return inEffect ? ` ended ${when}${away}` : ` will end ${when}${away}`;
    case 'asks-for-absence':
      if (form === 'by') {
        return inEffect ? `: in force, its term ended on ${date}${away}` : `: due by ${when}${away}`;
      }
      return inEffect ? `: in force since ${date}${since}` : `: in force from ${date}${away}`;
    case 'bars-money':
      return inEffect ? `: in force since ${when}${since}` : `: in force from ${when}${away}`;
    case 'asks-for-report':
      if (form === 'by') return inEffect ? `: was due by ${when}${away}` : `: due by ${when}${away}`;
      return inEffect ? `: asked for since ${date}${since}` : `: asked for from ${date}${away}`;
    case 'advice':
      return inEffect ? `: advised since ${date}${since}` : `: advised from ${date}${away}`;
    case 'context':
      return `: ${date}${away}`;
  }
}

function overdue(deadline: Deadline, { presentSince, overdue }: Presence): string | undefined {
  if (overdue === undefined) return undefined;
  const date = dateText(deadline);
  const since = lasting(overdue.days);
  if (overdue.since === 'date' || presentSince === undefined) {
    return `: overdue since ${deadline.form === 'by' ? 'the end of ' : ''}${date}${since}`;
  }
  const rule = deadline.form === 'by' ? 'the term ended on' : 'the rule is in force since';
  return `: overdue since ${dayText(presentSince)}, the first trace of it here${since}; ${rule} ${date}`;
}

function urgencyOf(deadline: Deadline, kind: Deadline['kind']): Urgency {
  if (deadline.form === 'trigger' || deadline.history || kind === 'context') return 'none';
  if (kind === 'advice') return 'advice';
  return deadline.inEffect ? 'past' : 'coming';
}

function lasting(days: number | null): string {
  if (days === null) return '';
  return days === 0 ? ', today' : `, for ${daysText(days)}`;
}

function distance({ days, inEffect }: Deadline): string {
  if (days === null) return '';
  if (days === 0) return ', today';
  return inEffect || days > 0 ? `, ${daysText(days)} ago` : `, in ${daysText(days)}`;
}

function daysText(days: number): string {
  return `${grouped(Math.abs(days))}${glue}${Math.abs(days) === 1 ? 'day' : 'days'}`;
}

/** The date as its instrument states it: a day or instant, not broken over two lines; a month with its doubt; words. */
function dateText({ date, zone, precision }: Deadline): string {
  if (precision === 'month' && /^\d{4}-\d{2}$/.test(date)) return `${dayText(date)}, day not known`;
  return instantText(date, zone).replaceAll(' ', glue);
}
