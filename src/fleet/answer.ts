import { ExitCode } from '../errors.ts';
import { stopReasons } from '../model/vocabulary.ts';
import type { FleetMessages } from './messages/page-en.ts';
import type { FleetView } from './view.ts';

/** The answer for a whole fleet, and how it is to look. */
export interface FleetAnswer {
  readonly text: string;
  /** `bad`: a host has a product, or had one when it was seen last; `warn`: something is not known. */
  readonly tone: 'bad' | 'warn' | 'good';
}

/**
 * The answer in one line: the one place that words it, for the terminal and the page. Only hosts whose latest report has a
 * product are counted as such; those of which nothing proves that it is gone are among those that are not known. It is good
 * only where everything was read and the exit code says so too.
 */
export function fleetAnswer(t: FleetMessages, view: FleetView): FleetAnswer {
  const { expected, inputs, rulePacks, totals } = view;
  const { accepted, byState, hosts, unknownWithFindings: had } = totals;
  const { affected, incomplete, unknown, unproven } = byState;
  const open = unproven + incomplete + unknown - had + (expected?.neverSeen ?? 0);
  const onlySeen = affected === 0 && had > 0;
  const subject = rulePacks.some(({ builtin }) => builtin) ? t.report.subjectBuiltin : t.report.subjectOther;
  const isFound = affected + had > 0;
  const isInterrupted = view.exitCode === ExitCode.interrupted;
  const isSure = open === 0 && inputs.unreadable === 0 && view.exitCode === ExitCode.clean;
  const remarks = [
    ...(accepted > 0 ? [t.acceptedOn(accepted)] : []),
    ...(had > 0 ? [t.hadIt(had)] : []),
    ...(open > 0 ? [t.notKnownFor(open)] : []),
    ...(inputs.unreadable > 0 ? [t.notRead(inputs.unreadable)] : []),
    ...(isInterrupted ? [t.interrupted] : []),
  ];
  return {
    text: [leading(), ...remarks].join('; '),
    tone: isFound ? 'bad' : isSure && hosts > 0 ? 'good' : 'warn',
  };

  function leading(): string {
    // What was not seen lately is no part of what the latest reports say.
    if (isFound) return t.found(subject, affected, onlySeen ? hosts - unknown : hosts, onlySeen);
    if (hosts === 0) return t.nobody;
    return isSure ? t.nothing(hosts) : t.nothingLatest(hosts);
  }
}

/** What must be settled before anything is removed, and on how many hosts; undefined where nothing must. */
export function stopWords(t: FleetMessages, { totals }: FleetView): string | undefined {
  const { stopped, stoppedBy } = totals;
  if (stopped === 0) return undefined;
  const reasons = stopReasons.filter((reason) => stoppedBy[reason] > 0);
  return `${t.doNotRemoveYet(stopped)}: ${reasons.map((reason) => t.stopsOn[reason](stoppedBy[reason])).join(', ')}.`;
}
