import type { Gap } from '../model/gap.ts';
import { type Status, statuses } from '../model/vocabulary.ts';

const maxGaps = 100;

/** Gaps of one collector: the first 100 as they are, the rest as one that counts them and hides as much as the worst. */
export class GapList {
  readonly #kept: Gap[] = [];
  #more = 0;
  #worst: Status = 'residue';
  #lastReason: Gap['reason'] = 'crashed';

  add(gap: Gap): void {
    if (this.#kept.length < maxGaps) {
      this.#kept.push(gap);
      return;
    }
    this.#more++;
    this.#lastReason = gap.reason;
    if (statuses.indexOf(gap.couldHide) < statuses.indexOf(this.#worst)) this.#worst = gap.couldHide;
  }

  /** The gaps in the order they were found, closed by the summary where there were more. */
  all(source: string): readonly Gap[] {
    if (this.#more === 0) return [...this.#kept];
    const message = `and ${this.#more} more, of which only the number was kept`;
    return [...this.#kept, { reason: this.#lastReason, source, message, couldHide: this.#worst }];
  }
}
