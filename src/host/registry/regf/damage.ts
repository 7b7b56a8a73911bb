import type { GapReason } from '../../../model/vocabulary.ts';

/** Something in a hive that could not be read, or that recovery could not bring back. The rest is still read. */
export interface HiveDamage {
  readonly reason: GapReason;
  /** The key that it concerns, as a report shows it; the hive's own prefix where it concerns the whole hive. */
  readonly path: string;
  /** Where in the file, in bytes from its start; undefined where it has no one place. */
  readonly offset: number | undefined;
  readonly message: string;
}

/** Reports of one hive before the rest are only counted: a hostile hive could make one per cell. */
const maxReports = 200;

/** Passes damage on, each place once, and not more than 200 times a hive; the last report says that there is more. */
export class DamageLog {
  readonly #report: (damage: HiveDamage) => void;
  readonly #seen = new Set<string>();

  constructor(report: (damage: HiveDamage) => void) {
    this.#report = report;
  }

  add(damage: HiveDamage): void {
    if (this.#seen.size > maxReports) return;
    const place = `${damage.offset} ${damage.message}`;
    if (this.#seen.has(place)) return;
    this.#seen.add(place);
    this.#report(
      this.#seen.size > maxReports
        ? { ...damage, message: `${damage.message}; further damage in this hive is not listed` }
        : damage,
    );
  }
}

const maxNameLength = 80;

/** A name out of a hive, short enough for a message; whoever prints it escapes it. */
export function shortName(name: string): string {
  return name.length <= maxNameLength ? name : `${name.slice(0, maxNameLength)}…`;
}
