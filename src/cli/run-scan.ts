import type { OpenedImage } from '../host/image/opened-image.ts';
import type { JudgeOptions } from '../judge.ts';
import type { Report } from '../model/report.ts';
import type { RulePack } from '../model/rule-pack.ts';
import { scan } from '../scan.ts';
import { type CollectOptions, collectRequest, collectSettings } from './collect-options.ts';
import { listenForInterrupt } from './interrupt.ts';
import { openHost, openWantedImage, type TargetOptions } from './open-host.ts';
import { startProgress } from './progress.ts';

/** Options that choose what is scanned and how it is watched. */
export interface RunScanOptions extends TargetOptions, CollectOptions {
  readonly quiet?: boolean;
  readonly reproducible?: boolean;
}

/** By what a scan is judged, and what its report shall hold. */
export interface ScanPlan {
  readonly pack: RulePack;
  readonly judge: JudgeOptions;
  readonly startedMs: number;
  /** Every item stands in the report. */
  readonly wantsItems: boolean;
  /** A machine will read the report, so that facts which cost time are worth it. */
  readonly machineReadable: boolean;
}

/** Scans this machine, a mounted system or an image: from opening it to the report. Throws PhaseoutError. */
export async function runScan(options: RunScanOptions, plan: ScanPlan): Promise<Report> {
  if (options.image !== undefined) return runImageScan(options.image, options, plan);
  const host = await openHost(options);
  const interrupt = listenForInterrupt();
  const progress = startProgress(process.stderr, options.quiet === true);
  try {
    return await scan({
      ...collectRequest(options, host, plan.pack, {
        signal: interrupt.signal,
        progress,
        wantsHardwareId: plan.machineReadable && host.live,
      }),
      ...judged(options, plan),
    });
  } finally {
    progress.done();
    interrupt.dispose();
    await host.close?.();
  }
}

/** The same for every system of an image. */
async function runImageScan(path: string, options: RunScanOptions, plan: ScanPlan): Promise<Report> {
  const { imageWants, scanImage } = await import('../scan-image.ts');
  const interrupt = listenForInterrupt();
  const { signal } = interrupt;
  const progress = startProgress(process.stderr, options.quiet === true);
  let opened: OpenedImage | undefined;
  try {
    const settings = collectSettings(options, plan.pack, { signal, progress, wantsHardwareId: false });
    const onProgress = (what: string): void => progress.update(`phaseout: ${what}`);
    opened = await openWantedImage(path, options, { wants: imageWants(settings), signal, onProgress });
    return await scanImage({ ...settings, opened, ...judged(options, plan) });
  } finally {
    progress.done();
    interrupt.dispose();
    await opened?.close();
  }
}

function judged({ reproducible }: RunScanOptions, { judge, startedMs, wantsItems }: ScanPlan) {
  return {
    judge,
    scannedAt: reproducible ? undefined : new Date(startedMs).toISOString(),
    includeInventory: wantsItems,
  };
}
