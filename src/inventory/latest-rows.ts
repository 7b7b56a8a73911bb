/** The last answer to one question, or the last word on one row. */
interface Latest<T> {
  time: number;
  rows: T[];
}

/**
 * Folds results that repeat over time into what holds at the end, in whatever order they come: of several answers to one
 * question the latest, of several words on one row (it came, it went) the latest. Holds what is handed to it.
 */
export class LatestRows<T> {
  readonly #snapshots = new Map<string, Latest<T>>();
  readonly #changes = new Map<string, Latest<T>>();

  readonly #onOld: (row: T) => void;

  /** `onOld` is told each row that does not hold. */
  constructor(onOld: (row: T) => void) {
    this.#onOld = onOld;
  }

  /** An answer. Several parts of one answer have the same time and add up. */
  snapshot(group: string, time: number, rows: readonly T[]): void {
    this.#put(this.#snapshots, group, time, rows, true);
  }

  /** A row that is there from then on, or (`row` undefined) is not. At the same instant the later word holds. */
  change(key: string, time: number, row: T | undefined): void {
    this.#put(this.#changes, key, time, row === undefined ? [] : [row], false);
  }

  /** What holds at the end. */
  rows(): T[] {
    return [...this.#snapshots.values(), ...this.#changes.values()].flatMap(({ rows }) => rows);
  }

  #put(map: Map<string, Latest<T>>, key: string, time: number, rows: readonly T[], adds: boolean): void {
    const known = map.get(key);
    if (known !== undefined && time < known.time) {
      rows.forEach(this.#onOld);
    } else if (known !== undefined && time === known.time && adds) {
      known.rows = [...known.rows, ...rows];
    } else {
      known?.rows.forEach(this.#onOld);
      map.set(key, { time, rows: [...rows] });
    }
  }
}
