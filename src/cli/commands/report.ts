import { UsageError } from '../../errors.ts';
import { samePacks } from '../../model/pack-age.ts';
import { visible } from '../../model/visible.ts';
import { rejudge } from '../../rejudge.ts';
import { collectorIds } from '../collect-options.ts';
import { type DeliveryOptions, planDelivery, warnOfUnusedAccepts } from '../deliver.ts';
import { judgeOptions, type OutcomeOptions } from '../outcome-options.ts';
import { warnOfOldPacks } from '../pack-age.ts';
import { loadRules, type RuleOptions } from '../rule-options.ts';

/** Options of `phaseout report` as commander gives them. */
export interface ReportOptions extends RuleOptions, OutcomeOptions, DeliveryOptions {}

/**
 * `phaseout report FILE…`: saved reports once more, in any format, as of another instant or for another audience,
 * without a scan. Returns the worst exit code of them (findings before gaps).
 */
export async function reportCommand(files: readonly string[], options: ReportOptions): Promise<number> {
  if (files.length > 1 && options.output.length > 0) {
    throw new UsageError('--output takes one report at a time', {
      hint: 'run phaseout report once for each file',
    });
  }
  const delivery = planDelivery(options);
  const pack = await loadRules(options);
  const judging = judgeOptions(options, pack, Date.now(), [...collectorIds, 'native']);
  const { readSavedReport } = await import('../read-report.ts');
  const codes: number[] = [];
  for (const file of files) {
    const saved = await readSavedReport(file);
    const report = rejudge(judging, saved);
    if (!options.quiet && !samePacks(saved.rulePacks, report.rulePacks)) {
      const names = saved.rulePacks.map(({ id, version }) => `${id} ${version}`).join(', ');
      process.stderr.write(
        `phaseout: ${visible(file)} was made with other rules (${visible(names)}): what was found is theirs, dates and advice are of these\n`,
      );
    }
    await delivery.send(report);
    warnOfUnusedAccepts(report, judging.accepts, options.quiet === true);
    warnOfOldPacks(report, options.quiet === true);
    codes.push(report.summary.exitCode);
  }
  return [1, 3, 130, 0].find((code) => codes.includes(code)) ?? 0;
}
