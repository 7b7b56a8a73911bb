import type { Observation } from '../../fleet/observation.ts';
import { tool } from '../version.ts';

/** A history in a file, as the roll-up uses it. */
export interface History {
  /** Adds the observations of one report. */
  take(observations: readonly Observation[]): Promise<void> | void;
  /** Writes what is left, hands over everything that was ever added, and closes the file. */
  showAll(show: (observation: Observation) => void): Promise<void>;
  close(): Promise<void>;
}

/** Observations of one transaction: each waits for the disk. */
const batchSize = 5_000;
const waitMs = 60_000;

/** Opens the history (`--db FILE`); DuckDB is loaded only here. Throws what `openFleetStore` throws. */
export async function openHistory(file: string, onWait: (text: string) => void): Promise<History> {
  const { openFleetStore } = await import('../../fleet-store/store.ts');
  const store = await openFleetStore(file, {
    access: 'write',
    by: `${tool.name} ${tool.version}`,
    waitMs,
    onWait: (holder) => onWait(`phaseout: waiting for ${holder}, which keeps ${file}`),
  });
  let waiting: Observation[] = [];
  const flush = async (): Promise<void> => {
    const batch = waiting;
    waiting = [];
    if (batch.length > 0) await store.add(batch);
  };
  return {
    take(observations) {
      for (const each of observations) waiting.push(each);
      return waiting.length >= batchSize ? flush() : undefined;
    },
    async showAll(show) {
      try {
        await flush();
        for await (const observation of store.observations()) show(observation);
      } finally {
        await store.close();
      }
    },
    close: () => store.close(),
  };
}
