import { dirname, resolve } from 'node:path';
import { UsageError } from '../../errors.ts';
import type { Observation } from '../../fleet/observation.ts';
import type { ExportFormat } from '../../fleet-store/export-format.ts';
import { exportFormats } from '../../fleet-store/export-format.ts';
import { visible } from '../../model/visible.ts';
import { makeFolder } from '../make-folder.ts';
import { oneOf } from '../parse-options.ts';
import { tool } from '../version.ts';

/** Options about the history, as commander gives them. */
export interface HistoryOptions {
  readonly db?: string;
  /** Seconds. */
  readonly dbWait?: string;
  /** Folder that gets the tables of the history. */
  readonly export?: string;
  readonly exportFormat?: string;
  readonly quiet?: boolean;
}

/** What was added to a history. */
export interface Shown {
  /** How many observations it had already. */
  readonly known: number;
}

/** A history in a file, as the roll-up uses it. */
export interface History {
  /** Adds the observations of one report. */
  take(observations: Iterable<Observation>): Promise<void> | void;
  /**
   * Writes what is left, exports the tables where that was asked for, hands over everything that was ever added, and
   * closes the file.
   */
  showAll(show: (observation: Observation) => void): Promise<Shown>;
  close(): Promise<void>;
}

/** Observations of one transaction: each waits for the disk. */
const batchSize = 5_000;
const defaultWait = '60';

interface HistoryPlan {
  readonly file: string;
  readonly waitMs: number;
  readonly exported: { readonly folder: string; readonly format: ExportFormat } | undefined;
}

/** Checks the options about the history; undefined without `--db`. Throws UsageError. */
export function planHistory(options: HistoryOptions): HistoryPlan | undefined {
  if (options.db === undefined) {
    const alone = (['dbWait', 'export', 'exportFormat'] as const).find((key) => options[key] !== undefined);
    if (alone === undefined) return undefined;
    const name = { dbWait: '--db-wait', export: '--export', exportFormat: '--export-format' }[alone];
    throw new UsageError(`${name} is about the history of a fleet, and no history is named`, {
      hint: 'name it: phaseout fleet --db FILE',
    });
  }
  if (options.export === undefined && options.exportFormat !== undefined) {
    throw new UsageError('--export-format says nothing without a folder', {
      hint: 'name it: --export DIR',
    });
  }
  const format = oneOf('--export-format', options.exportFormat ?? 'parquet', exportFormats);
  return {
    file: options.db,
    waitMs: parseWait(options.dbWait ?? defaultWait),
    exported: options.export === undefined ? undefined : { folder: options.export, format },
  };
}

/**
 * Opens the history; DuckDB is loaded only here. Where reports come it is opened to write and made if need be, else
 * others may read it at the same time. Throws what `openFleetStore` throws.
 */
export async function openHistory(
  { file, waitMs, exported }: HistoryPlan,
  { writes, quiet }: { readonly writes: boolean; readonly quiet: boolean },
): Promise<History> {
  const { openFleetStore } = await import('../../fleet-store/store.ts');
  if (exported !== undefined)
    await (await import('../../fleet-store/export-tables.ts')).checkExportFolder(exported.folder);
  const say = (text: string): void => {
    if (!quiet) process.stderr.write(`phaseout: ${visible(text)}\n`);
  };
  const store = await openFleetStore(file, {
    access: writes ? 'write' : 'read',
    by: `${tool.name} ${tool.version}`,
    waitMs,
    onWait: (holder) => say(`waiting at most ${waitMs / 1000} s for ${holder}, which keeps ${file}`),
  });
  let waiting: Observation[] = [];
  let known = 0;
  const flush = async (): Promise<void> => {
    const batch = waiting;
    waiting = [];
    if (batch.length > 0) known += (await store.add(batch)).known;
  };
  return {
    take(observations) {
      for (const each of observations) waiting.push(each);
      return waiting.length >= batchSize ? flush() : undefined;
    },
    async showAll(show) {
      try {
        await flush();
        if (exported !== undefined) {
          await makeFolder(dirname(resolve(exported.folder)));
          const files = await store.export(exported.folder, exported.format);
          say(`exported ${files.length} tables to ${exported.folder}`);
        }
        for await (const observation of store.observations()) show(observation);
        return { known };
      } finally {
        await store.close();
      }
    },
    close: () => store.close(),
  };
}

function parseWait(value: string): number {
  if (/^\d{1,6}(\.\d{1,3})?$/.test(value)) return Number(value) * 1000;
  throw new UsageError(`--db-wait: "${visible(value)}" is not a number of seconds`, {
    hint: '0 does not wait; without it 60 seconds are waited while another process uses the history',
  });
}
