import { UsageError } from '../errors.ts';
import type { Deadline } from '../model/deadline.ts';
import type { DatedFinding } from '../model/finding.ts';
import { effectiveMs } from './phases.ts';
import { addDays, localDay, startOfDay } from './zone.ts';

/** When a finding fails the run because of its date. */
export type DeadlineGate =
  | { readonly kind: 'in-effect' }
  | { readonly kind: 'within'; readonly days: number };

/** Reads `--fail-on-deadline in-effect|within:DAYS`; 0 to 36500 days. Throws {@link UsageError}. */
export function parseDeadlineGate(text: string): DeadlineGate {
  const given = text.trim().toLowerCase();
  if (given === 'in-effect') return { kind: 'in-effect' };
  const days = /^within:(?<days>\d{1,5})$/.exec(given)?.groups?.['days'];
  if (days !== undefined && Number(days) <= 36_500) return { kind: 'within', days: Number(days) };
  throw new UsageError(`--fail-on-deadline "${text}" is not understood`, {
    hint: 'write in-effect, or within:DAYS with a number from 0 to 36500, e.g. within:30',
  });
}

/**
 * Whether a finding fails at the gate: for some requested audience its governing deadline is in effect, or (`within`)
 * takes effect in at most that many calendar days, counted in the regime's zone. A "by" day comes when it is that day.
 * An accepted finding and one that nothing governs never fail; one of a host that is judged for no audience has no date
 * to wait for and fails by its presence. `asOf` in ms since 1970 UTC.
 */
export function failsOnDeadline(finding: DatedFinding, gate: DeadlineGate, asOf: number): boolean {
  if (finding.accepted !== undefined) return false;
  if (finding.governing.length === 0) return true;
  return finding.governing.some(
    ({ deadline }) => deadline !== null && (deadline.inEffect || isWithin(deadline, gate, asOf)),
  );
}

function isWithin(deadline: Deadline, gate: DeadlineGate, asOf: number): boolean {
  if (gate.kind !== 'within') return false;
  if (deadline.days !== null) return -deadline.days <= gate.days;
  const { zone } = deadline;
  const end = startOfDay(addDays(localDay(asOf, zone), gate.days + 1), zone);
  return effectiveMs(deadline.effective) < end;
}
