import type { Deadline, Presence } from '../model/deadline.ts';
import { glue, grouped } from './count.ts';
import { dayText, instantText } from './instant-text.ts';
import { en, type Messages } from './messages/en.ts';

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
export function deadlineText(deadline: Deadline, presence: Presence = {}, m: Messages = en): DeadlineText {
  const kind = deadline.binding === 'advice' ? 'advice' : deadline.kind;
  const late = overdue(m, deadline, presence);
  return {
    sentence: m.deadline(deadline.title, late ?? ordinary(m, deadline, kind), deadline.regimeTitle),
    urgency: late === undefined ? urgencyOf(deadline, kind) : 'overdue',
  };
}

/** A line on an install date, which upgrades, repairs and cloning reset. */
export function installedText(presentSince: string, m: Messages = en): string {
  return m.installedOn(dayText(presentSince, m));
}

/** What stands between title and regime; `since` is `, for 784 days`, `away` `, 784 days ago` or `, in 12 days`. */
function ordinary(m: Messages, deadline: Deadline, kind: Deadline['kind']): string {
  const { form, history, inEffect, days } = deadline;
  const date = dateText(m, deadline);
  const away = distance(m, deadline);
  if (form === 'trigger') return m.trigger(deadline.date);
  if (history) return m.history(date, away);
  const when = form === 'by' ? m.endOf(date) : date;
  const since = lasting(m, days);
  switch (kind) {
    case 'ends-supply':
      return inEffect ? m.supplyEnded(when, away) : m.supplyEnds(when, away);
    case 'asks-for-absence':
      if (form === 'by') return inEffect ? m.termEnded(date, away) : m.dueBy(when, away);
      return inEffect ? m.inForceSince(date, since) : m.inForceFrom(date, away);
    case 'bars-money':
      return inEffect ? m.inForceSince(when, since) : m.inForceFrom(when, away);
    case 'asks-for-report':
      if (form === 'by') return inEffect ? m.wasDueBy(when, away) : m.dueBy(when, away);
      return inEffect ? m.askedSince(date, since) : m.askedFrom(date, away);
    case 'advice':
      return inEffect ? m.advisedSince(date, since) : m.advisedFrom(date, away);
    case 'context':
      return m.context(date, away);
  }
}

function overdue(m: Messages, deadline: Deadline, { presentSince, overdue }: Presence): string | undefined {
  if (overdue === undefined) return undefined;
  const date = dateText(m, deadline);
  const since = lasting(m, overdue.days);
  const isBy = deadline.form === 'by';
  if (overdue.since === 'date' || presentSince === undefined) return m.overdueSince(date, isBy, since);
  return m.overdueSincePresence(dayText(presentSince, m), since, isBy, date);
}

function urgencyOf(deadline: Deadline, kind: Deadline['kind']): Urgency {
  if (deadline.form === 'trigger' || deadline.history || kind === 'context') return 'none';
  if (kind === 'advice') return 'advice';
  return deadline.inEffect ? 'past' : 'coming';
}

function lasting(m: Messages, days: number | null): string {
  if (days === null) return '';
  return days === 0 ? m.today : m.lasting(daysText(m, days));
}

function distance(m: Messages, { days, inEffect }: Deadline): string {
  if (days === null) return '';
  if (days === 0) return m.today;
  return inEffect || days > 0 ? m.ago(daysText(m, days)) : m.ahead(daysText(m, days));
}

function daysText(m: Messages, days: number): string {
  return m.days(grouped(Math.abs(days)), Math.abs(days) === 1);
}

/** The date as its instrument states it: a day or instant, not broken over two lines; a month with its doubt; words. */
function dateText(m: Messages, { date, zone, precision }: Deadline): string {
  if (precision === 'month' && /^\d{4}-\d{2}$/.test(date)) return m.dayNotKnown(dayText(date, m));
  return instantText(date, zone, m).replaceAll(' ', glue);
}
