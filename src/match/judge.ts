import type { Confidence } from '../model/vocabulary.ts';
import { type Activity, activityRank } from './proof.ts';
import type { Held } from './signature-hits.ts';

/** What evidence amounts to, before any sign of life: an installation or a leftover. */
export interface Verdict {
  readonly status: 'installed' | 'residue';
  readonly confidence: Confidence;
}

/**
 * Judges the evidence of one product on one host; undefined where it proves nothing.
 *
 * Weak signatures count only in pairs of different ids: two that prove installation make a probable installation;
 * two of which at most one does make a probable residue. With a strong one beside it a weak one is plain evidence,
 * so one strong presence and one weak installation stay residue: the lesser claim, which still counts as found.
 */
export function judge(held: readonly Held[]): Verdict | undefined {
  const strong = held.filter((each) => confidenceOf(each) !== 'weak');
  const weak = held.filter((each) => confidenceOf(each) === 'weak');
  const installed = strong.filter((each) => each.proof === 'installed');
  if (installed.length > 0) return { status: 'installed', confidence: best(installed) };
  const weakInstalled = weak.filter((each) => each.proof === 'installed');
  if (signatures(weakInstalled) >= 2) return { status: 'installed', confidence: 'probable' };
  const presence = strong.filter((each) => each.proof === 'presence');
  if (presence.length > 0) return { status: 'residue', confidence: best(presence) };
  const weakPresence = weak.filter((each) => each.proof === 'presence');
  if (signatures([...weakInstalled, ...weakPresence]) >= 2) {
    return { status: 'residue', confidence: 'probable' };
  }
  return undefined;
}

/** The strongest sign of life in the evidence, also of pieces that prove nothing by themselves. */
export function strongestActivity(held: readonly Held[]): Activity | undefined {
  return held.reduce<Activity | undefined>((best, { activity }) => stronger(best, activity), undefined);
}

/** The stronger of two signs of life. */
export function stronger(a: Activity | undefined, b: Activity | undefined): Activity | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return activityRank[a] <= activityRank[b] ? a : b;
}

function confidenceOf(held: Held): 'confirmed' | 'probable' | 'weak' {
  return held.signature.signature.confidence;
}

function best(held: readonly Held[]): Confidence {
  return held.some((each) => confidenceOf(each) === 'confirmed') ? 'confirmed' : 'probable';
}

function signatures(held: readonly Held[]): number {
  return new Set(held.map((each) => each.signature.id)).size;
}
