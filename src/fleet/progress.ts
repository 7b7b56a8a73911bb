import type { HostEvent } from './product-history.ts';
import type { ProgressPoint } from './view.ts';

const msPerDay = 86_400_000;

/** Points of a burn-down at most: days, else weeks, else stretches as long as it takes. */
const maxPoints = 120;

type Counted = 'found' | 'cleared' | 'cameBack' | 'reimaged';
/** What is counted at the end of a stretch, kept as changes from day to day. */
type Level = 'affected' | 'unknown' | 'doubted' | 'clearedInAll' | 'hosts';

const counted = ['found', 'cleared', 'cameBack', 'reimaged'] as const satisfies readonly Counted[];
const levels = [
  'affected',
  'unknown',
  'doubted',
  'clearedInAll',
  'hosts',
] as const satisfies readonly Level[];

/** What is counted of each event, and what the host counts as from then on. */
const effects: Readonly<Record<HostEvent['kind'], { readonly counts?: Counted; readonly level: Level }>> = {
  found: { counts: 'found', level: 'affected' },
  'came-back': { counts: 'cameBack', level: 'affected' },
  cleared: { counts: 'cleared', level: 'clearedInAll' },
  doubted: { level: 'doubted' },
  'proven-again': { level: 'clearedInAll' },
};

type Day = Record<Counted | Level, number>;

/** The history of one host, as far as progress is about it. Times in ms since 1970 UTC. */
export interface HostTimes {
  /** Times of its reports, ascending. */
  readonly times: readonly number[];
  readonly events: readonly HostEvent[];
  readonly hadFindings: boolean;
  /** When another installation replaced it; undefined for a host of today. */
  readonly replacedAt?: number | undefined;
}

/** Counts what happened in a fleet day by day (UTC), for any number of hosts in memory bounded by the number of days. */
export class Progress {
  readonly #days = new Map<number, Day>();
  readonly #seenBy: number;
  readonly #unknownAfterMs: number;

  constructor(options: { readonly seenBy: number; readonly unknownAfterDays: number }) {
    this.#seenBy = options.seenBy;
    this.#unknownAfterMs = options.unknownAfterDays * msPerDay;
  }

  add({ times, events, hadFindings, replacedAt }: HostTimes): void {
    const [first] = times;
    if (first === undefined) return;
    this.#count(first, 'hosts', 1);
    if (replacedAt !== undefined) this.#count(replacedAt, 'hosts', -1);
    if (replacedAt !== undefined && hadFindings) this.#count(replacedAt, 'reimaged', 1);
    for (const { at, kind } of events) {
      const { counts } = effects[kind];
      if (counts !== undefined) this.#count(at, counts, 1);
    }
    let level: Level | undefined;
    let next = 0;
    for (const [index, at] of times.entries()) {
      for (let event = events[next]; event !== undefined && event.at <= at; event = events[++next])
        level = effects[event.kind].level;
      if (level !== undefined) this.#span(at, times[index + 1] ?? replacedAt, level);
    }
  }

  /** The stretches from the first report to the end, all of one length but the last; none without a report. */
  points(): ProgressPoint[] {
    const days = [...this.#days.keys()].sort((a, b) => a - b);
    const [first] = days;
    if (first === undefined) return [];
    const last = Math.max(dayOf(this.#seenBy), first);
    const length = stretch(last - first + 1);
    const points: ProgressPoint[] = [];
    const level: Record<Level, number> = { affected: 0, unknown: 0, doubted: 0, clearedInAll: 0, hosts: 0 };
    let next = 0;
    for (let from = first; from <= last; from += length) {
      const to = Math.min(from + length - 1, last);
      const sums: Record<Counted, number> = { found: 0, cleared: 0, cameBack: 0, reimaged: 0 };
      for (let day = days[next]; day !== undefined && day <= to; day = days[++next]) {
        const change = this.#days.get(day);
        if (change === undefined) continue;
        for (const key of counted) sums[key] += change[key];
        for (const key of levels) level[key] += change[key];
      }
      points.push({ from: dayText(from), to: dayText(to), ...sums, ...level });
    }
    return points;
  }

  /** One state from one report until the next; from the day on which the host counts as unknown, that. */
  #span(at: number, until: number | undefined, level: Level): void {
    const lost = at + this.#unknownAfterMs;
    const isLost = lost < (until ?? this.#seenBy);
    this.#count(at, level, 1);
    if (isLost) this.#count(lost, level, -1);
    else if (until !== undefined) this.#count(until, level, -1);
    if (!isLost || level !== 'affected') return;
    this.#count(lost, 'unknown', 1);
    if (until !== undefined) this.#count(until, 'unknown', -1);
  }

  /** What happens on a day counts at its end. */
  #count(at: number, key: Counted | Level, by: number): void {
    const day = dayOf(at);
    let known = this.#days.get(day);
    if (known === undefined) {
      known = {
        found: 0,
        cleared: 0,
        cameBack: 0,
        reimaged: 0,
        affected: 0,
        unknown: 0,
        doubted: 0,
        clearedInAll: 0,
        hosts: 0,
      };
      this.#days.set(day, known);
    }
    known[key] += by;
  }
}

function stretch(days: number): number {
  if (days <= maxPoints) return 1;
  const weeks = Math.ceil(days / 7 / maxPoints);
  return 7 * weeks;
}

function dayOf(ms: number): number {
  return Math.floor(ms / msPerDay);
}

function dayText(day: number): string {
  return new Date(day * msPerDay).toISOString().slice(0, 10);
}
