import { scan } from '../../scan.ts';
import { type CollectOptions, collectorIds, collectRequest } from '../collect-options.ts';
import { type DeliveryOptions, planDelivery, warnOfUnusedAccepts } from '../deliver.ts';
import { listenForInterrupt } from '../interrupt.ts';
import { openHost, type TargetOptions } from '../open-host.ts';
import { judgeOptions, type OutcomeOptions } from '../outcome-options.ts';
import { warnOfOldPacks } from '../pack-age.ts';
import { startProgress } from '../progress.ts';
import { loadRules, type RuleOptions } from '../rule-options.ts';

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
  const host = await openHost(options);
  const interrupt = listenForInterrupt();
  const progress = startProgress(process.stderr, options.quiet === true);
  try {
    const report = await scan({
      ...collectRequest(options, host, pack, {
        signal: interrupt.signal,
        progress,
        wantsHardwareId: delivery.machineReadable && host.live,
      }),
      judge,
      scannedAt: options.reproducible ? undefined : new Date(startedMs).toISOString(),
      includeInventory: options.includeInventory === true,
    });
    progress.done();
    await delivery.send(report, options.reproducible ? undefined : Date.now() - startedMs);
    warnOfUnusedAccepts(report, judge.accepts, options.quiet === true);
    warnOfOldPacks(report, options.quiet === true);
    return report.summary.exitCode;
  } finally {
    progress.done();
    interrupt.dispose();
    await host.close?.();
  }
}
