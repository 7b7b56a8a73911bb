import type { Coverage } from '../model/gap.ts';

/** How much could not be read: sources, and rows of sources that were read otherwise. */
export interface Missed {
  readonly sources: number;
  readonly rows: number;
}

/** What the gaps of a report amount to. One gap may stand for many rows. */
export function missedBy(coverage: readonly Coverage[]): Missed {
  let sources = 0;
  let rows = 0;
  for (const gap of coverage.flatMap(({ gaps }) => gaps)) {
    if (gap.reason === 'malformed-row') rows += gap.rows ?? 1;
    else sources++;
  }
  return { sources, rows };
}
