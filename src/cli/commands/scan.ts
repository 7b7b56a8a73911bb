import type { OpenedImage } from '../../host/image/opened-image.ts';
import type { JudgeOptions } from '../../judge.ts';
import type { Report } from '../../model/report.ts';
import type { RulePack } from '../../model/rule-pack.ts';
import { scan } from '../../scan.ts';
import { type CollectOptions, collectorIds, collectRequest, collectSettings } from '../collect-options.ts';
import { type Delivery, type DeliveryOptions, planDelivery, warnOfUnusedAccepts } from '../deliver.ts';
import { listenForInterrupt } from '../interrupt.ts';
import { openHost, openWantedImage, type TargetOptions } from '../open-host.ts';
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
  if (options.image !== undefined)
    return scanImageCommand(options.image, options, delivery, pack, judge, startedMs);
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
      includeInventory: delivery.wantsItems,
    });
    progress.done();
    return await deliver(report, options, judge, delivery, startedMs);
  } finally {
    progress.done();
    interrupt.dispose();
    await host.close?.();
  }
}

/** The same for every system of an image. */
async function scanImageCommand(
  path: string,
  options: ScanOptions,
  delivery: Delivery,
  pack: RulePack,
  judge: JudgeOptions,
  startedMs: number,
): Promise<number> {
  const { imageWants, scanImage } = await import('../../scan-image.ts');
  const interrupt = listenForInterrupt();
  const { signal } = interrupt;
  const progress = startProgress(process.stderr, options.quiet === true);
  let opened: OpenedImage | undefined;
  try {
    const settings = collectSettings(options, pack, { signal, progress, wantsHardwareId: false });
    const onProgress = (what: string): void => progress.update(`phaseout: ${what}`);
    opened = await openWantedImage(path, options, { wants: imageWants(settings), signal, onProgress });
    const report = await scanImage({
      ...settings,
      opened,
      judge,
      scannedAt: options.reproducible ? undefined : new Date(startedMs).toISOString(),
      includeInventory: delivery.wantsItems,
    });
    progress.done();
    return await deliver(report, options, judge, delivery, startedMs);
  } finally {
    progress.done();
    interrupt.dispose();
    await opened?.close();
  }
}

async function deliver(
  report: Report,
  options: ScanOptions,
  judge: JudgeOptions,
  delivery: Delivery,
  startedMs: number,
): Promise<number> {
  await delivery.send(report, options.reproducible ? undefined : Date.now() - startedMs);
  warnOfUnusedAccepts(report, judge.accepts, options.quiet === true);
  warnOfOldPacks(report, options.quiet === true);
  return report.summary.exitCode;
}
