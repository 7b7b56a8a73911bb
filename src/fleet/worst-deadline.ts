import type { PhaseKind } from '../model/vocabulary.ts';
import type { FleetDeadline } from './host-row.ts';

/** The kinds that can govern, in the order in which they outrank each other. Source: docs/deadlines.md. */
const rank: readonly PhaseKind[] = ['asks-for-absence', 'bars-money', 'ends-supply', 'advice'];

/** The worst of some deadlines; null where there is none. */
export function worstDeadline(deadlines: Iterable<FleetDeadline | null>): FleetDeadline | null {
  let worst: FleetDeadline | null = null;
  for (const deadline of deadlines) {
    if (deadline !== null && (worst === null || compareDeadlines(deadline, worst) < 0)) worst = deadline;
  }
  return worst;
}

/**
 * Worst first: overdue (the longest first), in effect by what it asks for and since when, to come (the next first).
 * None is after all. A total order by regime, phase, audience and meaning where nothing else differs.
 */
export function compareDeadlines(a: FleetDeadline | null, b: FleetDeadline | null): number {
  const left = deadlineKey(a);
  const right = deadlineKey(b);
  if (left !== right) return left < right ? -1 : 1;
  const [one = '', other = ''] = [a?.meaning, b?.meaning];
  return one < other ? -1 : one > other ? 1 : 0;
}

const never = 9_999_999;

/** A text that sorts as {@link compareDeadlines} does, of a length that does not matter. */
export function deadlineKey(deadline: FleetDeadline | null): string {
  if (deadline === null) return '9';
  const { overdueDays, inEffect, kind, days, regime, phase, audience } = deadline;
  const place = rank.indexOf(kind);
  const step = overdueDays !== undefined ? 0 : inEffect ? 1 : 2;
  // More days past are worse; of those to come fewer.
  const past = overdueDays ?? days;
  const counted = past === null ? never : Math.min(Math.max(never / 2 - past, 0), never);
  return [
    step,
    step === 2 ? digits(counted) : place < 0 ? 9 : place,
    step === 2 ? (place < 0 ? 9 : place) : digits(counted),
    regime,
    phase,
    audience,
  ].join(' ');
}

function digits(value: number): string {
  return String(Math.floor(value)).padStart(7, '0');
}
