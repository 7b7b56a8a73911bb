import { sortItems } from '../../judge.ts';
import type { Coverage } from '../../model/gap.ts';
import type { InventoryHeader } from '../../model/inventory.ts';
import type { Item } from '../../model/item.ts';
import { type ItemKind, itemKinds } from '../../model/vocabulary.ts';
import { decideExit } from '../../report/decide-exit.ts';
import { withoutTime } from '../../report/summarise.ts';
import { type CollectRequest, startCollection } from '../../scan.ts';
import { type CollectOptions, collectorIds, collectRequest } from '../collect-options.ts';
import { listenForInterrupt } from '../interrupt.ts';
import { type InventoryWriter, inventoryFormats, openInventoryWriter } from '../inventory-writer.ts';
import { openHost, type TargetOptions } from '../open-host.ts';
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
  const host = await openHost(options);
  const interrupt = listenForInterrupt();
  const progress = startProgress(process.stderr, options.quiet === true);
  const wantsHardwareId =
    host.live && (outputs.length > 0 ? outputs : [{ format }]).some((one) => one.format !== 'table');
  const request = collectRequest(options, host, pack, {
    signal: interrupt.signal,
    progress,
    wantsHardwareId,
  });
  const writers =
    outputs.length > 0
      ? outputs.map((output) => openInventoryWriter(output.format, options, output.file))
      : [openInventoryWriter(format, options, undefined)];
  try {
    const header = options.reproducible ? undefined : startedAt;
    const coverage = await write(request, writers, kinds, header);
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
    await host.close?.();
  }
}

async function write(
  request: CollectRequest,
  writers: readonly InventoryWriter[],
  kinds: ReadonlySet<ItemKind>,
  scannedAt: string | undefined,
): Promise<readonly Coverage[]> {
  const collection = await startCollection(request);
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
  const trailer = { coverage: [...coverage, ...leftOutKinds(kinds)], complete: !request.signal.aborted };
  for (const writer of writers) await writer.end(trailer);
  return coverage;
}

/** With `--kind` the inventory is not whole, so whoever judges it later must not find it clean. */
function leftOutKinds(kinds: ReadonlySet<ItemKind>): Coverage[] {
  if (kinds.size === 0) return [];
  const source = `--kind ${[...kinds].join(',')}`;
  const message = 'only these kinds were written; what else is installed is not in this inventory';
  const gap = { reason: 'missing-source', source, message, couldHide: 'active' } as const;
  return [{ collector: 'kinds', status: 'gap', items: 0, gaps: [gap] }];
}
