import type { Gap } from '../../model/gap.ts';

const maxGaps = 100;

/** Gaps of one coverage entry, of which a bounded number is kept and all are counted. */
export class GapList {
  readonly #gaps: Gap[] = [];
  #count = 0;

  add(reason: Gap['reason'], source: string, message: string): void {
    this.#count++;
    if (this.#gaps.length < maxGaps) this.#gaps.push({ reason, source, message, couldHide: 'active' });
  }

  /** What was kept, and where that is not all, how many more there were. */
  list(source: string): Gap[] {
    if (this.#count <= maxGaps) return [...this.#gaps];
    const rows = this.#count - maxGaps;
    const message = `and ${rows} more, of which only the number was kept`;
    return [...this.#gaps, { reason: 'malformed-row', source, message, couldHide: 'active', rows }];
  }
}
