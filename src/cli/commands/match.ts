import { UsageError } from '../../errors.ts';
import { formatIds } from '../../inventory/importers/index.ts';
import { judge } from '../../judge.ts';
import { compileMatcher } from '../../match/matcher.ts';
import { withAssignment } from '../assign-option.ts';
import { collectorIds } from '../collect-options.ts';
import { type DeliveryOptions, planDelivery, warnOfUnnamedHosts, warnOfUnusedAccepts } from '../deliver.ts';
import { formatChoice } from '../format-choice.ts';
import { listenForInterrupt } from '../interrupt.ts';
import { type LabelOptions, labelOptions } from '../label-options.ts';
import { judgeOptions, type OutcomeOptions } from '../outcome-options.ts';
import { warnOfOldPacks } from '../pack-age.ts';
import { startProgress } from '../progress.ts';
import { readInventories } from '../read-inventories.ts';
import { loadRules, type RuleOptions } from '../rule-options.ts';

/** Options of `phaseout match` as commander gives them. */
export interface MatchOptions extends RuleOptions, OutcomeOptions, DeliveryOptions, LabelOptions {
  readonly strict?: boolean;
  readonly scope?: 'software';
  readonly from?: string;
  readonly map?: readonly string[];
  readonly includeInventory?: boolean;
  readonly reproducible?: boolean;
}

/** `phaseout match`: judges inventories that exist already, as `scan` would judge the host. Returns the exit code. */
export async function matchCommand(files: readonly string[], options: MatchOptions): Promise<number> {
  const startedMs = Date.now();
  const delivery = planDelivery(options);
  const labels = labelOptions(options);
  const pack = await loadRules(options);
  const judging = await withAssignment(
    judgeOptions(options, pack, startedMs, [...collectorIds, ...formatIds]),
    options,
  );
  if (judging.failOn.notes.includes('hidden')) {
    throw new UsageError('--fail-on hidden: no inventory holds what lower layers of an image held', {
      hint: 'phaseout scan --image PATH --fail-on residue,hidden looks at the image itself',
    });
  }
  const interrupt = listenForInterrupt();
  const progress = startProgress(process.stderr, options.quiet === true);
  const warnings = new Set<string>();
  try {
    const read = await readInventories(files, {
      ...formatChoice(options),
      matcher: compileMatcher(pack),
      pack,
      prefilter: process.env['PHASEOUT_PREFILTER'] !== 'off',
      labels,
      wantsHosts: delivery.wantsHosts || judging.assignment !== undefined,
      strict: options.strict === true,
      softwareOnly: options.scope === 'software',
      keepItems: delivery.wantsItems,
      signal: interrupt.signal,
      onProgress: (rows) => progress.update(`phaseout: ${rows} rows read`),
      onWarning: (message) => warnings.add(message),
    });
    progress.done();
    if (!options.quiet) for (const message of warnings) process.stderr.write(`phaseout: ${message}\n`);
    const scannedAt = read.scannedAt ?? new Date(startedMs).toISOString();
    const report = judge(judging, {
      ...read,
      scannedAt: options.reproducible ? undefined : scannedAt,
    });
    await delivery.send(report, options.reproducible ? undefined : Date.now() - startedMs);
    if (delivery.wantsHosts) warnOfUnnamedHosts(report);
    warnOfUnusedAccepts(report, judging.accepts, options.quiet === true);
    warnOfOldPacks(report, options.quiet === true);
    return report.summary.exitCode;
  } finally {
    progress.done();
    interrupt.dispose();
  }
}
