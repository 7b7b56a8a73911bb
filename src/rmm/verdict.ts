import { worstDeadline } from '../fleet/worst-deadline.ts';
import type { DatedFinding } from '../model/finding.ts';
import type { Report } from '../model/report.ts';
import { type Status, statuses } from '../model/vocabulary.ts';
import type { RmmState } from './platforms.ts';

/** What a platform is told of a report, in words that are not yet shortened or made plain. */
export interface RmmVerdict {
  readonly state: RmmState;
  /** FOUND or LEFTOVERS where something counts; INCOMPLETE; PASS where something is there or missing that does not count; CLEAN. */
  readonly word: string;
  /** The worst status of what counts. */
  readonly status: Status | undefined;
  readonly completeness: string;
  /** The worst phase that governs what counts; undefined where nothing is found. */
  readonly phase: RmmPhase | undefined;
  readonly count: string;
  readonly rules: string;
  /** Products with versions, those that count first, the worst first. */
  readonly names: readonly string[];
}

/** The worst phase, in three parts of which each is shortened for itself. */
export interface RmmPhase {
  /** Regime and phase; empty where none governs. */
  readonly place: string;
  readonly days: string;
  /** For whom, and whether that was assumed; empty where nobody asked. */
  readonly audience: string;
}

/** The verdict on a report. A gap, something left out or an interruption never lets it be CLEAN. */
export function verdictOf(report: Report): RmmVerdict {
  const { findings, summary } = report;
  const counts = new Set(summary.failing);
  const failing = findings.filter(({ id }) => counts.has(id));
  const others = findings.filter(({ id }) => !counts.has(id));
  const state = stateOf(report, failing.length);
  const status = worstStatus(failing);
  return {
    state,
    word: wordOf(report, state, status),
    status,
    completeness: completenessOf(report),
    phase: phaseOf(report, failing.length > 0 ? failing : others),
    count: countOf(report, failing.length),
    rules: rulesOf(report),
    names: [...worstFirst(failing), ...worstFirst(others)].map(({ product, version }) =>
      version === undefined ? product.name : `${product.name} ${version}`,
    ),
  };
}

function stateOf({ summary }: Report, failing: number): RmmState {
  // What was found counts, also where the scan was interrupted afterwards.
  if (summary.exitCode === 1 || failing > 0) return 'found';
  return summary.exitCode === 0 ? 'clean' : 'incomplete';
}

function wordOf(report: Report, state: RmmState, status: Status | undefined): string {
  if (state === 'found') return status === 'residue' ? 'LEFTOVERS' : 'FOUND';
  if (state === 'incomplete') return 'INCOMPLETE';
  return report.findings.length === 0 && completenessOf(report) === 'complete' ? 'CLEAN' : 'PASS';
}

function completenessOf({ complete, summary, coverage }: Report): string {
  const left = coverage.filter(({ reason }) => reason === 'not-selected').length;
  const read = coverage.some(({ status }) => status !== 'skipped');
  const parts = [
    read ? '' : 'nothing read',
    complete ? '' : 'interrupted',
    summary.gaps > 0 ? counted(summary.gaps, 'gap') : '',
    left > 0 ? `${left} left out` : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? 'complete' : `incomplete, ${parts.join(', ')}`;
}

function phaseOf(
  { audiences, audienceAssumed }: Report,
  findings: readonly DatedFinding[],
): RmmPhase | undefined {
  if (findings.length === 0) return undefined;
  if (audiences.length === 0) return { place: '', days: 'no audience', audience: '' };
  const worst = worstDeadline(
    findings.flatMap(({ governing }) =>
      governing.map(({ deadline, overdue }) =>
        deadline === null
          ? null
          : { ...deadline, ...(overdue !== undefined && { overdueDays: overdue.days }) },
      ),
    ),
  );
  const whom = (names: string): string => (audienceAssumed ? `${names} assumed` : names);
  if (worst === null) return { place: '', days: 'no deadline', audience: whom(audiences.join(' ')) };
  const { regime, phase, audience } = worst;
  return { place: `${regime}/${phase}`, days: daysOf(worst), audience: whom(audience) };
}

type Worst = NonNullable<ReturnType<typeof worstDeadline>>;

/** How the days of a phase are said: only law that asks for absence can be overdue. */
function daysOf({ kind, inEffect, days, overdueDays }: Worst): string {
  if (overdueDays !== undefined)
    return overdueDays === null ? 'overdue' : `overdue ${counted(overdueDays, 'day')}`;
  if (!inEffect) return days === null ? 'to come' : `in ${counted(-days, 'day')}`;
  if (kind === 'ends-supply')
    return days === null ? 'supply ended' : `supply ended ${counted(days, 'day')} ago`;
  const word = kind === 'advice' ? 'advised' : 'in force';
  return days === null ? word : `${word} for ${counted(days, 'day')}`;
}

function countOf({ findings, notes, summary }: Report, failing: number): string {
  if (findings.length === 0)
    return notes.length === 0 ? '0 products' : `0 products, ${counted(notes.length, 'note')}`;
  const byStatus = statuses.flatMap((status) =>
    summary.byStatus[status] > 0 ? [`${summary.byStatus[status]} ${status}`] : [],
  );
  const not = findings.length - failing;
  return [
    counted(findings.length, 'product'),
    ...byStatus,
    ...(not === 0 ? [] : [`${not} not counted`]),
  ].join(', ');
}

/** The day of the oldest pack, because what it lacks is not looked for. */
function rulesOf({ rulePacks }: Report): string {
  const dates = rulePacks.flatMap(({ date }) => date ?? []).sort();
  return `rules ${dates[0] ?? rulePacks[0]?.version ?? 'none'}`;
}

function worstFirst(findings: readonly DatedFinding[]): DatedFinding[] {
  return [...findings].sort((a, b) => statuses.indexOf(a.status) - statuses.indexOf(b.status));
}

function worstStatus(findings: readonly DatedFinding[]): Status | undefined {
  return statuses.find((status) => findings.some((finding) => finding.status === status));
}

function counted(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}
