import { type CollectOptions, collectorIds } from '../collect-options.ts';
import { type DeliveryOptions, planDelivery, warnOfUnusedAccepts } from '../deliver.ts';
import type { TargetOptions } from '../open-host.ts';
import { judgeOptions, type OutcomeOptions } from '../outcome-options.ts';
import { warnOfOldPacks } from '../pack-age.ts';
import { loadRules, type RuleOptions } from '../rule-options.ts';
import { runScan } from '../run-scan.ts';

/** Options of `phaseout scan` as commander gives them. */
export interface ScanOptions
  extends TargetOptions,
    CollectOptions,
    RuleOptions,
    OutcomeOptions,
    DeliveryOptions {
  readonly includeInventory?: boolean;
  readonly reproducible?: boolean;
}

/** `phaseout scan`: this machine or a mounted system, from collecting to the report. Returns the exit code. */
export async function scanCommand(_args: readonly string[], options: ScanOptions): Promise<number> {
  const startedMs = Date.now();
  const delivery = planDelivery(options);
  const pack = await loadRules(options);
  const judge = judgeOptions(options, pack, startedMs, collectorIds);
  const { wantsItems, machineReadable } = delivery;
  const report = await runScan(options, { pack, judge, startedMs, wantsItems, machineReadable });
  await delivery.send(report, options.reproducible ? undefined : Date.now() - startedMs);
  warnOfUnusedAccepts(report, judge.accepts, options.quiet === true);
  warnOfOldPacks(report, options.quiet === true);
  return report.summary.exitCode;
}
