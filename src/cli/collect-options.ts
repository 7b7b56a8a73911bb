import { collectors } from '../collect/index.ts';
import type { Host } from '../host/host.ts';
import type { RulePack } from '../model/rule-pack.ts';
import { type CollectRequest, checkIds } from '../scan.ts';
import { type LabelOptions, labelOptions } from './label-options.ts';
import { oneOf, parseTimeout, words } from './parse-options.ts';
import type { Progress } from './progress.ts';
import { realTarget } from './real-target.ts';

/** Options that choose collectors and their time. */
export interface CollectOptions extends LabelOptions {
  readonly root?: string;
  readonly image?: string;
  readonly only: readonly string[];
  readonly skip: readonly string[];
  readonly timeout?: string;
}

/** Every id that `--only`, `--skip` and `--allow-gaps` may name. */
export const collectorIds: readonly string[] = [...collectors.map(({ id }) => id), ...checkIds];

/** Checks the options and puts together what a collection needs. Throws UsageError. */
export function collectRequest(
  options: CollectOptions,
  host: Host,
  pack: RulePack,
  run: CollectRun,
): CollectRequest {
  return { ...collectSettings(options, pack, run), host };
}

/** How a collection is watched and stopped. */
export interface CollectRun {
  readonly signal: AbortSignal;
  readonly progress: Progress;
  readonly wantsHardwareId: boolean;
}

/** What the options say of any host. Throws UsageError. */
export function collectChoice(
  options: CollectOptions,
): Pick<CollectRequest, 'labels' | 'only' | 'skip' | 'timeoutMs'> {
  const ids = (option: string, values: readonly string[]): string[] =>
    words(values, option).map((word) => oneOf(option, word, collectorIds));
  const only = ids('--only', options.only);
  return {
    labels: labelOptions(options),
    only: only.length > 0 ? only : undefined,
    skip: ids('--skip', options.skip),
    timeoutMs: parseTimeout(options.timeout ?? '120'),
  };
}

/** {@link collectRequest} without the host: the same for every system of an image. Throws UsageError. */
export function collectSettings(
  options: CollectOptions,
  pack: RulePack,
  run: CollectRun,
): Omit<CollectRequest, 'host'> {
  const target = options.image ?? options.root;
  return {
    ...collectChoice(options),
    collectors,
    pack,
    path: target === undefined ? undefined : realTarget(target),
    signal: run.signal,
    now: () => performance.now(),
    onProgress: ({ finished, total, items }) =>
      run.progress.update(
        `phaseout: ${finished} of ${total} sources read, ${items} ${items === 1 ? 'item' : 'items'}`,
      ),
    wantsHardwareId: run.wantsHardwareId,
  };
}
