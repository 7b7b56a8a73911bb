import type { RowWalker } from '../../match/prefilter/line-walker.ts';
import type { IsRows, SlotOf } from '../../match/prefilter/skeleton.ts';
import type { Tally } from './tally.ts';

/** What a line is that the prefilter could not pass over. */
export type Look =
  /** Whoever puts the blocks together has to read it. */
  | { readonly is: 'wanted' }
  /**
   * It was counted. `outcome` gives what every line of its skeleton in which nothing is found amounts to; the skeleton has so
   * many `lists` of rows.
   */
  | { readonly is: 'counted'; readonly outcome?: (lists: number) => number | undefined };

/** How the lines of one format are read. Made anew for every file's blocks on every thread. */
export interface Lane {
  /** Longest line, in UTF-16 units. */
  readonly maxLine: number;
  readonly slotOf: SlotOf;
  begin(tally: Tally): void;
  /** Of lists of rows in a line, where the lane reads them by themselves. */
  readonly rows?: { readonly isRows: IsRows; readonly walker: RowWalker } | undefined;
  /** Counts a line by its outcome; false where it has to be read after all. */
  pass(outcome: number, bytes: Uint8Array<ArrayBuffer>, kept: Int32Array): boolean;
  /** Reads a line that is not blank. */
  look(text: string): Look;
}

/** A line that means nothing and whose like may mean something. */
export const counted: Look = { is: 'counted' };
/** A line that has to be read by whoever puts the blocks together. */
export const wanted: Look = { is: 'wanted' };
