import type { Deadline } from '../model/deadline.ts';
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
 * Says a deadline in one sentence. "Overdue" is said only of law that asks for absence, only where the product is known
 * to be there since `presentSince` (an ISO day or instant not after `asOf`), and from the later of the two on; else it
 * is in force since. Advice is never overdue.
 */
export function deadlineText(deadline: Deadline, asOf: string, presentSince?: string): DeadlineText {
  const kind = deadline.binding === 'advice' ? 'advice' : deadline.kind;
  const since =
    kind === 'asks-for-absence' && deadline.inEffect && !deadline.history
      ? knownPresence(asOf, presentSince)
      : undefined;
  const clause = since === undefined ? ordinary(deadline, kind) : overdue(deadline, since);
  return {
    sentence: `${deadline.title}${clause} (${deadline.regimeTitle}).`,
    urgency: since === undefined ? urgencyOf(deadline, kind) : 'overdue',
  };
}

/** What stands between title and regime; `since` is `, 784 days`, `distance` `, 784 days ago` or `, in 12 days`. */
function ordinary(deadline: Deadline, kind: Deadline['kind']): string {
  const date = dateText(deadline);
  if (deadline.form === 'trigger') return `: ${deadline.date}; no fixed date`;
  if (deadline.history) return `: ${date}${distance(deadline)}, history`;
  const { inEffect } = deadline;
  const when = deadline.form === 'by' ? `the end of ${date}` : date;
  const since = lasting(deadline);
  const away = distance(deadline);
  switch (kind) {
    case 'ends-supply':
      return inEffect ? ` ended ${when}${away}` : ` ends ${when}${away}`;
    case 'asks-for-absence':
      if (deadline.form === 'by')
        return inEffect ? `: the term ended on ${date}${away}` : `: by ${when}${away}`;
      return inEffect ? `: in force since ${date}${since}` : `: in force from ${date}${away}`;
    case 'bars-money':
      return inEffect ? `: in force since ${when}${since}` : `: in force from ${when}${away}`;
    case 'asks-for-report':
      if (deadline.form === 'by') return inEffect ? `: was due by ${when}${away}` : `: due by ${when}${away}`;
      return inEffect ? `: asked for since ${date}${since}` : `: asked for from ${date}${away}`;
    case 'advice':
      return inEffect ? `: advised since ${date}${since}` : `: advised from ${date}${away}`;
    case 'context':
      return `: ${date}${away}`;
  }
}

function overdue(deadline: Deadline, presentSince: string): string {
  const date = dateText(deadline);
  const effectiveDay = deadline.effective?.slice(0, 10) ?? '';
  if (presentSince <= effectiveDay) {
    return `: overdue since ${deadline.form === 'by' ? 'the end of ' : ''}${date}${lasting(deadline)}`;
  }
  const rule =
    deadline.form === 'by'
      ? `the term ended on ${date}${distance(deadline)}`
      : `the rule is in force since ${date}${lasting(deadline)}`;
  return `: overdue since ${dayText(presentSince)}, the first trace of it here; ${rule}`;
}

/** The day of the first trace, where it says something: not the zero of a clock (FAT begins in 1980), not after the as-of day. */
function knownPresence(asOf: string, presentSince: string | undefined): string | undefined {
  const day = presentSince?.slice(0, 10) ?? '';
  return /^\d{4}-\d{2}-\d{2}$/.test(day) && day > '1980-01-01' && day <= asOf.slice(0, 10) ? day : undefined;
}

function urgencyOf(deadline: Deadline, kind: Deadline['kind']): Urgency {
  if (deadline.form === 'trigger' || deadline.history || kind === 'context') return 'none';
  if (kind === 'advice') return 'advice';
  return deadline.inEffect ? 'past' : 'coming';
}

function lasting({ days }: Deadline): string {
  return days === null ? '' : `, ${daysText(days)}`;
}

function distance({ days, inEffect }: Deadline): string {
  if (days === null) return '';
  if (days === 0) return ', today';
  return inEffect || days > 0 ? `, ${daysText(days)} ago` : `, in ${daysText(days)}`;
}

function daysText(days: number): string {
  return `${grouped(Math.abs(days))}${glue}${Math.abs(days) === 1 ? 'day' : 'days'}`;
}

/** The date as its instrument states it, day or instant, not broken over two lines; words stay words. */
function dateText({ date, zone }: Deadline): string {
  return instantText(date, zone).replaceAll(' ', glue);
}
