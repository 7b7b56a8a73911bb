import { noAudience, resolveAudiences } from '../../deadline/audiences.ts';
import { savedAssignment } from '../../deadline/saved-assignment.ts';
import { UsageError } from '../../errors.ts';
import { formatIds } from '../../inventory/importers/index.ts';
import type { JudgeOptions } from '../../judge.ts';
import { samePacks } from '../../model/pack-age.ts';
import type { Report } from '../../model/report.ts';
import type { SavedReport } from '../../model/saved-report.ts';
import { visible } from '../../model/visible.ts';
import { rejudge } from '../../rejudge.ts';
import { withAssignment } from '../assign-option.ts';
import { collectorIds } from '../collect-options.ts';
import { type DeliveryOptions, planDelivery, warnOfUnusedAccepts } from '../deliver.ts';
import { judgeOptions, type OutcomeOptions } from '../outcome-options.ts';
import { warnOfOldPacks } from '../pack-age.ts';
import { loadRules, type RuleOptions } from '../rule-options.ts';

/** Options of `phaseout report` as commander gives them. */
export interface ReportOptions extends RuleOptions, OutcomeOptions, DeliveryOptions {}

/**
 * `phaseout report FILE…`: saved reports once more, in any format, as of another instant or for another audience,
 * without a scan. The audience is that of the report where none is named. Returns the worst exit code of them (findings before gaps).
 */
export async function reportCommand(files: readonly string[], options: ReportOptions): Promise<number> {
  checkFiles(files, options);
  const delivery = planDelivery(options);
  const pack = await loadRules(options);
  const judging = await withAssignment(
    judgeOptions(options, pack, Date.now(), [...collectorIds, ...formatIds]),
    options,
  );
  const { readSavedReport } = await import('../read-report.ts');
  // All are read before the first is printed, so that a bad one leaves no half of an output.
  const reports: { file: string; saved: SavedReport; report: Report }[] = [];
  for (const file of files) {
    const saved = await readSavedReport(file);
    reports.push({ file, saved, report: rejudge(forItsAudience(judging, saved), saved) });
  }
  for (const { file, saved, report } of reports) {
    if (!options.quiet && !samePacks(saved.rulePacks, report.rulePacks)) {
      const names = saved.rulePacks.map(({ id, version }) => `${id} ${version}`).join(', ');
      process.stderr.write(
        `phaseout: ${visible(file)} was made with other rules (${visible(names)}): what was found is theirs, dates and advice are of these\n`,
      );
    }
    await delivery.send(report);
    warnOfUnusedAccepts(report, judging.accepts, options.quiet === true);
    warnOfOldPacks(report, options.quiet === true);
  }
  const codes = reports.map(({ report }) => report.summary.exitCode);
  return [1, 3, 130, 0].find((code) => codes.includes(code)) ?? 0;
}

/** Formats of which one output holds several reports, one after the other. */
const formatsInSequence = new Set(['table', 'ndjson', 'markdown', 'github']);

function checkFiles(files: readonly string[], { output, format }: ReportOptions): void {
  if (files.filter((file) => file === '-').length > 1)
    throw new UsageError('standard input (-) can be read only once');
  if (files.length <= 1) return;
  const hint = 'run phaseout report once for each file';
  if (output.length > 0) throw new UsageError('--output takes one report at a time', { hint });
  if (!formatsInSequence.has(format))
    throw new UsageError(`--format ${format} takes one report at a time`, { hint });
}

/** Where nobody names an audience, that of the report stays, host by host where it was so, also whether it was assumed. */
function forItsAudience(judging: JudgeOptions, saved: SavedReport): JudgeOptions {
  const { audiences, audienceAssumed } = saved;
  if (!judging.audienceAssumed) return judging;
  const assignment = savedAssignment(saved, judging.pack.audiences);
  if (assignment !== undefined) return { ...judging, assignment, audiences: [], audienceAssumed: false };
  const known = new Set(judging.pack.audiences.map(({ audience }) => audience));
  if (!audiences.every((id) => known.has(id))) return judging;
  return {
    ...judging,
    audiences: resolveAudiences(audiences.length === 0 ? [noAudience] : audiences, judging.pack.audiences),
    audienceAssumed,
  };
}
