import type { DeadlineGate } from '../deadline/gate.ts';
import { ExitCode as codes, type ExitCode } from '../errors.ts';
import { type Status, statuses } from '../model/vocabulary.ts';
import { count } from '../report/count.ts';
import type { FailOn } from '../report/decide-exit.ts';
import type { FleetDeadline, HostProduct, HostRow } from './host-row.ts';

/** What makes a fleet fail. */
export interface FleetGate {
  readonly failOn: Pick<FailOn, 'status' | 'confirmedOnly'>;
  readonly failOnDeadline: DeadlineGate | undefined;
}

/**
 * What one host does to the exit code: `fails` where its latest report has a finding that counts, also where it was not
 * seen since; `open` where nothing proves that it has none; undefined where it has none.
 */
export function failsOn(row: HostRow, gate: FleetGate): 'fails' | 'open' | undefined {
  if (row.products.some((product) => product.state === 'present' && counts(product, row, gate)))
    return 'fails';
  const { status } = gate.failOn;
  // Where the latest scan proves nothing, what was there once says nothing of what is there now.
  if (row.state === 'unproven') return 'open';
  const unproven = row.products.some(
    (product) => product.state === 'unproven' && (status === 'never' || counts(product, row, gate)),
  );
  return unproven || couldHide(row, status) ? 'open' : undefined;
}

/**
 * Whether something that counts could be there unseen, whatever was found. A host that was not seen lately could have
 * anything; a gap says itself what it could hide; where sources were left out, nobody says what they would show.
 */
function couldHide({ state, whole, couldHide: worst }: HostRow, status: FailOn['status']): boolean {
  if (state === 'unknown') return true;
  return worst === undefined ? !whole : isAtLeast(worst, status);
}

function counts(
  { accepted, status, confidence, governing }: HostProduct,
  { audiences }: HostRow,
  { failOn, failOnDeadline }: FleetGate,
): boolean {
  if (accepted !== undefined) return false;
  if (failOn.status === 'never' || !isAtLeast(status, failOn.status)) return false;
  if (failOn.confirmedOnly && confidence !== 'confirmed') return false;
  // Where nobody said for whom, presence alone counts, as in a report of one host.
  if (failOnDeadline === undefined || audiences.length === 0) return true;
  return governing.some((deadline) => meets(deadline, failOnDeadline));
}

function meets({ inEffect, days }: FleetDeadline, gate: DeadlineGate): boolean {
  return inEffect || (gate.kind === 'within' && days !== null && -days <= gate.days);
}

function isAtLeast(status: Status, least: FailOn['status']): boolean {
  return least === 'never' || statuses.indexOf(status) <= statuses.indexOf(least);
}

function nobody(later: number): string {
  return later === 0
    ? 'there is no host to judge'
    : `there is no host to judge, because ${count(later, 'report')} ${later === 1 ? 'is' : 'are'} later than the as-of instant`;
}

/** How the whole fleet stands, for the exit code. */
export interface FleetVerdict {
  readonly failing: number;
  readonly open: number;
  /** Hosts on which all that is present is accepted. */
  readonly accepted: number;
  /** Hosts that were judged at all, and reports that were left out because they are later than the as-of instant. */
  readonly hosts: number;
  readonly later: number;
  /** Lines and files that are no report, or could not be read. */
  readonly unreadable: number;
  /** `--allow-gaps`: what is not known does not change the exit code. */
  readonly allowGaps: boolean;
  readonly gate: FleetGate;
  readonly interrupted: boolean;
}

/** The exit code, and one sentence on why. Source: docs/adr/0004-exit-codes.md. */
export function fleetExit(verdict: FleetVerdict): {
  readonly exitCode: ExitCode;
  readonly exitReason: string;
} {
  const { accepted, failing, hosts, later, open, unreadable, allowGaps, gate, interrupted } = verdict;
  const { failOn, failOnDeadline } = gate;
  const dated = failOnDeadline === undefined ? '' : ' and a deadline that meets --fail-on-deadline';
  if (interrupted)
    return { exitCode: codes.interrupted, exitReason: 'reading was interrupted, so hosts are missing' };
  const what = failOn.confirmedOnly ? 'a confirmed finding' : 'a finding';
  if (failing > 0)
    return {
      exitCode: codes.findings,
      exitReason: `${count(failing, 'host')} with ${what} at or above "${failOn.status}"${dated} in the latest report`,
    };
  const unsure = [
    ...(hosts === 0 ? [nobody(later)] : []),
    ...(open > 0 ? [`nothing proves that for ${count(open, 'host')}`] : []),
    ...(unreadable > 0 ? [`${count(unreadable, 'input')} could not be read`] : []),
  ];
  const taken = accepted > 0 ? `, ${count(accepted, 'host')} with accepted findings alone` : '';
  const none =
    failOn.status === 'never'
      ? 'findings do not count (--fail-on never)'
      : `no host has ${what} at or above "${failOn.status}"${dated} in its latest report${taken}`;
  if (unsure.length > 0 && !allowGaps)
    return { exitCode: codes.incomplete, exitReason: `${none}, but ${unsure.join(' and ')}` };
  return { exitCode: codes.clean, exitReason: unsure.length > 0 ? `${none}; gaps are allowed` : none };
}
