import { ExitCode } from '../errors.ts';
import type { DatedFinding, Note } from '../model/finding.ts';
import type { Coverage, Gap } from '../model/gap.ts';
import type { Status } from '../model/vocabulary.ts';
import { statuses } from '../model/vocabulary.ts';
import { count } from './count.ts';

/** What makes a scan fail, as `--fail-on` states it. */
export interface FailOn {
  /** Findings of this status or a worse one fail; `never`: none does, and every gap counts. */
  readonly status: Status | 'never';
  /** True where a probable finding does not fail (`:confirmed`). */
  readonly confirmedOnly?: boolean;
  /** Notes that fail although they are no findings. */
  readonly notes: readonly ('staged' | 'hidden')[];
}

/** What the exit code turns on. */
export interface ExitInput {
  /** `accepted` must be set only where the acceptance still holds on the as-of day. */
  readonly findings: readonly DatedFinding[];
  readonly coverage: readonly Coverage[];
  readonly notes: readonly Note[];
  readonly failOn: FailOn;
  /** Ids of the findings that meet `--fail-on-deadline`; both conditions must hold. Absent: no such condition. */
  readonly failOnDeadline?: ReadonlySet<string>;
  /** Gaps that the user accepts: all, or those of these collectors. */
  readonly allowGaps: true | ReadonlySet<string>;
  /** False where something was interrupted, here or when an inventory was written. */
  readonly complete: boolean;
}

/** The exit code, one sentence on why, and the findings that count in it. */
export interface Exit {
  readonly exitCode: ExitCode;
  readonly reason: string;
  /** Ids, in the order of the findings. */
  readonly failing: readonly string[];
}

/**
 * Chooses the exit code: 130 not complete, else 1 findings (or notes asked for), else 3 a gap could hide one, else 0.
 * Accepted findings do not count. With notes asked for every gap counts, because a gap says nothing about notes.
 * Source: the table in docs/adr/0004-exit-codes.md.
 */
export function decideExit(input: ExitInput): Exit {
  const { failOn } = input;
  const failing = failingFindings(input).map(({ id }) => id);
  if (!input.complete) {
    return {
      exitCode: ExitCode.interrupted,
      reason: 'the scan was interrupted, so the report is not complete',
      failing,
    };
  }
  const reasons = failingReasons(input, failing.length);
  if (reasons.length > 0) return { exitCode: ExitCode.findings, reason: reasons.join('; '), failing };

  const gaps = input.coverage.flatMap((part) => part.gaps.map((gap) => ({ gap, collector: part.collector })));
  const allowed = gaps.filter(({ collector }) => input.allowGaps === true || input.allowGaps.has(collector));
  const hiding = gaps.filter((entry) => !allowed.includes(entry) && couldMatter(entry.gap, failOn));
  if (hiding.length > 0) {
    return {
      exitCode: ExitCode.incomplete,
      reason: `${nothingFound(input)}, but ${count(hiding.length, 'gap')} could hide ${hidden(hiding, failOn)}`,
      failing,
    };
  }
  return { exitCode: ExitCode.clean, reason: cleanReason(input, gaps.length, allowed.length), failing };
}

function failingFindings({ findings, failOn, failOnDeadline }: ExitInput): DatedFinding[] {
  return findings.filter(
    (finding) =>
      finding.accepted === undefined &&
      failOn.status !== 'never' &&
      rank(finding.status) <= rank(failOn.status) &&
      (!failOn.confirmedOnly || finding.confidence === 'confirmed') &&
      (failOnDeadline === undefined || failOnDeadline.has(finding.id)),
  );
}

function failingReasons({ notes, failOn, failOnDeadline }: ExitInput, failing: number): string[] {
  const reasons: string[] = [];
  if (failing > 0) {
    const sure = failOn.confirmedOnly ? 'confirmed ' : '';
    reasons.push(`${count(failing, `${sure}finding`)} ${atOrAbove(failOn.status)}${dated(failOnDeadline)}`);
  }
  for (const kind of failOn.notes) {
    const found = notes.filter((note) => note.kind === kind).length;
    if (found > 0) reasons.push(`${count(found, `${kind} product`)} (--fail-on ${kind})`);
  }
  return reasons;
}

function couldMatter(gap: Gap, failOn: FailOn): boolean {
  if (gap.only !== undefined) return failOn.status === 'never' || failOn.notes.includes(gap.only);
  if (failOn.status === 'never' || failOn.notes.length > 0) return true;
  return rank(gap.couldHide) <= rank(failOn.status);
}

function hidden(entries: readonly { readonly gap: Gap }[], failOn: FailOn): string {
  if (failOn.status === 'never' || failOn.notes.length > 0) return 'something';
  const worst = Math.min(...entries.map(({ gap }) => rank(gap.couldHide)));
  return { active: 'an active product', installed: 'an installed product', residue: 'leftovers' }[
    statuses[worst] ?? 'active'
  ];
}

function cleanReason(input: ExitInput, gaps: number, allowed: number): string {
  const accepted = input.findings.filter((finding) => finding.accepted !== undefined).length;
  const parts = [nothingFound(input)];
  if (accepted > 0) parts.push(`${count(accepted, 'finding')} accepted`);
  if (allowed > 0) parts.push(`${count(allowed, 'gap')} allowed`);
  if (gaps > allowed) parts.push(`${count(gaps - allowed, 'gap')} could hide only less`);
  if (gaps === 0) parts.push('no gap');
  return parts.join(', ');
}

function nothingFound({ failOn, failOnDeadline }: ExitInput): string {
  if (failOn.status === 'never') return 'findings do not count (--fail-on never)';
  return `no ${failOn.confirmedOnly ? 'confirmed ' : ''}finding ${atOrAbove(failOn.status)}${dated(failOnDeadline)}`;
}

function dated(failOnDeadline: ExitInput['failOnDeadline']): string {
  return failOnDeadline === undefined ? '' : ' with a deadline that meets --fail-on-deadline';
}

function atOrAbove(status: FailOn['status']): string {
  return `at or above "${status}"`;
}

function rank(status: Status): number {
  return statuses.indexOf(status);
}
