import { gapReasons, type Status, statuses } from '../model/vocabulary.ts';
import { exactText, type Fields, objects, text, word } from './decode.ts';
import type { ObservedGap } from './observation.ts';

/** How far was looked at one host. */
export interface Coverage {
  /** Collectors that ended without a gap, sorted. */
  readonly looked: string[];
  /** Gaps that could hide a finding. */
  readonly gaps: number;
  readonly couldHide: Status | undefined;
  readonly someGaps: ObservedGap[];
  /** A collector of ours was left out or interrupted. */
  readonly leftOut: boolean;
  /** A collector that only scans of ours have was asked. */
  readonly isOurs: boolean;
}

const maxCollectors = 200;
const shownGaps = 5;

/**
 * Every scan of ours has one of these; an inventory that somebody else collected has none.
 * Source: src/collect/index.ts.
 */
const ownCollectors = ['markers', 'windows-markers'];

/** Reads the coverage of one host. What is no coverage counts as a gap that could hide anything. */
export function observeCoverage(parts: readonly Fields[]): Coverage {
  const looked = new Set<string>();
  const open = new Set<string>();
  const someGaps: ObservedGap[] = [];
  let gaps = 0;
  let couldHide: Status | undefined;
  let leftOut = false;
  let isOurs = false;
  for (const part of parts) {
    const collector = exactText(part['collector'], 80);
    const status = word(part['status'], ['ok', 'gap', 'skipped'] as const);
    const listed = objects(part['gaps'], 10_000);
    if (collector === undefined || status === undefined) {
      gaps++;
      couldHide = 'active';
      continue;
    }
    if (status === 'skipped' && part['reason'] !== 'needs-live-host') leftOut = true;
    if (status !== 'skipped' && ownCollectors.includes(collector)) isOurs = true;
    const hiding = listed.filter((gap) => gap['only'] !== 'hidden');
    // "gap" without one is a gap that nobody explains.
    const unexplained = status === 'gap' && listed.length === 0 ? 1 : 0;
    gaps += hiding.length + unexplained;
    if (status === 'ok' || (status === 'gap' && hiding.length === 0 && unexplained === 0))
      looked.add(collector);
    if (hiding.length + unexplained > 0) open.add(collector);
    if (unexplained > 0) couldHide = 'active';
    for (const gap of hiding) {
      const hides = word(gap['couldHide'], statuses) ?? 'active';
      if (couldHide === undefined || statuses.indexOf(hides) < statuses.indexOf(couldHide)) couldHide = hides;
      if (someGaps.length >= shownGaps) continue;
      someGaps.push({
        collector,
        reason: word(gap['reason'], gapReasons) ?? 'malformed-source',
        source: text(gap['source'], 200) ?? '',
        message: text(gap['message'], 200) ?? '',
        couldHide: hides,
      });
    }
  }
  return {
    looked: [...looked]
      .filter((collector) => !open.has(collector))
      .sort()
      .slice(0, maxCollectors),
    gaps,
    couldHide,
    someGaps,
    leftOut,
    isOurs,
  };
}

/** Two coverages of one host as one. */
export function joinCoverage(a: Coverage, b: Coverage): Coverage {
  if (b.looked.length === 0 && b.gaps === 0 && !b.leftOut) return a;
  const worst = [a.couldHide, b.couldHide].flatMap((status) =>
    status === undefined ? [] : statuses.indexOf(status),
  );
  return {
    looked: [...new Set([...a.looked, ...b.looked])].sort().slice(0, maxCollectors),
    gaps: a.gaps + b.gaps,
    couldHide: worst.length === 0 ? undefined : statuses[Math.min(...worst)],
    someGaps: [...a.someGaps, ...b.someGaps].slice(0, shownGaps),
    leftOut: a.leftOut || b.leftOut,
    isOurs: a.isOurs || b.isOurs,
  };
}

/** Whether a scan of ours looked, with every collector that belongs to it. */
export function isWholeScan(coverage: Coverage): boolean {
  return coverage.gaps === 0 && lacksGapsAlone(coverage);
}

/** Whether a scan of ours, but for its gaps, looked with every collector that belongs to it. */
export function lacksGapsAlone({ leftOut, isOurs }: Coverage): boolean {
  return isOurs && !leftOut;
}
