import type { Collected } from '../../collect/run-collector.ts';
import { UsageError } from '../../errors.ts';
import type { OpenedImage } from '../../host/image/opened-image.ts';
import { sortItems } from '../../judge.ts';
import type { Coverage } from '../../model/gap.ts';
import type { InventoryHeader, Target } from '../../model/inventory.ts';
import type { Item } from '../../model/item.ts';
import { type ItemKind, itemKinds } from '../../model/vocabulary.ts';
import { decideExit } from '../../report/decide-exit.ts';
import { withoutTime } from '../../report/summarise.ts';
import { type StartedCollection, startCollection } from '../../scan.ts';
import { type CollectOptions, collectorIds, collectSettings } from '../collect-options.ts';
import { listenForInterrupt } from '../interrupt.ts';
import { type InventoryWriter, inventoryFormats, openInventoryWriter } from '../inventory-writer.ts';
import { openHost, openWantedImage, type TargetOptions } from '../open-host.ts';
import { allowedGaps } from '../outcome-options.ts';
import { oneOf, parseOutputs, words } from '../parse-options.ts';
import { startProgress } from '../progress.ts';
import { loadRules, type RuleOptions } from '../rule-options.ts';
import { tool } from '../version.ts';

/** Options of `phaseout inventory` as commander gives them. */
export interface InventoryOptions extends TargetOptions, CollectOptions, RuleOptions {
  readonly kind: readonly string[];
  readonly format: string;
  readonly output: readonly string[];
  readonly quiet?: boolean;
  readonly color: boolean;
  readonly reproducible?: boolean;
  readonly allowGaps?: true | string;
}

/**
 * `phaseout inventory`: what is installed, not judged. Items are written collector by collector while later ones
 * still run. Exit code 0, 3 where a gap could hide something, 130 where it was interrupted.
 */
export async function inventoryCommand(_args: readonly string[], options: InventoryOptions): Promise<number> {
  const startedAt = new Date().toISOString();
  const format = oneOf('--format', options.format, inventoryFormats);
  const outputs = parseOutputs(
    options.output,
    inventoryFormats,
    { json: 'json', ndjson: 'ndjson', jsonl: 'ndjson', txt: 'table' },
    format,
  );
  const kinds = new Set<ItemKind>(
    words(options.kind, '--kind').map((word) => oneOf('--kind', word, itemKinds)),
  );
  const allowGaps = allowedGaps(options.allowGaps, collectorIds);
  const pack = await loadRules(options);
  const host = options.image === undefined ? await openHost(options) : undefined;
  const interrupt = listenForInterrupt();
  const progress = startProgress(process.stderr, options.quiet === true);
  const isRead = (outputs.length > 0 ? outputs : [{ format }]).some((one) => one.format !== 'table');
  const settings = collectSettings(options, pack, {
    signal: interrupt.signal,
    progress,
    wantsHardwareId: host?.live === true && isRead,
  });
  const writers =
    outputs.length > 0
      ? outputs.map((output) => openInventoryWriter(output.format, options, output.file))
      : [openInventoryWriter(format, options, undefined)];
  let opened: OpenedImage | undefined;
  try {
    const header = options.reproducible ? undefined : startedAt;
    const coverage: Coverage[] = [];
    if (host !== undefined) {
      const request = { ...settings, host };
      coverage.push(...(await write(startCollection(request), writers, kinds, header, request.signal)));
    } else {
      const { imageCoverage, imageWants, startImageCollection } = await import('../../scan-image.ts');
      const onProgress = (what: string): void => progress.update(`phaseout: ${what}`);
      const run = { wants: imageWants(settings), signal: interrupt.signal, onProgress };
      opened = await openWantedImage(options.image ?? '', options, run);
      const { systems } = opened;
      if (systems.length > 1 && [...outputs, { format }].some((each) => each.format !== 'ndjson')) {
        throw new UsageError(`${options.image} holds ${systems.length} systems, and each has an inventory`, {
          hint: 'with --format ndjson they follow each other; or choose one with --platform',
        });
      }
      const further = imageCoverage(opened, options.image);
      coverage.push(...further);
      if (systems.length === 0) {
        const path = options.image;
        const nothing = {
          target: Promise.resolve<Target>({ type: 'image', ...(path && { path }), ...settings.labels }),
          run: noItems,
        };
        await write(Promise.resolve(nothing), writers, kinds, header, settings.signal, further);
      }
      for (const system of systems) {
        const started = startImageCollection(settings, system);
        coverage.push(...(await write(started, writers, kinds, header, settings.signal, further)));
      }
    }
    progress.done();
    return decideExit({
      findings: [],
      notes: [],
      coverage,
      failOn: { status: 'residue', notes: [] },
      allowGaps,
      complete: !interrupt.signal.aborted,
    }).exitCode;
  } finally {
    progress.done();
    interrupt.dispose();
    await host?.close?.();
    await opened?.close();
  }
}

async function write(
  started: Promise<Pick<StartedCollection, 'target' | 'run'>>,
  writers: readonly InventoryWriter[],
  kinds: ReadonlySet<ItemKind>,
  scannedAt: string | undefined,
  signal: AbortSignal,
  further: readonly Coverage[] = [],
): Promise<readonly Coverage[]> {
  const collection = await started;
  const collected = collection.run();
  // The collectors begin while the header's last fact is still on its way.
  let next = collected.next();
  const header: InventoryHeader = {
    schema: 'phaseout/inventory@1',
    tool,
    ...(scannedAt !== undefined && { scannedAt }),
    target: await collection.target,
  };
  const coverage: Coverage[] = [];
  for (const writer of writers) await writer.begin(header);
  for (let part = await next; !part.done; part = await next) {
    next = collected.next();
    const { coverage: covered, items: all } = part.value;
    coverage.push(scannedAt === undefined ? withoutTime(covered) : covered);
    const items: readonly Item[] = sortItems(
      kinds.size === 0 ? all : all.filter(({ kind }) => kinds.has(kind)),
    );
    for (const writer of writers) await writer.items(items);
  }
  const trailer = {
    coverage: [...coverage, ...further, ...leftOutKinds(kinds)],
    complete: !signal.aborted,
  };
  for (const writer of writers) await writer.end(trailer);
  return coverage;
}

/** What a target without a system gives. */
async function* noItems(): AsyncGenerator<Collected> {}

/** With `--kind` the inventory is not whole, so whoever judges it later must not find it clean. */
function leftOutKinds(kinds: ReadonlySet<ItemKind>): Coverage[] {
  if (kinds.size === 0) return [];
  const source = `--kind ${[...kinds].join(',')}`;
  const message = 'only these kinds were written; what else is installed is not in this inventory';
  const gap = { reason: 'missing-source', source, message, couldHide: 'active' } as const;
  return [{ collector: 'kinds', status: 'gap', items: 0, gaps: [gap] }];
}
