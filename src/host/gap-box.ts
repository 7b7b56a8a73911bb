import type { Gap } from '../model/gap.ts';
import type { OnGap } from './registry/on-gap.ts';

/** Gaps of one host that are kept; a hostile hive could make one for every cell. */
const maxGaps = 1_000;

/** Keeps damage that a reader met beside what it was asked for, each once, until the scan takes it. */
export class GapBox {
  readonly #gaps = new Map<string, Gap>();

  /** Registry hives decide about everything: what they do not tell could hide an active product. */
  readonly add: OnGap = (reason, source, message) => {
    const key = `${reason} ${source} ${message}`;
    if (this.#gaps.has(key) || this.#gaps.size > maxGaps) return;
    const isLast = this.#gaps.size === maxGaps;
    this.#gaps.set(key, {
      reason,
      source,
      message: isLast ? `${message}; further damage is not listed` : message,
      couldHide: 'active',
    });
  };

  /** What was met so far. */
  all(): readonly Gap[] {
    return [...this.#gaps.values()];
  }
}
